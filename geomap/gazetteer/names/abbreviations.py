"""Newspapers' abbreviations of first-level units: 'Ky.', 'B.C.', 'N.S.W.'.

They stand after the names of towns ('Alexandria, La.') and tell which is meant; the gazetteer knows few of
them, and takes 'La.' for Los Angeles. Facts: the usual abbreviations of the states of the United States
(those of the Associated Press), of Canada's provinces and of Australia's states.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

UNITS: Mapping[str, str] = MappingProxyType(
    {
        "ala.": "Alabama", "ariz.": "Arizona", "ark.": "Arkansas", "calif.": "California",
        "colo.": "Colorado", "conn.": "Connecticut", "del.": "Delaware", "fla.": "Florida",
        "ga.": "State of Georgia",
        "ill.": "Illinois", "ind.": "Indiana", "kan.": "Kansas", "ky.": "Kentucky", "la.": "Louisiana",
        "md.": "Maryland", "mass.": "Massachusetts", "mich.": "Michigan", "minn.": "Minnesota",
        "miss.": "Mississippi", "mo.": "Missouri", "mont.": "Montana", "neb.": "Nebraska", "nev.": "Nevada",
        "n.h.": "New Hampshire", "n.j.": "New Jersey", "n.m.": "New Mexico", "n.y.": "New York State",
        "n.c.": "North Carolina", "n.d.": "North Dakota", "okla.": "Oklahoma", "ore.": "Oregon",
        "pa.": "Pennsylvania", "r.i.": "Rhode Island", "s.c.": "South Carolina", "s.d.": "South Dakota",
        "tenn.": "Tennessee", "vt.": "Vermont", "va.": "Virginia", "wash.": "Washington State",
        "w.va.": "West Virginia", "w. va.": "West Virginia", "wis.": "Wisconsin", "wyo.": "Wyoming",
        "alta.": "Alberta", "b.c.": "British Columbia", "man.": "Manitoba", "n.b.": "New Brunswick",
        "n.s.": "Nova Scotia", "ont.": "Ontario", "que.": "Quebec", "sask.": "Saskatchewan",
        "n.s.w.": "New South Wales", "vic.": "Victoria", "qld.": "Queensland", "tas.": "Tasmania",
    }
)  # fmt: skip
"""The name under which the gazetteer has the unit, by the abbreviation in lower case, full stop and all."""

_FIRST = {
    "st": "Saint", "ste": "Sainte", "mt": "Mount", "ft": "Fort", "pt": "Port",
    "n": "North", "s": "South", "e": "East", "w": "West",
}  # fmt: skip
_LAST = {
    "co": "County",
    "twp": "Township",
    "mt": "Mountain",
    "mts": "Mountains",
    "is": "Islands",
    "r": "River",
}
_ABBREVIATED = re.compile(
    r"(?:(St|Ste|Mt|Ft|Pt|[NSEW])(?:\.\s?|\s)(?=\w{3}))?(.+?)(?:(?<!\s)\s+(Co|Twp|Mts?|Is|R)\.)?"
)


def written_out(name: str) -> str | None:
    """A name with its abbreviated first or last word written out; None if it has none.

    >>> (
    ...     written_out("Mt. Pleasant"),
    ...     written_out("W. Columbia"),
    ...     written_out("Loudon Co."),
    ...     written_out("Stuttgart"),
    ... )
    ('Mount Pleasant', 'West Columbia', 'Loudon County', None)
    """
    match = _ABBREVIATED.fullmatch(name)
    if match is None:
        return None
    first, middle, last = match.groups()
    if first is None and last is None:
        return None
    words = (_FIRST[first.lower()] if first else "", middle, _LAST[last.lower()] if last else "")
    return " ".join(word for word in words if word)
