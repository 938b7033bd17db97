"""Syntax of English sentences: parts of speech and dependencies, by a small network in numpy.

`parse` is the whole of it. The model is made by ``training/syntax`` (``models/README.md`` tells
from what, and how well it does).
"""

from geomap.syntax.parsing import Parse, parse

__all__ = ["Parse", "parse"]
