"""Incidents as a page to look at: each text with what was read in it marked, its incidents beside it.

See `geomap.exports.pages.page_frame` for what keeps the page safe. Its one script only lights up the words
of the incident that is pointed at; without it the page can be read and its links work.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from geomap.exports.pages.incident_cards import PARTS, card
from geomap.exports.pages.nested_marks import Edge, Mark, edges, marks_of
from geomap.exports.pages.page_frame import MOST_OPEN, beside, counted, facts, head
from geomap.exports.pages.shown_text import as_attribute, as_content, language_tag
from geomap.model import Document, Evidence, Extraction, Incident, Part, Unresolved
from geomap.resolution.unplaced import unresolved_by_document

MOST_CHARACTERS = 2_000_000
"""Characters of text on a page; what goes beyond is counted and left out."""
MOST_INCIDENTS = 2_000
"""Incidents on a page; those beyond are counted and left out."""
MOST_UNPLACED = 30
"""Names without a place that are listed beside a text; of those beyond it tells the number."""
_MOST_NUMBERS = 3


def incident_page(extraction: Extraction, *, title: str = "Incidents") -> str:
    """Lay texts out as one HTML page with their incidents; the same bytes for the same input.

    Parameters
    ----------
    extraction
        What was found. Of more than `MOST_CHARACTERS` characters or `MOST_INCIDENTS` incidents the
        first are shown, and the page says how much it leaves out.
    title
        Of the page, as plain text.
    """
    read = _readings(extraction)
    script = beside("incident_page.js")
    return "".join(
        (
            head(title, "page.css", "incident_page.css", script=script),
            *_body(read, extraction, title),
            f"<script>{script}</script>\n</body>\n</html>\n",
        )
    )


@dataclass(slots=True)
class _Reading:
    """A document as the page shows it: its text up to where there is room, incidents, marks.

    ``accounts`` are incidents of other documents of which this one has an account too.
    """

    number: int
    document: Document
    text: str
    incidents: list[tuple[int, Incident]]
    left_out: int
    unplaced: list[Unresolved]
    accounts: list[tuple[int, Incident]] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.document.title or self.document.id

    def key(self, mark: Mark) -> str:
        """The id of a mark on the page."""
        return f"m{self.number}-{mark.number}"


def _readings(extraction: Extraction) -> list[_Reading]:
    """The documents for which there is room, with the incidents for which there is room."""
    by_document: dict[str, list[Incident]] = {}
    for incident in extraction.incidents:
        by_document.setdefault(incident.document_id, []).append(incident)
    unplaced = unresolved_by_document(extraction)
    read: list[_Reading] = []
    characters, number = 0, 0
    for document in extraction.documents:
        found = by_document.pop(document.id, [])
        if characters >= MOST_CHARACTERS or (found and number >= MOST_INCIDENTS):
            break
        text = document.text[: MOST_CHARACTERS - characters]
        shown = found[: MOST_INCIDENTS - number]
        numbered = list(enumerate(shown, number + 1))
        left_out, names = len(found) - len(shown), unplaced.get(document.id, [])
        read.append(_Reading(len(read) + 1, document, text, numbered, left_out, names))
        characters += max(1, len(text))
        number += len(shown)
    by_id = {reading.document.id: reading for reading in read}
    for reading in read:
        for numbered_one in reading.incidents:
            for other in {account.incident.document_id for account in numbered_one[1].accounts}:
                if other != reading.document.id and other in by_id:
                    by_id[other].accounts.append(numbered_one)
    _mark(read)
    return read


def _mark(read: Sequence[_Reading]) -> None:
    """Mark in each text what any incident of the page was read from."""
    evidence: dict[str, list[tuple[int, Evidence]]] = {}
    for reading in read:
        for number, incident in reading.incidents:
            for words in _evidence(incident):
                evidence.setdefault(words.document_id, []).append((number, words))
    for reading in read:
        marks = marks_of(reading.text, evidence.get(reading.document.id, ()))
        reading.edges = list(edges(marks))


def _evidence(incident: Incident) -> Sequence[Evidence]:
    """The words of its explanation, or those of its trigger; of a joined incident those of all accounts."""
    if incident.accounts:
        # Corrections may have changed what it says, not the words: these are its accounts' too.
        return [words for account in incident.accounts for words in _evidence(account.incident)]
    if incident.explanation is not None:
        return incident.explanation.evidence
    start, end = incident.trigger_start, incident.trigger_end
    if len(incident.trigger) != end - start:
        return ()
    return (Evidence(Part.TRIGGER, start, end, incident.trigger, incident.document_id),)


def _body(read: Sequence[_Reading], extraction: Extraction, title: str) -> Iterator[str]:
    shown = sum(len(r.incidents) for r in read)
    yield (
        f"<header>\n<h1>{as_content(title)}</h1>\n<p>{counted(shown, 'incident')} in "
        f"{counted(len(read), 'text')}. Claims are as reported, not verified. A number in a text leads "
        "to its incident; an incident leads to its words.</p>\n"
        f"{_left_out(read, extraction, shown)}</header>\n<main>\n"
    )
    yield _legend(read)
    if len(read) > 1:
        yield from _contents(read)
    marks = {
        (reading.document.id, edge.mark.start, edge.mark.end): reading.key(edge.mark)
        for reading in reversed(read)
        for edge in reading.edges
        if edge.opens and edge.first
    }
    for reading in read:
        yield from _article(reading, marks)
    yield (
        "</main>\n<footer><p>Written by geomap. Incidents are found by a program: read the text before "
        "you rely on them. Places are known as exactly as the card says and no better. "
        "Gazetteer compiled from GeoNames (CC BY 4.0) and Natural Earth.</p></footer>\n"
    )


def _left_out(read: Sequence[_Reading], extraction: Extraction, shown: int) -> str:
    texts, incidents = len(extraction.documents) - len(read), len(extraction.incidents) - shown
    cut = sum(len(r.document.text) - len(r.text) for r in read)
    told = [f"{counted(texts, 'text')}"] if texts else []
    told += [f"{counted(incidents, 'incident')}"] if incidents else []
    told += [f"{counted(cut, 'character')} of the last text"] if cut else []
    if not told:
        return ""
    return (
        f'<p class="cut">Not on this page, for want of room: {", ".join(told)}. '
        "GeoJSON has all incidents.</p>\n"
    )


def _legend(read: Sequence[_Reading]) -> str:
    counts = Counter(
        part for reading in read for e in reading.edges if e.opens and e.first for part in e.mark.parts
    )
    entries = "".join(
        f'<li><label><input type="checkbox" id="show-p-{part.value}" checked autocomplete="off"> '
        f'<span class="mark p-{part.value}"{_labelled(label)}><span>{part.value}</span></span></label> '
        f'<b>{counts[part]:,}</b> <span class="quiet">{means}</span></li>\n'
        for part, (label, means) in PARTS.items()
    )
    return (
        '<section class="legend" aria-label="Legend">\n<h2>What a mark means</h2>\n'
        '<p class="filtering">Take a tick away to leave marks out.</p>\n'
        f"<ul>\n{entries}</ul>\n</section>\n"
    )


def _contents(read: Sequence[_Reading]) -> Iterator[str]:
    yield (
        f'<nav aria-label="Texts"><details{" open" if len(read) <= MOST_OPEN else ""}>'
        f"<summary>{counted(len(read), 'text')}</summary>\n<ol>\n"
    )
    for reading in read:
        yield (
            f'<li><a href="#d{reading.number}" dir="auto">{as_content(reading.name)}</a> '
            f'<span class="quiet">{counted(len(reading.incidents), "incident")}</span></li>\n'
        )
    yield "</ol>\n</details></nav>\n"


def _article(reading: _Reading, marks: Mapping[tuple[str, int, int], str]) -> Iterator[str]:
    key, name = reading.number, as_content(reading.name)
    yield (
        f'<article id="d{key}" aria-labelledby="h{key}">\n<h2 id="h{key}" dir="auto">{name}</h2>\n'
        f"{facts(reading.document, [('Incidents', f'{len(reading.incidents):,}')])}"
        '<div class="telling">\n<section class="told" tabindex="0" aria-label="Text">'
        f'<div class="text"{language_tag(reading.document.language)} dir="auto">'
    )
    yield from _text(reading)
    yield (
        f'</div></section>\n<section class="found" aria-labelledby="f{key}">\n'
        f'<h3 id="f{key}">Incidents</h3>\n'
    )
    if reading.incidents:
        yield '<ol class="cards">\n'
        for number, incident in reading.incidents:
            yield from card(number, incident, marks)
        yield "</ol>\n"
    elif not reading.accounts:
        yield '<p class="quiet">No incident was found in this text.</p>\n'
    for number, incident in reading.accounts:
        yield (
            f'<p class="quiet">Told here too: <a href="#i{number}">{number}. {incident.type.label}</a></p>\n'
        )
    if reading.left_out:
        yield f'<p class="cut">{counted(reading.left_out, "more incident")} of this text not shown.</p>\n'
    yield from _unplaced(reading.unplaced)
    yield "</section>\n</div>\n</article>\n"


def _unplaced(names: Sequence[Unresolved]) -> Iterator[str]:
    """The names of a text that have no place, folded away."""
    if not names:
        return
    yield f'<details class="why"><summary>{counted(len(names), "place name")} not placed</summary>\n<ul>\n'
    for name in names[:MOST_UNPLACED]:
        yield f'<li dir="auto">{as_content(str(name))}</li>\n'
    if len(names) > MOST_UNPLACED:
        yield f'<li class="quiet">and {len(names) - MOST_UNPLACED:,} more</li>\n'
    yield "</ul>\n</details>\n"


def _text(reading: _Reading) -> Iterator[str]:
    """The text with its marks; links do not stand within links."""
    text = reading.text.rstrip()
    at = len(text) - len(text.lstrip())
    links: list[bool] = []
    for edge in reading.edges:
        yield as_content(text[at : edge.at])
        at = max(at, edge.at)
        if edge.opens:
            links.append(Part.TRIGGER in edge.mark.parts and not any(links))
            yield _opened(reading, edge, link=links[-1])
        else:
            yield "</span></a>" if links.pop() else "</span></span>"
    yield as_content(text[at:])


def _opened(reading: _Reading, edge: Edge, *, link: bool) -> str:
    mark = edge.mark
    sorts = " ".join(f"p-{part.value}" for part in mark.parts)
    shown = f'class="mark {sorts}" data-i="{" ".join(map(str, mark.incidents))}"'
    if edge.first:
        shown += f' id="{reading.key(mark)}"{_labelled(_label(mark))}'
    if link:
        number = next(iter(mark.parts[Part.TRIGGER]))
        return f'<a {shown} href="#i{number}"><span>'
    tip = "; ".join(f"{part.value} of {_numbers(numbers)}" for part, numbers in mark.parts.items())
    return f'<span {shown} title="{as_attribute(tip)}"><span>'


def _label(mark: Mark) -> str:
    labels = [
        _numbers(n) if part is Part.TRIGGER else PARTS[part][0]
        for part, n in mark.parts.items()
        if part in PARTS
    ]
    return ", ".join(filter(None, labels))


def _labelled(label: str) -> str:
    return f' data-label="{label}"' if label else ""


def _numbers(numbers: Mapping[int, None]) -> str:
    """'3', '3, 4', '3, 4, 5 +2'."""
    listed = list(numbers)
    more = len(listed) - _MOST_NUMBERS
    return ", ".join(map(str, listed[:_MOST_NUMBERS])) + (f" +{more}" if more > 0 else "")
