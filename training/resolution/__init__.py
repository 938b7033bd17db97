"""Fitting the weights of the resolution ranker on annotated toponyms; see ``training/README.md``."""
