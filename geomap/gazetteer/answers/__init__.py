"""What a person or a table asks: a name with its country and units, and the ladder to an answer."""
