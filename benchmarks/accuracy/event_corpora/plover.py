"""PLOVER's gold sentences: event class, source, target and place, a sentence each.

An incident type has a PLOVER code ('ASSAULT:aerial'), whose root is its class. The sentences are
coded with an older PLOVER that keeps FIGHT (armies) apart from ASSAULT (anybody else); both are
ASSAULT here, as in today's. Of the sentences whose class some incident type has:

- *class found*: some incident of the sentence has the gold class;
- *source*, *target* and *place found*, of those sentences: an initiator, target or place of an
  incident of the gold class has the words of a gold one, or its words lie within them. PLOVER
  speaks of source and target where both merely meet: for classes of `MUTUAL` either side of the
  incident is looked at.

Only the classes of `WHOLE` are covered by incident types altogether, so that they have a figure of
their own; of RETREAT there are but truces, withdrawals and releases, of AID but humanitarian aid.

Of the other sentences is told how many got an incident of any class: mostly false ones, as the
sentence was coded for what is most important in it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.accuracy.event_corpora.outcome import (
    Outcome,
    incidents_by_document,
    one_line,
    read_rows,
    same_name,
    share,
    told,
)
from geomap.gazetteer.index import PlaceIndex
from geomap.model import Actor, Document, Incident, IncidentType, Polarity

MUTUAL = frozenset({"AGREE", "CONSULT", "COOPERATE"})
WHOLE = ("ASSAULT", "PROTEST")
OLDER = {"FIGHT": "ASSAULT"}


def measure(gold: Path, index: PlaceIndex) -> Outcome:
    """Score all sentences; ``gold`` is JSON Lines as the corpus has it."""
    rows = read_rows(gold)
    # Numbered, as the corpus uses some ids twice.
    documents = [
        Document(str(n), row["text"], published=date.fromisoformat(row["date"])) for n, row in enumerate(rows)
    ]
    found = incidents_by_document(documents, index)
    ours = {root_of(kind) for kind in IncidentType}
    counts: Counter[str] = Counter()
    by_class: dict[str, Counter[str]] = {}
    errors = []
    for number, row in enumerate(rows):
        wanted = OLDER.get(row["event"], row["event"])
        incidents = found[str(number)]
        if wanted not in ours:
            counts["others"] += 1
            counts["others with an incident"] += bool(incidents)
            counts["others with violence"] += any(
                i.type.violent and i.polarity is Polarity.ASSERTED for i in incidents
            )
            continue
        alike = [i for i in incidents if root_of(i.type) == wanted]
        tally = by_class.setdefault(wanted, Counter())
        tally["n"] += 1
        tally["found"] += bool(alike)
        tally["otherwise"] += bool(incidents) and not alike
        misses = [] if alike else ["class"]
        if alike:
            for part, names in parts_of(row).items():
                counts[part] += 1
                right = any(same_name(n, text) for n in names for text in given_texts(alike, part, wanted))
                counts[f"{part} found"] += right
                misses += [] if right else [part]
        if misses:
            errors.append(_error(row, misses, incidents))
    total = sum((tally for tally in by_class.values()), Counter[str]())
    whole = sum((by_class.get(name, Counter()) for name in WHOLE), Counter[str]())
    figures = {
        "sentences_of_our_classes": total["n"],
        "class_found": share(total["found"], total["n"]),
        "class_found_of_assault_and_protest": share(whole["found"], whole["n"]),
        "another_class_instead": share(total["otherwise"], total["n"]),
        **{
            part: {"n": counts[part], "found": share(counts[f"{part} found"], counts[part])}
            for part in ("source", "target", "place")
        },
        "sentences_of_other_classes": counts["others"],
        "of_those_with_an_incident": share(counts["others with an incident"], counts["others"]),
        "of_those_with_asserted_violence": share(counts["others with violence"], counts["others"]),
        "by_class": {
            name: {"n": tally["n"], "found": share(tally["found"], tally["n"])}
            for name, tally in sorted(by_class.items())
        },
    }
    return Outcome(figures, tuple(errors))


def root_of(kind: IncidentType) -> str:
    """The PLOVER class of an incident type, without its mode."""
    return kind.coding.plover.partition(":")[0]


def parts_of(row: dict[str, Any]) -> dict[str, list[str]]:
    """The gold names of a sentence's source, target and place; without those that it lacks."""
    parts = {side: _names(row.get(side), "actorText") for side in ("source", "target")}
    parts["place"] = _names(row.get("eventLoc"), "name")
    return {part: names for part, names in parts.items() if names}


def _names(given: Any, key: str) -> list[str]:
    """The corpus has one object, a list of them, or an empty text where there is none."""
    objects = given if isinstance(given, list) else [given]
    return [each[key] for each in objects if isinstance(each, dict) and each.get(key)]


def given_texts(incidents: Sequence[Incident], part: str, wanted: str) -> list[str]:
    """What the incidents give for a source, target or place, in all its names."""
    if part == "place":
        places = [i.place for i in incidents if i.place is not None]
        return [name for place in places for name in (place.text, place.name)]
    actors: list[Actor] = []
    for incident in incidents:
        if part == "source" or wanted in MUTUAL:
            actors += incident.initiators
        if part == "target" or wanted in MUTUAL:
            actors += incident.targets
    return [name for actor in actors for name in (actor.text, actor.name)]


def _error(row: dict[str, Any], misses: Sequence[str], incidents: Sequence[Incident]) -> str:
    parts = "; ".join(f"{part}: {', '.join(names)}" for part, names in parts_of(row).items())
    lines = [
        f"{row['id']}: {one_line(row['text'])}",
        f"  wrong: {', '.join(misses)}; gold {row['event']} ({row.get('eventText')}); {parts}",
        *(f"  - {told(i)}" for i in incidents),
    ]
    return "\n".join(lines if incidents else [*lines, "  - no incident"])
