"""The ground of a document's toponyms, where a text says how something lies to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geomap.model import Document, Ground, Role, Toponym
from geomap.recognition.relative_places import RelativePlace, find_relative_places
from geomap.resolution.geometry import PLAIN, part_of, spot_of
from geomap.resolution.relative.phrases import Gazetteer, ground_of_phrase, round_shape
from geomap.resolution.relative.waters import middle_of


def with_grounds(document: Document, toponyms: Sequence[Toponym], index: Gazetteer) -> tuple[Toponym, ...]:
    """Say on what ground those toponyms lie that the text puts something near, between or beyond.

    Parameters
    ----------
    document
        The text in which they stand.
    toponyms
        Resolved, in the order of the text.
    index
        The gazetteer, with the overlays of theatres and users.

    Returns
    -------
    tuple of Toponym
        The same toponyms in the same order, with ``ground`` where the text gives one other than
        the place itself. Where two places or more words than one say it, ``relation``, and
        precision and radius of the resolution, are those of the phrase; a capital that a road leads
        to is a place.
    """
    found = list(toponyms)
    for phrase in find_relative_places(document.text, toponyms):
        ground = ground_of_phrase(phrase, [toponyms[i] for i in phrase.ends], index)
        if ground is not None:
            _put_on(found, phrase, ground)
    for i, toponym in enumerate(found):
        if toponym.ground is None and (own := _ground_of_cues(toponym, index)) is not None:
            found[i] = replace(toponym, ground=own)
    return tuple(found)


def _put_on(toponyms: list[Toponym], phrase: RelativePlace, ground: Ground) -> None:
    """Give the ends of a phrase, and what 'the X-Y-Z road' names between them, its ground."""
    first, last = phrase.ends[0], phrase.ends[-1]
    places = [t.resolution.place.id if t.resolution is not None else None for t in toponyms]
    for i in range(first, last + 1):
        toponym = toponyms[i]
        resolution = toponym.resolution
        other = None if first == last else places[first if i == last else last]
        toponyms[i] = replace(
            toponym,
            role=Role.PLACE if phrase.relation == "road" else toponym.role,
            relation=phrase.relation,
            ground=replace(ground, other=other),
            resolution=None
            if resolution is None
            else replace(
                resolution,
                where_prec=ground.where_prec,
                radius_km=ground.radius_km,
                reasons=(*resolution.reasons, f"precision and radius: {ground.name}"),
            ),
        )


def _ground_of_cues(toponym: Toponym, index: Gazetteer) -> Ground | None:
    """The ground that what stands beside a single name gives: near it, away from it, a part of it."""
    resolution = toponym.resolution
    if toponym.role is not Role.PLACE or resolution is None:
        return None
    place = resolution.place
    part = part_of(toponym, index)
    if part is not None:
        middle, geometry = middle_of(part), part
    elif toponym.relation in PLAIN or place.feature_class not in "PS":
        return None
    else:
        spot = round_shape(place.name, spot_of(toponym), resolution.where_prec, resolution.radius_km)
        middle, geometry = spot.middle, spot.geometry
    return Ground(
        toponym.start,
        toponym.end,
        place.name,
        middle,
        resolution.where_prec,
        resolution.radius_km,
        geometry,
    )
