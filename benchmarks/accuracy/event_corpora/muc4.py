"""MUC-4: the incidents of a report on Latin America, in capitals, as templates.

The templates hold acts of terrorists, guerrillas and the state against people and things: attacks,
bombings, kidnappings, arson, robbery, forced work stoppage. Which of geomap's incidents are given:

- asserted ones of a type that corresponds to one of these (`type_of`);
- not those whose last day lies more than `OLD_DAYS` before the report's day: they are its background;
- not background without a date of its own: what is only mentioned, or told of no one happening;
- no fighting of forces with one another (a clash, a battle, an offensive), as far as the trigger
  says so: the templates leave war itself out, and take an armed attack by one side;
- no bare count of people harmed unless somebody was killed;
- one for each type, place and day, and one without a place only where the report has none of the
  same type with a place.

Of an incident without a place the country is given that geomap gives it (``country``), as the
templates do. The units above a place are its country, first-level and second-level unit in the gazetteer. The
report's day is what geomap reads in its dateline; nothing else is given to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks.accuracy.event_corpora.outcome import (
    Outcome,
    incidents_by_document,
    one_line,
    read_rows,
    share,
    told,
    write_rows,
)
from geomap.gazetteer.index import PlaceIndex
from geomap.model import Document, Harm, Incident, IncidentType, Polarity, Salience
from geomap.recognition.header import read_header

OLD_DAYS = 60
_T = IncidentType
_TYPES = {
    _T.IED_MINE: "BOMBING",
    _T.SUICIDE_BOMBING: "BOMBING",
    _T.GRENADE: "BOMBING",
    _T.ABDUCTION: "KIDNAPPING",
    _T.SHELLING: "ATTACK",
    _T.ROCKET_MISSILE: "ATTACK",
    _T.AIR_STRIKE: "ATTACK",
    _T.DRONE_STRIKE: "ATTACK",
    _T.ARMED_CLASH: "ATTACK",
    _T.CEASEFIRE_VIOLATION: "ATTACK",
    _T.CHEMICAL_WEAPON: "ATTACK",
    _T.ATTACK_ON_CIVILIANS: "ATTACK",
    _T.AIRCRAFT_SHOT_DOWN: "ATTACK",
    _T.OTHER_VIOLENCE: "ATTACK",
    _T.PROPERTY_DAMAGE: "ATTACK",
    _T.CASUALTIES_REPORT: "ATTACK",
}
_FIGHTING = ("clash", "combat", "fight", "battle", "offensive", "skirmish")
_BURNING = ("burn", "fire", "torch", "arson", "ablaze", "flame")
_ROBBING = ("rob", "loot", "stole", "steal")


def measure(
    gold: Path, scorer: ModuleType, index: PlaceIndex, keep: Path, *, first: int | None = None
) -> Outcome:
    """Score the templates of the reports, or of the first so many.

    Parameters are those of `case2021.measure`; ``gold`` is JSON Lines with ``id``, ``text`` and
    ``templates``.
    """
    rows = read_rows(gold)[:first]
    documents = [Document(row["id"], row["text"]) for row in rows]
    found = incidents_by_document(documents, index)
    countries = {country.iso2: country.name for country in index.countries()}
    given: dict[str, list[tuple[Incident, dict[str, Any]]]] = {
        d.id: [(i, template(i, countries)) for i in chosen(found[d.id], d)] for d in documents
    }
    subset, predictions = keep / f"{gold.stem}.gold.jsonl", keep / f"{gold.stem}.jsonl"
    write_rows(subset, rows)
    write_rows(predictions, ({"id": key, "incidents": [t for _, t in ts]} for key, ts in given.items()))
    dated = sum(read_header(d.text).date is not None for d in documents)
    figures = {
        "reports": len(rows),
        **scorer.muc4(subset, predictions),
        "reports_whose_day_is_read": share(dated, len(rows)),
    }
    errors = (_errors(row, given[row["id"]], scorer) for row in rows)
    return Outcome(figures, tuple(text for text in errors if text))


def type_of(incident: Incident) -> str | None:
    """The corpus' type of an incident, or None for one that it has no templates for."""
    words = " ".join([incident.trigger.lower(), *incident.weapons])
    if incident.type is IncidentType.PROPERTY_DAMAGE:
        if any(word in words for word in _BURNING):
            return "ARSON"
        if any(word in words for word in _ROBBING):
            return "ROBBERY"
    if incident.type is IncidentType.ARMED_CLASH and any(word in words for word in _FIGHTING):
        return None
    if incident.type is IncidentType.CASUALTIES_REPORT and not any(
        count.harm is Harm.KILLED for count in incident.casualties
    ):
        return None
    return _TYPES.get(incident.type)


