"""What the benchmarks of incident extraction share: their outcome, and running geomap on documents."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import geomap
from geomap.gazetteer.index import PlaceIndex
from geomap.model import Document, Incident


@dataclass(frozen=True, slots=True)
class Outcome:
    """Figures of one corpus, and in readable lines what was wrong.

    Parameters
    ----------
    figures
        What is printed as JSON.
    errors
        One text of a few lines each: the sentence, what was wanted, what was given.
    """

    figures: dict[str, Any]
    errors: tuple[str, ...] = field(default=(), repr=False)


def incidents_by_document(
    documents: Sequence[Document], index: PlaceIndex
) -> dict[str, tuple[Incident, ...]]:
    """Run `geomap.extract`; the incidents of each document in the order of the text."""
    found: dict[str, list[Incident]] = {document.id: [] for document in documents}
    for incident in geomap.extract(documents, index=index).incidents:
        found[incident.document_id].append(incident)
    return {key: tuple(incidents) for key, incidents in found.items()}


def read_rows(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSON Lines file."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def write_rows(path: Path, rows: Iterable[dict[str, Any]]) -> None:
    """Write a JSON Lines file."""
    with path.open("w", encoding="utf-8") as out:
        out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def share(right: int, of: int) -> float | None:
    """A percentage with one decimal, None of nothing."""
    return round(100 * right / of, 1) if of else None


def plain(name: str) -> str:
    """A name without case, accents, punctuation or a leading article, for comparing."""
    ascii_only = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", " ", ascii_only).strip().removeprefix("the ")


def same_name(one: str, other: str) -> bool:
    """Whether two names are the same, or the words of one stand within the other."""
    a, b = f" {plain(one)} ", f" {plain(other)} "
    return bool(a.strip() and b.strip()) and (a in b or b in a)


def told(incident: Incident) -> str:
    """An incident in one line, for error lists."""
    place = incident.place
    where = f" at {place.text!r} = {place.name}" if place is not None else " without a place"
    who = ", ".join(actor.text for actor in incident.initiators)
    whom = ", ".join(actor.text for actor in incident.targets)
    parties = (f", by {who}" if who else "") + (f", against {whom}" if whom else "")
    days = f"{incident.date_start}..{incident.date_end}" if incident.date_start else "no date"
    return (
        f"{incident.type.value} {incident.trigger!r}{where}, {days}{parties} "
        f"({incident.polarity.value}, {incident.salience.value})"
    ).replace("\n", " ")


def one_line(text: str, longest: int = 400) -> str:
    """A text without line breaks, cut where it is too long to read."""
    joined = " ".join(text.split())
    return joined if len(joined) <= longest else joined[:longest] + " ..."
