"""What the page of a map must count, filters and accounts chosen, worked out from the extraction alone."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from importlib.resources import files
from random import Random
from typing import Any

from geomap.layers import build_layers, family_of
from geomap.model import Extraction, Harm, Incident, IncidentType, Stance, Status
from geomap.model.toll import toll

DIMENSIONS = ("type", "status", "party", "claimant", "sector", "publisher")
NONE = "none"
THIRD = "third"
WORDS = json.loads((files("geomap.render") / "languages" / "en.json").read_text("utf-8"))

_PLAIN = {
    "ə": "a",
    "ı": "i",
    "ł": "l",
    "ø": "o",
    "đ": "d",
    "ð": "d",
    "þ": "th",
    "ß": "ss",
    "æ": "ae",
    "œ": "oe",
}
_LEFT_OUT = set("'’‘`´ʹʺʻʼʾʿ\u0640")
_HYPHENS = str.maketrans(dict.fromkeys("-‐‑–—", " "))


def fold(text: str) -> str:
    """Letters as the page compares them."""
    plain = unicodedata.normalize("NFD", text)
    kept = (c for c in plain if not unicodedata.category(c).startswith("M") and c not in _LEFT_OUT)
    return "".join(_PLAIN.get(c, c) for c in "".join(kept).lower()).translate(_HYPHENS)


@dataclass(frozen=True)
class Choice:
    """Filters, an account and days: values of a dimension (None for all), as the page has them."""

    only: Mapping[str, frozenset[str]] = field(default_factory=dict)
    killed: int = 0
    text: str = ""
    start: date | None = None
    end: date | None = None
    undated: bool = True
    account: str = "all"


class Counted:
    """An extraction, and what passes a choice."""

    def __init__(self, extraction: Extraction) -> None:
        self.incidents = extraction.incidents
        self._documents = {document.id: document for document in extraction.documents}
        self._sectors = {(sector.theatre, sector.id): sector.name for sector in extraction.sectors}
        # Only for the labels of places, which a theatre may choose.
        self._labels = [sign.account for sign in build_layers(extraction, None).signs]
        self.told = [self._told(*each) for each in zip(extraction.incidents, self._labels, strict=True)]
        self.anchors = [self._anchors(one) for one in extraction.incidents]
        self.sides = sorted({c.side for i in self.incidents for c in i.claims if c.party and c.side})
        self.values = [{d: self._values(i, d) for d in DIMENSIONS} for i in self.incidents]
        self.killed = [self._killed(i) for i in self.incidents]

    def _anchors(self, one: Incident) -> int:
        """How many spots it has: those of its sectors, else that of its place."""
        sectors = sum((one.theatre or "", key) in self._sectors for key in one.sectors)
        return sectors or int(one.place is not None and one.place.geometry is not None)

    def _values(self, one: Incident, dimension: str) -> frozenset[str]:
        if dimension == "type":
            return frozenset({one.type.value})
        if dimension == "status":
            return frozenset({one.status.value})
        if dimension == "publisher":
            return frozenset({self._documents[one.document_id].source or NONE})
        if dimension == "party":
            found = {a.name for a in (*one.initiators, *one.targets)} | {c.party for c in one.casualties}
        elif dimension == "claimant":
            told = {c.side if c.party and c.side else THIRD for c in one.claims if c.stance is Stance.ASSERTS}
            found = told if one.claims else {THIRD}
        else:
            found = {self._sectors.get((one.theatre or "", key)) for key in one.sectors}
        return frozenset(name for name in found if name) or frozenset({NONE})

    def _killed(self, one: Incident) -> int | None:
        running = one.type is IncidentType.CASUALTIES_REPORT
        found = toll(one.casualties, Harm.KILLED, running_totals=running)
        return found.best if found.best is not None else found.low

    def _told(self, one: Incident, label: Any) -> str:
        document = self._documents[one.document_id]
        words: list[str | None] = [
            WORDS[f"type.{one.type.value}"], label.where, *label.other_names, *(n.name for n in label.party_names),
            *(a.name for a in (*one.initiators, *one.targets)), *one.weapons, one.id, document.title,
            document.source, one.quote,
        ]  # fmt: skip
        for claim in one.claims:
            words += [claim.side, claim.speaker, claim.quote]
        return fold(" \u0001 ".join(filter(None, words)))

    def _passes(self, i: int, choice: Choice, but: str | None) -> bool:
        one = self.incidents[i]
        for dimension, allowed in choice.only.items():
            if dimension != but and not self.values[i][dimension] & allowed:
                return False
        if choice.killed and (self.killed[i] or 0) < choice.killed:
            return False
        if not all(word in self.told[i] for word in fold(choice.text).split()):
            return False
        if one.date_start is None and one.date_end is None:
            return choice.undated
        late = choice.end is not None and one.date_start is not None and one.date_start > choice.end
        early = choice.start is not None and one.date_end is not None and one.date_end < choice.start
        return not (late or early)

    def status(self, i: int, account: str) -> Status | None:
        """The status in an account; None if it does not tell of the incident."""
        one = self.incidents[i]
        if account == "all":
            return one.status
        third = account == THIRD
        stances = {c.stance for c in one.claims if (c.side if c.party and c.side else THIRD) == account}
        if third and not one.claims:
            stances = {Stance.ASSERTS}
        if not stances:
            return None
        if Stance.ASSERTS in stances:
            return Status.REPORTED if third else Status.CLAIMED
        return Status.DENIED

    def shown(self, choice: Choice) -> list[int]:
        """Positions that pass and that the account tells of."""
        return [
            i
            for i in range(len(self.incidents))
            if self._passes(i, choice, None) and self.status(i, choice.account) is not None
        ]

    def facet(self, choice: Choice, dimension: str) -> Counter[str]:
        """How many there are of each value under all other filters, whatever the account."""
        found: Counter[str] = Counter()
        for i, values in enumerate(self.values):
            if self._passes(i, choice, dimension):
                found.update(values[dimension])
        return found

    def every(self, dimension: str) -> list[str]:
        """The values that there are."""
        return sorted({value for values in self.values for value in values[dimension]})

    def statuses(self, positions: Iterable[int], account: str) -> Counter[str]:
        """Incidents of each status."""
        found = (self.status(i, account) for i in positions)
        return Counter(status.value for status in found if status is not None)

    def families(self, positions: Iterable[int]) -> Counter[str]:
        """Incidents of each family of types."""
        return Counter(family_of(self.incidents[i].type).value for i in positions)

    def count_line(self, choice: Choice) -> str:
        """The line above the list, in English."""
        shown = self.shown(choice)
        told = f"{len(shown):,} incident{'s' * (len(shown) != 1)}"
        if len(shown) < len(self.incidents):
            told += f" of {len(self.incidents):,}"
        contested = self.statuses(shown, choice.account)["contested"]
        placeless = sum(not self.anchors[i] for i in shown)
        parts = [
            told,
            contested and f"{contested:,} contested",
            placeless and f"{placeless:,} without a place",
        ]
        return " · ".join(part for part in parts if part)

    def sector_labels(self, choice: Choice, names: Iterable[str]) -> list[str]:
        """The labels of all sectors."""
        shown = self.shown(choice)
        numbers = Counter(name for i in shown for name in self.values[i]["sector"])
        return sorted(f"{name} ({numbers[name]:,})" if numbers[name] else name for name in names)

    def random(self, seed: int) -> Choice:
        """Some filters together."""
        pick = Random(seed)
        only = {}
        for dimension in pick.sample(DIMENSIONS, pick.choice((0, 1, 1, 2, 3))):
            values = self.every(dimension)
            only[dimension] = frozenset(pick.sample(values, pick.randint(1, max(1, len(values) * 2 // 3))))
        days = sorted({d for i in self.incidents for d in (i.date_start, i.date_end) if d})
        start, end = sorted(pick.choices(days, k=2)) if days else (None, None)
        maybe: Callable[[Any], Any] = lambda value: value if pick.random() < 0.35 else None  # noqa: E731
        return Choice(
            only=only,
            killed=maybe(pick.choice((1, 3, 200))) or 0,
            text=maybe(pick.choice(("said", "killed", "the army", "Shelling", "tamsin", "nothing-of-it")))
            or "",
            start=maybe(start),
            end=maybe(end),
            undated=pick.random() < 0.8,
            account=pick.choice(("all", "all", *self.sides, THIRD)),
        )
