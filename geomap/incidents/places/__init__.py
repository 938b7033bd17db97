"""Where it happened, and on what ground."""
