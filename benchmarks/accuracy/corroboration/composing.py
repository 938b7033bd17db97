"""Documents made of facts and phrasings; the same each time.

``python -m benchmarks.accuracy.corroboration.composing`` writes both halves anew.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from random import Random

from benchmarks.accuracy.corroboration.records import Half, Happening, Telling, Told, as_lines
from benchmarks.accuracy.corroboration.sources import HALVES, TELLINGS, Facts, Source, Written, read_source
from benchmarks.accuracy.corroboration.wording import (
    counted,
    day_words,
    earlier,
    number,
    place_words,
    tidied,
    tolls,
)
from geomap.gazetteer.index import PlaceIndex

_SEED = 20
_WORDS = 52  # of a text without its background: sentences are added until there are as many
_DAYS = ("date", "weekday", "relative", "none", "weekday", "date")
_PLACES = ("town", "kind", "near", "unit", "town", "outskirts", "unit", "wide")
_STAGES = ("early", "full", "round", "full", "full", "round")
_VOICES = ("leads", "leads", "claims", "leads", "denials", "leads")
_OUTLETS = ("Northline", "Meridian Wire", "The Harbour Post", "Daily Compass", "Radio Lantern", "Field Notes")


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A paragraph, and the happening it tells of ('' for none)."""

    text: str
    happening: str = ""


def compose(source: Source, index: PlaceIndex) -> Half:
    """Make the happenings and documents of one half, by their day."""
    by_id = {facts.id: facts for facts in source.facts}
    happenings = [
        *(_happening(facts, "composed", index) for facts in source.facts),
        *(_happening(written, "written", index) for written in source.written),
    ]
    documents = [
        *(told for facts in source.facts for told in _composed(facts, by_id, source)),
        *(told for written in source.written for told in _by_hand(written)),
    ]
    return Half(
        source.half,
        tuple(sorted(happenings, key=lambda h: (h.day, h.id))),
        tuple(sorted(documents, key=lambda d: (d.published, d.id))),
    )


def _happening(facts: Facts | Written, origin: str, index: PlaceIndex) -> Happening:
    towns = (c.place for c in index.lookup(facts.town, country=facts.country) if c.place.feature_class == "P")
    town = next(towns, None)
    if town is None:
        raise LookupError(f"{facts.id}: no town {facts.town} in {facts.country}")
    return Happening(
        facts.id,
        facts.kind,
        facts.day,
        facts.town,
        town.id,
        facts.country,
        town.point.lat,
        town.point.lon,
        origin,
        facts.decoy_of,
        facts.decoy,
    )


def _composed(facts: Facts, others: Mapping[str, Facts], source: Source) -> Iterator[Told]:
    """Documents of one happening: no phrasing twice, each with a style of its own."""
    rng = Random(f"{_SEED}-{facts.id}")
    turn = rng.randrange(len(_DAYS))
    drawn = _Drawn(source.phrasings.families[source.phrasings.kinds[facts.kind]["family"]], rng)
    made: list[Told] = []
    for n in range(facts.documents):
        days = _DAYS[(n + turn) % len(_DAYS)]
        late = n > 0 and rng.random() < (0.1 if days == "none" else 0.5)
        published = facts.day + timedelta(1 if late else 0)
        words = _words(facts, published, days, n, source, rng)
        voice = _VOICES[n] if n < len(_VOICES) else "leads"
        body = [tidied(drawn.one(voice).format_map(words))]
        said: set[str] = set()
        while len(" ".join(body).split()) < _WORDS:
            said.add(sentence := drawn.one("more", but=said))
            # Another speaker, another name for the side: the toll and the place stay.
            body.append(tidied(sentence.format_map({**words, **_speakers(facts, source, rng)})))
            if facts.note and n % 2 == turn % 2 and len(body) == 2:
                body.append(facts.note)
        half = 1 + len(body) // 3
        paragraphs = [
            _Paragraph(" ".join(body[:half]), facts.id),
            _Paragraph(" ".join(body[half:]), facts.id),
        ]
        if facts.retells and n % 2 == 0:
            paragraphs.append(_retold(others[facts.retells], facts, source, rng))
        contexts = source.contexts[facts.by.split("-", maxsplit=1)[0]]
        first = (n + turn) % len(contexts)
        paragraphs.append(_Paragraph(" ".join((contexts[first:] + contexts[:first])[:2])))
        title = tidied(drawn.one("titles").format_map({**words, "on": ""})).rstrip(".,")
        made.append(_told(f"{facts.id}.{n + 1}", published, title, _OUTLETS[n], paragraphs))
    yield from made
    for copy in range(facts.copies):
        original = made[copy % len(made)]
        title = original.title
        while title == original.title:
            words = _words(facts, facts.day, "none", 0, source, rng)
            title = tidied(drawn.one("titles").format_map(words)).rstrip(".,")
        yield _copied(original, f"{facts.id}.copy{copy + 1}", title, f"Copy Sheet {copy + 1}")


class _Drawn:
    """Phrasings drawn without putting any back before all were drawn."""

    def __init__(self, lists: Mapping[str, Sequence[str]], rng: Random) -> None:
        self._lists, self._rng = lists, rng
        self._left: dict[str, list[str]] = {}

    def one(self, name: str, but: Collection[str] = ()) -> str:
        """Draw one of a list; of the leads where the family has no such list; none of ``but``."""
        name = name if self._lists.get(name) else "leads"
        if not set(self._left.get(name, ())).difference(but):
            self._left[name] = self._rng.sample(self._lists[name], len(self._lists[name]))
        last = next(n for n in reversed(range(len(self._left[name]))) if self._left[name][n] not in but)
        return self._left[name].pop(last)


