"""The errors that geomap raises, as one tree.

::

    GeomapError
    ├── UsageError (ValueError)            an option or argument that does not fit
    ├── RecordError (ValueError)           a record that would break its own rules
    ├── InputError (ValueError)            a document or file that cannot be read
    │   └── FetchError                     an address on the web that cannot be fetched
    ├── GazetteerError (LookupError)       the gazetteer, or an overlay of it
    ├── TheatreError (ValueError)          a theatre's files
    ├── FaultsError (ValueError)           a file of the user's that has faults, all of them told
    │   ├── BlurringError                  a list of sensitive places that cannot be used as it is written
    │   ├── CorrectionError                corrections that cannot be used as they are written
    │   └── OverrideError                  overrides of places that cannot be used as they are written
    ├── ExportError (OSError)              an output that cannot be written
    ├── StoreError (OSError)               a store that cannot be used
    ├── RenderError (RuntimeError)         a map that cannot be drawn
    │   └── UnbundledAssetError            a script or style that the package does not carry
    ├── ModelError (ValueError)            a tagger or its model that cannot be used
    ├── EngineError (RuntimeError)         workers that cannot be started or reached
    └── MissingExtraError (ImportError)    an optional dependency that is not installed

Every message is one line: what was wrong, where, and what would be right.
"""

from __future__ import annotations

from pathlib import Path

from geomap.characters import spelled_out

_LONGEST = 500  # characters of what a user gave, in a message of one line
_FOREIGN = 200  # characters of what another package says, some of which say pages


class GeomapError(Exception):
    """Base of all errors of geomap.

    Parameters
    ----------
    what
        What was wrong, as a clause without a final full stop.
    where
        The file, line, field or option concerned.
    hint
        What would be right.
    """

    def __init__(self, what: str, *, where: str | None = None, hint: str | None = None) -> None:
        self.what = what
        self.where = where
        self.hint = hint
        message = f"{where}: {what}" if where else what
        if hint:
            message = f"{message}; {hint}"
        # What an input says of itself - a name, a header - is not to drive a terminal.
        super().__init__(spelled_out(" ".join(message.split())))

    def _render_traceback_(self) -> list[str]:
        """What a notebook shows: the user's own lines and the message, not the way through geomap."""
        # Only where an error is shown in a notebook: every command loads this module.
        from traceback import extract_tb, format_list

        own = [frame for frame in extract_tb(self.__traceback__) if not _is_inner(Path(frame.filename))]
        return [*"".join(format_list(own)).splitlines(), f"{type(self).__name__}: {self}"]


def _is_inner(file: Path) -> bool:
    """Whether a line of code is geomap's, or that by which IPython runs a cell."""
    return Path(__file__).parent in file.parents or "IPython" in file.parts


class UsageError(GeomapError, ValueError):
    """An option or argument does not fit. Of one that is very long only the beginning is told."""

    def __init__(self, what: str, *, where: str | None = None, hint: str | None = None) -> None:
        cut = what if len(what) <= _LONGEST else f"{what[:_LONGEST]}…"
        super().__init__(cut, where=where, hint=hint)


class RecordError(GeomapError, ValueError):
    """A record would break its own rules."""


class InputError(GeomapError, ValueError):
    """A document or file cannot be read."""


class FetchError(InputError):
    """An address on the web cannot be fetched, or must not be.

    Parameters
    ----------
    what, where, hint
        See `GeomapError`.
    status
        The server's answer, such as 404; None if there was none.
    wait
        Seconds after which the server wants to be asked again (``Retry-After``).
    unreachable
        Whether it is the host that cannot be reached or does not answer in time, whatever is asked of it.
    """

    def __init__(
        self,
        what: str,
        *,
        where: str | None = None,
        hint: str | None = None,
        status: int | None = None,
        wait: float | None = None,
        unreachable: bool = False,
    ) -> None:
        super().__init__(what, where=where, hint=hint)
        self.status = status
        self.wait = wait
        self.unreachable = unreachable


class GazetteerError(GeomapError, LookupError):
    """The bundled gazetteer, or an overlay of it, cannot be used."""


class TheatreError(GeomapError, ValueError):
    """A theatre's files are at fault."""


class FaultsError(GeomapError, ValueError):
    """A file that is checked as a whole has faults.

    Parameters
    ----------
    what, where, hint
        See `GeomapError`.
    faults
        Every fault of the file, each a line of its own.
    """

    def __init__(
        self, what: str, *, where: str | None = None, hint: str | None = None, faults: tuple[str, ...] = ()
    ) -> None:
        super().__init__(what, where=where, hint=hint)
        self.faults = faults or (str(self),)


class BlurringError(FaultsError):
    """A list of sensitive places cannot be used as it is written."""


class CorrectionError(FaultsError):
    """Corrections cannot be used as they are written."""


class OverrideError(FaultsError):
    """Overrides of places cannot be used as they are written."""


class ExportError(GeomapError, OSError):
    """An output cannot be written."""


class StoreError(GeomapError, OSError):
    """A store cannot be opened, read or written."""


class RenderError(GeomapError, RuntimeError):
    """A map cannot be drawn."""


class UnbundledAssetError(RenderError):
    """A map wants a script or style that the package does not carry."""


class ModelError(GeomapError, ValueError):
    """A tagger, or the model of one, cannot be used."""


class EngineError(GeomapError, RuntimeError):
    """Worker processes, or a cluster, cannot be started or reached."""


class MissingExtraError(GeomapError, ImportError):
    """An optional dependency is not installed."""


def reason_of(error: BaseException) -> str:
    """What the system says of a fault, as a clause in small letters: 'no such file or directory'."""
    return str(getattr(error, "strerror", None) or error).lower()


def message_of(error: BaseException) -> str:
    """An error's message in one line, cut where it is long; its kind if it has none."""
    words = " ".join(str(error).split())
    return (words if len(words) <= _FOREIGN else f"{words[:_FOREIGN]} ...").rstrip(".") or type(
        error
    ).__name__
