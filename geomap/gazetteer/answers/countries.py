"""From what a table or a command line calls a country to the country."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Final
from weakref import WeakKeyDictionary

from geomap.errors import UsageError
from geomap.gazetteer.names.fold import fold

if TYPE_CHECKING:
    from geomap.gazetteer.country import Country
    from geomap.gazetteer.index import PlaceIndex

ALSO_FILED: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "AM": ("AZ",),
        "CN": ("TW", "HK", "MO"),
        "IL": ("PS", "SY"),
        "IN": ("PK",),
        "MA": ("EH",),
        "PK": ("IN",),
        "RS": ("XK",),
        "RU": ("UA",),
        "SD": ("SS",),
        "SS": ("SD",),
        "TR": ("CY",),
    }
)
"""Where ground is filed here that a table may file under another state, by that state's code.

Tables differ in whom they file disputed or since divided ground under (UCDP GED has the Gaza Strip
and the West Bank under Israel, Kosovo under Serbia). A place that is not found in the country that
a row gives is looked for in these. How geomap files: ``gazetteer/README.md``.
"""

_BRACKETED = r"^(?P<outer>[^()]+?)\s*\((?P<inner>[^()]+)\)\s*$"
# Forms that stand before or after a country's common name and change nothing.
_STYLED = (
    r"^(?:the\s+)?(?:(?:islamic|democratic|federal|people'?s|socialist|arab|united|former|federative)\s+)*"
    r"(?:republic|kingdom|state|union|commonwealth|sultanate)\s+of\s+(?:the\s+)?"
)
_named: WeakKeyDictionary[PlaceIndex, dict[str, Country]] = WeakKeyDictionary()


def find_country(index: PlaceIndex, name: str) -> Country:
    """Find a country by ISO code or by any usual form of its name ('DR Congo (Zaire)').

    Raises
    ------
    UsageError
        If there is none; the message gives the names most like it.
    """
    found = country_named(index, name)
    if found is not None:
        return found
    import difflib

    folded = _countries(index)
    alike = difflib.get_close_matches(fold(name), folded, n=3)
    listed = ", ".join(dict.fromkeys(folded[a].name for a in alike))
    hint = f"perhaps {listed}" if listed else "an ISO code or an English name is needed"
    raise UsageError("no such country", where=repr(name), hint=hint)


def country_named(index: PlaceIndex, name: str) -> Country | None:
    """Give the country of that code or name, or None.

    Of 'Serbia (Yugoslavia)' and 'Macedonia, FYR' the first part that is a country's name counts.
    """
    folded = _countries(index)
    known = folded.get(fold(name))
    return known or next((found for form in _forms(name) if (found := folded.get(fold(form)))), None)


def _forms(name: str) -> list[str]:
    forms = [name]
    bracketed = re.match(_BRACKETED, name)
    if bracketed:
        forms += [bracketed["outer"], bracketed["inner"]]
    if "," in name:
        # 'Congo, Democratic Republic of the' reads the other way round; else the head alone will do.
        head, _, tail = name.partition(",")
        forms += [f"{tail} {head}", head]
    styled = (re.sub(_STYLED, "", form.strip(), flags=re.IGNORECASE) for form in list(forms))
    return [*forms, *styled]


def _countries(index: PlaceIndex) -> dict[str, Country]:
    """Countries by every folded name and code; where two share a name, the first by code has it."""
    named = _named.get(index)
    if named is None:
        named = {}
        for country in index.countries():
            for form in (country.iso2, country.iso3, country.name, *country.aliases):
                named.setdefault(fold(form), country)
        _named[index] = named
    return named
