"""What is told of an incident whatever the format: its properties, shapes and points."""
