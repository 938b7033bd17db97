"""What a worker process of the pool does."""

from __future__ import annotations

import os
import pickle
import signal
import threading
from collections.abc import Callable
from multiprocessing import parent_process
from multiprocessing.connection import Connection
from typing import Any, Final

READY: Final = "ready"
DONE: Final = "done"
RAISED: Final = "raised"


def serve(connection: Connection) -> None:
    """Take tasks as (function, task), answer each with (`DONE`, value) or (`RAISED`, error); None ends it."""
    # Ctrl-C goes to all processes of a terminal: the one that asked for the work ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    connection.send((READY, None))
    while True:
        try:
            asked: tuple[Callable[[Any], Any], Any] | None = connection.recv()
        except EOFError:
            return
        if asked is None:
            return
        fn, task = asked
        try:
            answer = (DONE, fn(task))
        except Exception as error:  # noqa: BLE001 - whatever it is, the other process raises it
            answer = (RAISED, _portable(error))
        connection.send(answer)


def _portable(error: Exception) -> Exception:
    """The error, or one that tells of it where it cannot be sent."""
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes
    except Exception:  # noqa: BLE001 - whatever a class does when it is pickled
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error


def _end_with_parent() -> None:
    """End when the process that asked for the work is gone, also by a signal that it could not catch."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
