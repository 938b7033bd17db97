"""Texts that are not English: what language they are in, and the place names that they inflect."""
