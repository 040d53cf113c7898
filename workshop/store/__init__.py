"""The workspace on disk: where it is, its tours, and files that are never half written."""
