"""Values under names that other parts of geomap keep in a store: when a feed was asked last, and the like."""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from typing import TYPE_CHECKING

from geomap.store.keepable import check_keepable, keepable
from geomap.store.tables import NOTES

if TYPE_CHECKING:
    from geomap.store.backend import Backend


class Notes(MutableMapping[str, str]):
    """Texts by names; each change is on the disk when it returns.

    Names begin with the part that keeps them ('watch/...'). Iteration is in the order of the names.
    """

    def __init__(self, backend: Backend) -> None:
        self._backend = backend

    def __getitem__(self, name: str) -> str:
        """The text of that name; KeyError if there is none."""
        for (value,) in self._backend.fetch(NOTES, ("value",), "name", keepable((name,))):
            return str(value)
        raise KeyError(name)

    def __setitem__(self, name: str, value: str) -> None:
        check_keepable((name, value), "note", self._backend.address)
        with self._backend.writing():
            self._backend.put(NOTES, [{"name": name, "value": value}])

    def __delitem__(self, name: str) -> None:
        with self._backend.writing():
            if not self._backend.drop(NOTES, "name", keepable((name,))):
                raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return iter([str(name) for (name,) in self._backend.fetch(NOTES, ("name",))])

    def __len__(self) -> int:
        return self._backend.count(NOTES)
