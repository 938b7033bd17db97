"""Mails (EML): their text, with the standard library alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from itertools import islice
from typing import Final

from geomap.errors import InputError, message_of
from geomap.model import Document
from geomap.readers.encoding import declared_or_decoded, settle
from geomap.readers.fields import Reading, parse_day
from geomap.readers.page import read_page

MAX_BYTES: Final = 100_000_000
"""What a mail may have, its attachments included."""


MAX_PARTS: Final = 1_000
"""Parts of a mail that are looked at."""

_LONGEST_HEADER = 4_000  # of those that are looked at; that of the receivers may be longer
_HEADERS = re.compile(
    rb"^(?:content-[a-z-]+|subject|from|date|message-id):[^\n]*(?:\n[ \t][^\n]*)*",
    re.IGNORECASE | re.MULTILINE,
)


def read_mail(
    content: bytes,
    *,
    name: str,
    key: str,
    on_error: Callable[[InputError], None],
) -> Iterator[Reading]:
    """Yield the one document of a mail.

    Its plain text is taken, else its HTML. The subject is the title, the sender the source, the
    day the one that the sender's clock showed. Attachments are passed over; their names are kept as
    the field ``attachments``.

    Parameters
    ----------
    content
        The whole mail.
    name, key
        What messages call it, and its document's id.
    on_error
        Called if it has more parts than are looked at.

    Raises
    ------
    InputError
        If it cannot be read or has no text.
    """
    if any(len(header[0]) > _LONGEST_HEADER for header in _HEADERS.finditer(content)):
        # The parser takes minutes for one that is made to hold it up.
        raise InputError(f"a mail with a header of more than {_LONGEST_HEADER:,} bytes", where=name)
    try:
        message = BytesParser(policy=policy.default).parsebytes(content)
        parts = list(islice(message.walk(), MAX_PARTS + 1))
        text = _text_of(parts[:MAX_PARTS])
        attachments = _attachments_of(parts[:MAX_PARTS])
        told = {field: _header(message, field) for field in ("subject", "from", "date", "message-id")}
    except Exception as error:
        # The parser and the decoders raise what comes where a mail is broken on purpose.
        raise InputError(f"the mail cannot be read ({message_of(error)})", where=name) from error
    if not message.keys():
        raise InputError("no mail: it has no headers", where=name)
    if not text.strip():
        kept = f"; attached are {', '.join(attachments)}" if attachments else ""
        raise InputError(f"the mail has no text{kept}", where=name)
    if len(parts) > MAX_PARTS:
        told_of = f"a mail of more than {MAX_PARTS:,} parts"
        on_error(InputError(told_of, where=name, hint="the first of them are read"))
    fields = (
        ("message_id", told["message-id"]),
        ("attachments", ", ".join(attachments) or None),
    )
    document = Document(
        id=key,
        text=text,
        title=told["subject"],
        published=_day(told["date"]),
        source=_sender(told["from"]),
        fields=tuple((field, value) for field, value in fields if value),
    )
    yield Reading(document)


def _text_of(parts: Sequence[EmailMessage]) -> str:
    """The text of the first plain part that has any, else of the first HTML part."""
    found: dict[str, str] = {}
    for part in parts:
        kind = part.get_content_type()
        if kind not in ("text/plain", "text/html") or part.is_attachment():
            continue
        content = _decoded(part)
        text = read_page(content).text if kind == "text/html" else content
        if text.strip():
            found.setdefault(kind, text)
    return found.get("text/plain") or found.get("text/html") or ""


def _decoded(part: EmailMessage) -> str:
    payload = part.get_payload(decode=True)
    raw = payload if isinstance(payload, bytes) else b""
    try:
        return declared_or_decoded(raw, part.get_content_charset(), where="part").text
    except InputError:  # it is no text
        return ""


def _attachments_of(parts: Sequence[EmailMessage]) -> list[str]:
    names = []
    for part in parts:
        if part.is_multipart() and part.get_content_type() != "message/rfc822":
            continue
        if part.is_attachment() or part.get_content_maintype() not in ("text", "multipart"):
            names.append(" ".join(settle(part.get_filename() or part.get_content_type()).split()))
    return names


def _header(message: EmailMessage, field: str) -> str | None:
    try:
        value = message.get(field)
    except Exception:  # noqa: BLE001 - its parser stumbles over all kinds of things; the mail is read
        value = next((raw for name, raw in message.raw_items() if name.casefold() == field), None)
    return " ".join(settle(str(value)).split()) or None if value is not None else None


def _sender(value: str | None) -> str | None:
    """The name of the sender, else the address."""
    from email.utils import parseaddr

    if value is None:
        return None
    name, address = parseaddr(value)
    return name or address or None


def _day(value: str | None) -> date | None:
    if value is None:
        return None
    try:
        return parse_day(value)
    except ValueError:
        return None
