"""News of war with its syntax: a small treebank of our own, in the manner of UD English EWT."""
