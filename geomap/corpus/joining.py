"""Joining a block: records in, its part of the two tables and a marker out.

The block's own days are written; those of the halo around them only have a say. What several blocks see
is the same for each, since it is decided by what lies near: so a happening is written by the block of its
first account, whole, wherever the blocks begin and end.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

from geomap.corpus.blocks import Block
from geomap.corpus.layout import HAPPENINGS, INCIDENTS, Layout, write_json
from geomap.corpus.options import Options
from geomap.corpus.parts import Part
from geomap.corpus.reading import check_versions
from geomap.corpus.records import read_segment
from geomap.corpus.sector_sums import SectorSums
from geomap.corroboration import Joining, Likeness, MemoryLedger, Sketch, join, settle
from geomap.model import Document, Incident
from geomap.wire import document_of, incident_of, record_of


@dataclass(frozen=True, slots=True)
class JoinTask:
    """A block to be joined.

    Parameters
    ----------
    root
        The folder of the results.
    block, options
        What to join, and how.
    versions
        Those of whoever asks: a worker of others refuses.
    """

    root: Path
    block: Block
    options: Options
    versions: dict[str, str]


class Spot(NamedTuple):
    """Where a record stands, in the order of days and, within one, of the corpus."""

    day: int
    segment: int
    row: int


class Seen(NamedTuple):
    """A record within reach: its id, how many of its day had that id before, its family and its sketch."""

    id: str
    before: int
    family: str | None
    sketch: bytes | None

    def key(self, day: int) -> str:
        """Its name among the sketches, which no other has, whichever block looks at it."""
        return f"{self.id}\x1f{day}\x1f{self.before}"


class Joined(NamedTuple):
    """The accounts of a happening, the first one first, and how alike each is to others."""

    spots: tuple[Spot, ...]
    likenesses: dict[str, dict[str, Likeness]]


def join_block(task: JoinTask) -> int:
    """Join a block and write its files and its marker; give the number of its happenings."""
    check_versions(task.versions)
    layout, block, theatre = Layout(task.root), task.block, task.options.theatre
    seen, doubles = _seen(block)
    own = [spot for spot in seen if block.first <= spot.day <= block.last]
    joined = joined_among(seen, frozenset(own), task.options.joining)
    taken = {spot for each in joined.values() for spot in each.spots}
    # What another block writes is none of this one's.
    joined = {first: each for first, each in joined.items() if block.first <= first.day <= block.last}
    wanted = {spot for each in joined.values() for spot in each.spots}
    records = _records(block, seen, wanted.union(own))
    incidents = Part(layout, INCIDENTS, block.number, theatre)
    happenings = Part(layout, HAPPENINGS, block.number, theatre)
    sums = SectorSums()
    count = 0
    for spot in own:
        incident, document, _, unplaced = records.known(spot)
        incidents.add(incident, (document,), unplaced)
        if spot in joined:
            happening, documents, names = _one(joined[spot], records)
        elif spot in taken:
            continue
        else:
            happening, documents, names = incident, (document,), unplaced
        count += 1
        laid_out = happenings.add(happening, documents, names)
        if laid_out is not None:
            sums.add(laid_out)
    files, _ = incidents.write()
    more, last = happenings.write()
    sums.add(last)
    write_json(
        layout.joined(block.number),
        {
            "block": block.number,
            "incidents": len(own),
            "doubles": doubles,
            "happenings": count,
            "joined": len(joined),
            "files": [*files, *more],
            "sectors": sums.told(),
        },
    )
    return count


def _seen(block: Block) -> tuple[dict[Spot, Seen], int]:
    """All records within reach, in order; and how many of the block are there a second time.

    A document that is there twice, with the same id, is told once. Two of one id that differ are both told.
    """
    found: list[tuple[Spot, str, bytes, str | None, bytes | None]] = []
    for number, path in enumerate(block.segments):
        for row, told in read_segment(path, *block.window, ("id", "digest", "family", "sketch")):
            found.append((Spot(told[0], number, row), *told[1:]))
    found.sort(key=lambda each: each[0])
    seen: dict[Spot, Seen] = {}
    digests: dict[tuple[int, str], list[bytes]] = {}
    doubles = 0
    for spot, incident_id, digest, family, sketch in found:
        known = digests.setdefault((spot.day, incident_id), [])
        if digest in known:
            doubles += block.first <= spot.day <= block.last
            continue
        seen[spot] = Seen(incident_id, len(known), family, sketch)
        known.append(digest)
    return seen, doubles


def joined_among(seen: Mapping[Spot, Seen], own: frozenset[Spot], joining: Joining) -> dict[Spot, Joined]:
    """The clusters of several accounts in which the block has one, by their first account.

    Parameters
    ----------
    seen
        All that has a say: the block's own records and those of the halo.
    own
        The block's own.
    joining
        The settings.
    """
    families: dict[str, list[Spot]] = {}
    for spot, each in seen.items():
        if each.family is not None:
            families.setdefault(each.family, []).append(spot)
    found: dict[Spot, Joined] = {}
    # One family at a time: no incident has to do with one of another.
    for spots in families.values():
        if own.isdisjoint(spots):
            continue
        by_key = {seen[spot].key(spot.day): spot for spot in spots}
        ledger = MemoryLedger()
        settle(ledger, (_sketch(seen[spot], key) for key, spot in by_key.items()), (), joining)
        for key in by_key:
            if ledger.cluster_of(key) != key:
                continue
            members = ledger.members(key)
            ordered = tuple(sorted(by_key[member] for member in members))
            if len(members) > 1 and not own.isdisjoint(ordered):
                found[ordered[0]] = Joined(ordered, _likenesses(ledger, members, by_key, seen))
    return found


def _sketch(seen: Seen, key: str) -> Sketch:
    return replace(record_of(seen.sketch or b"", Sketch), id=key)


def _likenesses(
    ledger: MemoryLedger, members: tuple[str, ...], by_key: Mapping[str, Spot], seen: Mapping[Spot, Seen]
) -> dict[str, dict[str, Likeness]]:
    """How alike the members are, by the ids of the incidents."""
    names = {member: _name(seen[by_key[member]]) for member in members}
    return {
        names[member]: {
            names[other]: likeness for other, likeness in ledger.likenesses(member).items() if other in names
        }
        for member in members
    }


def _name(seen: Seen) -> str:
    """The id that an incident is given: another one where its document's id is no document's own."""
    return f"{seen.id}-{seen.before + 1}" if seen.before else seen.id


Known = tuple[Incident, Document, bytes, tuple[str, ...]]


class _Records(dict[Spot, tuple[str, tuple[Any, ...]]]):
    """Records by where they stand, decoded when they are asked for: as bytes they take less."""

    def known(self, spot: Spot) -> Known:
        name, (incident, document, signature, unplaced) = super().__getitem__(spot)
        found = incident_of(incident)
        if found.id != name:
            found = replace(found, id=name)
        return found, document_of(document), signature, tuple(unplaced or ())


def _records(block: Block, seen: Mapping[Spot, Seen], wanted: set[Spot]) -> _Records:
    found = _Records()
    by_segment: dict[int, set[Spot]] = {}
    for spot in wanted:
        by_segment.setdefault(spot.segment, set()).add(spot)
    for number, spots in sorted(by_segment.items()):
        days = [spot.day for spot in spots]
        columns = ("incident", "document", "signature", "unplaced")
        for row, told in read_segment(block.segments[number], min(days), max(days), columns):
            spot = Spot(told[0], number, row)
            if spot in spots:
                found[spot] = (_name(seen[spot]), told[1:])
    return found


def _one(joined: Joined, records: _Records) -> tuple[Incident, tuple[Document, ...], tuple[str, ...]]:
    """A happening, its documents, and the names without a place in the sentence that tells it best."""
    known = [records.known(spot) for spot in joined.spots]
    signatures = {document.id: signature for _, document, signature, _ in known}
    incident = join([(each, document) for each, document, _, _ in known], joined.likenesses, signatures)
    names = next((unplaced for each, _, _, unplaced in known if each.document_id == incident.document_id), ())
    documents = {document.id: document for _, document, _, _ in known}
    return incident, tuple(documents.values()), names
