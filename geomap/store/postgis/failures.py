"""What a server or the way to it does wrong, told in one line of the store's."""

from __future__ import annotations

from typing import Final

import psycopg
import sqlalchemy as sa

from geomap.errors import StoreError, message_of

Failure = sa.exc.DBAPIError | psycopg.Error
FAILURES: Final = (sa.exc.DBAPIError, psycopg.Error)
"""What SQLAlchemy raises, and what psycopg does where it is asked directly."""

_NOTHING_KEPT: Final = "nothing of what was under way is kept, and it can be done again"
_UNKNOWN: Final = "whether it was kept is not known: the same again changes nothing if it was"

_HINTS: Final = {
    "42501": "the role that writes is needed, or a GRANT",  # insufficient_privilege
    "25006": "this is a server that only copies another, or a role that only reads",  # read_only
    "55P03": "somebody else has been writing all the while",  # lock_not_available
}
"""What would be right, by the code that the server gives an error."""


def is_loss(error: Failure) -> bool:
    """Whether the connection is gone."""
    if isinstance(error, sa.exc.DBAPIError) and error.connection_invalidated:
        return True
    origin = _origin(error)
    if not isinstance(origin, psycopg.OperationalError):
        return False
    # 08: connection; 57P: the server is being shut down, or ended this session.
    return origin.sqlstate is None or origin.sqlstate.startswith(("08", "57P", "25P03"))


def told(error: Failure, address: str, *, keeping: bool = False) -> StoreError:
    """The error of the store that says it.

    Parameters
    ----------
    error
        What was raised.
    address
        Of the store, without a password.
    keeping
        Whether all was written and the server had been asked to keep it.
    """
    origin = _origin(error)
    primary = getattr(getattr(origin, "diag", None), "message_primary", None)
    # Further lines are psycopg's guesses.
    words = " ".join((primary or str(origin).partition("\n")[0]).split()) or message_of(origin)
    if is_loss(error):
        hint = _UNKNOWN if keeping else _NOTHING_KEPT
        return StoreError(f"the connection was lost ({words})", where=address, hint=hint)
    state = getattr(origin, "sqlstate", None)
    return StoreError(f"the database refuses ({words})", where=address, hint=_HINTS.get(state or ""))


def unreachable(error: Failure, address: str) -> StoreError:
    """The error of the store that says why there is no connection."""
    words = message_of(_origin(error))
    return StoreError(
        f"no connection ({words})",
        where=address,
        hint="the server's name, the database, the role and its password in ~/.pgpass are needed",
    )


def _origin(error: Failure) -> BaseException:
    origin = error.orig if isinstance(error, sa.exc.DBAPIError) else error
    return origin if origin is not None else error
