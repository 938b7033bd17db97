"""Fuzzing: inputs that grow towards code not yet reached, until something breaks (README.md tells how)."""
