"""What a card says about an incident, in English words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from geomap.layers.shapes import is_point
from geomap.model import (
    Act,
    CasualtyCount,
    Claim,
    Harm,
    Incident,
    IncidentPlace,
    Polarity,
    Role,
    Salience,
    Stance,
    Status,
)
from geomap.model.disagreement import disagreements_of
from geomap.model.toll import Toll, toll_of

_MONTHS = "January February March April May June July August September October November December".split()
_STATUS: dict[Status, str] = {
    Status.REPORTED: "reported",
    Status.CLAIMED: "claimed",
    Status.CONTESTED: "contested",
    Status.DENIED: "denied",
    Status.CONFIRMED: "confirmed",
}
# A claim's verb by what the speaker does; a rejecting one is worded by its stance.
_VERBS: dict[Act, str] = {
    Act.REPORTS: "reports",
    Act.ACCUSES: "accuses",
    Act.ADMITS: "admits",
    Act.DENIES: "denies",
    Act.CONFIRMS: "confirms",
    Act.CALLS_FOR: "calls for",
}
_POLARITY: dict[Polarity, str] = {
    Polarity.NEGATED: "the source says that it did not happen",
    Polarity.HYPOTHETICAL: "only considered possible by the source",
    Polarity.PLANNED: "planned or announced, not said to have happened",
}

ROLES: dict[Role, str] = {
    Role.PLACE: "named",
    Role.DATELINE: "dateline",
    Role.METONYM: "stands for a government",
    Role.DEMONYM: "adjective or people",
    Role.ORGANISATION: "part of a name",
    Role.SPEAKER: "seat of a speaker",
}
"""What a toponym does in its text."""

# What an area calls itself in the text, the first found; else what the precision code says.
_AREA_WORDS = ("district", "region", "province", "oblast", "county", "governorate", "state", "township")


def day(value: date) -> str:
    """A day in words that no country reads the wrong way round ('13 October 2020')."""
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def days(start: date | None, end: date | None) -> str:
    """An interval of days, either end of which may be open ('27 September - 13 October 2020')."""
    if start is None:
        return f"until {day(end)}" if end is not None else ""
    if end is None:
        return f"since {day(start)}"
    if start == end:
        return day(start)
    if start.year != end.year:
        return f"{day(start)} – {day(end)}"
    month = _MONTHS[start.month - 1]
    first = f"{start.day}" if start.month == end.month else f"{start.day} {month}"
    return f"{first} – {day(end)}"


def when(incident: Incident) -> str:
    """When it is said to have happened, with what is known about the time of day and the precision."""
    said = days(incident.date_start, incident.date_end)
    if not said:
        return "date not given"
    if incident.time_of_day:
        said = f"{said}, {incident.time_of_day}"
    if incident.date_prec is not None and incident.date_prec > 1 and incident.date_start != incident.date_end:
        said = f"{said} (exact day not given)"
    return said


def precision(place: IncidentPlace, *, sectors: Iterable[str] = ()) -> str:
    """How exactly the place is known, after UCDP GED's precision codes 1-7."""
    radius = f" (±{round(place.radius_km)} km)" if place.radius_km and place.radius_km >= 1 else ""
    names = tuple(sectors)
    if place.geometry is None:
        return "place named, but not found in the gazetteer"
    if names:
        return f"sector{'s' if len(names) > 1 else ''} of the line known, place on it not"
    if place.named_by_relation and not is_point(place.geometry) and place.relation != "border":
        # 'Between X and Y', 'off X': no stretch of a line that is known, and not a circle around X.
        return f"drawn after the words of the source, place within it not known{radius}"
    area = area_word(place) or "district or region"
    by_code = {
        1: "place known",
        2: f"near the place named{radius}",
        3: f"{'district' if area == 'district or region' else area} known, place within it not{radius}",
        4: f"{area} known, place within it not{radius}",
        5: f"stretch of a line known, place on it not{radius}",
        6: "only the country is known",
        7: "at sea, or in several countries",
    }
    return by_code.get(place.where_prec or 0, f"precision not known{radius}")


def area_word(place: IncidentPlace) -> str:
    """What kind of area the text says that the place is ('district', 'oblast'); '' if it does not."""
    return next((kind for kind in _AREA_WORDS if kind in (place.text or place.name).lower()), "")


