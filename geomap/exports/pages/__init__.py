"""HTML pages of texts: with their incidents, or with their place names."""
