"""Theatres: their files, parties, lines, areas of control and sectors."""
