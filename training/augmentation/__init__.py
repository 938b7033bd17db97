"""Sentences made for training: templates filled with names, and real sentences with other names in them."""
