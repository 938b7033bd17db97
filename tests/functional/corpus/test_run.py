"""``geomap run`` from outside: the same bytes whatever runs it, and whatever stops it."""

from __future__ import annotations

import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from benchmarks.stress.articles import write
from geomap.corpus import run_corpus
from geomap.engines.pool import Pool

pytestmark = pytest.mark.network

ROOT = Path(__file__).resolve().parents[3]
ARTICLES = 160
SHARD_MB = 0.012  # some twenty articles


def hashes(folder):
    """Checksums of all that is the result, by name."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "work" not in path.relative_to(folder).parts and path.name != "timings.json"
    }


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    path = tmp_path_factory.mktemp("corpus") / "articles.jsonl"
    write(path, ARTICLES, a_day=20)
    return path


@pytest.fixture(scope="module")
def undisturbed(corpus, tmp_path_factory):
    """The result of an undisturbed run in one process."""
    folder = tmp_path_factory.mktemp("serial")
    summary = run_corpus(corpus, folder, engine="serial", shard_mb=SHARD_MB)
    assert (summary.documents, summary.failures) == (ARTICLES, 0)
    assert summary.shards > 5
    assert summary.joined > 20
    return hashes(folder)


def command(corpus, out, *more):
    options = ["--shard-mb", str(SHARD_MB), *more]
    return [sys.executable, "-m", "geomap", "run", str(corpus), "-o", str(out), *options]


def test_dask_gives_the_same_bytes(corpus, undisturbed, tmp_path):
    run_corpus(corpus, tmp_path, engine="dask", workers=2, shard_mb=SHARD_MB)
    assert hashes(tmp_path) == undisturbed


def test_workers_that_are_killed_change_nothing(corpus, undisturbed, tmp_path):
    chance = random.Random(3)
    with Pool(2) as pool:
        killed = []

        def kill(what, done, _all, _documents):
            if (what, done) in {("read", 1), ("read", 4)}:
                killed.append(chance.choice(pool.processes))
                os.kill(killed[-1], signal.SIGKILL)

        run_corpus(corpus, tmp_path, engine=pool, shard_mb=SHARD_MB, progress=kill)
    assert len(killed) == 2
    assert hashes(tmp_path) == undisturbed


def test_the_same_command_goes_on_after_its_process_was_killed(corpus, undisturbed, tmp_path):
    out = tmp_path / "out"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    running = subprocess.Popen(
        command(corpus, out, "--workers", "1"),
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    markers = out / "work" / "read"
    while running.poll() is None and not (markers.is_dir() and len(list(markers.iterdir())) >= 2):
        time.sleep(0.01)
    running.kill()
    running.communicate()
    before = len([path for path in markers.iterdir() if not path.name.startswith(".")])
    assert before >= 2
    assert not (out / "manifest.json").exists()
    again = subprocess.run(
        command(corpus, out, "--workers", "1"), env=environment, capture_output=True, text=True, check=False
    )
    assert again.returncode == 0, again.stderr
    assert "had been read before" in again.stderr
    assert f"in {ARTICLES} documents: {out}" in again.stdout
    assert f'next: geopandas.read_parquet("{out}/happenings")' in again.stdout
    assert hashes(out) == undisturbed


def test_what_cannot_be_read_is_told_by_the_exit_status(geomap, tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "Shells hit Goma on Monday."}\n{\n', encoding="utf-8")
    done = geomap("run", path, "-o", "out", "--engine", "serial")
    assert done.status == 1
    assert done.err == "geomap: set aside: 1 (inputs or documents); out/failures.jsonl names each\n"
    (failure,) = map(
        json.loads, (tmp_path / "out" / "failures.jsonl").read_text(encoding="utf-8").splitlines()
    )
    assert "a.jsonl:2: not JSON" in failure["error"]
    assert geomap("run", "none.jsonl", "-o", "other", "--engine", "serial").status == 2
    assert geomap("run", path, "-o", "out", "--engine", "serial", "--min-score", "0.9").status == 2
    assert geomap("run", path, "-o", "x", "--join-km", "900").err == (
        "geomap: --join-km: 900.0 is no distance; 0 to 50 km is needed\n"
    )
    assert geomap("run", path, "-o", "x", "--engine", "pool", "--scheduler", "tcp://a:1").status == 2
    path.write_text("{\n", encoding="utf-8")
    assert geomap("run", path, "-o", "nothing", "--engine", "serial").status == 2
