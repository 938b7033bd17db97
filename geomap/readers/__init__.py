"""Files, folders, archives, standard input, tables, feeds and web pages to documents."""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from geomap.errors import InputError
from geomap.model import Document
from geomap.readers.documents import documents_of
from geomap.readers.encoding import settle
from geomap.readers.fetched import fetching_of
from geomap.readers.fields import check_fields
from geomap.readers.source import ADDRESSES, SUFFIXES, Source, expand

if TYPE_CHECKING:
    from geomap.web import Policy, Visitor

__all__ = ["SUFFIXES", "InputWarning", "as_documents", "finished", "read", "read_source"]


class InputWarning(UserWarning):
    """An input, or a part of one, could not be read; the others were."""


def read(
    *inputs: str | os.PathLike[str],
    date: date | None = None,
    fields: Mapping[str, str] | None = None,
    fetch: bool | Policy | Visitor = False,
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
    fields
        What tables and JSON call what geomap reads: ``{"text": "body", "published": "date"}``. The
        others keep their names, which are `geomap.readers.fields.FIELDS`.
    fetch
        Whether inputs that are addresses on the web are fetched, each when it is its turn. A page is then
        read like a file; its id is the address. Instead of True a `geomap.web.Policy` says how much is
        taken, and how long that may last.
    on_error
        Called with each input, or row of one, that cannot be read; the others go on. Without it
        they are warned of (`InputWarning`), and if no document at all could be read the first
        error is raised: so a single file that cannot be read raises.

    Raises
    ------
    InputError
        If there is no ``on_error`` and no document could be read.
    UsageError
        If ``fields`` names one that is not read.
    """
    first: list[InputError] = []
    report = on_error or first.append
    warned = 0
    yielded = False
    seen: dict[str, int] = {}
    named = check_fields(fields or {})
    for source in expand(inputs, report, fetching_of(fetch)):
        for document in documents_of(source, report, named):
            yielded = True
            yield _unique(_in_language(_dated(_with_address(document, source), date)), seen)
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


def _with_address(document: Document, source: Source) -> Document:
    """Give what was fetched the address that it came from, unless it says its own."""
    return replace(document, url=source.address) if document.url is None and source.address else document


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


def _in_language(document: Document) -> Document:
    if document.language is not None:
        return document
    from geomap.readers.language import language_of

    return replace(document, language=language_of(document.text))


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
    source: Source,
    *,
    date: date | None = None,
    fields: Mapping[str, str] | None = None,
    on_error: Callable[[InputError], None],
) -> Iterator[Document]:
    """Read the documents of a single source, as `read` does; ids are distinct within it."""
    seen: dict[str, int] = {}
    for document in documents_of(source, on_error, fields or {}):
        yield _unique(finished(document, date), seen)


def finished(document: Document, fallback: date | None = None) -> Document:
    """The document with its day, source and language, where no field gives them; see `read`."""
    return _in_language(_dated(document, fallback))
