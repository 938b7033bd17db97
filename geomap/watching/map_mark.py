"""Whether the map shows what is in the store, remembered in the store."""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Final

_PREFIX: Final = "watch/map/"
_MAYBE: Final = "perhaps outdated"


class MapMark:
    """Says whether the map has to be drawn anew.

    It is marked before something is added, not after: whatever ends the watch in between, the next
    one finds the mark and draws the map.

    Parameters
    ----------
    notes
        Of the store.
    name
        The map's name.
    """

    def __init__(self, notes: MutableMapping[str, str], name: str) -> None:
        self._notes = notes
        self._key = _PREFIX + name
        self.outdated = bool(notes.get(self._key))

    def before_adding(self) -> None:
        """Say that the store may be another one in a moment."""
        if not self._notes.get(self._key):
            self._notes[self._key] = _MAYBE

    def after_adding(self, *, changed: bool) -> None:
        """Say whether it is."""
        self.outdated = self.outdated or changed

    def is_up_to_date(self) -> None:
        """Say that the map shows all that there is."""
        self.outdated = False
        if self._notes.get(self._key):
            self._notes[self._key] = ""
