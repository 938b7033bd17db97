"""The clock of the stages: all stages are told, and their figures are of the text that was read."""

from __future__ import annotations

import pytest

from benchmarks.speed.stages import by_stage, go, growth
from geomap.model import Document
from geomap.pipeline.installed import installed_index
from geomap.pipeline.settings import Settings

TEXT = (
    "Two soldiers were killed on Tuesday when shells fell near the town of Tartar, Azerbaijan's defence "
    "ministry said. Armenia denied that its forces had fired on the northern sector of the front line."
)
STAGES = {"tagging", "actors", "toponyms", "resolution", "theatre", "choosing sentences", "incidents"}


@pytest.fixture(scope="module")
def settings() -> Settings:
    return Settings(installed_index())


def test_every_stage_is_told(settings: Settings) -> None:
    assert go([Document("d", TEXT)], settings).keys() >= STAGES


def test_figures_are_those_of_a_megabyte(settings: Settings) -> None:
    figures = by_stage([Document(f"{i}", TEXT) for i in range(40)], settings, 1)
    assert figures["documents"] == 40
    assert figures["megabytes"] == round(40 * len(TEXT) / 1e6, 3)
    rates = figures["seconds for a megabyte"]
    assert figures["all"] == pytest.approx(sum(rates.values()), abs=0.01)
    assert figures["all but incidents"] == pytest.approx(
        figures["all"] - rates["incidents"] - rates["choosing sentences"], abs=0.01
    )


def test_growth_compares_the_same_text(settings: Settings) -> None:
    figures = growth([Document("d", TEXT)], settings, 1000, 1)
    assert figures["characters"] == [1000, 10_000]
    assert figures["times as long"]["all"] > 0
