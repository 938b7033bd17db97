"""Which party a class of polygon belongs to: by the user's table, else by a party's name in it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from geomap.errors import UsageError
from geomap.model import Party

# Fields that usually hold the class, in the order in which they are tried.
CLASS_FIELDS = (
    "class",
    "party",
    "side",
    "control",
    "controlled_by",
    "status",
    "type",
    "category",
    "name",
    "folder",
)


def folded(name: str) -> str:
    """A name for comparison: without marks, case and punctuation."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return " ".join(re.findall(r"\w+", bare.casefold()))


@dataclass(frozen=True, slots=True)
class Classes:
    """From the names of classes to parties.

    Parameters
    ----------
    table
        The user's: (class, name of the party, or None for a class to be left out), folded.
    names
        (Name of a party as texts write it, name of the party), folded, for classes that are not in
        the table: a class that bears the names of one party only is that party's.
    """

    table: Mapping[str, str | None]
    names: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, table: Mapping[str, str | None], parties: Iterable[Party] = ()) -> Classes:
        """Make them from the user's table and the parties of a theatre.

        Raises
        ------
        UsageError
            If the table names a party that the theatre does not have.
        """
        parties = tuple(parties)
        known = {key: party.name for party in parties for key in (party.id, party.name)}
        for name in table.values():
            if name is not None and parties and name not in known:
                raise UsageError(
                    f"party {name!r} is none of the theatre's",
                    where="classes",
                    hint=f"one of {', '.join(party.id for party in parties)} is needed",
                )
        return cls(
            {folded(key): known.get(name, name) if name else None for key, name in table.items()},
            tuple((folded(form), p.name) for p in parties for form in (p.id, p.name, *p.aliases)),
        )

    def party_of(self, name: str) -> tuple[str | None, bool]:
        """The party of a class and whether the class is known.

        A class that is known and has no party is one that the user wants left out.
        """
        key = folded(name)
        if key in self.table:
            return self.table[key], True
        words = f" {key} "
        found = {party for form, party in self.names if form and f" {form} " in words}
        return (found.pop(), True) if len(found) == 1 else (None, False)
