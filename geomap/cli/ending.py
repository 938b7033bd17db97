"""Ending a command that goes on for ever: after what it is doing, and with status 0."""

from __future__ import annotations

import os
import select
import signal
from collections.abc import Callable
from types import FrameType, TracebackType
from typing import Any, Self

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


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
