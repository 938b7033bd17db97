"""How the truecaser's lexicon is counted and its weights are fitted."""
