"""geomap watch as a process: killed, started again, and told to end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from geomap.store import open_store
from tests.watched import feed, item

pytestmark = pytest.mark.network

_ROOT = Path(__file__).resolve().parents[2]


def dispatch(number):
    return item(f"Shells fell on Talish on Monday and burned {number} houses.", f"urn:desk:{number}")


@pytest.fixture
def watch(tmp_path):
    running = []

    def start(*feeds):
        process = subprocess.Popen(
            [sys.executable, "-m", "geomap", "watch", *feeds, "--store", "news.gpkg", "-o", "map.html"],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(_ROOT)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        running.append(process)
        return process

    yield start
    for process in running:
        process.kill()
        process.communicate()


def test_what_is_killed_goes_on_where_it_was_until_it_is_told_to_end(watch, tmp_path):
    (tmp_path / "first.xml").write_bytes(feed(dispatch(1)))
    process = watch("first.xml")
    assert "first.xml: 1 new, 0 changed of 1 items" in process.stdout.readline()
    process.kill()
    process.communicate()

    (tmp_path / "second.xml").write_bytes(feed(*map(dispatch, range(2, 8))))
    (tmp_path / "first.xml").unlink()  # it is remembered, and not asked before its time
    process = watch("first.xml", "second.xml")
    assert "second.xml: 6 new, 0 changed of 6 items" in process.stdout.readline()
    process.send_signal(signal.SIGTERM)
    out, err = process.communicate(timeout=120)
    assert (process.returncode, out) == (0, "")
    assert err.endswith("ending after what is being read\n")
    assert "first.xml" not in err
    with open_store(tmp_path / "news.gpkg", create=False) as store:
        assert [document.id for document in store.documents()] == [f"urn:desk:{n}" for n in range(1, 8)]
        assert store.check() == ()
    # What is killed while it writes leaves a hidden file, and never half a map.
    shown = {path.name for path in tmp_path.iterdir() if not path.name.startswith(".")}
    assert shown == {"map.html", "news.gpkg", "second.xml"}
