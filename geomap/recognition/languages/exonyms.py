"""Names of countries, seas and some cities in other languages, where the gazetteer may lack them.

No rule makes 'Allemagne' of 'Germany'. What is named here in a language means the place of the
English name and no other: 'Armenia' in Spanish news is first the country.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from geomap.gazetteer.names.fold import fold


@cache
def exonyms(language: str) -> Mapping[str, str]:
    """The English name by the folded name in ``language``; empty if the language has no column.

    >>> exonyms("fr")["ukraine"], exonyms("az")["ermenistan"]
    ('Ukraine', 'Armenia')
    """
    header, *rows = _rows()
    if language not in header[1:]:
        return MappingProxyType({})
    column = header.index(language)
    return MappingProxyType({fold(name): row[0] for row in rows for name in row[column].split("|") if name})


@cache
def beginnings(language: str) -> frozenset[str]:
    """What names of several words in `exonyms` begin with, whole words each."""
    return frozenset(
        " ".join(words[:length])
        for words in map(str.split, exonyms(language))
        for length in range(1, len(words))
    )


@cache
def _rows() -> tuple[list[str], ...]:
    text = files(__package__).joinpath("words", "exonyms.tsv").read_text(encoding="utf-8")
    return tuple(line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
