"""Real sentences with other names in them, so that the tagger reads context and not memory."""

from __future__ import annotations

import random
from collections.abc import Sequence

from geomap.recognition.tagging.spans import Label, LabelledSpan
from training.augmentation.names import Pools

_KINDS = {
    Label.PLACE: (
        "village",
        "village",
        "city",
        "city",
        "unit",
        "county",
        "usstate",
        "state",
        "region",
        "river",
    ),
    Label.PERSON: ("person",),
}
_SURNAME = ("surname",)


def swap(
    text: str, spans: Sequence[LabelledSpan], pools: Pools, rng: random.Random, *, share: float
) -> tuple[str, tuple[LabelledSpan, ...]]:
    """Put other names in the place of some places and persons.

    Parameters
    ----------
    share
        The chance of each name to be changed; the same name is changed alike throughout.
    """
    changed: dict[str, str] = {}
    parts: list[str] = []
    moved: list[LabelledSpan] = []
    done = length = 0
    for span in sorted(spans):
        if span.start < done:
            continue
        parts.append(text[done : span.start])
        length += span.start - done
        name = text[span.start : span.end]
        if name not in changed:
            changed[name] = _other(name, span.label, pools, rng) if rng.random() < share else name
        parts.append(changed[name])
        moved.append(span._replace(start=length, end=length + len(changed[name])))
        length += len(changed[name])
        done = span.end
    parts.append(text[done:])
    return "".join(parts), tuple(moved)


def _other(name: str, label: Label, pools: Pools, rng: random.Random) -> str:
    if label not in _KINDS or not name[:1].isupper():
        return name
    kinds = _SURNAME if label is Label.PERSON and " " not in name else _KINDS[label]
    filled = pools.fill(rng.choice(kinds), rng)
    return filled.upper() if name.isupper() and len(name) > 3 else filled
