"""Word documents (DOCX): their paragraphs, with the standard library alone."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from typing import IO, BinaryIO, Final
from xml.parsers import expat

from geomap.errors import InputError
from geomap.model import Document
from geomap.readers.bounds import DAMAGES, damaged
from geomap.readers.encoding import settle
from geomap.readers.fields import Reading
from geomap.readers.stream import too_large

MAX_PART: Final = 200_000_000
"""Bytes that the text's part may unpack to, markup and all."""

_BODY = "word/document.xml"
_CORE = "docProps/core.xml"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_FALLBACK = "http://schemas.openxmlformats.org/markup-compatibility/2006 Fallback"
_CHUNK = 1 << 16
_LONGEST = 1_000  # characters of a property
# zipfile: RuntimeError for a member with a password, NotImplementedError for packing it does not know.
_BROKEN = (*DAMAGES, RuntimeError, NotImplementedError, OverflowError, MemoryError, ValueError)


def read_docx(
    stream: BinaryIO,
    *,
    name: str,
    key: str,
    on_error: Callable[[InputError], None],
) -> Iterator[Reading]:
    """Yield the one document of a Word file: a paragraph a line, those of tables and text boxes too.

    Deleted text, footnotes, comments, headers and footers are left out. When the file was made is
    kept as the field ``created``: it is no date of the news.

    Parameters
    ----------
    stream
        The file; it must be seekable.
    name, key
        What messages call it, and its document's id.
    on_error
        Called if the file's properties cannot be read; the text is read without them.

    Raises
    ------
    InputError
        If it cannot be read or has no text.
    """
    try:
        with zipfile.ZipFile(stream) as archive:
            body = _Body()
            there = frozenset(archive.namelist())
            if _BODY in there:
                with archive.open(_BODY) as opened:
                    _parse(opened, body.parser, name)
            told = _properties(archive, name, on_error) if _CORE in there else {}
    except InputError:
        raise
    except _BROKEN as error:
        raise damaged(name, error) from error
    if _BODY not in there:
        raise InputError("no Word document", where=name, hint="save its text as .docx, .txt or .csv")
    text = settle(body.text())
    if not text.strip():
        raise InputError("the document has no text", where=name)
    title = " ".join(settle(told.get("title", "")).split()) or None
    created = told.get("created", "").strip()[:10]
    yield Reading(Document(id=key, text=text, title=title, fields=(("created", created),) if created else ()))


def _properties(
    archive: zipfile.ZipFile, name: str, on_error: Callable[[InputError], None]
) -> dict[str, str]:
    """The title of the file, and when it was made, as far as they can be read."""
    core = _Core()
    try:
        with archive.open(_CORE) as opened:
            _parse(opened, core.parser, name)
    except _BROKEN as error:  # an InputError is a ValueError
        fault = error if isinstance(error, InputError) else damaged(name, error)
        hint = "its properties are at fault; the text is read without them"
        on_error(InputError(fault.what, where=f"{name}/{_CORE}", hint=hint))
    return core.told


def _parse(part: IO[bytes], parser: expat.XMLParserType, name: str) -> None:
    def refuse(*_: object) -> None:
        raise InputError("its XML declares entities", where=name, hint="no Word document does")

    parser.StartDoctypeDeclHandler = refuse
    parser.buffer_text = True
    size = 0
    try:
        while chunk := part.read(_CHUNK):
            size += len(chunk)
            if size > MAX_PART:
                raise too_large(name, MAX_PART)
            parser.Parse(chunk)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise InputError(f"the document is damaged ({error})", where=name) from error


class _Body:
    """Gathers the paragraphs of the body as its XML is parsed."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._data
        self._pieces: list[str] = []
        self._in_text = False
        self._unread = 0

    def text(self) -> str:
        lines = (" ".join(line.split()) for line in "".join(self._pieces).split("\n"))
        return "\n".join(line for line in lines if line)

    def _start(self, tag: str, _: dict[str, str]) -> None:
        if tag == _FALLBACK:  # a text box again, for programs that do not know its new form
            self._unread += 1
        word = _word_of(tag)
        if word == "t":
            self._in_text = True
        elif word in ("br", "cr", "p"):
            self._add("\n")
        elif word == "tab":
            self._add(" ")
        elif word == "noBreakHyphen":
            self._add("-")

    def _end(self, tag: str) -> None:
        if tag == _FALLBACK:
            self._unread -= 1
        word = _word_of(tag)
        if word == "t":
            self._in_text = False
        elif word == "p":
            self._add("\n")

    def _data(self, data: str) -> None:
        if self._in_text:
            self._add(data.replace("\n", " "))

    def _add(self, piece: str) -> None:
        if not self._unread:
            self._pieces.append(piece)


class _Core:
    """The title of the file's properties, and when it was made."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self._start
        self.parser.CharacterDataHandler = self._data
        self.told: dict[str, str] = {}
        self._field = ""

    def _start(self, tag: str, _: dict[str, str]) -> None:
        self._field = tag.rpartition(" ")[2]

    def _data(self, data: str) -> None:
        known = self.told.get(self._field, "")
        if self._field in ("title", "created") and len(known) < _LONGEST:
            self.told[self._field] = (known + data)[:_LONGEST]


def _word_of(tag: str) -> str | None:
    """The name of an element of WordprocessingML; None of another vocabulary."""
    namespace, _, local = tag.rpartition(" ")
    return local if namespace in (_W, _STRICT) else None
