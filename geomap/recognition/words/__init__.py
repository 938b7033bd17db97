"""Word lists as text files: one or many words a line, ``#`` begins a comment."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def words(name: str) -> frozenset[str]:
    """The words of the list ``name`` as they are written in it.

    Raises
    ------
    FileNotFoundError
        If the package has no such list.
    """
    text = files(__package__).joinpath(f"{name}.txt").read_text(encoding="utf-8")
    return frozenset(word for line in text.splitlines() for word in line.partition("#")[0].split())


@cache
def folded_words(name: str) -> frozenset[str]:
    """The words of the list ``name``, folded as the gazetteer folds names."""
    from geomap.gazetteer.names.fold import fold

    return frozenset(fold(word) for word in words(name))