def chosen(incidents: Iterable[Incident], document: Document) -> list[Incident]:
    """Those of a report that are given; see the module's docstring."""
    day = document.published or read_header(document.text).date
    kept: dict[tuple[str, str, object], Incident] = {}
    for incident in incidents:
        kind = type_of(incident)
        if kind is None or incident.polarity is not Polarity.ASSERTED:
            continue
        if incident.salience is not Salience.CORE and incident.date_text is None:
            continue
        if day and incident.date_end and day - incident.date_end > timedelta(days=OLD_DAYS):
            continue
        kept.setdefault((kind, _place_key(incident), incident.date_start), incident)
    placed = {kind for kind, place, _ in kept if place}
    return [incident for (kind, place, _), incident in kept.items() if place or kind not in placed]


def template(incident: Incident, countries: dict[str, str]) -> dict[str, Any]:
    """An incident in the scorer's form; ``countries`` are names by ISO code."""
    place = incident.place
    within: list[str] = []
    name = countries.get(incident.country or "") if place is None else None
    if place is not None:
        name = place.name
        if place.resolution is not None:
            known = place.resolution.place
            name = known.name
            units = (countries.get(known.country or ""), known.admin1_name, known.admin2_name)
            within = [unit for unit in units if unit and unit != known.name]
    return {
        "type": type_of(incident),
        "place_text": place.text if place is not None else None,
        "place_name": name,
        "within": within,
        "date_start": incident.date_start.isoformat() if incident.date_start else None,
        "date_end": incident.date_end.isoformat() if incident.date_end else None,
    }


def _place_key(incident: Incident) -> str:
    if incident.place is None:
        return ""
    resolution = incident.place.resolution
    return resolution.place.id if resolution is not None else incident.place.text.lower()


def _errors(
    row: dict[str, Any], given: Sequence[tuple[Incident, dict[str, Any]]], scorer: ModuleType
) -> str | None:
    """Templates without an answer of their type and place, and answers without a template."""
    fold = scorer.fold
    lines: list[str] = []
    free = list(given)
    for gold in row["templates"]:
        types = set((gold.get("INCIDENT: TYPE") or [""])[0].split(" / "))
        levels = [x for s in (gold.get("INCIDENT: LOCATION") or []) for x in scorer.location_levels(s)]
        deepest = {name for names, _ in levels for name in names}
        pairs = sorted(
            free,
            key=lambda pair: (
                pair[1]["type"] not in types,
                not deepest & {fold(pair[1][k]) for k in ("place_text", "place_name") if pair[1][k]},
            ),
        )
        best = pairs[0] if pairs else None
        kind = best is not None and best[1]["type"] in types
        same = best is not None and bool(
            deepest & {fold(best[1][k]) for k in ("place_text", "place_name") if best[1][k]}
        )
        if best is not None and (kind or same):
            free.remove(best)
        if best is not None and kind and same:
            continue
        wanted = f"{'/'.join(sorted(types))} at {gold.get('INCIDENT: LOCATION')} {gold.get('INCIDENT: DATE')}"
        wanted += f" {_slots(gold)}"
        optional = " (optional)" if "OPTIONAL" in " ".join(gold.get("MESSAGE: TEMPLATE") or []) else ""
        verdict = f"half: {told(best[0])}" if best is not None and (kind or same) else "missed"
        lines.append(f"  gold{optional} {wanted} <- {verdict}")
    lines += [f"  false {told(incident)}\n        {one_line(incident.quote, 300)}" for incident, _ in free]
    return "\n".join([f"{row['id']}: {one_line(row['text'], 1500)}", *lines]) if lines else None


def _slots(gold: dict[str, Any]) -> str:
    """Who did it to whom, shortly."""
    names = ("PERP: INDIVIDUAL ID", "PHYS TGT: ID", "HUM TGT: NAME", "HUM TGT: DESCRIPTION")
    return "; ".join(" ".join(gold[name]) for name in names if gold.get(name))
