"""The line of contact that follows from areas of control: where two sides' ground meets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from geomap.errors import TheatreError, UsageError
from geomap.model import AreaOfControl, Geometry, LineOfContact, Theatre
from geomap.theatres.fronts.edges import orient, without_borders
from geomap.theatres.fronts.facing import Facing, facing
from geomap.theatres.fronts.frame import empty_line, framed, parts_of, plane_around, wrapped
from geomap.theatres.fronts.holding import held_by, holds_on, middle_longitude, origin_of, sides_of
from geomap.theatres.plane import length_km

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

MAX_BRIDGE_KM = 100.0


@dataclass(frozen=True, slots=True)
class TracedLine:
    """A line of contact and how it came about.

    Parameters
    ----------
    line
        The line; its note says in words what the figures say.
    length_km
        Geodesic length of all its parts.
    shared_km
        Of it: where the two sides' areas touch, or all but touch.
    bridged_km
        Of it: middle lines of gaps and overlaps.
    parts
        Number of parts; pockets and islands are parts of their own.
    pockets
        Of them: closed ones.
    slivers, sliver_km2
        Number and area of the gaps and overlaps taken for slips of drawing.
    overlap_km2
        Ground that both sides are said to hold, slivers left out.
    unbridged_km2
        Of it: on average wider than the bridging width, where no line is drawn.
    """

    line: LineOfContact
    length_km: float
    shared_km: float
    bridged_km: float
    parts: int
    pockets: int
    slivers: int
    sliver_km2: float
    overlap_km2: float
    unbridged_km2: float


def contact_line(
    areas: Iterable[AreaOfControl],
    *,
    between: tuple[str, str],
    on: date | None = None,
    sides: Mapping[str, str] | None = None,
    bridge_km: float = 5.0,
    sliver_km: float = 0.05,
    ground: Geometry | None = None,
    border_km: float = 1.0,
) -> LineOfContact:
    """The line of contact between two sides: `trace_line` without its figures."""
    return trace_line(
        areas,
        between=between,
        on=on,
        sides=sides,
        bridge_km=bridge_km,
        sliver_km=sliver_km,
        ground=ground,
        border_km=border_km,
    ).line


def theatre_line(
    theatre: Theatre,
    on: date,
    *,
    between: tuple[str, str] | None = None,
    bridge_km: float = 5.0,
    sliver_km: float = 0.05,
    ground: Geometry | None = None,
    border_km: float = 1.0,
) -> TracedLine:
    """The line of contact of a theatre on a day, from its areas of control.

    Parameters
    ----------
    theatre
        Its parties say who is on whose side.
    on
        The day.
    between
        The two sides, by name; None if the theatre has no more than two.
    bridge_km, sliver_km, ground, border_km
        See `trace_line`.

    Raises
    ------
    UsageError
        If the theatre has more than two sides and `between` is not given; or as `trace_line`.
    TheatreError
        As `trace_line`.
    """
    sides = sides_of(theatre)
    names = tuple(dict.fromkeys(sides.values()))
    if between is None:
        if len(names) != 2:
            raise UsageError(
                f"theatre {theatre.id} has {len(names)} sides", where="between", hint="name two of them"
            )
        between = (names[0], names[1])
    return trace_line(
        theatre.areas,
        between=between,
        on=on,
        sides=sides,
        bridge_km=bridge_km,
        sliver_km=sliver_km,
        ground=ground,
        border_km=border_km,
    )


def trace_line(
    areas: Iterable[AreaOfControl],
    *,
    between: tuple[str, str],
    on: date | None = None,
    sides: Mapping[str, str] | None = None,
    bridge_km: float = 5.0,
    sliver_km: float = 0.05,
    ground: Geometry | None = None,
    border_km: float = 1.0,
) -> TracedLine:
    """The line of contact between two sides, from the areas that they are said to hold.

    It is the border that the areas share. Where they do not touch, or overlap, it is the middle
    line of what lies between, as long as that is no wider than stated. Where only the first
    side's areas are known, all other `ground` is taken for the second side's: the line is then
    the edge of the areas within it, but for where they end at the ground's own edge.

    Parameters
    ----------
    areas
        Areas of control; those of third parties are ground that is not crossed.
    between
        Names of the two sides (or parties). The first lies on the line's left.
    on
        The day; None: all the areas, whenever they held.
    sides
        The side of each party by name, as `sides_of` gives it; None: each party is its own.
    bridge_km
        Widest gap or overlap that is crossed, kilometres, 0 to 100; 0: none but slivers.
    sliver_km
        Gaps and overlaps no wider than this on average are slips of drawing, kilometres.
    ground
        (Multi)Polygon of the land fought over (a country without its waters, say): with it,
        areas of one side are enough.
    border_km
        Where only one side's areas are known: an edge that runs within this distance of the
        ground's own edge is coast or an international border, and no front; kilometres.

    Returns
    -------
    TracedLine
        Longest part first.

    Raises
    ------
    UsageError
        If a width is out of range, or the two sides are one.
    TheatreError
        If no area of a side is known on that day, or the two sides nowhere face each other.
    """
    areas = tuple(areas)
    first, second = between
    _check_widths(bridge_km, sliver_km, border_km)
    if first == second:
        raise UsageError(f"{first!r} twice", where="between", hint="two different sides are needed")
    held = held_by(areas, on=on, sides=sides)
    day = f" on {on}" if on else ""
    one = held.get(first)
    if one is None:
        known = ", ".join(held) or "none"
        raise TheatreError(f"no area of {first}{day}", where="areas of control", hint=f"known: {known}")
    other = held.get(second)
    if other is None and ground is None:
        raise TheatreError(
            f"no area of {second}{day}",
            where="areas of control",
            hint="with the ground fought over (ground=...) the areas of one side are enough",
        )
    plane = plane_around(one)
    land = framed(ground.to_shapely(), near=middle_longitude(one)) if ground is not None else None
    if other is not None:
        thirds = [shape for holder, shape in held.items() if holder not in between]
        found = facing(
            one,
            other,
            plane,
            bridge=bridge_km * 1000,
            sliver=sliver_km * 1000,
            thirds=thirds,
            land=land,
        )
    elif land is not None:
        found = Facing(without_borders(one, land, plane, border_km * 1000), empty_line())
    shape = found.line
    if shape.is_empty:
        raise TheatreError(
            f"{first} and {second} nowhere face each other{day}",
            where="areas of control",
            hint=f"a larger bridge_km than {bridge_km:g}, if there is ground between them",
        )
    used = [a for a in areas if holds_on(a, on) and (sides or {}).get(a.party or "", a.party) in between]
    return _told(orient(shape, one), found, between, on, used)


def _told(
    shape: BaseGeometry,
    found: Facing,
    between: tuple[str, str],
    on: date | None,
    used: list[AreaOfControl],
) -> TracedLine:
    origin = origin_of(used)
    parts = parts_of(shape)
    shared_km, bridged_km = length_km(found.shared), length_km(found.bridged)
    said = ["Computed from areas of control."]
    if bridged_km >= 0.1:
        said.append(
            f"{bridged_km:.1f} km of it are the middle of ground that neither or both are said to hold."
        )
    if found.slivers:
        said.append(f"{found.slivers} slivers between the areas were mended.")
    if found.unbridged_km2 >= 0.5:
        said.append(f"None is drawn through {found.unbridged_km2:.0f} km2 that both are said to hold.")
    line = LineOfContact(
        id=f"front-{on.isoformat()}" if on else "front",
        name=f"Line between {between[0]} and {between[1]}{f', {on.isoformat()}' if on else ''}",
        geometry=Geometry.from_shapely(wrapped(shape)),
        valid_from=on or min((a.valid_from for a in used if a.valid_from), default=None),
        valid_to=on or max((a.valid_to for a in used if a.valid_to), default=None),
        source=origin.source,
        note=" ".join(said),
        confidence=origin.confidence,
    )
    return TracedLine(
        line=line,
        length_km=shared_km + bridged_km,
        shared_km=shared_km,
        bridged_km=bridged_km,
        parts=len(parts),
        pockets=sum(part.is_closed for part in parts),
        slivers=found.slivers,
        sliver_km2=found.sliver_km2,
        overlap_km2=found.overlap_km2,
        unbridged_km2=found.unbridged_km2,
    )


def _check_widths(bridge_km: float, sliver_km: float, border_km: float) -> None:
    for name, value, most in (
        ("bridge_km", bridge_km, MAX_BRIDGE_KM),
        ("sliver_km", sliver_km, 5.0),
        ("border_km", border_km, 50.0),
    ):
        if not 0 <= value <= most:  # a NaN fails too
            raise UsageError(f"{value} km", where=name, hint=f"0 to {most:g} is needed")
