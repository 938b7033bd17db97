"""Running the command as its users do."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple
from unittest import mock

import pytest

from geomap.cli import main

_ROOT = Path(__file__).resolve().parents[2]


class Outcome(NamedTuple):
    status: int
    out: str
    err: str


Run = Callable[..., Outcome]


@pytest.fixture
def geomap(tmp_path) -> Run:
    """Run ``geomap`` in a folder of its own; bytes for its standard input, settings for its environment.

    It runs within this process, where what is loaded stays loaded: to start Python and load it anew takes
    longer than most of the commands. With settings, or if it is asked for, it is a process of its own.
    """

    def run(
        *arguments: object,
        stdin: bytes = b"",
        cwd: Path | None = None,
        process: bool = False,
        **environment: str,
    ) -> Outcome:
        words = [*map(str, arguments)]
        if process or environment:
            return _as_process(words, stdin, cwd or tmp_path, environment)
        return _within(words, stdin, cwd or tmp_path)

    return run


def _within(words: list[str], stdin: bytes, cwd: Path) -> Outcome:
    given = io.TextIOWrapper(io.BytesIO(stdin), "utf-8")
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _ in range(2))
    with chdir(cwd), mock.patch.object(sys, "stdin", given), redirect_stdout(out), redirect_stderr(err):
        try:
            status = main(words)
        except SystemExit as left:
            status = int(left.code or 0)
    return Outcome(status, *(stream.buffer.getvalue().decode("utf-8") for stream in (out, err)))


def _as_process(words: list[str], stdin: bytes, cwd: Path, environment: dict[str, str]) -> Outcome:
    done = subprocess.run(
        [sys.executable, "-m", "geomap", *words],
        input=stdin,
        capture_output=True,
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(_ROOT), **environment},
        check=False,
        timeout=300,
    )
    return Outcome(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))
