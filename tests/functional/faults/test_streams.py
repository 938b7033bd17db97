"""Standard streams that are full or closed, an output that is an input, a store in an output's place."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

_ROOT = Path(__file__).resolve().parents[3]
_FULL = "geomap: standard output: cannot be written (no space left on device)\n"


def shell(line, folder):
    done = subprocess.run(
        ["sh", "-c", line],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(_ROOT), "G": f"{sys.executable} -m geomap"},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize(
    ("line", "status", "err"),
    [
        ("$G --version >/dev/full", 2, _FULL),
        ("$G theatres >/dev/full", 2, _FULL),
        ("$G theatres >&-", 0, ""),
        ("$G theatres show nowhere 2>/dev/full", 2, ""),
        ("$G theatres show nowhere <&- >&- 2>&-", 2, ""),
        (
            "$G extract text.txt -o - >&-",
            2,
            "geomap: -: standard output is closed; name a file, or leave it open\n",
        ),
        (
            "$G geoparse text.txt -o text.txt",
            2,
            "geomap: text.txt: the output is one of the inputs, which it would replace; name another file\n",
        ),
    ],
)
def test_a_stream_or_output_at_fault_is_one_line(tmp_path, line, status, err):
    (tmp_path / "text.txt").write_text("Kharkiv was shelled.", encoding="utf-8")
    assert shell(line, tmp_path) == (status, "", err)
    assert (tmp_path / "text.txt").read_text(encoding="utf-8") == "Kharkiv was shelled."
    assert [path.name for path in tmp_path.iterdir()] == ["text.txt"]
