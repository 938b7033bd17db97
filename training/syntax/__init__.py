"""How the parser's model is made: ``python -m training.syntax``."""
