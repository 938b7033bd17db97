"""Files, folders, standard input, tables and web pages to documents."""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from geomap.errors import InputError
from geomap.model import Document
from geomap.readers.encoding import decode, settle
from geomap.readers.fields import Reading
from geomap.readers.source import ADDRESSES, SUFFIXES, Source, expand

__all__ = ["SUFFIXES", "InputWarning", "as_documents", "dated", "read", "read_source"]


class InputWarning(UserWarning):
    """An input, or a part of one, could not be read; the others were."""


def read(
    *inputs: str | os.PathLike[str],
    date: date | None = None,
    on_error: Callable[[InputError], None] | None = None,
) -> Iterator[Document]:
    r"""Read documents, in the order of the inputs.

    A folder is walked with its sub-folders in the order of the paths; see `SUFFIXES`. Its hidden
    files, those called README and pages that geomap made are passed over. What a file is, its
    suffix says; for standard input (``-``) and other suffixes its beginning does.
    Offsets of everything found later count the Unicode characters of ``Document.text``, in which
    line ends ``\r\n`` and ``\r`` have become ``\n``.

    A document's day is, first of these: its field ``published``, the header at its beginning, the
    argument ``date``. Its source, where no field gives it, is the agency that the dateline names in
    brackets. Its id is the field ``id`` or ``doc_id``, else the file's name without
    suffix, with ``:`` and the line for a row. An id that was seen before gets ``-2``, ``-3`` ...,
    and the one given is kept in ``Document.fields`` as ``given_id``. An encoding that had to be
    guessed is kept there as ``encoding``.

    Parameters
    ----------
    inputs
        Paths of files or folders; ``-`` is standard input.
    date
        The day of documents that do not say theirs.
    on_error
        Called with each input, or row of one, that cannot be read; the others go on. Without it
        they are warned of (`InputWarning`), and if no document at all could be read the first
        error is raised: so a single file that cannot be read raises.

    Raises
    ------
    InputError
        If there is no ``on_error`` and no document could be read.
    """
    first: list[InputError] = []
    report = on_error or first.append
    warned = 0
    yielded = False
    seen: dict[str, int] = {}
    for source in expand(inputs, report):
        for document in _documents(source, report):
            yielded = True
            yield _unique(_dated(document, date), seen)
        if on_error is None and yielded:
            for error in first[warned:]:
                warnings.warn(str(error), InputWarning, stacklevel=2)
            warned = len(first)
    if on_error is None and first and not yielded:
        raise first[0]
    for error in first[warned:]:
        warnings.warn(str(error), InputWarning, stacklevel=2)


def as_documents(
    given: Document | str | os.PathLike[str] | Iterable[Document | str | os.PathLike[str]],
    *,
    date: date | None = None,
) -> Iterator[Document]:
    """Turn what a caller has at hand - records, texts, paths - into documents with distinct ids.

    A string is a path if it is one line and such a file is there, or if it looks like the name of
    one: no blank in it, and one of `SUFFIXES` or a slash at its end, or ``/``, ``./``, ``../`` or
    ``https://`` at its beginning. Any other string is a text. A ``pathlib.Path`` is always a path.

    Parameters
    ----------
    given
        One of them, or any iterable of them.
    date
        The day of documents that do not say theirs; see `read`.

    Raises
    ------
    InputError
        If a path cannot be read, or a text is empty.
    """
    seen: dict[str, int] = {}
    several: Iterable[Document | str | os.PathLike[str]]
    several = (given,) if isinstance(given, Document | str | os.PathLike) else given
    for each in several:
        if isinstance(each, Document):
            found: Iterable[Document] = (each,)
        elif isinstance(each, str) and not _is_path(each):
            if not each.strip():
                raise InputError("the text is empty", where="text")
            found = (Document(id="text", text=settle(each)),)
        else:
            found = read(each)
        for document in found:
            yield _unique(_dated(document, date), seen)


# Who mistypes a folder is told so, and does not get a report of a text of one word.
_PATH_ENDS = (*SUFFIXES, "/", os.sep)
_PATH_BEGINNINGS = ("/", "./", "../", *ADDRESSES)


def _is_path(text: str) -> bool:
    if "\n" in text or len(text) > 1000:
        return False
    named = text.lower().endswith(_PATH_ENDS) or text.startswith(_PATH_BEGINNINGS)
    if named and not any(ch.isspace() for ch in text):
        return True
    try:
        return Path(text).exists() and bool(text.strip())
    except (OSError, ValueError):
        return False


