"""Fields of a row - of a table, of a JSON object - to a document."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from types import MappingProxyType
from typing import Final

from geomap.errors import InputError, UsageError
from geomap.model import Document
from geomap.model.telling import visible
from geomap.readers.encoding import settle

FIELDS: Final = ("id", "text", "title", "published", "source", "url", "language")
"""What a row may say of a document, by the names that are read without being told."""

_IDS = ("id", "doc_id")
_LONGEST_DAY = 100  # characters that may tell of a day
_NONE: Final[Mapping[str, str]] = MappingProxyType({})
_TEXT_FIELDS = {"title": "title", "source": "source", "url": "url", "language": "language"}


@dataclass(frozen=True, slots=True)
class Reading:
    """A document, and what of its row could not be used (it is read without that)."""

    document: Document
    fault: InputError | None = None

    def in_encoding(self, guessed: str | None) -> Reading:
        """Note with the document that its encoding was guessed; None if it was not."""
        if guessed is None:
            return self
        fields = (*self.document.fields, ("encoding", guessed))
        return replace(self, document=replace(self.document, fields=fields))


def parse_day(value: str) -> date:
    """Read an ISO date or date and time, or an e-mail date, as the day that it names.

    A time zone is not converted: the day is the one the publisher wrote.

    Raises
    ------
    ValueError
        If it is neither.
    """
    value = value.strip()
    if len(value) <= _LONGEST_DAY:
        try:
            return datetime.fromisoformat(value).date()
        except ValueError:
            pass
        try:
            return parsedate_to_datetime(value).date()
        except (ValueError, TypeError, IndexError, OverflowError):  # it raises all four
            pass
    raise ValueError(f"{visible(value)[:_LONGEST_DAY]!r} is no date")


def check_fields(fields: Mapping[str, str]) -> dict[str, str]:
    """Settle the user's names of fields; `UsageError` if one is none that geomap reads, or is blank."""
    settled = {str(name).strip().casefold(): str(column).strip() for name, column in fields.items()}
    for name, column in settled.items():
        if name not in FIELDS:
            raise UsageError(
                f"no field {name!r} is read", where="fields", hint=f"there are {', '.join(FIELDS)}"
            )
        if not column:
            raise UsageError(f"no name stands for {name!r}", where="fields", hint=f"{name}=NAME is needed")
    return settled


def to_document(
    row: Mapping[str, object], *, default_id: str, where: str, fields: Mapping[str, str] = _NONE
) -> Reading:
    """Make a document of a row.

    Parameters
    ----------
    row
        Names of fields to values; names are compared without regard to case and outer blanks.
    fields
        What the row calls fields of ours, by our names: of a text in the field ``body``,
        ``{"text": "body"}``.
    default_id
        The id for a row that has none.
    where
        File and line, for messages.

    Raises
    ------
    InputError
        If there is no text.
    """
    given = {str(name).strip().casefold(): value for name, value in row.items()}
    fault = None
    if len(given) < len(row):
        counts = Counter(str(name).strip().casefold() for name in row)
        alike = next(name for name, count in counts.items() if count > 1)
        fault = InputError(
            f"several fields are called {alike[:_LONGEST_DAY]!r}", where=where, hint="the last is read"
        )
    taken = {ours: given.get(theirs.casefold()) for ours, theirs in fields.items()}
    for theirs in fields.values():
        given.pop(theirs.casefold(), None)
    listed = ", ".join(str(name).strip() for name in row)
    given.update(taken)
    text = given.pop("text", None)
    called = fields.get("text", "text")
    if text is None:
        raise InputError(f"no field {called!r}", where=where, hint=f"the fields are: {listed or 'none'}")
    if not isinstance(text, str):
        raise InputError(f"field {called!r} is {_kind(text)}", where=where, hint="a string is needed")
    if not text.strip():
        raise InputError("the text is empty", where=where)
    document_id = next(
        (_plain(given.pop(name)) for name in _IDS if given.get(name) not in (None, "")), default_id
    )
    published = None
    stamp = given.get("published")
    if stamp not in (None, ""):
        try:
            published = parse_day(_plain(stamp))
            del given["published"]
        except ValueError:
            fault = InputError(
                f"{fields.get('published', 'published')} {_plain(stamp)[:_LONGEST_DAY]!r} is no date",
                where=where,
                hint="an ISO date such as 2020-10-13 is needed; the text is read without it",
            )
    known = {
        field: _plain(given.pop(name)) or None
        for name, field in _TEXT_FIELDS.items()
        if given.get(name) is not None
    }
    others = tuple((settle(name), _plain(value)) for name, value in given.items() if value not in (None, ""))
    document = Document(
        id=document_id.strip() or default_id,
        text=settle(text),
        title=known.get("title"),
        published=published,
        source=known.get("source"),
        url=known.get("url"),
        language=known.get("language"),
        fields=others,
    )
    return Reading(document, fault)


def _plain(value: object) -> str:
    """Write a field's value as text: strings as they are, anything else as JSON."""
    if isinstance(value, str):
        return settle(value)
    if isinstance(value, date):  # a datetime is one
        return value.isoformat()
    return settle(json.dumps(value, ensure_ascii=False, sort_keys=True, default=str))


def _kind(value: object) -> str:
    names = {dict: "an object", list: "a list", bool: "a truth value", int: "a number", float: "a number"}
    return names.get(type(value), "not text")
