"""The benchmark of resolution: its figures on a made answer, and blind texts that stay blind."""

from __future__ import annotations

import sys

import pytest

from benchmarks.accuracy import resolution


@pytest.mark.parametrize("corpus", ["blind", "places_blind", "ukraine_blind", "nothing"])
def test_errors_of_blind_texts_are_not_shown(
    corpus: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["resolution", "--errors", corpus, "5"])
    with pytest.raises(SystemExit) as stopped:
        resolution.main()
    assert stopped.value.code == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert f"no errors are shown of {corpus}" in err


def test_nearness_counts_answers_that_are_near_and_sure() -> None:
    found = [(0.9, 3.0, True), (0.1, 3.0, True), (0.9, 20.0, True), (0.9, 900.0, False)]
    assert resolution._near(found, 0.0) == {"within 10 km": 50.0, "within 25 km": 75.0}
    assert resolution._near(found, 0.25) == {"within 10 km": 25.0, "within 25 km": 50.0}
    assert resolution._near([], 0.0) == {"within 10 km": 0.0, "within 25 km": 0.0}