def _words(facts: Facts, published: date, days: str, n: int, source: Source, rng: Random) -> dict[str, str]:
    """All that a phrasing may take, for one document."""
    kind = source.phrasings.kinds[facts.kind]
    by, to = source.sides[facts.by], source.sides[facts.to]
    on = day_words(facts.day, published, facts.hour, days, rng)
    where = _PLACES[rng.randrange(len(_PLACES))] if n else "town"
    stage = _STAGES[n % len(_STAGES)]
    picked = {name: rng.choice(words) for name, words in kind.items() if name != "family"}
    place = place_words(facts.town, facts.unit, where)
    return {
        **picked,
        **tolls(facts.killed, facts.wounded, facts.who, stage),
        **_speakers(facts, source, rng),
        "byname": by.name,
        "toname": to.name,
        "town": facts.town,
        "unit": facts.unit,
        "in": place,
        "at": f"at {facts.spot} {place}" if facts.spot and where not in ("near", "outskirts") else place,
        "spot": facts.spot or "homes",
        "thespot": re.sub("^an? ", "the ", facts.spot or "homes"),
        "on": on,
        "many": counted(facts.killed, facts.who) if facts.killed else facts.who,
        "n": number(facts.killed) if facts.killed else "several",
        "who": facts.who,
    }


def _speakers(facts: Facts, source: Source, rng: Random) -> dict[str, str]:
    """Name both sides and those who speak for them in one of the ways they are named."""
    by, to = source.sides[facts.by], source.sides[facts.to]
    spokesman = rng.choice(by.spokesmen)
    # Nobody says of himself by name what he did: 'the army said that the army ...'.
    others = [force for force in by.forces if force.lower() not in spokesman.lower()] or by.forces
    return {
        "by": rng.choice([force for force in others if spokesman.lower() not in force.lower()] or others),
        "byvoice": spokesman,
        "to": rng.choice(to.forces),
        "voice": rng.choice(to.voices),
    }


def _retold(other: Facts, main: Facts, source: Source, rng: Random) -> _Paragraph:
    """An earlier happening in a sentence of background."""
    kind = source.phrasings.kinds[other.kind]
    sentence = rng.choice(source.phrasings.families[kind["family"]]["retold"])
    words = _words(other, main.day, "none", 1, source, rng)
    words |= {
        **tolls(other.killed, other.wounded, other.who, "full"),
        "earlier": earlier(other.day, main.day, rng),
        "in": f"in {other.town}",
        "at": f"at {other.spot} in {other.town}" if other.spot else f"in {other.town}",
    }
    return _Paragraph(tidied(sentence.format_map(words)), other.id)


def _copied(original: Told, key: str, title: str, outlet: str) -> Told:
    """The same text without its last paragraph, under another headline."""
    text, _, _ = original.text.rpartition("\n\n")
    tells = tuple(replace(t, end=min(t.end, len(text))) for t in original.tells if t.start < len(text))
    return Told(key, original.published, title, outlet, text, tells, original.id)


def _by_hand(written: Written) -> Iterator[Told]:
    """Documents that were written as they are."""
    made: list[Told] = []
    for n, table in enumerate(written.documents, 1):
        key, outlet = f"{written.id}.{n}", _OUTLETS[(n - 1) % len(_OUTLETS)]
        title = table.get("title", "")
        if "copy_of" in table:
            original = made[table["copy_of"] - 1]
            made.append(_copied(original, key, title or f"In brief: {written.town}", f"Copy Sheet {n}"))
            continue
        paragraphs = [_labelled(text, written.id) for text in table["text"].strip().split("\n\n")]
        title = title or f"{written.town}: what is known"
        made.append(_told(key, table["published"], title, outlet, paragraphs))
    yield from made


def _labelled(text: str, main: str) -> _Paragraph:
    """Take the label off a paragraph."""
    found = re.match(r"\[([\w-]+)\] ", text)
    if found is None:
        return _Paragraph(" ".join(text.split()), main)
    label = "" if found[1] == "context" else found[1]
    return _Paragraph(" ".join(text[found.end() :].split()), label)


def _told(key: str, published: date, title: str, outlet: str, paragraphs: Iterable[_Paragraph]) -> Told:
    """Put paragraphs together; neighbours about the same happening are one stretch."""
    text, tells = "", list[Telling]()
    main = key.rsplit(".", maxsplit=1)[0]
    for paragraph in paragraphs:
        start = len(text) + 2 if text else 0
        text += ("\n\n" if text else "") + paragraph.text
        if not paragraph.happening:
            continue
        if tells and tells[-1].happening == paragraph.happening and tells[-1].end == start - 2:
            start = tells.pop().start
        tells.append(Telling(paragraph.happening, start, len(text), paragraph.happening == main))
    return Told(key, published, title, outlet, text, tuple(tells))


def main(folder: Path = TELLINGS) -> int:
    """Write both halves; the exit status is that of the command."""
    index = PlaceIndex.bundled()
    for name in HALVES:
        half = compose(read_source(name, folder), index)
        (folder / name / "happenings.jsonl").write_text(as_lines(half.happenings), encoding="utf-8")
        (folder / name / "documents.jsonl").write_text(as_lines(half.documents), encoding="utf-8")
        print(f"{name}: {len(half.happenings)} happenings, {len(half.documents)} documents")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
