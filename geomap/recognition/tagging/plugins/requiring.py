"""Optional packages and the models of other people: what goes wrong is told in one line."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType

from geomap.errors import GeomapError, MissingExtraError, ModelError

_LONG = 200  # some packages' messages are pages


def require(package: str, *, extra: str, where: str) -> ModuleType:
    """Import an optional package.

    Raises
    ------
    MissingExtraError
        If it is not installed, or cannot be imported; the message says what to install.
    """
    try:
        return import_module(package)
    except ImportError as error:
        missing = isinstance(error, ModuleNotFoundError) and error.name == package
        what = (
            f"{package} is not installed" if missing else f"{package} cannot be imported: {message_of(error)}"
        )
        raise MissingExtraError(what, where=where, hint=f"pip install 'geomap[{extra}]'") from error


@contextmanager
def told_in_one_line(what: str, *, where: str, hint: str | None = None) -> Iterator[None]:
    """Turn whatever other people's loading code raises into a `ModelError`."""
    try:
        yield
    except GeomapError:
        raise
    except Exception as error:  # no list would be complete: each package and each model has its own
        raise ModelError(f"{what}: {message_of(error)}", where=where, hint=hint) from error


def message_of(error: BaseException) -> str:
    """An error's message in one line, cut where it is long; its kind if it has none."""
    words = " ".join(str(error).split())
    return (words if len(words) <= _LONG else f"{words[:_LONG]} ...").rstrip(".") or type(error).__name__
