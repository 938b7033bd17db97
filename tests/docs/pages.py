"""The blocks of code in the documentation, and what runs them.

The blocks of a page are run in their order, in a folder that has the sample dispatches in ``news/`` and
one of them as ``dispatch.txt``:

``python``   runs, all blocks of a page in one namespace.
``output``   is what the block of Python before it printed.
``console``  has commands after ``$ `` (``> `` goes on with one), each with what it prints, or with nothing.
             Each ends with status 0.
``sh``       is for the reader and does not run: it sets up, or needs a network. They are counted.
Any block with a ``title`` is a file of that name, there for the blocks after it; the same title again
goes on with the file. Data of a known kind must be well-formed, with or without a title; a file called
corrections or overrides must be one. In what is printed ``...`` stands for anything.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple

from markdown_it import MarkdownIt

import geomap
from geomap.cli import main
from geomap.demo import sample_paths

ROOT = Path(__file__).resolve().parents[2]
PAGES = ("README.md", *sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "docs").rglob("*.md")))
RUN = {"python", "console", "output"}
NOT_RUN = "sh"
SHOWN = {"text", "html", "js", "css", "xml", "sql"}
_TITLE = re.compile(r'title="([^"]+)"')
_OF_A_SHELL = re.compile(r"[|<>;&$*`]")


class Block(NamedTuple):
    """A block of a page, with its line there."""

    page: str
    line: int
    kind: str
    title: str
    text: str

    def __str__(self) -> str:
        return f"{self.page} line {self.line}"


def blocks(page: str) -> Iterator[Block]:
    """All blocks of a page; one that is indented rather than fenced is of no kind."""
    return blocks_of((ROOT / page).read_text("utf-8"), page)


def blocks_of(text: str, page: str) -> Iterator[Block]:
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        if token.type in {"fence", "code_block"}:
            kind, _, attributes = token.info.strip().partition(" ")
            title = _TITLE.search(attributes)
            first = (token.map or [0])[0] + 1
            yield Block(page, first, kind, title[1] if title else "", token.content)


class Runner:
    """Runs the blocks of one page in the current folder, which it fills with the samples."""

    def __init__(self) -> None:
        self.names: dict[str, object] = {"__name__": "page"}
        self.printed = ""
        self.written: set[str] = set()
        Path("news").mkdir()
        for path in sample_paths():
            shutil.copy(path, "news")
        shutil.copy(next(path for path in sample_paths() if "moscow-truce" in path.name), "dispatch.txt")

    def run(self, block: Block) -> None:
        """Run a block, or see that it is well-formed.

        Raises
        ------
        AssertionError
            If it does not do what the page says.
        """
        whole = self._write(block) if block.title else block.text
        if block.kind in CHECKS:
            CHECKS[block.kind](whole)
        if block.title:
            for beginning, read in ACCEPTED_BY.items():
                if Path(block.title).name.startswith(beginning):
                    assert read(block.title), f"{block}: nothing is in this file"
        elif block.kind == "python":
            self._python(block)
        elif block.kind == "output":
            assert fits(block.text, self.printed), f"{block}: it prints\n{self.printed}"
        elif block.kind == "console":
            for command, told in commands(block.text):
                status, printed = run_command(command)
                assert status == 0, f"{block}: {command} ends with status {status}\n{printed}"
                assert not told or fits(told, printed), f"{block}: {command} prints\n{printed}"

    def _write(self, block: Block) -> str:
        path = Path(block.title)
        path.parent.mkdir(parents=True, exist_ok=True)
        whole = block.text
        if block.title in self.written:
            whole = f"{path.read_text('utf-8')}\n{whole}"
        self.written.add(block.title)
        path.write_text(whole, "utf-8")
        return whole

    def _python(self, block: Block) -> None:
        # Empty lines before it, so that a traceback tells the page's own.
        code = compile("\n" * block.line + block.text, block.page, "exec")
        with redirect_stdout(io.StringIO()) as out:
            exec(code, self.names)
        self.printed = out.getvalue()


def commands(text: str) -> Iterator[tuple[str, str]]:
    """The commands of a block of the console, each with what is told that it prints."""
    command, told = "", list[str]()
    for line in text.splitlines():
        if line.startswith("$ "):
            if command:
                yield command, "\n".join(told)
            command, told = line[2:], []
        elif line.startswith("> ") and not told:
            command += f"\n{line[2:]}"
        else:
            assert command, f"{line!r} stands before any command"
            told.append(line)
    if command:
        yield command, "\n".join(told)


def run_command(command: str) -> tuple[int, str]:
    """Status and output of a command, both streams in one as a terminal has them."""
    words = shlex.split(command, comments=True)
    if words[0] == "geomap" and not _OF_A_SHELL.search(command):
        # Within this process: what is loaded stays loaded.
        printed = io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True)
        with redirect_stdout(printed), redirect_stderr(printed):
            try:
                status = main(words[1:])
            except SystemExit as left:
                status = int(left.code or 0)
        printed.seek(0)
        return status, printed.read()
    (tools := Path("tools").absolute()).mkdir(exist_ok=True)
    (tools / "geomap").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m geomap "$@"\n')
    (tools / "geomap").chmod(0o755)
    done = subprocess.run(
        ["bash", "-c", f"exec 2>&1\n{command}"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        env={**os.environ, "PATH": f"{tools}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT)},
        check=False,
        timeout=300,
    )
    return done.returncode, done.stdout.decode("utf-8")


def fits(told: str, printed: str) -> bool:
    """Whether something is printed as told; ``...`` stands for anything, spaces at ends of lines for nothing."""
    told, printed = (
        "\n".join(line.rstrip() for line in text.strip().splitlines()) for text in (told, printed)
    )
    return re.fullmatch(re.escape(told).replace(re.escape("..."), ".*"), printed, re.DOTALL) is not None


def _check_lines(text: str) -> None:
    for line in text.splitlines():
        json.loads(line)


def _check_table(text: str) -> None:
    widths = {len(row) for row in csv.reader(io.StringIO(text)) if row}
    assert len(widths) == 1, f"rows of {sorted(widths)} cells"


def _check_geojson(text: str) -> None:
    assert json.loads(text)["type"] in {"Feature", "FeatureCollection"}


CHECKS: dict[str, Callable[[str], object]] = {
    "toml": tomllib.loads,
    "json": json.loads,
    "jsonl": _check_lines,
    "csv": _check_table,
    "geojson": _check_geojson,
}
ACCEPTED_BY: dict[str, Callable[[str], object]] = {
    "corrections": geomap.read_corrections,
    "overrides": geomap.read_overrides,
}
