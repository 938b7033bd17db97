"""``geomap run`` measured: articles a second, memory, and what becomes of a run that is killed.

::

    python -m benchmarks.stress.corpora [--tenth]

Each run is a process of its own, so that its memory is its own. Articles a second count the time of reading
(gazetteer and models are opened by each worker within it); joining is told beside it.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.stress.articles import write

ROOT = Path(__file__).resolve().parents[2]
ENGINES = (("serial", 1), ("pool", 1), ("pool", 2), ("dask", 1), ("dask", 2))
SEED = 7

# What a process that is measured does: a run, and then its peak memory and that of its largest child.
_RUN = """
import json, resource, sys
from geomap import run_corpus
if __name__ == "__main__":
    corpus, out, engine, workers, shard_mb = sys.argv[1:]
    run_corpus(corpus, out, engine=engine, workers=int(workers), shard_mb=float(shard_mb))
    own, children = (resource.getrusage(w) for w in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    cpu = sum(u.ru_utime + u.ru_stime for u in (own, children))
    print(json.dumps({"client_mb": own.ru_maxrss / 1e3, "worker_mb": children.ru_maxrss / 1e3, "cpu": cpu}))
"""


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}


def measure(corpus: Path, out: Path, engine: str, workers: int, shard_mb: float) -> dict[str, Any]:
    """Run once; articles a second, seconds and peak memory."""
    script = out.parent / "measured.py"
    script.write_text(_RUN, encoding="utf-8")
    command = [sys.executable, str(script), str(corpus), str(out), engine, str(workers), str(shard_mb)]
    begun = time.perf_counter()
    done = subprocess.run(command, env=environment(), stdout=subprocess.PIPE, check=True, text=True)
    seconds = time.perf_counter() - begun
    used = json.loads(done.stdout)
    (times,) = json.loads((out / "timings.json").read_text())["sessions"]
    size = sum(path.stat().st_size for path in out.rglob("*") if path.is_file())
    results = sum(p.stat().st_size for p in out.rglob("*") if p.is_file() and "work" not in p.parts)
    return {
        "engine": engine,
        "workers": workers,
        "articles": times["documents"],
        "articles_a_second": round(times["documents"] / times["seconds_reading"], 1),
        "seconds_reading": round(times["seconds_reading"], 1),
        "seconds_joining": round(times["seconds_joining"], 1),
        "seconds_in_all": round(seconds, 1),
        "cpu_seconds": round(used["cpu"], 1),
        "client_mb": round(used["client_mb"]),
        "worker_mb": round(used["worker_mb"]) if engine != "serial" else 0,
        "input_mb": round(corpus.stat().st_size / 1e6, 1),
        "results_mb": round(results / 1e6, 1),
        "work_mb": round((size - results) / 1e6, 1),
        "sha256": hash_of(out),
    }


def hash_of(folder: Path) -> str:
    """One checksum of all that is the result."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        if path.is_file() and name.parts[0] != "work" and name.name != "timings.json":
            digest.update(name.as_posix().encode() + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def rates(folder: Path, articles: int, engines: tuple[tuple[str, int], ...]) -> list[dict[str, Any]]:
    """Each engine over so many articles."""
    corpus = folder / "articles.jsonl"
    write(corpus, articles)
    rows = []
    for engine, workers in engines:
        out = folder / "out"
        rows.append(measure(corpus, out, engine, workers, 4.0))
        shutil.rmtree(out)
        print(_line(rows[-1]), file=sys.stderr)
    return rows


def _line(row: dict[str, Any]) -> str:
    return (
        f"{row['engine']:<7}{row['workers']:>2} workers  {row['articles']:>9,} articles  "
        f"{row['articles_a_second']:>7} a second  read {row['seconds_reading']:>8} s  "
        f"join {row['seconds_joining']:>6} s  cpu {row['cpu_seconds']:>8} s  "
        f"client {row['client_mb']:>4} MB  worker {row['worker_mb']:>4} MB"
    )


def kills(folder: Path, articles: int, workers: int, clients: int) -> dict[str, Any]:
    """Kill workers and clients at random moments; how many results are those of an undisturbed run."""
    corpus = folder / "articles.jsonl"
    write(corpus, articles)
    shard_mb = articles * 650 / 1e6 / 24
    undisturbed = measure(corpus, folder / "undisturbed", "pool", 2, shard_mb)
    chance = random.Random(SEED)
    killed, same = 0, []
    while killed < workers:
        out = folder / f"workers{len(same)}"
        killed += _run_killing_workers(corpus, out, shard_mb, min(4, workers - killed), chance)
        same.append(hash_of(out) == undisturbed["sha256"])
        shutil.rmtree(out)
    resumed = []
    for trial in range(clients):
        out = folder / f"client{trial}"
        _run_killed(corpus, out, shard_mb, chance.uniform(0.1, 0.95) * undisturbed["seconds_in_all"])
        subprocess.run(
            _command(corpus, out, shard_mb), env=environment(), stdout=subprocess.DEVNULL, check=True
        )
        resumed.append(hash_of(out) == undisturbed["sha256"])
        shutil.rmtree(out)
    return {
        "articles": articles,
        "workers_killed": killed,
        "runs_with_killed_workers": len(same),
        "of_these_identical": sum(same),
        "clients_killed": clients,
        "of_these_resumed_identical": sum(resumed),
    }


def _command(corpus: Path, out: Path, shard_mb: float) -> list[str]:
    options = ["--workers", "2", "--shard-mb", str(shard_mb)]
    return [sys.executable, "-m", "geomap", "run", str(corpus), "-o", str(out), *options]


def _run_killed(corpus: Path, out: Path, shard_mb: float, after: float) -> None:
    """Kill the process that was started, after so many seconds."""
    process = subprocess.Popen(
        _command(corpus, out, shard_mb),
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        process.wait(after)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _run_killing_workers(corpus: Path, out: Path, shard_mb: float, number: int, chance: random.Random) -> int:
    """Kill so many workers of a run, each when some more shards are done; give how many were killed."""
    from geomap import run_corpus
    from geomap.engines.pool import Pool

    at = set(chance.sample(range(1, 20), number))
    killed = 0
    with Pool(2) as pool:

        def kill(what: str, done: int, _all: int, _documents: int) -> None:
            nonlocal killed
            if what == "read" and done in at:
                os.kill(chance.choice(pool.processes), signal.SIGKILL)
                killed += 1

        run_corpus(corpus, out, engine=pool, shard_mb=shard_mb, progress=kill)
    return killed


def main(full: bool = True) -> dict[str, Any]:
    """Measure and print the figures on standard error; give them."""
    large, small = (200_000, 20_000) if full else (20_000, 2_000)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rows = rates(folder, large, ENGINES)
        few = rates(folder, small, (("pool", 2), ("dask", 2)))
        killed = kills(folder, 2_000 if full else 400, 20 if full else 2, 10 if full else 1)
    by = {(row["engine"], row["workers"]): row["articles_a_second"] for row in rows}
    figures = {
        "rates": rows,
        "rates of a tenth": few,
        "speed-up of two workers": {
            engine: round(by[engine, 2] / by[engine, 1], 2) for engine in ("pool", "dask")
        },
        "same bytes": len({row["sha256"] for row in rows}) == 1,
        "kills": killed,
    }
    print(json.dumps({k: v for k, v in figures.items() if k[:5] != "rates"}, indent=2), file=sys.stderr)
    return figures


if __name__ == "__main__":
    print(json.dumps(main("--tenth" not in sys.argv), indent=2))
