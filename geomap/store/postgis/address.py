"""Where a store on a server is: read from what the user gives, and told without what is secret in it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Final

import sqlalchemy as sa

from geomap.errors import UsageError

SCHEMA: Final = "geomap"
"""The schema in which the tables are if the address names no other."""
CONNECT_SECONDS: Final = 10
"""How long one waits for a server to answer, if the address does not say."""

_FORM: Final = "an address such as postgresql://anna@db.example.org:5432/news is needed"
_NAME = re.compile(r"(?!pg_)[a-z_][a-z0-9_]{0,62}")
# What libpq may be told in an address and is no secret: by these a place is known.
_TOLD = ("host", "port", "service", "dbname", "user")


@dataclass(frozen=True, slots=True)
class Address:
    """Where a store is.

    Parameters
    ----------
    url
        For SQLAlchemy, with the password if one was given.
    schema
        The schema of the tables.
    shown
        For people: the address without a password.
    """

    url: sa.URL = field(repr=False)
    schema: str
    shown: str

    @property
    def options(self) -> dict[str, Any]:
        """What libpq is told besides, unless the address says so itself."""
        wanted = {
            "application_name": "geomap",
            "connect_timeout": CONNECT_SECONDS,
            "client_encoding": "utf8",
        }
        return {name: value for name, value in wanted.items() if name not in self.url.query}


def address_of(text: str) -> Address:
    """Read an address.

    No message quotes it: what is wrong may be in the password.

    Raises
    ------
    UsageError
        If it is none, or its schema cannot be one.
    """
    what = "it cannot be read: a '@', ':' or '/' in a name or password is written %40, %3A, %2F"
    try:
        url = sa.make_url(text)
    except (sa.exc.ArgumentError, ValueError) as error:
        # The error of the other package has parts of the address.
        raise UsageError(what, where="address of a store", hint=_FORM) from _without_words(error)
    if "@" in (url.host or ""):  # what stands before it is the end of a password
        raise UsageError(what, where="address of a store", hint=_FORM)
    schema = url.query.get("schema", SCHEMA)
    if not isinstance(schema, str) or not _NAME.fullmatch(schema) or schema == "information_schema":
        raise UsageError(
            f"{schema!r} is no name of a schema",
            where="schema in the address of a store",
            hint="small letters, digits and _ are needed, not beginning with a digit or pg_",
        )
    url = url.set(drivername="postgresql+psycopg").difference_update_query(["schema"])
    told: dict[str, Any] = {name: value for name, value in url.query.items() if name in _TOLD}
    if schema != SCHEMA:
        told["schema"] = schema
    shown = sa.URL.create(
        "postgresql", username=url.username, host=url.host, port=url.port, database=url.database, query=told
    )
    return Address(url, schema, shown.render_as_string())


def _without_words(error: Exception) -> Exception:
    """An error of the same kind that says nothing: a traceback shows what an error was made of."""
    return type(error)("not quoted here, since it may have a password in it")
