"""The incidents as a page has them: typed columns to draw and filter by, and rows to read.

Columns are unpacked when the page opens; rows, a portion at a time, when somebody reads.
Words of the sources travel once, with their documents: a row names where they stand.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import Any, Generic, TypeVar

from geomap.layers import Account, Excerpt, Family, MapLayers, Sign, Voice, family_of
from geomap.model import IncidentType, Polarity, Salience, Status
from geomap.recognition.collecting import collector_resting
from geomap.render.direction import settled
from geomap.render.joined_rows import joined_columns, joined_row
from geomap.render.packing import Column, column, day_number, rising, squeeze_columns, squeeze_rows
from geomap.render.source_rows import Offsets, source_rows

# A popup unpacks one portion, not all.
PORTION = 500

_STATUSES = (Status.CONTESTED, Status.CLAIMED, Status.DENIED, Status.REPORTED, Status.CONFIRMED)
_POLARITIES = tuple(Polarity)

# What the page itself calls accounts; a side of that name is told from them by a sign that is not seen.
_ACCOUNTS = ("all", "third", "beside")
_APART = "\u2060"

T = TypeVar("T", bound=Hashable)


@collector_resting()
def incident_table(layers: MapLayers) -> dict[str, Any]:
    """All that a page knows of incidents and their sources, packed."""
    signs = layers.signs
    offsets = [Offsets(source.text) for source in layers.sources]
    types = _Numbers(sign.type for sign in signs)
    parties = _Numbers(party for sign in signs for party in sign.parties)
    publishers = _Numbers(source.publisher or "" for source in layers.sources)
    anchors = [(i, point) for i, sign in enumerate(signs) for point in sign.anchors]
    acled = _Numbers(sign.account.acled for sign in signs)
    voices = list(_voices(layers))
    return {
        "size": len(signs),
        "portion": PORTION,
        "types": [_type(kind) for kind in types],
        "families": [family.value for family in Family],
        "statuses": [status.value for status in _STATUSES],
        "polarities": [polarity.value for polarity in _POLARITIES],
        "parties": [settled(party) for party in parties],
        "sides": [f"{side}{_APART}" if side in _ACCOUNTS else settled(side) for side in layers.sides],
        "sectors": [settled(sector.name) for sector in layers.sectors],
        "sectorIds": [settled(sector.id) for sector in layers.sectors],
        "publishers": [settled(publisher) for publisher in publishers],
        "acled": list(acled),
        "columns": squeeze_columns(
            {
                "type": _of(signs, "u1", lambda s: types.number(s.type)),
                "status": _of(signs, "u1", lambda s: _STATUSES.index(s.status)),
                "core": _of(signs, "u1", lambda s: s.salience is Salience.CORE),
                "polarity": _of(signs, "u1", lambda s: _POLARITIES.index(s.polarity)),
                "placed": _of(signs, "u1", lambda s: bool(s.anchors)),
                "dayStart": _of(signs, "i4", lambda s: day_number(s.day_start)),
                "dayEnd": _of(signs, "i4", lambda s: day_number(s.day_end)),
                "datePrec": _of(signs, "u1", lambda s: s.date_prec),
                "wherePrec": _of(signs, "u1", lambda s: s.where_prec),
                "acledPair": column("u4", (acled.number(sign.account.acled) for sign in signs)),
                "killed": _of(signs, "i4", lambda s: -1 if s.killed is None else min(s.killed, 2**31 - 1)),
                "document": _of(signs, "u4", lambda s: s.source),
                "publisher": _of(
                    signs, "u4", lambda s: publishers.number(layers.sources[s.source].publisher or "")
                ),
                # Where signs stand: an incident of three sectors has three anchors.
                "of": rising(i for i, _ in anchors),
                "lon": column("i4", (round(point.lon * 1_000_000) for _, point in anchors)),
                "lat": column("i4", (round(point.lat * 1_000_000) for _, point in anchors)),
                # Pairs of an incident and one of its values.
                **_pairs("party", ((i, parties.number(p)) for i, s in enumerate(signs) for p in s.parties)),
                **_pairs("sector", ((i, k) for i, s in enumerate(signs) for k in s.sectors)),
                # Who speaks: position in `sides` from 1, 0 for third parties and the source itself.
                **_pairs("voice", ((i, who) for i, who, _ in voices)),
                "voiceAgainst": column("u1", (against for _, _, against in voices)),
                **joined_columns(layers, publishers.number),
            }
        ),
        "rows": [
            squeeze_rows([_row(sign, layers, offsets) for sign in signs[start : start + PORTION]])
            for start in range(0, len(signs), PORTION)
        ],
        "documents": source_rows(layers.sources, offsets, publishers.number, [sign.source for sign in signs]),
    }


class _Numbers(Generic[T]):
    """Values numbered in the order in which they first come."""

    def __init__(self, values: Iterable[T]) -> None:
        self._numbers = {value: i for i, value in enumerate(dict.fromkeys(values))}

    def number(self, value: T) -> int:
        return self._numbers[value]

    def __iter__(self) -> Iterator[T]:
        return iter(self._numbers)


def _of(signs: Sequence[Sign], kind: str, value: Callable[[Sign], int]) -> Column:
    return column(kind, map(value, signs))


def _pairs(name: str, pairs: Iterable[tuple[int, int]]) -> dict[str, Column]:
    listed = list(pairs)
    return {
        f"{name}Of": rising(i for i, _ in listed),
        name: column("u4", (value for _, value in listed)),
    }


def _voices(layers: MapLayers) -> Iterator[tuple[int, int, bool]]:
    """(incident, who, whether against), each once; an incident nobody is named for is the source's."""
    numbers = {side: i for i, side in enumerate(layers.sides, start=1)}
    for i, sign in enumerate(layers.signs):
        told = {(_who(voice, numbers), voice.against) for voice in sign.account.voices} or {(0, False)}
        yield from ((i, who, against) for who, against in sorted(told))


