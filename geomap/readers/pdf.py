"""PDF files: the text of their pages, joined."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any, BinaryIO, Final

from geomap.errors import InputError, message_of
from geomap.extras import require
from geomap.model import Document
from geomap.readers.encoding import settle
from geomap.readers.fields import Reading
from geomap.readers.quiet import quiet

MAX_PAGES: Final = 5_000
"""Pages that a PDF may have."""

MAX_CONTENT: Final = 20_000_000
"""Bytes that say what is drawn on a page; those of text have some thousands."""

MAX_OPERATIONS: Final = 10_000_000
"""What all pages may draw: forms that draw forms, and pages that share what they draw, have no other end."""

_EDGE = 2  # lines at the top and bottom of a page that may be running ones
_LEAST_PAGES = 3  # that a line has to run through
_NUMBER = re.compile(r"\d+")
# A word that is divided at the end of a line goes on with a small letter; 'Nagorno-' does not.
_DIVIDED = re.compile(r"(?<=[^\W\d_]{2})[-\u00ad\u2010]\n(?=[^\W\d_])")
_SOFT_HYPHEN = "\u00ad"
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f]")
_ENDS_SENTENCE = (".", "!", "?", ":", "”", '"', "»", "…")
# What programs write as a title when nobody gave one.
_NO_TITLE = re.compile(
    r"untitled|(document|dokument)\s*\d*|microsoft (word|powerpoint|excel).*"
    r"|.*\.(docx?|odt|pdf|indd|qxd|rtf|txt|tmp)|slide \d+|\W*",
    re.IGNORECASE,
)


def read_pdf(
    stream: BinaryIO, *, name: str, key: str, on_error: Callable[[InputError], None]
) -> Iterator[Reading]:
    """Yield the one document of a PDF.

    Lines that run through the pages at their top or bottom are left out, words that are divided at
    the end of a line joined. When the file was made is kept as the field ``created``: it is no date of
    the news. A page that cannot be read is named, and the others are read.

    Parameters
    ----------
    stream
        The file; it must be seekable.
    name, key
        What messages call it, and its document's id.
    on_error
        Called with what cannot be read.

    Raises
    ------
    InputError
        If it cannot be read, is locked, or has no text.
    MissingExtraError
        If pypdf is not installed.
    """
    faulty = False

    def report(error: InputError) -> None:
        nonlocal faulty
        faulty = True
        on_error(error)

    pypdf = require("pypdf", what="a PDF", where=name)
    with quiet("pypdf"):
        reader = _opened(pypdf, stream, name)
        drawing = _Drawing()
        pages: list[str] = []
        for number in range(len(reader.pages)):
            pages.append(_text_of(reader, number, name, report, drawing))
            if drawing.spent:
                what = f"a PDF that draws more than {MAX_OPERATIONS:,} pieces"
                report(InputError(what, where=name, hint=f"it is read up to page {number}"))
                break
        told = _metadata_of(reader)
    text = join_pages(pages)
    if not text.strip():
        if faulty:
            return
        raise InputError(
            f"no text in {len(pages)} page{'s' * (len(pages) != 1)}: they are images",
            where=name,
            hint="have a program recognise the text (OCR) first",
        )
    created = (("created", told["created"]),) if told["created"] else ()
    yield Reading(Document(id=key, text=text, title=told["title"], fields=created))


def _opened(pypdf: Any, stream: BinaryIO, name: str) -> Any:
    try:
        reader = pypdf.PdfReader(stream)
        locked = reader.is_encrypted and not reader.decrypt("")
        count = 0 if locked else len(reader.pages)
    except pypdf.errors.DependencyError as error:
        hint = "save it without encryption, or pip install 'pypdf[crypto]'"
        raise InputError("an encrypted PDF", where=name, hint=hint) from error
    except Exception as error:
        # Its parser meets whatever is in the file, and raises what comes: KeyError, RecursionError, ...
        raise InputError(f"the PDF cannot be read ({message_of(error)})", where=name) from error
    if locked:
        raise InputError("locked with a password", where=name, hint="save it without one")
    if count > MAX_PAGES:
        raise InputError(
            f"a PDF of {count:,} pages", where=name, hint=f"at most {MAX_PAGES:,} are read; divide it"
        )
    return reader


class _Drawing:
    """Counts what is drawn, and ends it when that is too much."""

    def __init__(self) -> None:
        self._count = 0

    @property
    def spent(self) -> bool:
        return self._count > MAX_OPERATIONS

    def __call__(self, *_: object) -> None:
        self._count += 1
        if self.spent:
            raise InputError("too much is drawn")


def _text_of(
    reader: Any, number: int, name: str, on_error: Callable[[InputError], None], drawing: _Drawing
) -> str:
    try:
        page = reader.pages[number]
        content = page.get_contents()
        if content is not None and len(content.get_data()) > MAX_CONTENT:
            what = f"page {number + 1} of the PDF has more than {MAX_CONTENT / 1e6:.0f} MB of drawing"
            on_error(InputError(what, where=name, hint="the other pages are read"))
            return ""
        return _CONTROL.sub(" ", settle(page.extract_text(visitor_operand_before=drawing) or ""))
    except InputError:  # of the count, which is told for the whole file
        return ""
    except Exception as error:  # noqa: BLE001 - as above; the other pages are read
        on_error(InputError(f"page {number + 1} of the PDF cannot be read ({message_of(error)})", where=name))
        return ""


def _metadata_of(reader: Any) -> dict[str, str | None]:
    told: dict[str, str | None] = {"title": None, "created": None}
    try:
        metadata = reader.metadata
        title = " ".join(settle(str(metadata.title or "")).split())
        told["title"] = None if _NO_TITLE.fullmatch(title) else title
        created = metadata.creation_date
        told["created"] = created.date().isoformat() if created is not None else None
    except Exception:  # noqa: BLE001, S110 - a text is worth having without them
        pass
    return told


def join_pages(pages: Sequence[str]) -> str:
    """Join the texts of pages to one text.

    >>> print(join_pages(["Shelling went on in Kara-", "bakh on Sunday."]))
    Shelling went on in Karabakh on Sunday.
    """
    parted = [[line.strip() for line in page.strip().split("\n")] for page in pages]
    running = _running_lines(parted)
    text = ""
    for lines in parted:
        kept = [
            line
            for i, line in enumerate(lines)
            if min(i, len(lines) - 1 - i) >= _EDGE or _form(line) not in running
        ]
        page = "\n".join(kept).strip("\n")
        if page:
            # A sentence that goes on overleaf stays one paragraph.
            text += ("\n\n" if text.endswith(_ENDS_SENTENCE) else "\n" if text else "") + page
    return _DIVIDED.sub(_undivided, text).replace(_SOFT_HYPHEN, "")


def _undivided(match: re.Match[str]) -> str:
    following = match.string[match.end() : match.end() + 1]
    return "" if following.islower() or match[0][0] == _SOFT_HYPHEN else "-"


def _running_lines(parted: Sequence[Sequence[str]]) -> frozenset[str]:
    """The lines that stand at the edges of most pages, whatever numbers are in them."""
    counts: Counter[str] = Counter()
    for lines in parted:
        edges = {*lines[:_EDGE], *lines[-_EDGE:]}
        counts.update({_form(line) for line in edges if line})
    written = sum(1 for lines in parted if any(lines))
    return frozenset(form for form, n in counts.items() if n >= _LEAST_PAGES and 2 * n > written)


def _form(line: str) -> str:
    return _NUMBER.sub("0", " ".join(line.split())).casefold()
