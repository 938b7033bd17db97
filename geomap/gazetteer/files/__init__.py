"""The compiled files: their rows, shapes and layers."""
