"""Shapes of a user's maps gathered by day and class, and made into records."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from geomap.errors import InputError
from geomap.model import AreaOfControl, Geometry, LineOfContact
from geomap.theatres.fronts.changing import without_slivers
from geomap.theatres.imports.asking import Imported, Wanted
from geomap.theatres.imports.classing import CLASS_FIELDS, Classes, folded
from geomap.theatres.imports.dating import day_of_value, days_in
from geomap.theatres.imports.features import Feature
from geomap.theatres.imports.mending import mend, part_overlaps

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

# Fields that usually hold the day of a feature, in the order in which they are tried.
DATE_FIELDS = ("date", "day", "valid_from", "begin", "timestamp", "datum", "updated", "time")


class Gathering:
    """Shapes by day and class, as files are read.

    Parameters
    ----------
    classes
        Which party a class belongs to.
    wanted
        How the maps are to be read.
    """

    def __init__(self, classes: Classes, wanted: Wanted) -> None:
        self.counts: Counter[str] = Counter()
        self._classes = classes
        self._wanted = wanted
        self._left_out: Counter[str] = Counter()
        self._areas: dict[tuple[date | None, str], list[BaseGeometry]] = {}
        self._lines: dict[date | None, list[BaseGeometry]] = {}
        self._owners: dict[str, str] = {}

    def take(self, features: list[Feature], name: str) -> None:
        """Add the features of one file; `InputError` if its day is not known."""
        import shapely

        stem = Path(name).stem
        of_file = None if self._wanted.date_field or self._wanted.day else _day_of_name(name)
        taken: list[tuple[date | None, str | None, BaseGeometry]] = []
        for feature in features:
            dimension = int(shapely.get_dimensions(feature.shape))
            if dimension < 1:
                self.counts["points and lines among areas left out"] += 1
                continue
            group, party = self._class_of(feature, stem) if dimension == 2 else (None, None)
            if dimension == 2 and party is None:
                continue
            shape = mend(feature.shape, dimension, self.counts)
            if shape is not None:
                taken.append((self._day_of(feature, of_file, name), group, shape))
        for day, group, shape in taken:
            if group is None:
                self._lines.setdefault(day, []).append(shape)
            else:
                self._areas.setdefault((day, group), []).append(shape)

    def _day_of(self, feature: Feature, of_file: date | None, name: str) -> date:
        chosen = self._wanted.date_field
        if chosen is not None:
            if chosen not in feature.fields:
                known = ", ".join(map(str, feature.fields))[:200] or "none"
                raise InputError(f"has no field {chosen!r}", where=name, hint=f"its fields are {known}")
            day = day_of_value(feature.fields[chosen])
            if day is None:
                raise InputError(
                    f"{chosen} {str(feature.fields[chosen])[:40]!r} is not a day",
                    where=name,
                    hint="YYYY-MM-DD",
                )
            return day
        if self._wanted.day is not None or of_file is not None:
            return self._wanted.day or of_file or date.min
        lowered = {str(key).lower(): value for key, value in feature.fields.items()}
        for key in DATE_FIELDS:
            day = day_of_value(lowered.get(key))
            if day is not None:
                return day
        raise InputError(
            "its day is not known",
            where=name,
            hint="a date in the file's name, a date field, or a day is needed",
        )

    def _class_of(self, feature: Feature, stem: str) -> tuple[str | None, str | None]:
        """The class of a feature and its party, or None twice."""
        for name in self._candidates(feature, stem):
            party, known = self._classes.party_of(name)
            if known:
                if party is not None:
                    self._owners[name] = party
                return (name, party) if party is not None else (None, None)
        first = next(iter(self._candidates(feature, stem)), stem)
        self._left_out[first] += 1
        return None, None

    def _candidates(self, feature: Feature, stem: str) -> list[str]:
        chosen = self._wanted.class_field
        if chosen is not None:
            value = feature.fields.get(chosen)
            return [] if value is None else [str(value)]
        lowered = {str(key).lower(): value for key, value in feature.fields.items()}
        values = [lowered.get(key) for key in (*CLASS_FIELDS, "layer")]
        return [value for value in values if isinstance(value, str) and value.strip()] + [stem]

    def finish(self, unread: tuple[InputError, ...], files: int) -> Imported:
        """Put the records together."""
        if not self._areas and not self._lines:
            classes = ", ".join(repr(name) for name, _ in self._left_out.most_common(10))
            raise InputError(
                "no class of polygon has a party" if classes else "no lines or polygons",
                hint=f"say whose they are: {classes}" if classes else "a map of areas or of a front line",
            )
        days = sorted({day for day, _ in self._areas} | set(self._lines), key=lambda day: day or date.min)
        following = dict(pairwise(days))
        areas: list[AreaOfControl] = []
        lines: list[LineOfContact] = []
        overlap_km2 = 0.0
        for day in days:
            ends = self._last_day(day, following.get(day))
            made, overlap = self._areas_of(day, ends)
            areas += made
            overlap_km2 += overlap
            if day in self._lines:
                lines.append(self._line_of(day, ends))
        return Imported(
            tuple(areas),
            tuple(lines),
            tuple(self.counts.most_common()),
            tuple(self._left_out.most_common()),
            unread,
            overlap_km2,
            files,
        )

    def _last_day(self, day: date | None, following: date | None) -> date | None:
        if day is None:
            return None
        hold = self._wanted.hold_days
        ends = [] if hold is None else [day + timedelta(days=hold - 1)]
        if following is not None:
            ends.append(following - timedelta(days=1))
        return min(ends, default=None)

    def _areas_of(self, day: date | None, ends: date | None) -> tuple[list[AreaOfControl], float]:
        import shapely

        held: dict[str, BaseGeometry] = {}
        for (of_day, group), shapes in self._areas.items():
            if of_day != day:
                continue
            ground = without_slivers(shapely.union_all(shapes, grid_size=1e-6), self._wanted.sliver_km * 1000)
            if ground is None:
                self.counts["slivers left out"] += 1
                continue
            held[group] = ground
        parted, overlap_km2 = part_overlaps(held, self._owners, self._wanted.sliver_km, self.counts)
        made = [
            AreaOfControl(
                id=f"{key}-{day.isoformat()}" if day else key,
                name=f"{group}{f', {day.isoformat()}' if day else ''}",
                party=self._owners[group],
                geometry=Geometry.from_shapely(shapely.orient_polygons(parted[group], exterior_cw=False)),
                valid_from=day,
                valid_to=ends,
                source=self._wanted.source,
                confidence=self._wanted.confidence,
            )
            for group, key in zip(parted, _keys(parted), strict=True)
        ]
        return made, overlap_km2

    def _line_of(self, day: date | None, ends: date | None) -> LineOfContact:
        import shapely

        line = shapely.line_merge(shapely.union_all(self._lines[day], grid_size=1e-6))
        return LineOfContact(
            id=f"front-{day.isoformat()}" if day else "front",
            name=f"Front line{f', {day.isoformat()}' if day else ''}",
            geometry=Geometry.from_shapely(line),
            valid_from=day,
            valid_to=ends,
            source=self._wanted.source,
            confidence=self._wanted.confidence,
        )


def _keys(groups: Iterable[str]) -> list[str]:
    """An id for each class: its ASCII letters and digits, or a number where it has none."""
    keys: list[str] = []
    for number, group in enumerate(groups, start=1):
        words = re.findall(r"[a-z0-9]+", folded(group))
        key = "-".join(words)[:60].strip("-") or f"class-{number}"
        keys.append(f"{key}-{number}" if key in keys else key)
    return keys


def _day_of_name(name: str) -> date | None:
    """The day in a file's name, else in those of its folders; `InputError` if it may be two."""
    for part in reversed(Path(name).parts):
        found = days_in(part)
        if len(found) > 1:
            meant = " or ".join(day.isoformat() for day in found)
            raise InputError("its name may mean several days", where=name, hint=f"{meant}? give the day")
        if found:
            return found[0]
    return None
