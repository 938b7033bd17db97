"""The command: without corpora, and with errors asked for."""

from __future__ import annotations

import pytest

from benchmarks.accuracy import events
from benchmarks.accuracy.event_corpora.outcome import same_name


def test_without_corpora_it_says_so_and_is_content(tmp_path, capsys, monkeypatch):
    monkeypatch.delenv("GEOMAP_EVALUATION", raising=False)
    assert events.main([]) == 0
    assert events.main(["--evaluation", str(tmp_path)]) == 0
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "no annotated corpora here" in shown.err


@pytest.mark.parametrize("errors", [["muc4", "5"], ["nothing", "5"], ["plover", "many"]])
def test_errors_of_the_unseen_corpus_are_not_shown(errors, capsys):
    with pytest.raises(SystemExit) as stopped:
        events.main(["--errors", *errors])
    assert stopped.value.code == 2
    assert "a corpus of case2021, muc4_dev" in capsys.readouterr().err


def test_names_are_the_same_within_one_another():
    assert same_name("the Georgian army", "Georgian")
    assert same_name("Ciudad de México", "ciudad de mexico")
    assert not same_name("Oman", "Romania")
    assert not same_name("", "Oman")
