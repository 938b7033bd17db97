"""Templates filled with names: annotated sentences of our own."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from geomap.recognition.tagging.spans import Label, LabelledSpan
from training.augmentation.names import Pools
from training.augmentation.writing import in_capitals, in_title_case

TEMPLATES = Path(__file__).with_name("templates.txt")
_PART = re.compile(r"\{(?P<kind>\w+)\}|\[(?P<inner>[^\]|]+)\|(?P<label>\w+)\]")
_SLOT = re.compile(r"\{(\w+)\}")

_LABELS: dict[str, Label] = {
    **dict.fromkeys(
        "village city CITY capital unit county usstate usabbr region river creek street place state".split(),
        Label.PLACE,
    ),
    "dem": Label.DEMONYM,
    "person": Label.PERSON,
    "surname": Label.PERSON,
    "given": Label.PERSON,
    "agency": Label.ORGANISATION,
}
_CAPITALS_SHARE, _TITLE_SHARE = 0.12, 0.05


@lru_cache(maxsize=1)
def templates() -> tuple[str, ...]:
    """The templates, a sentence each."""
    lines = TEMPLATES.read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))


def fill(template: str, pools: Pools, rng: random.Random) -> tuple[str, tuple[LabelledSpan, ...]]:
    """Fill a template; the text and its names."""
    parts: list[str] = []
    spans: list[LabelledSpan] = []
    length = done = 0

    def add(part: str, label: Label | None) -> None:
        nonlocal length
        if label is not None:
            spans.append(LabelledSpan(length, length + len(part), label))
        parts.append(part)
        length += len(part)

    for found in _PART.finditer(template):
        add(template[done : found.start()], None)
        done = found.end()
        kind, inner = found["kind"], found["inner"]
        if kind is not None:
            add(pools.fill(kind, rng), _LABELS.get(kind))
        else:
            add(_SLOT.sub(lambda m: pools.fill(m[1], rng), inner), Label(found["label"]))
    add(template[done:], None)
    return "".join(parts), tuple(spans)


def made_sentences(
    pools: Pools, rng: random.Random, *, each: int
) -> Iterator[tuple[str, tuple[LabelledSpan, ...]]]:
    """Every template, filled so many times; some all in capitals, some as headlines."""
    for template in templates():
        for _ in range(each):
            text, spans = fill(template, pools, rng)
            chance = rng.random()
            if chance < _CAPITALS_SHARE:
                yield in_capitals(text, spans)
            elif chance < _CAPITALS_SHARE + _TITLE_SHARE:
                yield in_title_case(text, spans)
            else:
                yield text, spans
