"""Ending a command by a signal: one that goes on for ever after what it is doing, any other at once."""

from __future__ import annotations

import os
import select
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType, TracebackType
from typing import Any, Self

_SIGNALS = (signal.SIGINT, signal.SIGTERM)
_DEADLY = (signal.SIGTERM, signal.SIGHUP)


class Ended(KeyboardInterrupt):
    """The command is to end at once, as by Ctrl-C.

    Parameters
    ----------
    number
        The signal.
    """

    def __init__(self, number: int) -> None:
        self.number = signal.Signals(number)
        super().__init__(self.number.name)


@contextmanager
def ends_in_order() -> Iterator[None]:
    """Raise `Ended` where SIGTERM or SIGHUP would kill the process with files half written.

    A signal that somebody hears or ignores (``nohup``) already is left as it is.
    """
    mine = threading.current_thread() is threading.main_thread()
    heard = [each for each in _DEADLY if mine and signal.getsignal(each) is signal.SIG_DFL]
    for each in heard:
        signal.signal(each, _end)
    try:
        yield
    finally:
        for each in heard:
            signal.signal(each, signal.SIG_DFL)


def _end(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 (as the system calls it)
    raise Ended(number)


class Ending:
    """Hears SIGINT and SIGTERM; the second of them ends the command at once.

    A pipe and no `threading.Event`: a signal may come while the event's own lock is held.

    Parameters
    ----------
    heard
        Called once, when the first is heard.
    """

    def __init__(self, heard: Callable[[], object]) -> None:
        self._heard = heard
        self._is_heard = False
        self._before: dict[signal.Signals, Any] = {}
        self._end, self._begin = -1, -1

    def __enter__(self) -> Self:
        self._end, self._begin = os.pipe()
        for each in _SIGNALS:
            self._before[each] = signal.signal(each, self._hear)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for each, before in self._before.items():
            signal.signal(each, before)
        os.close(self._end)
        os.close(self._begin)

    def stopping(self) -> bool:
        """Whether the command is to end."""
        return self._is_heard

    def pause(self, seconds: float) -> None:
        """Wait so many seconds, or until a signal is heard."""
        select.select([self._end], [], [], seconds)

    def _hear(self, number: int, frame: FrameType | None) -> None:  # noqa: ARG002 (as the system calls it)
        if self._is_heard:
            raise KeyboardInterrupt
        self._is_heard = True
        os.write(self._begin, b"!")
        self._heard()
