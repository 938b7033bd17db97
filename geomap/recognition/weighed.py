"""The names in a text with the weight of what speaks for each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from geomap.model import Span
from geomap.recognition.combining import weigh_with_tagger
from geomap.recognition.company import listed, qualifies
from geomap.recognition.cues import Cues, read_cues
from geomap.recognition.evidence import WEIGHTS, features, weigh
from geomap.recognition.header import read_header
from geomap.recognition.names import Name
from geomap.recognition.persons import People, find_people
from geomap.recognition.tagging.opinions import Opinions
from geomap.recognition.tokens import Token


class Weighed(NamedTuple):
    """A name with what stands around it and the weight of its evidence."""

    name: Name
    cues: Cues
    weight: float
    dateline: bool


def evidence_of(
    text: str, tokens: Sequence[Token], names: Sequence[Name], people: People | None = None
) -> Iterator[tuple[Name, float]]:
    """Every name of the gazetteer with the weight of the evidence for it, a tagger's aside."""
    if people is None:
        people = find_people(tokens, well_known_lengths(names))
    for w in weighed_names(text, tokens, names, people, read_header(text).dateline):
        yield w.name, w.weight


def weighed_names(
    text: str, tokens: Sequence[Token], names: Sequence[Name], people: People, dateline: Span | None
) -> Iterator[Weighed]:
    """Every name with the weight of what speaks for and against it by itself."""
    for i, name in enumerate(names):
        inside = dateline is not None and dateline.start <= name.start < dateline.end
        before = names[i - 1] if i else None
        after = names[i + 1] if i + 1 < len(names) else None
        cues = Cues() if name.facts.demonym else read_cues(tokens, name.first, name.last)
        held = features(
            name,
            tokens,
            cues,
            people,
            qualified=after is not None and qualifies(text, name, after),
            qualifies=before is not None and qualifies(text, before, name),
            dateline=inside,
        )
        yield Weighed(name, cues, weigh(held), inside)


def with_opinions(weighed: Sequence[Weighed], opinions: Opinions) -> list[Weighed]:
    """The names with the tagger's opinion in their weights."""
    return [
        Weighed(
            w.name,
            w.cues,
            weigh_with_tagger(w.name, w.weight, opinions.over(w.name.first, w.name.last)),
            w.dateline,
        )
        for w in weighed
    ]


def well_known_lengths(names: Sequence[Name]) -> _PlaceLengths:
    """How long the well-known place name is that begins at a token."""
    return _PlaceLengths({n.first: n.words for n in names if _is_known_place(n)})


def _is_known_place(name: Name) -> bool:
    facts = name.facts
    if facts.demonym:
        return True
    return facts.state or facts.unit or facts.population >= (20_000 if name.words > 1 else 300_000)


@dataclass(frozen=True, slots=True)
class _PlaceLengths:
    """Number of tokens of the well-known place name that begins at a token; 0 if none does."""

    lengths: dict[int, int]

    def __call__(self, index: int) -> int:
        return self.lengths.get(index, 0)


def keep_company(weighed: Sequence[Weighed], text: str) -> list[Weighed]:
    """The names that weigh more than nothing, with the help of their neighbours and namesakes."""
    sure = {w.name.key for w in weighed if w.weight >= 1.5}
    kept: list[Weighed] = []
    for i, w in enumerate(weighed):
        weight = w.weight
        if weight <= 0:
            if w.name.key in sure:
                weight += WEIGHTS["seen before"]
            neighbours = [*weighed[max(0, i - 1) : i], *weighed[i + 1 : i + 2]]
            if any(
                n.weight >= 1.0 and not n.name.facts.demonym and listed(text, w.name, n.name)
                for n in neighbours
            ):
                weight += WEIGHTS["beside a place"]
        if weight > 0:
            kept.append(w if weight == w.weight else w._replace(weight=weight))
    return kept
