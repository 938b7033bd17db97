"""Every notebook runs from top to bottom, says nothing on standard error, and is kept without outputs."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[2] / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
EXECUTING = Path(__file__).with_name("executing.py")


def cells(path: Path, kind: str = "code") -> list[dict]:
    return [c for c in json.loads(path.read_text(encoding="utf-8"))["cells"] if c["cell_type"] == kind]


def test_there_are_seven_in_the_order_of_reading():
    assert [path.name[:2] for path in NOTEBOOKS] == ["01", "02", "03", "04", "05", "06", "07"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_is_kept_without_outputs_and_without_this_machine(path: Path):
    assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in cells(path))
    notebook = json.loads(path.read_text(encoding="utf-8"))
    assert notebook["metadata"] == {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    assert "".join(notebook["cells"][0]["source"]).startswith("# ")


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_links_between_notebooks_lead_somewhere(path: Path):
    for cell in cells(path, "markdown"):
        for target in re.findall(r"\]\(([^):]+\.ipynb)\)", "".join(cell["source"])):
            assert (FOLDER / target).exists(), target


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_runs(path: Path, tmp_path: Path):
    shutil.copytree(FOLDER / "data", tmp_path / "data")
    done = tmp_path / path.name
    environment = {**os.environ, "JUPYTER_PLATFORM_DIRS": "1"}
    environment.pop("MPLBACKEND", None)  # the kernel's own: figures go into the notebook
    ran = subprocess.run(
        [sys.executable, EXECUTING, path, done, tmp_path],
        env=environment, capture_output=True, text=True, timeout=400, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr[-3000:]
    outputs = [output for cell in cells(done) for output in cell["outputs"]]
    told = ["".join(o["text"]) for o in outputs if o["output_type"] == "stream" and o["name"] == "stderr"]
    assert told == []
    assert any("text/html" in o.get("data", {}) or "image/png" in o.get("data", {}) for o in outputs)
    if kept := os.environ.get("EXECUTED_NOTEBOOKS"):  # for the documentation, which runs it no more
        Path(kept).mkdir(parents=True, exist_ok=True)
        shutil.copy(done, kept)
