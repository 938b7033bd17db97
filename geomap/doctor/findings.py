"""The record of what was found, and running a check whatever happens in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from geomap.errors import GeomapError, message_of


class State(StrEnum):
    """How it stands with something."""

    WORKS = "ok"
    NOTE = "note"  # works, but there is something to know
    ABSENT = "absent"  # may be missing, and is
    BROKEN = "broken"  # is needed, and does not work


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found of one thing.

    Parameters
    ----------
    group, name
        What was looked at.
    state
        How it stands with it.
    told
        In what version, or what is wrong, as a clause.
    hint
        What to do about it; empty if there is nothing to do.
    """

    group: str
    name: str
    state: State
    told: str
    hint: str = ""


def check(group: str, name: str, look: Callable[[], str], *, hint: str, without: str = "") -> Finding:
    """Run a check that tells what works, or raises whatever it likes.

    Parameters
    ----------
    group, name
        What is looked at.
    look
        The check; what it gives is told.
    hint
        What to do if it fails and its error has no advice of its own.
    without
        What to do instead if a package is missing.
    """
    try:
        return Finding(group, name, State.WORKS, look())
    except GeomapError as error:
        told = f"{error.where}: {error.what}" if error.where else error.what
        return Finding(group, name, State.BROKEN, " ".join(told.split()), error.hint or hint)
    except ImportError as error:
        return Finding(group, name, State.BROKEN, message_of(error), without or hint)
    except Exception as error:  # noqa: BLE001 (what is damaged may fail in any way, and the others go on)
        return Finding(group, name, State.BROKEN, f"{type(error).__name__}: {message_of(error)}", hint)
