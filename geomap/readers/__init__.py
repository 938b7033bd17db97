"""Files, folders and tables in."""
