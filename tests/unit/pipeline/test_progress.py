"""Bars of progress: in a notebook, or where they are asked for."""

from __future__ import annotations

import sys
from types import SimpleNamespace

import pytest

from geomap.pipeline import progress
from geomap.pipeline.progress import in_notebook, progress_of


def pretend(monkeypatch, *, kernel):
    shell = SimpleNamespace(config={"IPKernelApp": {}} if kernel else {})
    monkeypatch.setitem(sys.modules, "IPython", SimpleNamespace(get_ipython=lambda: shell))


def test_outside_of_a_notebook_there_is_none_unless_asked_for(monkeypatch):
    pretend(monkeypatch, kernel=False)
    assert not in_notebook()
    with progress_of(None) as told:
        assert told is None


def test_in_a_notebook_there_is_one_unless_it_is_declined(monkeypatch):
    pretend(monkeypatch, kernel=True)
    monkeypatch.setattr(progress, "find_spec", lambda name: None)  # no widgets: a bar of text
    with progress_of(None) as told:
        assert told is not None
    with progress_of(False) as told:
        assert told is None


def test_a_function_is_called_as_it_is():
    calls = []
    with progress_of(lambda done, total: calls.append((done, total))) as told:
        told(1, 2)
    assert calls == [(1, 2)]


def test_a_bar_shows_how_many_are_done(monkeypatch, capsys):
    monkeypatch.setattr(progress, "_DELAY", 0)
    with progress_of(True) as told:
        for done in (1, 2, 3):
            told(done, 4)
    shown = capsys.readouterr().err
    assert "reading" in shown
    assert "documents" in shown


def test_an_error_within_closes_it_and_comes_through():
    with pytest.raises(ZeroDivisionError), progress_of(True):
        raise ZeroDivisionError
