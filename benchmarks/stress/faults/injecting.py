"""Faults that come at the k-th chance: a step on the disk fails, or the process is killed at it.

Steps are counted and not timed, so that every one of them has its turn. Those of Python are seen by an audit
hook (files opened to be written, renamed, removed, folders made) and in `os.fsync`; what SQLite, GDAL and
Arrow write themselves is met by a limit on the size of files: beyond it a write fails, or kills.
"""

from __future__ import annotations

import errno
import os
import resource
import signal
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.stress.faults.forked import Fault

_STEPS = ("os.rename", "os.remove", "os.mkdir", "os.chmod", "os.truncate", "os.link", "os.rmdir")
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def counted(folder: Path) -> Fault:
    """Count the steps, and write the number down at the end of each."""

    def prepare(tell: Callable[[str], object]) -> None:
        _at_each_step(folder, lambda _, name: tell(name))

    return prepare


def failing(folder: Path, at: int, number: int = errno.ENOSPC, *, ever: bool = False) -> Fault:
    """Have the step of this number fail, counted from 0; ``ever`` those after it too."""

    def prepare(_: Callable[[str], object]) -> None:
        def fail(step: int, name: str) -> None:
            if step == at or (ever and step > at):
                if name == "sqlite3.connect":
                    raise sqlite3.OperationalError("unable to open database file")
                raise OSError(number, os.strerror(number))

        _at_each_step(folder, fail)

    return prepare


def killed(folder: Path, at: int, number: signal.Signals = signal.SIGKILL) -> Fault:
    """Have a signal come at the step of this number, counted from 0."""

    def prepare(_: Callable[[str], object]) -> None:
        def kill(step: int, _name: str) -> None:
            if step == at:
                os.kill(os.getpid(), number)

        _at_each_step(folder, kill)

    return prepare


def limited(size: int, *, kills: bool = False) -> Fault:
    """Have every write fail that would make a file longer than so many bytes; or kill the process."""

    def prepare(_: Callable[[str], object]) -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL if kills else signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return prepare


def _at_each_step(folder: Path, act: Callable[[int, str], None]) -> None:
    """Call a function before each step on the disk within the folder."""
    inside = os.path.realpath(folder)
    steps = 0

    def step(name: str, path: Any) -> None:
        nonlocal steps
        if isinstance(path, bytes):
            path = os.fsdecode(path)
        if isinstance(path, str) and not os.path.realpath(path).startswith(inside):
            return
        number, steps = steps, steps + 1
        act(number, name)

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open":
            path, _, flags = arguments
            if isinstance(path, str | bytes) and isinstance(flags, int) and flags & _WRITES:
                step("open", path)
        elif event in _STEPS and isinstance(arguments[0], str | bytes):
            step(event, arguments[0])
        elif event == "sqlite3.connect" and "immutable" not in str(arguments[0]):
            step(event, str(arguments[0]).removeprefix("file://").partition("?")[0])

    sync = os.fsync

    def fsync(file: Any) -> None:
        step("os.fsync", None)
        sync(file)

    os.fsync = fsync
    sys.addaudithook(hook)
