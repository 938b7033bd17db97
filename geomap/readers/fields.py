"""Fields of a row - of a table, of a JSON object - to a document."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from email.utils import parsedate_to_datetime

from geomap.errors import InputError
from geomap.model import Document
from geomap.readers.encoding import settle

_IDS = ("id", "doc_id")
_TEXT_FIELDS = {"title": "title", "source": "source", "url": "url", "language": "language"}


@dataclass(frozen=True, slots=True)
class Reading:
    """A document, and what of its row could not be used (it is read without that)."""

    document: Document
    fault: InputError | None = None


def parse_day(value: str) -> date:
    """Read an ISO date or date and time, or an e-mail date, as the day that it names.

    A time zone is not converted: the day is the one the publisher wrote.

    Raises
    ------
    ValueError
        If it is neither.
    """
    value = value.strip()
    try:
        return datetime.fromisoformat(value).date()
    except ValueError:
        return parsedate_to_datetime(value).date()


def to_document(row: Mapping[str, object], *, default_id: str, where: str) -> Reading:
    """Make a document of a row.

    Parameters
    ----------
    row
        Names of fields to values; names are compared without regard to case and outer blanks.
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
    text = given.pop("text", None)
    if text is None:
        listed = ", ".join(given) or "none"
        raise InputError("no field 'text'", where=where, hint=f"the fields are: {listed}")
    if not isinstance(text, str):
        raise InputError(f"field 'text' is {_kind(text)}", where=where, hint="a string is needed")
    if not text.strip():
        raise InputError("the text is empty", where=where)
    document_id = next(
        (_plain(given.pop(name)) for name in _IDS if given.get(name) not in (None, "")), default_id
    )
    fault = None
    published = None
    stamp = given.get("published")
    if stamp not in (None, ""):
        try:
            published = parse_day(_plain(stamp))
            del given["published"]
        except (ValueError, TypeError, IndexError):  # the e-mail parser raises all three
            fault = InputError(
                f"published {_plain(stamp)!r} is no date",
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
    return settle(json.dumps(value, ensure_ascii=False, sort_keys=True))


def _kind(value: object) -> str:
    names = {dict: "an object", list: "a list", bool: "a truth value", int: "a number", float: "a number"}
    return names.get(type(value), "not text")
