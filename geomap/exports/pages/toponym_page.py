"""Toponyms as a page to look at: each text with its place names marked, and a table of them below.

The page is plain HTML with one style sheet inside, opens from disk and asks no host for anything.
It has no script; its Content-Security-Policy allows none, and no style but its own. All text of an
input goes through `geomap.exports.pages.shown_text`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from geomap.exports.pages.page_frame import MOST_OPEN, counted, facts, head
from geomap.exports.pages.shown_text import as_attribute, as_content, language_tag
from geomap.exports.pages.toponym_table import Reading, ToponymTable, sort_of
from geomap.exports.pages.toponym_words import (
    NOT_FOUND,
    NOT_FOUND_MEANS,
    ROLES,
    coordinates,
    country,
    feature,
    left_open,
    precision,
)
from geomap.model import Document, Toponym


def toponym_page(
    pairs: Iterable[tuple[Document, Sequence[Toponym]]],
    *,
    explain: bool = False,
    title: str = "Place names",
    notes: Callable[[Document], Sequence[str]] | None = None,
    countries: Mapping[str, str] | None = None,
) -> str:
    """Lay texts out as one HTML page with every toponym marked; the same bytes for the same input.

    Parameters
    ----------
    pairs
        Documents with their toponyms.
    explain
        Add how each was resolved: method, reasons and the candidates that were rejected; of one that was
        not, the candidates that were considered.
    title
        Of the page, as plain text.
    notes
        Gives lines to be told of a document, such as its language and what read it.
    countries
        Names of countries by ISO 3166-1 alpha-2 code; a country without one is shown by its code.
    """
    read = [
        Reading(
            number,
            document,
            tuple(sorted(toponyms, key=_by_place_in_text)),
            tuple(notes(document)) if notes else (),
        )
        for number, (document, toponyms) in enumerate(pairs, 1)
    ]
    return "".join(_page(read, title, ToponymTable(countries or {}, explain)))


def _by_place_in_text(toponym: Toponym) -> tuple[int, int]:
    return toponym.start, -toponym.end


def _page(read: Sequence[Reading], title: str, table: ToponymTable) -> Iterator[str]:
    yield head(title, "page.css", "toponym_page.css")
    toponyms, lost = sum(len(r.toponyms) for r in read), sum(r.lost for r in read)
    yield (
        f"<header>\n<h1>{as_content(title)}</h1>\n<p>{counted(toponyms, 'place name')} in "
        f"{counted(len(read), 'text')}{_found(lost)}. Each leads to its row in the table below its "
        "text.</p>\n</header>\n<main>\n"
    )
    yield _legend(read, lost)
    if len(read) > 1:
        yield from _contents(read)
    for reading in read:
        yield from _article(reading, table)
    yield (
        "</main>\n<footer><p>Written by geomap. Names are recognised and places chosen by a program: read "
        "before you rely on them. Places are known as exactly as their row says and no better. "
        "Gazetteer compiled from GeoNames (CC BY 4.0) and Natural Earth.</p></footer>\n</body>\n</html>\n"
    )


def _legend(read: Sequence[Reading], lost: int) -> str:
    counts = Counter(toponym.role for reading in read for toponym in reading.toponyms)
    entries = [
        _legend_entry(f"r-{role.value}", role.value, label, means, counts[role])
        for role, (label, means) in ROLES.items()
    ]
    entries.append(_legend_entry("lost", NOT_FOUND, "?", NOT_FOUND_MEANS, lost))
    return (
        '<section class="legend" aria-label="Legend">\n<h2>What a mark means</h2>\n'
        '<p class="filtering">Take a tick away to leave marks and rows out.</p>\n'
        f"<ul>\n{''.join(entries)}</ul>\n</section>\n"
    )


def _legend_entry(sort: str, name: str, label: str, means: str, count: int) -> str:
    shown = f' data-label="{label}"' if label else ""
    return (
        f'<li><label><input type="checkbox" id="show-{sort}" checked autocomplete="off"> '
        f'<span class="mark {sort}"{shown}><span>{name}</span></span></label> <b>{count:,}</b> '
        f'<span class="quiet">{means}</span></li>\n'
    )


def _contents(read: Sequence[Reading]) -> Iterator[str]:
    yield (
        f'<nav aria-label="Texts"><details{" open" if len(read) <= MOST_OPEN else ""}>'
        f"<summary>{counted(len(read), 'text')}</summary>\n<ol>\n"
    )
    for reading in read:
        count = counted(len(reading.toponyms), "name") + _found(reading.lost)
        yield (
            f'<li><a href="#d{reading.number}" dir="auto">{as_content(reading.name)}</a> '
            f'<span class="quiet">{count}</span></li>\n'
        )
    yield "</ol>\n</details></nav>\n"


def _article(reading: Reading, table: ToponymTable) -> Iterator[str]:
    yield (
        f'<article id="d{reading.number}">\n<h2 dir="auto">{as_content(reading.name)}</h2>\n'
        f'<div class="reading">\n{_facts(reading)}'
        f'<div class="text"{language_tag(reading.document.language)} dir="auto">'
    )
    yield from _text(reading, table.countries)
    yield "</div>\n</div>\n"
    yield from table.of(reading)
    yield "</article>\n"


def _facts(reading: Reading) -> str:
    found = f"{len(reading.toponyms):,}{_found(reading.lost)}"
    return facts(
        reading.document,
        [("Place names", found), *(("Note", as_content(note)) for note in reading.notes)],
    )


def _text(reading: Reading, countries: Mapping[str, str]) -> Iterator[str]:
    """The text with its marks; of toponyms that overlap, the first and longest is marked."""
    text = reading.document.text.rstrip()
    at = len(text) - len(text.lstrip())
    for number, (mark, toponym) in enumerate(zip(reading.marks(), reading.toponyms, strict=True), 1):
        if mark != number:
            continue
        label = ROLES[toponym.role][0] if toponym.resolution else f"{ROLES[toponym.role][0]} ?".strip()
        key, tip = f"{reading.number}-{number}", _tip(toponym, countries)
        yield as_content(text[at : toponym.start])
        yield (
            f'<a class="mark {sort_of(toponym)}" id="m{key}" href="#t{key}" data-tip="{tip}"'
            + (f' data-label="{label}"' if label else "")
            + f"><span>{as_content(text[toponym.start : toponym.end])}</span></a>"
        )
        at = toponym.end
    yield as_content(text[at:])


def _tip(toponym: Toponym, countries: Mapping[str, str]) -> str:
    """What a mark shows when pointed at, a fact a line, as an attribute's text."""
    resolution = toponym.resolution
    if resolution is None:
        return as_attribute(f"{NOT_FOUND} ({toponym.role.value})\n{left_open(toponym)}")
    place = resolution.place
    land = country(place, countries)
    lines = (
        f"{place.name}, {land}" if land not in ("", place.name) else place.name,
        f"{feature(place)} ({place.feature_code}), {coordinates(place.point, resolution.radius_km)}",
        precision(resolution),
        f"{toponym.role.value}, score {resolution.score:.2f}",
    )
    return as_attribute("\n".join(lines))


def _found(lost: int) -> str:
    """How many were not found, to go on a count of all."""
    return f", {lost:,} of them {NOT_FOUND}" if lost else ""
