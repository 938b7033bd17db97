"""What the schemes call a country: numbers and regions by its ISO 3166-1 alpha-2 code."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class CountryCodes:
    """Codes of a country; None where a scheme has none for it.

    Parameters
    ----------
    iso_numeric
        ISO 3166-1 numeric (none for Kosovo).
    acled_region
        The region under which ACLED files it.
    gwno
        Gleditsch and Ward's number, which UCDP uses.
    """

    iso_numeric: int | None = None
    acled_region: str | None = None
    gwno: int | None = None

    @property
    def ged_region(self) -> str | None:
        """UCDP's region, which goes by ranges of the numbers."""
        if self.gwno is None:
            return None
        return next(region for last, region in _GED_REGIONS if self.gwno <= last)


_GED_REGIONS = ((199, "Americas"), (399, "Europe"), (626, "Africa"), (699, "Middle East"), (999, "Asia"))
_NONE = CountryCodes()


def codes_of(iso2: str | None) -> CountryCodes:
    """The codes of a country by its alpha-2 code; all None for one that is not known."""
    return _table().get(iso2 or "", _NONE)


def gwno_of_state(name: str) -> int | None:
    """Gleditsch and Ward's number of a state by any of its names; None for what is no state."""
    return _by_name().get(name)


def is_name_of_country(name: str) -> bool:
    """Whether a name is one of a country, so that a party of that name is a state."""
    return name in _names()


@cache
def _names() -> frozenset[str]:
    from geomap.gazetteer.home import names_of_country

    return frozenset().union(*(names_of_country(iso2) for iso2 in _table()))


@cache
def _table() -> Mapping[str, CountryCodes]:
    text = files("geomap.exports.tables").joinpath("countries.tsv").read_text("utf-8")
    rows = csv.DictReader((line for line in text.splitlines() if not line.startswith("#")), delimiter="\t")
    return {
        row["iso2"]: CountryCodes(
            _number(row["iso_numeric"]), row["acled_region"] or None, _number(row["gwno"])
        )
        for row in rows
    }


@cache
def _by_name() -> Mapping[str, int]:
    from geomap.gazetteer.home import names_of_country

    return {
        name: codes.gwno
        for iso2, codes in _table().items()
        if codes.gwno is not None
        for name in sorted(names_of_country(iso2))
    }


def _number(text: str) -> int | None:
    return int(text) if text else None