def _who(voice: Voice, numbers: dict[str, int]) -> int:
    return numbers[voice.side] if voice.party and voice.side else 0


def _type(kind: IncidentType) -> dict[str, str]:
    return {"key": kind.value, "family": family_of(kind).value, "plover": kind.coding.plover}


def _row(sign: Sign, layers: MapLayers, offsets: Sequence[Offsets]) -> dict[str, Any]:
    account: Account = sign.account
    precision = account.precision

    def excerpt(words: Excerpt) -> list[int] | str:
        if words.text and layers.sources[words.source].has(words.start, words.end, words.text):
            at = offsets[words.source]
            span = [at[words.start], at[words.end]]
            # Mostly of the incident's own source, which need not be named.
            return span if words.source == sign.source else [*span, words.source]
        return words.text

    drawn = tuple(layers.sectors[k].id for k in sign.sectors)
    full: dict[str, Any] = {
        "id": sign.id,
        "where": account.where,
        # For files made by the page, where they are not the label and the sectors drawn.
        "name": account.place_name if account.place_name != account.where else None,
        "sectors": account.sectors if account.sectors != drawn else None,
        "relation": account.relation,
        "precision": precision
        and [
            precision.key,
            precision.area,
            round(precision.radius_km, 3) if precision.radius_km is not None else None,
            precision.blurred_km,
        ],
        "partyNames": [[n.name, n.owners] for n in account.party_names],
        "otherNames": account.other_names,
        "initiators": account.initiators,
        "targets": account.targets,
        "weapons": account.weapons,
        "harm": [
            [h.harm, h.low, h.best, h.high, h.victims, h.party, int(h.cumulative), h.words]
            for h in account.harm
        ],
        "voices": [
            [v.side, v.speaker, v.verb, int(v.against), excerpt(v.quote), int(v.party), v.about]
            for v in account.voices
        ],
        "quote": excerpt(account.quote),
        "timeOfDay": account.time_of_day,
        "merged": account.merged,
        "corrected": account.corrected,
        # Further documents that speak of it.
        "alsoIn": sorted(
            {
                *(v.quote.source for v in account.voices),
                *(told.source for told in account.by_source),
            }
            - {sign.source}
        ),
        **joined_row(account, excerpt),
    }
    return {key: value for key, value in full.items() if value}
