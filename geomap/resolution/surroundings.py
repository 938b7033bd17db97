"""Places named around a text: in its title and in the name of its source.

'The Kharkiv Post' writes of Kharkiv more than of others, and a title says where the text is set. They are no
toponyms of the text, but they count for its country and unit, and what lies near them.
"""

from __future__ import annotations

import re

from geomap.gazetteer.names.fold import fold
from geomap.model import Document, Toponym
from geomap.resolution.candidates import Lookup

_WORD = re.compile(r"[^\W\d_][\w'’.-]*")
_LONGEST = 3  # words of a name
_KNOWN = 4.5  # a prior, that of some 30,000 people: a smaller namesake of a newspaper's words is chance
_MOST = 200  # characters that are read of a title or a source


def named_around(document: Document, index: Lookup) -> tuple[Toponym, ...]:
    """The places that a document's title and source name, where these stand apart from its text.

    Parameters
    ----------
    document
        Its ``title`` and ``source`` are read; a title that the text begins with is in the text already.
    index
        The gazetteer. Only names of larger places count.

    Returns
    -------
    tuple of Toponym
        Their spans count the characters of the title or source, and mean nothing to the text.
    """
    title, source = (document.title or "")[:_MOST], (document.source or "")[:_MOST]
    if title and fold(title) in fold(document.text[: 2 * len(title) + _MOST]):
        title = ""
    return tuple(found for said in (title, source) if said for found in _names_in(said, index))


def _names_in(said: str, index: Lookup) -> list[Toponym]:
    words = list(_WORD.finditer(said))
    found: list[Toponym] = []
    at = 0
    while at < len(words):
        for length in range(min(_LONGEST, len(words) - at), 0, -1):
            first, last = words[at], words[at + length - 1]
            name = said[first.start() : last.end()]
            if name[0].isupper() and _is_known(name, index):
                found.append(Toponym(first.start(), last.end(), name))
                at += length
                break
        else:
            at += 1
    return found


def _is_known(name: str, index: Lookup) -> bool:
    candidates = index.lookup(name)
    return bool(candidates) and candidates[0].score >= _KNOWN and candidates[0].name_kind in _OWN_NAMES


_OWN_NAMES = frozenset({"preferred", "alternate", "native"})
