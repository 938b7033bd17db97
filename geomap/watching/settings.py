"""How feeds are watched, and what is needed for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, MutableMapping
from dataclasses import dataclass
from typing import Any, Protocol

from geomap.model import Document, Extraction


class Keeping(Protocol):
    """As much of a store as watching needs; `geomap.store.Store` is one."""

    @property
    def notes(self) -> MutableMapping[str, str]:
        """Texts by names, each there for good once it is set."""

    def add(self, report: Extraction, *, provenance: Any = None) -> Any:
        """Add documents and what was found in them; ``new`` and ``changed`` of the answer name them."""

    def report(self) -> Extraction:
        """All that is kept."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How feeds are watched.

    Parameters
    ----------
    every
        Seconds between two times that a feed is asked.
    articles
        Whether the page of each item is fetched instead of taking what the feed says.
    max_bytes
        How large a feed in a file may be.
    seed
        For the chance in how long a feed that fails is left alone.
    """

    every: float = 600.0
    articles: bool = False
    max_bytes: int = 10_000_000
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Work:
    """What is done with what came, each a function, so that none of it is known here.

    Parameters
    ----------
    extract
        Finds the incidents of a document.
    draw
        Draws what is kept, and writes the map whole or not at all; None for no map.
    map
        The map's name, under which it is remembered whether it is up to date.
    article
        Fetches the page at an address as documents; None where pages are not fetched.
    provenance
        By what documents are read, for the store.
    version
        Tells one provenance from another: what was read by another one is read anew.
    """

    extract: Callable[[Document], Extraction]
    draw: Callable[[Extraction], None] | None = None
    map: str = ""
    article: Callable[[str], Iterable[Document]] | None = None
    provenance: Any = None
    version: str = ""
