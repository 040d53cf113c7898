"""Values as forms: every field is a line of text, read and judged where it stands."""