def harm(count: CasualtyCount) -> str:
    """A count with its bounds ('at least 3 killed, civilian, Azerbaijan')."""
    low, best, high = count.low, count.best, count.high
    if best is not None:
        number = str(best)
        if low is not None and high is not None and (low, high) != (best, best):
            number = f"{best} ({low}–{high})"
    elif low is not None and high is not None:
        number = f"{low}–{high}"
    elif low is not None:
        number = f"at least {low}"
    elif high is not None:
        number = f"up to {high}"
    else:
        number = "an unknown number"
    parts = [f"{number} {count.harm.value}"]
    if count.victims:
        parts.append(count.victims)
    if count.party:
        parts.append(count.party)
    if count.cumulative:
        parts.append("running total, not this incident alone")
    return ", ".join(parts)


def killed(incident: Incident) -> str:
    """How many are said to have been killed in it ('at least 3 killed'); '' if that is not told."""
    told = toll_of(incident, Harm.KILLED)
    if told == Toll():
        return ""
    return harm(CasualtyCount(0, 1, "", Harm.KILLED, low=told.low, best=told.best, high=told.high))


def verb(claim: Claim) -> str:
    """What the speaker does, as one verb."""
    if claim.stance is Stance.REJECTS and claim.act is not Act.DENIES:
        return "rejects it"
    if claim.stance is Stance.COUNTER_ASSERTS:
        return "says otherwise"
    return _VERBS[claim.act]


def status(incident: Incident) -> str:
    """The status in words, with those on whom it rests ('claimed by Armenia')."""
    state = incident.status
    asserting = _sides(c for c in incident.claims if c.stance is Stance.ASSERTS and c.party)
    rejecting = _sides(c for c in incident.claims if c.stance is not Stance.ASSERTS)
    if state is Status.CLAIMED and asserting:
        return f"claimed by {join(asserting)}"
    if state is Status.DENIED and rejecting:
        return f"denied by {join(rejecting)}"
    return _STATUS[state]


def notes(incident: Incident) -> tuple[str, ...]:
    """What a reader must know besides."""
    found: list[str] = []
    if incident.polarity is not Polarity.ASSERTED:
        found.append(_POLARITY[incident.polarity])
    if incident.salience is Salience.BACKGROUND:
        found.append("told as background")
    if incident.accounts:
        found.append(told_by(incident))
    elif incident.merged_from:
        found.append(f"joined from {len(incident.merged_from)} accounts")
    if incident.place is not None and incident.place.blurred_km is not None:
        found.append(f"place blurred to about {incident.place.blurred_km:g} km on purpose")
    return tuple(found)


def told_by(incident: Incident) -> str:
    """How many accounts of it there are, of how many independent sources."""
    accounts, voices = len(incident.accounts), incident.independent_voices
    return f"told in {accounts} accounts by {voices} independent source{'' if voices == 1 else 's'}"


def disputes(incident: Incident) -> tuple[str, ...]:
    """What its accounts tell differently, a line each ('casualties: 3 killed (d1); 5 killed (d2)')."""
    return tuple(
        f"{each.about.value}: "
        + "; ".join(f"{version.words} ({', '.join(version.documents)})" for version in each.versions)
        for each in disagreements_of(incident)
    )


def sectors(names: Sequence[str], *, of: int) -> str:
    """Names of sectors in a row ('Northern and southern sectors'); of all of them, the whole line.

    ``of`` is the number of sectors that the line has.
    """
    if len(names) == of > 1:
        return "the whole line of contact"
    suffix = " sector"
    if len(names) < 2 or not all(name.endswith(suffix) for name in names):
        return join(names)
    first, *others = (name.removesuffix(suffix) for name in names)
    return f"{join((first, *(other.lower() for other in others)))} sectors"


def join(names: Iterable[str]) -> str:
    """Names in a row ('a, b and c')."""
    listed = tuple(names)
    if len(listed) < 2:
        return "".join(listed)
    return f"{', '.join(listed[:-1])} and {listed[-1]}"


def capitalised(words: str) -> str:
    """With a capital first letter and the rest as it is."""
    return words[:1].upper() + words[1:]


def _sides(claims: Iterable[Claim]) -> tuple[str, ...]:
    """Sides or speakers of the claims, each once, in order."""
    return tuple(dict.fromkeys(c.side or c.speaker for c in claims))
