"""What is fuzzed for hours by ``make fuzz``, with a few spoilt files each."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from fuzz.targets import TARGETS, Target
from tests.property.drawing import examples, spoilt

# Examples of those that cost more than a millisecond or two.
COSTLY = {
    "geoparse": 20, "extract": 20, "overlay": 25, "theatre": 100, "recognise": 100, "read.html": 40, "read.pdf": 40,
    "read.warc": 60, "read.untold": 80,
}  # fmt: skip


@pytest.mark.parametrize("name", TARGETS)
def test_nothing_spoilt_breaks_it(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    target: Target = TARGETS[name]
    sound = [seed[: target.longest] for seed in target.seeds()]
    monkeypatch.setenv("GEOMAP_DATA_DIR", "")  # put back at the end, whatever a target sets

    @settings(max_examples=examples(COSTLY.get(name, 150)), suppress_health_check=list(HealthCheck))
    @given(spoilt(sound, target.words))
    def holds(raw: bytes) -> None:
        target.run(raw)

    for seed in sound:
        holds.hypothesis.inner_test(seed)
    holds()


def test_words_are_written_as_dictionaries_have_them() -> None:
    from fuzz.one import escaped

    assert escaped('a"\\\n\u00e9') == "a\\x22\\x5c\\x0a\\xc3\\xa9"
