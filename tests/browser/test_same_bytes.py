"""The same report gives the same page, byte by byte, in whatever process it is drawn."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from geomap.demo import sample_paths

ROOT = Path(__file__).parents[2]

DRAW = """
import hashlib, os, pathlib, sys
from geomap.demo import TITLE, sample_paths
from geomap.pipeline import extract
from geomap.readers import read
from geomap.render import draw
path = pathlib.Path(sys.argv[1])
os.chdir(path.parent)
for paths in (sample_paths(), (path.name,)):
    made = draw(extract(read(*paths)), title=TITLE)
    page = made.to_html()
    assert page == made.to_html()
    print(hashlib.sha256(page.encode("ascii")).hexdigest())
"""


def drawn_with(seed: str, path: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", DRAW, path], cwd=ROOT, check=True, capture_output=True, text=True,
        env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    return done.stdout


def both(first: str, second: str) -> tuple[str, str]:
    """Two processes at once."""
    with ThreadPoolExecutor(2) as pool:
        one, other = pool.map(drawn_with, ("0", "4242"), (first, second))
    return one, other


@pytest.fixture
def rows(tmp_path: Path) -> tuple[Path, Path]:
    """The samples as JSON, the keys of each document in one order and in another."""
    made = [
        {"id": path.stem, "text": path.read_text("utf-8"), "title": f"Of {path.stem}", "date": "2020-10-13",
         "source": "The Wire", "url": f"https://example.org/{path.stem}", "desk": "south", "edition": 2}
        for path in sample_paths()
    ]  # fmt: skip
    orders = (made, [dict(sorted(row.items(), reverse=True)) for row in made])
    written = []
    for number, order in enumerate(orders):
        folder = tmp_path / str(number)
        folder.mkdir()
        written.append(folder / "rows.json")
        written[-1].write_text(json.dumps({"documents": order}), "utf-8")
    return written[0], written[1]


def test_all_samples_drawn_in_two_processes(rows: tuple[Path, Path]) -> None:
    one, other = both(str(rows[0]), str(rows[1]))
    assert len(one.split()) == 2
    samples, read_back = ([text.split()[k] for text in (one, other)] for k in (0, 1))
    assert samples[0] == samples[1]
    assert read_back[0] == read_back[1]
    assert samples[0] != read_back[0]
