"""Incidents made by hand, the gazetteer, and a scorer with the functions that the benchmarks call."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest

from geomap.gazetteer.index import PlaceIndex
from geomap.model import Actor, ActorKind, Incident, IncidentPlace, IncidentType


@pytest.fixture(scope="session")
def index() -> PlaceIndex:
    return PlaceIndex.bundled()


@pytest.fixture
def make() -> Callable[..., Incident]:
    def incident(kind: str, start: int = 0, *, by: str = "", state: bool = False, **fields: Any) -> Incident:
        actor_kind = ActorKind.STATE if state else ActorKind.ARMED_GROUP
        return Incident(
            id=f"inc-{kind}-{start}",
            type=IncidentType(kind),
            trigger=fields.pop("trigger", "happened"),
            trigger_start=start,
            trigger_end=start + 8,
            quote="It happened.",
            start=0,
            end=12,
            document_id="one",
            initiators=(Actor(by, by, actor_kind),) if by else (),
            **fields,
        )

    return incident


@pytest.fixture
def at() -> Callable[[str, int], IncidentPlace]:
    return lambda text, start: IncidentPlace(text=text, start=start, end=start + len(text), name=text)


@pytest.fixture
def scorer() -> ModuleType:
    """A stand-in that gives back what it was asked to score."""
    module = ModuleType("score")

    def read(gold: Any, predictions: Any) -> dict[str, Any]:
        return {"gold": gold.read_text(), "given": predictions.read_text()}

    module.case2021 = read  # type: ignore[attr-defined]
    module.muc4 = read  # type: ignore[attr-defined]
    module.fold = str.lower  # type: ignore[attr-defined]
    module.location_levels = lambda slot: [({slot.rpartition(": ")[2].lower()}, set())]  # type: ignore[attr-defined]
    return module
