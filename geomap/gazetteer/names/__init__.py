"""How names are written: folding, unit terms, romanisation, kinds of names; finding them in text."""
