"""The table of a text's place names: what each was taken to mean, how exactly, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from geomap.exports.pages.page_frame import counted
from geomap.exports.pages.shown_text import as_content
from geomap.exports.pages.toponym_words import (
    NOT_FOUND,
    coordinates,
    country,
    feature,
    left_open,
    precision,
    wording,
)
from geomap.model import Candidate, Document, Resolution, Toponym

_COLUMNS = ("No.", "In the text", "Role", "Place", "Country", "Lat, lon", "How exactly", "Wording", "Score")


@dataclass(frozen=True, slots=True)
class Reading:
    """A document with its number on the page, its toponyms in the order of the text, and notes."""

    number: int
    document: Document
    toponyms: tuple[Toponym, ...]
    notes: tuple[str, ...]

    @property
    def name(self) -> str:
        """What it is called: by its title, else by its id."""
        return self.document.title or self.document.id

    @property
    def lost(self) -> int:
        """How many of its toponyms have no place."""
        return sum(t.resolution is None for t in self.toponyms)

    def marks(self) -> tuple[int, ...]:
        """For each toponym the number of the mark that shows it: its own, or of one that it overlaps."""
        found: list[int] = []
        mark, end = 0, 0
        for number, toponym in enumerate(self.toponyms, 1):
            if toponym.start >= end:
                mark, end = number, toponym.end
            found.append(mark)
        return tuple(found)


def sort_of(toponym: Toponym) -> str:
    """The classes of a mark and of its row: by its role, and whether it has a place."""
    return f"r-{toponym.role.value}" + ("" if toponym.resolution else " lost")


@dataclass(frozen=True, slots=True)
class ToponymTable:
    """Writes the tables of toponyms.

    Tables, rows and cells have their roles said besides: on a phone a row is laid out as a card, and
    browsers then forget that it is one.
    """

    countries: Mapping[str, str]
    explain: bool

    def of(self, reading: Reading) -> Iterator[str]:
        """The table of a document."""
        if not reading.toponyms:
            yield '<p class="quiet">No place name was found in this text.</p>\n'
            return
        head = "".join(f'<th role="columnheader" scope="col">{name}</th>' for name in _COLUMNS)
        yield (
            f'<h3 id="h{reading.number}">Place names</h3>\n'
            f'<table role="table" aria-labelledby="h{reading.number}">\n<thead role="rowgroup">'
            f'<tr role="row">{head}</tr></thead>\n<tbody role="rowgroup">\n'
        )
        told: set[int] = set()  # mentions that were settled together have one weighing: told once
        for number, (mark, toponym) in enumerate(zip(reading.marks(), reading.toponyms, strict=True), 1):
            yield self._row(f"{reading.number}-{number}", number, f"{reading.number}-{mark}", toponym)
            table = _table(toponym) if self.explain and id(toponym.weighing) not in told else ""
            told.add(id(toponym.weighing))
            if self.explain and toponym.resolution:
                yield self._explanation(toponym, toponym.resolution, table)
            elif self.explain and toponym.considered:
                considered = self._listed(toponym.considered) + table
                yield self._why(toponym, "Considered, and none taken", considered)
        yield "</tbody>\n</table>\n"

    def _row(self, key: str, number: int, mark: str, toponym: Toponym) -> str:
        resolution = toponym.resolution
        back = f'<a href="#m{mark}" aria-label="{number}, back to the text">{number} ↑</a>'
        role = f'<span class="mark r-{toponym.role.value}"><span>{toponym.role.value}</span></span>'
        cells = [back, as_content(toponym.text), role]
        if resolution is None:
            told = as_content(left_open(toponym))
            cells.append(f'<strong>{NOT_FOUND}</strong> <br><span class="quiet">{told}</span>')
            cells += ["", "", "", as_content(wording(toponym)), ""]
        else:
            place = resolution.place
            within = f", {place.admin1_name}" if place.admin1_name and place.admin1_name != place.name else ""
            detail = as_content(f"{feature(place)} ({place.feature_code}){within}")
            cells += [
                f'{as_content(place.name)} <br><span class="quiet">{detail}</span>',
                as_content(country(place, self.countries)),
                coordinates(place.point, resolution.radius_km),
                precision(resolution),
                as_content(wording(toponym)),
                f"{resolution.score:.2f}",
            ]
        inside = "".join(
            f'<td role="cell" dir="auto">{cell}</td>' if cell else '<td role="cell"></td>' for cell in cells
        )
        return f'<tr role="row" id="t{key}" class="{sort_of(toponym)}">{inside}</tr>\n'

    def _explanation(self, toponym: Toponym, resolution: Resolution, table: str) -> str:
        reasons = as_content("; ".join(resolution.reasons)) or "none noted"
        number = len(resolution.rejected)
        others = counted(number, "other candidate") if number else "no other candidate"
        told = f"<p>Reasons: {reasons}.</p>"
        if resolution.rejected:
            told += f"\n<p>Rejected:</p>\n{self._listed(resolution.rejected)}"
        return self._why(toponym, f"Method: {as_content(resolution.method)}; {others}", told + table)

    def _why(self, toponym: Toponym, summary: str, told: str) -> str:
        return (
            f'<tr role="row" class="why {sort_of(toponym)}">'
            f'<td role="cell" colspan="{len(_COLUMNS)}"><details>'
            f"<summary>{summary}</summary>\n{told}</details></td></tr>\n"
        )

    def _listed(self, candidates: Sequence[Candidate]) -> str:
        return f"<ul>{''.join(map(self._candidate, candidates))}</ul>"

    def _candidate(self, candidate: Candidate) -> str:
        place = candidate.place
        land = country(place, self.countries)
        facts = f"{place.name}{f', {land}' if land else ''}: {feature(place)} ({place.feature_code})"
        reasons = f"; {'; '.join(candidate.reasons)}" if candidate.reasons else ""
        where = coordinates(place.point, place.radius_km)
        return f"<li>{as_content(f'{facts}, {where}; score {candidate.score:.2f}{reasons}')}</li>"


def _table(toponym: Toponym) -> str:
    """How its candidates were weighed, laid out in columns; nothing where that was not asked for."""
    if toponym.weighing is None:
        return ""
    return f'<pre tabindex="0">{as_content(toponym.weighing.table())}</pre>'
