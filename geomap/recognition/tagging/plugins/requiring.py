"""The models of other people: what goes wrong is told in one line."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from geomap.errors import GeomapError, ModelError, message_of


@contextmanager
def told_in_one_line(what: str, *, where: str, hint: str | None = None) -> Iterator[None]:
    """Turn whatever other people's loading code raises into a `ModelError`."""
    try:
        yield
    except GeomapError:
        raise
    except Exception as error:  # no list would be complete: each package and each model has its own
        raise ModelError(f"{what}: {message_of(error)}", where=where, hint=hint) from error
