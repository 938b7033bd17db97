"""The legend: every sign of the map in words, and only those that are on it."""

from __future__ import annotations

from collections.abc import Sequence

from geomap.layers.families import Family
from geomap.layers.records import (
    AreaHit,
    Basemap,
    ChangeMark,
    ControlArea,
    ControlLine,
    LegendEntry,
    SectorBand,
    Sign,
    UncertaintyCircle,
)
from geomap.model import Status

STATUS_WORDS: dict[Status, str] = {
    Status.CONTESTED: "contested: one side says so, another denies it or says otherwise",
    Status.CLAIMED: "claimed by one party alone",
    Status.DENIED: "only a denial is in the text",
    Status.REPORTED: "reported by the source or by observers",
    Status.CONFIRMED: "confirmed by an adversary or a third party",
}


def make_legend(
    signs: Sequence[Sign],
    hits: Sequence[AreaHit],
    sectors: Sequence[SectorBand],
    lines: Sequence[ControlLine],
    areas: Sequence[ControlArea],
    changes: Sequence[ChangeMark],
    circles: Sequence[UncertaintyCircle],
    basemap: Basemap,
) -> tuple[LegendEntry, ...]:
    """Entries in the order in which they are shown; groups ``status``, ``type``, ``ground``."""
    statuses = {sign.status for sign in signs}
    families = {sign.family for sign in signs}
    entries = [LegendEntry("status", s.value, STATUS_WORDS[s]) for s in STATUS_WORDS if s in statuses]
    entries += [LegendEntry("type", f.value, f.label) for f in Family if f in families]
    if any(not hit.wide for hit in hits):
        entries.append(
            LegendEntry("ground", "hit", "district or region given as the place; where in it is not known")
        )
    if circles:
        entries.append(
            LegendEntry("ground", "circle", "within this circle: the source says only 'near' a place")
        )
    if sectors:
        entries.append(
            LegendEntry(
                "ground", "sector", "sector of the line: the darker, the more incidents are said of it"
            )
        )
    entries += [
        LegendEntry(
            "ground",
            "border" if line.border else "line",
            line.name,
            "; ".join(part for part in (line.dates, line.note) if part),
        )
        for line in lines
    ]
    seen: set[tuple[str | None, str]] = set()
    for number, area in enumerate(areas):
        # Areas of one party and one time share an entry.
        key = (area.party or area.name, area.dates)
        if key in seen:
            continue
        seen.add(key)
        words = f"said to be held by {area.party}" if area.party else area.name
        detail = "; ".join(part for part in (area.dates, area.note) if part)
        entries.append(LegendEntry("ground", f"area:{number}", words, detail))
    if changes:
        entries.append(
            LegendEntry(
                "ground", "change", "place said to have changed hands", "nothing is known between them"
            )
        )
    if any(shape.kind == "disputed" for shape in basemap.shapes):
        entries.append(LegendEntry("ground", "disputed", "disputed border"))
    return tuple(entries)
