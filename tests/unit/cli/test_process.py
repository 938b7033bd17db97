"""The process of the command: one thread unless the user wants more; its status."""

import gc
import os

import pytest

from geomap.cli import process

NAMES = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


@pytest.fixture(autouse=True)
def _as_before(monkeypatch):
    for name in NAMES:
        monkeypatch.setenv(name, "")  # so that it is put back afterwards
        monkeypatch.delenv(name)
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)


def test_its_status_is_that_of_the_command_line(monkeypatch):
    monkeypatch.setattr(process, "main", lambda: 7)
    assert process.command() == 7


def test_one_thread_unless_the_user_wants_more(monkeypatch):
    monkeypatch.setenv("OMP_NUM_THREADS", "4")
    monkeypatch.setattr(process, "main", lambda: [os.environ[name] for name in NAMES])
    assert process.command() == ["4", "1", "1"]


def test_the_collector_looks_less_often(monkeypatch):
    monkeypatch.setattr(process, "main", gc.get_threshold)
    assert process.command()[0] > 10_000
