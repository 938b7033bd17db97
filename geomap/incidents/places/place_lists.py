"""Places that stand beside each other in a text.

Lists ('in Barda, Ganja and Mingachevir') are several places; 'Talish in the Tartar district' is one, the
part.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from geomap.model import Role, Toponym

_UNIT_NOUN = (
    r"(?:districts?|villages?|towns?|cit(?:y|ies)|regions?|provinces?|areas?|camps?|suburbs?|"
    r"neighbou?rhoods?)"
)
_SITE_NOUN = (
    r"(?:airport|airfield|air base|base|station|bridge|beach|market|port|camp|prison|crossing|junction)"
)
_SITE = re.compile(rf" {_SITE_NOUN}")
"""Behind a name that nobody knows it makes it that of a thing: 'the Christmas market in Strasbourg'."""
_SIDE = r"(?:north|south|east|west)(?:-?(?:east|west))?|cent(?:er|re)|heart|outskirts"
DISTANCE = r"(?:(?:some|about|around) )?(?:\d+(?:\.\d+)?|[a-z]+) ?(?:km|kilomet(?:re|er)s?|miles?)"
"""A pattern of 'some 12 km', 'six miles', in small letters."""
_AWAY = rf"{DISTANCE}(?: (?:to the )?(?:{_SIDE}))? (?:away )?(?:from|off|of)"
_INNER = re.compile(
    rf"(?: {_UNIT_NOUN}| {_SITE_NOUN})?(?:,? (?:in|of|near|outside|close to|between|{_AWAY})|,)"
    r"(?: the| \w+ern| \w+ern \w+| breakaway| neighbouring| nearby)*"
    rf"(?: (?:district|region|province|state|{_SIDE}) of(?: the)?)? ?"
)
_ON_A_DAY = (
    r"(?: (?:late |early )?on (?:mon|tues|wednes|thurs|fri|satur|sun)day(?: night| morning| evening)?)?"
)
_LISTED = re.compile(
    rf"(?: {_UNIT_NOUN})?{_ON_A_DAY}(?:,| and|, and| as well as|,? and also)"
    rf"(?: in| near| the| of| {_UNIT_NOUN})* "
)


def most_specific(text: str, ranked: Sequence[Toponym], toponyms: Sequence[Toponym]) -> Toponym:
    """'Talish in the Tartar district', 'Goma, eastern Congo': the part, not the whole around it.

    Parameters
    ----------
    text
        The document's text.
    ranked
        Those that may be the place, the best first.
    toponyms
        All of the sentence.
    """
    best = ranked[0]
    at = sorted(toponyms, key=lambda t: t.start)
    position = next(i for i, t in enumerate(at) if t is best)
    while position > 0:
        inner = at[position - 1]
        between = text[inner.end : at[position].start].lower()
        if (
            inner.role is Role.PLACE
            and _INNER.fullmatch(between)
            and any(t is inner for t in ranked)
            and (inner.resolution is not None or inner.cue is not None or _at(text, inner))
            and (inner.resolution is not None or not _SITE.match(between))
            and _contains(at[position], inner)
        ):
            position -= 1
        else:
            break
    return at[position]


def _at(text: str, toponym: Toponym) -> bool:
    """Whether 'at' or 'in' before a name makes it a place."""
    return text[max(0, toponym.start - 4) : toponym.start].lower().endswith((" at ", " in "))


def _contains(outer: Toponym, inner: Toponym) -> bool:
    """Whether ``outer`` may be the unit around ``inner`` (and not the next of a list)."""
    if outer.resolution is None or inner.resolution is None:
        return True
    return (
        outer.resolution.place.feature_class != "P"
        or inner.resolution.where_prec < outer.resolution.where_prec
    )


def joined(text: str, best: Toponym, ranked: Sequence[Toponym]) -> list[Toponym]:
    """The toponyms that stand in one list with ``best``: 'in Barda, Ganja and Mingachevir'."""
    ordered = sorted(ranked, key=lambda t: t.start)
    at = next((i for i, t in enumerate(ordered) if t is best), None)
    if at is None:
        return [best]
    group = [best]
    for i in range(at + 1, len(ordered)):
        between = text[ordered[i - 1].end : ordered[i].start].lower()
        if not _LISTED.fullmatch(between):
            break
        # ', Azerbaijan' or ', in Yagha province' after a town is what holds it, not a second place.
        if "and" not in between and "," in between and _is_container(ordered[i], ordered[i - 1]):
            continue
        if between.startswith((", in", ", near")) and "and" not in between:
            continue  # ', in the Huallaga valley', ', near Bryansk': where the one before lies
        group.append(ordered[i])
    for i in range(at - 1, -1, -1):
        between = text[ordered[i].end : ordered[i + 1].start].lower()
        if not _LISTED.fullmatch(between):
            break
        if "and" not in between and _is_container(ordered[i + 1], ordered[i]):
            break
        group.insert(0, ordered[i])
    return group


def _is_container(outer: Toponym, inner: Toponym) -> bool:
    """Whether one place is the country, unit or region around another."""
    if outer.resolution is None or inner.resolution is None:
        return False
    around, within = outer.resolution.place, inner.resolution.place
    if around.feature_class not in {"A", "L"} or inner.resolution.where_prec >= outer.resolution.where_prec:
        return False
    if around.feature_code.startswith("ADM1"):
        return (around.country, around.admin1) == (within.country, within.admin1)
    return around.country is None or around.country == within.country
