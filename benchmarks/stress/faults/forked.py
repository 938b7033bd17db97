"""A command in a process of its own that costs no start of Python: a fork of one that has imported all."""

from __future__ import annotations

import os
import selectors
import sys
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a command.

    Parameters
    ----------
    status
        Its exit status; that of a signal is its negative number.
    out, err
        What it wrote.
    told
        What the fault wrote down (how often it could have come).
    """

    status: int
    out: str
    err: str
    told: str = ""


Fault = Callable[[Callable[[str], object]], None]
"""Prepares the process for a fault; given what writes a line down."""


def run(arguments: Sequence[str], folder: Path, fault: Fault | None = None) -> Outcome:
    """Run the command in a folder, with a fault prepared."""
    pipes = [os.pipe() for _ in range(3)]
    process = os.fork()
    if not process:
        _child(arguments, folder, fault, pipes)
    for _, writing in pipes:
        os.close(writing)
    told = _read([reading for reading, _ in pipes])
    _, status = os.waitpid(process, 0)
    out, err, more = (part.decode("utf-8", "replace") for part in told)
    return Outcome(os.waitstatus_to_exitcode(status), out, err, more)


def _child(
    arguments: Sequence[str], folder: Path, fault: Fault | None, pipes: Sequence[tuple[int, int]]
) -> None:
    """Be the command; never comes back."""
    status = 70
    try:
        for number, (reading, writing) in zip((1, 2, None), pipes, strict=True):
            os.close(reading)
            if number is not None:
                os.dup2(writing, number)
                os.close(writing)
        os.chdir(folder)
        os.environ["GEOMAP_DATA_DIR"] = str(folder / "data")
        sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115 (pytest has another)
        sys.stderr = open(2, "w", encoding="utf-8", closefd=False, buffering=1)  # noqa: SIM115
        from geomap.cli import main

        if fault is not None:
            fault(lambda line: os.write(pipes[2][1], f"{line}\n".encode()))
        try:
            status = main(list(arguments))
        except SystemExit as error:
            status = error.code if isinstance(error.code, int) else 1
        sys.stdout.flush()
    except BaseException:  # noqa: BLE001 (nothing of the parent's may run in it)
        traceback.print_exc()
    finally:
        os._exit(status)


def _read(pipes: Sequence[int]) -> list[bytes]:
    """All that comes, of each."""
    found = dict.fromkeys(pipes, b"")
    with selectors.DefaultSelector() as waiting:
        for pipe in pipes:
            waiting.register(pipe, selectors.EVENT_READ)
        while waiting.get_map():
            for key, _ in waiting.select():
                pipe = key.fd
                part = os.read(pipe, 65536)
                found[pipe] += part
                if not part:
                    waiting.unregister(pipe)
                    os.close(pipe)
    return [found[pipe] for pipe in pipes]
