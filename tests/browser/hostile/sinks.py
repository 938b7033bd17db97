"""An extraction with a text of its own in every place where words of an input can stand.

Each place (sink) has a number, which follows the payload: what is found on a page tells from where
it came, and a sink that nothing shows is missed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import Any

import shapely

from geomap.model import (
    Act,
    Actor,
    AppliedCorrection,
    Candidate,
    CasualtyCount,
    Claim,
    Correction,
    CorrectionAction,
    CorrectionOutcome,
    CorrectionState,
    Document,
    Extraction,
    Harm,
    Incident,
    Place,
    PlaceNames,
    Stance,
    Theatre,
    Toponym,
)
from tests import drawn

# Sinks that no map with names='en' shows: other fields of the model that a map leaves out.
HIDDEN = frozenset(
    {
        "actor text",
        "border",
        "change source of a place not known",
        "date in words",
        "document field",
        "incident place text",
        "other name of a mention",
        "other name of a theatre's place",
        "party id's further name",
        "place id",
        "theatre reference",
        "trigger",
    }
)
# Told in a file that is saved from the page, and not on the page.
IN_FILES = frozenset({"sector id"})
# Where a payload has a blank or a control character there is no link.
LINK = "address"


class Sinks:
    """Numbers the sinks as they are asked for."""

    def __init__(self, payload: str) -> None:
        self.payload = payload
        self.numbers: dict[str, int] = {}

    def __call__(self, sink: str) -> str:
        number = self.numbers.setdefault(sink, len(self.numbers) + 1)
        return f"{self.payload}#{number};"

    def name(self, number: int) -> str:
        return next(sink for sink, own in self.numbers.items() if own == number)


Put = Callable[[str], str]


def _place(made: Place, put: Put, kind: str) -> Place:
    names = (put(f"other name of {kind}"),)
    return replace(made, id=put("place id") + made.id, name=put(f"name of {kind}"), names=names)


def _claim(made: Claim, put: Put) -> Claim:
    side = put(f"side {made.side}") if made.side else None
    return replace(made, speaker=put("speaker"), side=side, quote=put("words of a claim"))


def _party(name: str, put: Put) -> str:
    return put(f"party {name}")


def _incident(made: Incident, put: Put) -> Incident:
    where = made.place
    if where is not None:
        resolution = where.resolution
        if resolution is not None:
            resolution = replace(resolution, place=_place(resolution.place, put, "a resolved place"))
        relation = put("relation") if where.relation == "near" else where.relation
        if made.id == "i-shelling":
            # A district of which those who fired hold a part.
            where = replace(where, geometry=drawn.geometry(shapely.box(46.7, 39.9, 47.8, 40.4)))
        where = replace(where, text=put("incident place text"), name=put("incident place"), resolution=resolution, relation=relation)  # fmt: skip
    claims = made.claims
    if made.id == "i-convoy":
        claims = (drawn.claim("observers", Act.CONFIRMS, Stance.ASSERTS, "A convoy was hit"),)
    initiators = tuple(Actor(_party(actor.name, put), put("actor text")) for actor in made.initiators)
    done = AppliedCorrection(
        CorrectionAction.RELOCATE, put("by of a corrected incident"), put("why of a corrected incident"), None, put("part of a merger"),
        (("place_name", put("place before")),),
    )  # fmt: skip
    return replace(
        made,
        id=put("incident id") + made.id,
        trigger=put("trigger"),
        quote=put("quote"),
        time_of_day=put("time of day"),
        date_text=put("date in words"),
        place=where,
        initiators=initiators,
        targets=(Actor(put("target"), put("actor text")),),
        weapons=(put("weapon"), put("second weapon")),
        sectors=tuple(put("sector id") + key for key in made.sectors),
        claims=tuple(_claim(c, put) for c in claims),
        casualties=(
            CasualtyCount(
                0,
                5,
                quote=put("words of a count"),
                harm=Harm.KILLED,
                victims=put("victims"),
                party=put("party harmed"),
                low=1,
            ),
        ),
        corrections=(done,),
    )


def _theatre(put: Put) -> Theatre:
    plain = drawn.theatre()
    own = _place(drawn.place("own", "Own", 46.9, 40.2), put, "a theatre's place")
    changes = tuple(
        replace(
            change,
            place=own.id,
            party=put("party of a change"),
            said_by=(put("a change said by"),),
            disputed_by=(put("a change disputed by"),),
            source=put("source of a change"),
            note=put("note of a change"),
            day=date(2031, 5, 11),
        )
        for change in plain.changes[:2]
    )
    lost = replace(plain.changes[2], place="unknown:place", source=put("change source of a place not known"))
    # An incident's place is called by the parties of the theatre.
    called = tuple(
        (party, (put(f"name by {party}"), put("party id's further name"))) for party in ("velm", "ostra")
    )
    ids = {
        put("place id") + i.place.resolution.place.id
        for i in drawn.incidents()
        if i.place is not None and i.place.resolution is not None
    }
    return replace(
        plain,
        titles=(("en", put("theatre title")),),
        parties=tuple(
            replace(p, name=_party(p.name, put), side=put("side of a party") + p.name, colour=put("colour"))
            for p in plain.parties
        ),
        lines=tuple(
            replace(line, name=put("line"), source=put("source of a line"), note=put("note of a line"))
            for line in plain.lines
        ),
        areas=tuple(
            replace(
                area,
                name=put("area"),
                party=_party(area.party, put) if area.party else None,
                source=put("source of an area"),
                note=put("note of an area"),
            )
            for area in plain.areas
        ),
        places=(own,),
        changes=(*changes, lost),
        place_names=tuple(PlaceNames(each, called) for each in sorted(ids)),
        references=(put("theatre reference"),),
        preferred_place_names=(("test:midtown", put("label that a theatre decides")),),
    )


def _toponyms(put: Put) -> tuple[Toponym, ...]:
    return tuple(
        replace(
            made, resolution=replace(made.resolution, place=_place(made.resolution.place, put, "a mention"))
        )
        for made in drawn.toponyms()
        if made.resolution is not None
    )


def _left_open(put: Put) -> tuple[Document, tuple[Toponym, ...]]:
    """A document without a title and two names that have no place; one is left open by an override."""
    guess = drawn.place("guess", "Guess", 45, 40)
    # A long guess is cut: each has one text.
    guesses = (
        replace(guess, name=put("guess")),
        replace(guess, admin1_name=put("unit of a guess")),
        replace(guess, country=put("country of a guess")),
    )
    other, first, second = put("text of a document"), put("name without a place"), put("name left open")
    text = f"{other} hit {first} and {second} at dawn."
    at, then = text.index(first), text.index(second)
    candidates = tuple(Candidate(place, "x", score=0.2) for place in guesses)
    return Document(put("document id"), text), (
        Toponym(at, at + len(first), first, considered=candidates),
        Toponym(then, then + len(second), second, left_open=put("note of an override")),
    )


def _corrections(put: Put) -> tuple[CorrectionOutcome, ...]:
    said = {"by": put("by of a correction"), "why": put("why of a correction"), "on": date(2031, 6, 1)}
    ids = (put("id of a correction"),)
    facts = (
        ("incident_type", "shelling"),
        ("place_name", put("place of a rejected incident")),
        ("date_start", None),
        ("date_end", None),
    )
    reject = Correction(CorrectionAction.REJECT, ids, **said)  # type: ignore[arg-type]
    return (
        CorrectionOutcome(reject, CorrectionState.APPLIED, before=facts),
        CorrectionOutcome(reject, CorrectionState.NOT_APPLIED, note=put("note of a correction")),
    )


def extraction(put: Put) -> Extraction:
    plain = drawn.extraction()
    first = replace(
        drawn.DOCUMENT,
        title=put("document title"),
        source=put("publisher"),
        url="https://example.org/" + put(LINK),
        fields=((put("document field"), put("document field")),),
        text=drawn.TEXT + put("end of a text"),
    )
    second, names = _left_open(put)
    return replace(
        plain,
        documents=(first, second),
        toponyms=(_toponyms(put), names),
        incidents=tuple(_incident(i, put) for i in plain.incidents),
        theatres=(_theatre(put),),
        sectors=tuple(
            replace(sector, id=put("sector id") + sector.id, name=put(f"sector {sector.id}"))
            for sector in plain.sectors
        ),
        corrections=_corrections(put),
    )


def fake_basemap(put: Put) -> Any:
    """The base map of the tests, with a text in each kind of name."""
    plain = drawn.fake_basemap("@")

    def named(collection: dict[str, Any], kind: str) -> dict[str, Any]:
        for feature in collection["features"]:
            feature["properties"]["name"] = put(kind)
        return collection

    def towns(index: Any, bounds: Any, limit: int = 40) -> tuple[Place, ...]:
        found = plain.towns(index, bounds, limit)
        return tuple(town if town.id == "test:midtown" else replace(town, name=put("town")) for town in found)

    return SimpleNamespace(
        land=lambda index, bounds=None: named(plain.land(index), "country"),
        borders=lambda index, bounds=None: named(plain.borders(index), "border"),
        detailed_land=lambda index, bounds: named(plain.detailed_land(index, bounds), "country"),
        units=lambda index, bounds: named(plain.units(index, bounds), "unit"),
        towns=towns,
        capitals=lambda index: tuple(replace(town, name=put("capital")) for town in plain.capitals(index)),
    )