def _documents(source: Source, report: Callable[[InputError], None]) -> Iterator[Document]:
    try:
        decoded = decode(source.read_bytes(), where=source.name)
    except InputError as error:
        report(error)
        return
    if not decoded.text.strip():
        report(InputError("the file is empty" if source.path else "nothing came in", where=source.name))
        return
    for reading in _READERS[_kind(source.suffix, decoded.text)](decoded.text, source, report):
        if reading.fault is not None:
            report(reading.fault)
        document = reading.document
        if decoded.guessed:
            document = replace(document, fields=(*document.fields, ("encoding", decoded.encoding)))
        yield document


def _kind(suffix: str, text: str) -> str:
    """Say which reader a source needs: by its suffix, else by how it begins."""
    if suffix in _KINDS:
        return _KINDS[suffix]
    start = text.lstrip()[:4096]
    if start[:15].casefold().startswith(("<!doctype html", "<html")):
        return "page"
    if start[:1] in ("{", "["):
        # '[KYIV] ...' and '{...' may begin a text as well: only what parses is JSON.
        return "json" if _parses(text) else "text"
    from geomap.readers.table import header_of

    header = header_of(start.split("\n", 1)[0])
    return "table" if header is not None and len(header[0]) > 1 else "text"


def _parses(text: str) -> bool:
    import json

    first = text.strip().split("\n", 1)[0]
    for candidate in (first, text):
        try:
            return isinstance(json.loads(candidate), dict | list)
        except (ValueError, RecursionError):
            continue
    return False


def _read_text(text: str, source: Source, report: Callable[[InputError], None]) -> Iterator[Reading]:  # noqa: ARG001
    yield Reading(Document(id=source.key, text=text))


def _read_page(text: str, source: Source, report: Callable[[InputError], None]) -> Iterator[Reading]:
    from geomap.readers.page import read_page

    page = read_page(text)
    if not page.text:
        report(InputError("the page has no text", where=source.name))
        return
    yield Reading(
        Document(
            id=source.key,
            text=page.text,
            title=page.title,
            published=page.published,
            source=page.source,
            url=page.url,
            language=page.language,
        )
    )


def _read_table(text: str, source: Source, report: Callable[[InputError], None]) -> Iterator[Reading]:
    from geomap.readers.table import read_table

    return read_table(text, name=source.name, key=source.key, on_error=report)


def _read_json_lines(text: str, source: Source, report: Callable[[InputError], None]) -> Iterator[Reading]:
    from geomap.readers.json_rows import read_json_lines

    return read_json_lines(text, name=source.name, key=source.key, on_error=report)


def _read_json(text: str, source: Source, report: Callable[[InputError], None]) -> Iterator[Reading]:
    from geomap.readers.json_rows import read_json

    return read_json(text, name=source.name, key=source.key, on_error=report)


_READERS: dict[str, Callable[[str, Source, Callable[[InputError], None]], Iterator[Reading]]] = {
    "text": _read_text,
    "page": _read_page,
    "table": _read_table,
    "json lines": _read_json_lines,
    "json": _read_json,
}

_KINDS = {
    ".txt": "text",
    ".text": "text",
    ".md": "text",
    ".jsonl": "json lines",
    ".ndjson": "json lines",
    ".json": "json",
    ".csv": "table",
    ".tsv": "table",
    ".html": "page",
    ".htm": "page",
}


def _dated(document: Document, fallback: date | None) -> Document:
    if document.published is not None and document.source is not None:
        return document
    from geomap.recognition.header import read_header

    header = read_header(document.text)
    return replace(
        document,
        published=document.published or header.date or fallback,
        source=document.source or header.agency,
    )


def _unique(document: Document, seen: dict[str, int]) -> Document:
    """Give a document whose id was seen before an id of its own; ``seen``: id to times given."""
    given = free = document.id
    while free in seen:
        seen[given] += 1
        free = f"{given}-{seen[given]}"
    seen[free] = 1
    if free == given:
        return document
    return replace(document, id=free, fields=(*document.fields, ("given_id", given)))


def read_source(
    source: Source, *, date: date | None = None, on_error: Callable[[InputError], None]
) -> Iterator[Document]:
    """Read the documents of a single source, as `read` does; ids are distinct within it."""
    seen: dict[str, int] = {}
    for document in _documents(source, on_error):
        yield _unique(_dated(document, date), seen)


def dated(document: Document, fallback: date | None = None) -> Document:
    """The document with what its header says: its day and agency, where no field gives them."""
    return _dated(document, fallback)
