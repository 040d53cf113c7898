"""From `content/` to the model: strict reading with line numbers, cross-checks, search."""
