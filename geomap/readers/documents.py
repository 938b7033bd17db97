"""The documents of an input, whatever it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import BinaryIO, Final

from geomap.errors import InputError, MissingExtraError
from geomap.model import Document
from geomap.readers.bounds import Budget
from geomap.readers.encoding import decode, refuse_binary
from geomap.readers.fields import Reading
from geomap.readers.kinds import KINDS, is_json_lines, kind_of, kind_of_text, packing_of
from geomap.readers.source import Source, is_own_page
from geomap.readers.stream import HEAD, read_whole, seekable

Report = Callable[[InputError], None]

_NO_FIELDS: Final[Mapping[str, str]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class _Input:
    """What a reader is given."""

    source: Source
    head: bytes
    stream: BinaryIO
    report: Report
    fields: Mapping[str, str]

    def text(self) -> tuple[str, str | None]:
        """All of it as text, and the encoding if it had to be guessed."""
        if len(self.head) == HEAD:
            refuse_binary(self.head, where=self.source.name)
        decoded = decode(read_whole(self.stream, self.source.name), where=self.source.name)
        if not decoded.text.strip():
            told = "the file is empty" if self.source.path or self.source.depth else "nothing came in"
            raise InputError(told, where=self.source.name)
        return decoded.text, decoded.encoding if decoded.guessed else None


def documents_of(
    source: Source, report: Report, fields: Mapping[str, str] = _NO_FIELDS
) -> Iterator[Document]:
    """Yield the documents of a source, one after the other.

    Parameters
    ----------
    source
        What is read.
    report
        Called with what cannot be read of it; the rest goes on.
    fields
        What tables and JSON call fields of ours; see `geomap.readers.fields.to_document`.
    """
    told = False

    def tell(error: InputError) -> None:
        nonlocal told
        told = True
        report(error)

    for document in _documents(source, tell, fields, None):
        told = True
        yield document
    # Of what was found in a folder not all is meant to be read; of what was named something has to come.
    if not told and not source.listed:
        report(InputError("there is nothing in it that can be read", where=source.name))


def _documents(
    source: Source, report: Report, fields: Mapping[str, str], budget: Budget | None
) -> Iterator[Document]:
    try:
        with source.opened() as (head, stream):
            kind = KINDS.get(source.suffix) or kind_of(head)
            if source.listed and _is_no_input(source, kind, head):
                return
            given = _Input(source, head, stream, report, fields)
            if kind in _ARCHIVES:
                within = budget or Budget(source.name, source.size)
                for member in _ARCHIVES[kind](given, within):
                    yield from _documents(member, report, fields, within)
                return
            for reading in _READERS[kind](given):
                if reading.fault is not None:
                    report(reading.fault)
                yield reading.document
    except InputError as error:
        if budget is None or budget.is_news(error):
            report(error)
    except MissingExtraError as error:
        report(InputError(error.what, where=error.where, hint=error.hint))


def _is_no_input(source: Source, kind: str, head: bytes) -> bool:
    """Whether a file that was found, and not named, is a page that geomap made, or XML that is no feed."""
    return (kind == "page" and is_own_page(head)) or (source.suffix == ".xml" and kind != "feed")


def _zip_members(given: _Input, budget: Budget) -> Iterator[Source]:
    from geomap.readers.archive import zip_members

    yield from zip_members(given.source, given.stream, budget, given.report)


def _tar_members(given: _Input, budget: Budget) -> Iterator[Source]:
    from geomap.readers.archive import tar_members

    yield from tar_members(given.source, given.stream, budget, given.report)


def _unpacked(given: _Input, budget: Budget) -> Iterator[Source]:
    from geomap.readers.archive import unpacked

    yield unpacked(given.source, packing_of(given.head), given.stream, budget)


_ARCHIVES: Final[Mapping[str, Callable[[_Input, Budget], Iterator[Source]]]] = {
    "zip": _zip_members,
    "tar": _tar_members,
    "packed": _unpacked,
}


def _read_untold(given: _Input) -> Iterator[Reading]:
    text, guessed = given.text()
    kind = kind_of_text(text, given.fields.get("text", "text"))
    for reading in _OF_TEXT[kind](given, text, guessed):
        yield reading.in_encoding(guessed) if kind != "table" else reading


def _read_text(given: _Input, text: str, _: str | None) -> Iterator[Reading]:
    yield Reading(Document(id=given.source.key, text=text))


def _read_page(given: _Input, text: str, _: str | None) -> Iterator[Reading]:
    from geomap.readers.story import document_of_page

    yield Reading(document_of_page(text, document_id=given.source.key, where=given.source.name))


def _read_json(given: _Input, text: str, _: str | None) -> Iterator[Reading]:
    from geomap.readers.json_rows import read_json

    source = given.source
    yield from read_json(text, name=source.name, key=source.key, on_error=given.report, fields=given.fields)


def _read_table_text(given: _Input, text: str, guessed: str | None) -> Iterator[Reading]:
    from geomap.readers.lines import lines_of
    from geomap.readers.table import read_table

    source = given.source
    yield from read_table(
        lines_of(text, guessed),
        name=source.name,
        key=source.key,
        on_error=given.report,
        fields=given.fields,
    )


_OF_TEXT: Final[Mapping[str, Callable[[_Input, str, str | None], Iterator[Reading]]]] = {
    "text": _read_text,
    "page": _read_page,
    "json": _read_json,
    "table": _read_table_text,
}


def _read_whole_text(kind: str, given: _Input) -> Iterator[Reading]:
    if kind == "json" and is_json_lines(given.head):
        yield from _read_json_lines(given)
        return
    text, guessed = given.text()
    for reading in _OF_TEXT[kind](given, text, guessed):
        yield reading.in_encoding(guessed)


def _read_json_lines(given: _Input) -> Iterator[Reading]:
    from geomap.readers.json_rows import read_json_lines
    from geomap.readers.lines import read_lines

    source = given.source
    lines = read_lines(given.head, given.stream, source.name)
    yield from read_json_lines(
        lines, name=source.name, key=source.key, on_error=given.report, fields=given.fields
    )


def _read_table(given: _Input) -> Iterator[Reading]:
    from geomap.readers.lines import read_lines
    from geomap.readers.table import read_table

    source = given.source
    lines = read_lines(given.head, given.stream, source.name)
    yield from read_table(lines, name=source.name, key=source.key, on_error=given.report, fields=given.fields)


def _read_feed(given: _Input) -> Iterator[Reading]:
    from geomap.readers.feed import MAX_BYTES, documents_of_feed

    source = given.source
    content = read_whole(given.stream, source.name, MAX_BYTES)
    count = 0

    def report(error: InputError) -> None:
        nonlocal count
        count += 1
        given.report(error)

    for document in documents_of_feed(
        content, name=source.name, key=source.key, on_error=report, address=source.address
    ):
        count += 1
        yield Reading(document)
    if not count:
        raise InputError("the feed has no items", where=source.name)


def _read_mail(given: _Input) -> Iterator[Reading]:
    from geomap.readers.mail import MAX_BYTES, read_mail

    source = given.source
    content = read_whole(given.stream, source.name, MAX_BYTES)
    yield from read_mail(content, name=source.name, key=source.key, on_error=given.report)


def _read_warc(given: _Input) -> Iterator[Reading]:
    from geomap.readers.warc import read_warc

    source = given.source
    yield from read_warc(given.stream, name=source.name, key=source.key, on_error=given.report)


def _read_docx(given: _Input) -> Iterator[Reading]:
    from geomap.readers.docx import read_docx

    source = given.source
    with seekable(given.stream, source.name) as stream:
        yield from read_docx(stream, name=source.name, key=source.key, on_error=given.report)


def _read_pdf(given: _Input) -> Iterator[Reading]:
    from geomap.readers.pdf import read_pdf

    source = given.source
    with seekable(given.stream, source.name) as stream:
        yield from read_pdf(stream, name=source.name, key=source.key, on_error=given.report)


def _read_parquet(given: _Input) -> Iterator[Reading]:
    from geomap.readers.parquet import read_parquet

    source = given.source
    with seekable(given.stream, source.name) as stream:
        yield from read_parquet(
            stream, name=source.name, key=source.key, on_error=given.report, fields=given.fields
        )


_READERS: Final[Mapping[str, Callable[[_Input], Iterator[Reading]]]] = {
    "untold": _read_untold,
    "text": partial(_read_whole_text, "text"),
    "page": partial(_read_whole_text, "page"),
    "json": partial(_read_whole_text, "json"),
    "json lines": _read_json_lines,
    "table": _read_table,
    "feed": _read_feed,
    "mail": _read_mail,
    "warc": _read_warc,
    "docx": _read_docx,
    "pdf": _read_pdf,
    "parquet": _read_parquet,
}
