"""Which texts a database keeps as they are: by no other may something be known.

Half of a surrogate pair cannot be written at all, and at a null character some databases end a text and
others refuse it. In titles and texts such signs are replaced; an id would be another one then.
"""

from __future__ import annotations

from collections.abc import Iterable

from geomap.errors import StoreError


def is_keepable(text: str) -> bool:
    """Whether a text comes back from a database as it was."""
    if text.isascii():
        return "\0" not in text
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return "\0" not in text


def keepable(texts: Iterable[str]) -> tuple[str, ...]:
    """Those that can be in a store: nothing is there by another name, and none need be asked for."""
    return tuple(filter(is_keepable, texts))


def check_keepable(texts: Iterable[str], what: str, where: str) -> None:
    """Raise `StoreError` at the first text that is none.

    Parameters
    ----------
    texts
        Ids or names.
    what
        What they are, for the message ('id of a document').
    where
        The store.
    """
    for text in texts:
        if not is_keepable(text):
            raise StoreError(
                f"the {what} {text[:80]!r} cannot be kept as it is",
                where=where,
                hint="one without null characters and lone surrogates is needed",
            )
