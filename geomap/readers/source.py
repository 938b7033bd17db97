"""What the user names as input - files, folders, standard input - as single sources of bytes."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final, cast

from geomap.errors import InputError, reason_of
from geomap.readers.special import kind_of_special, opened_for_reading
from geomap.readers.stream import HEAD, read_whole, with_head

PLAIN: Final = (
    ".txt", ".text", ".md", ".jsonl", ".ndjson", ".json", ".csv", ".tsv", ".html", ".htm", ".xhtml",
    ".docx", ".eml",
)  # fmt: skip
WITH_EXTRAS: Final = (".pdf", ".rss", ".atom", ".warc", ".parquet")
TARS: Final = (".tgz", ".tbz2", ".txz", ".tzst")
ARCHIVES: Final = (".zip", ".tar", *TARS)
PACKED: Final = (".gz", ".bz2", ".xz", ".zst")

SUFFIXES: Final = (*PLAIN, *WITH_EXTRAS, *ARCHIVES, *PACKED)
"""Suffixes that are looked for in a folder; a file that is named itself may have any.

Of files with one of the last four only those are taken whose name without it has one of the others:
``news.jsonl.gz``. A feed is also found in a file ``.xml``.
"""

STDIN = "-"

ADDRESSES = ("https://", "http://")
"""How an address on the web begins, which is told from a file that is not there."""

_OWN_PAGE = b'<meta name="generator" content="geomap">'
_OWN_HEAD = 300  # bytes
_LINK = "a link to a folder, which is not followed"
_FEED_ROOTS = (b"<rss", b"<feed", b"<rdf:RDF")


@dataclass(frozen=True, slots=True)
class Source:
    """One file, standard input, or a member of an archive.

    Parameters
    ----------
    name
        As messages name it.
    key
        What the ids of its documents begin with: the file's name without suffix, with its
        folders where a folder was the input.
    suffix
        Lower case, with its dot; '' for standard input.
    path
        None for standard input and for what `opener` opens.
    opener
        Opens what is neither a file nor standard input; the stream is closed after it was read.
    depth
        In how many archives it lies.
    listed
        Whether it was found in a folder or an archive, and not named itself.
    address
        Where on the web it came from.
    """

    name: str
    key: str
    suffix: str
    path: Path | None
    opener: Callable[[], BinaryIO] | None = None
    depth: int = 0
    listed: bool = False
    address: str | None = None

    @property
    def size(self) -> int | None:
        """Its bytes; None where that is not known before it is read."""
        try:
            return None if self.path is None else self.path.stat().st_size
        except OSError:
            return None

    @contextmanager
    def opened(self) -> Iterator[tuple[bytes, BinaryIO]]:
        """Give the beginning of the content and a stream of all of it.

        Raises
        ------
        InputError
            If it cannot be opened or read.
        """
        try:
            if self.opener is None and self.path is None:
                if sys.stdin is None:
                    raise InputError("it is closed", where=self.name)
                yield with_head(sys.stdin.buffer)  # which stays open
                return
            with self._open() as stream:
                yield with_head(stream)
        except OSError as error:
            raise InputError(reason_of(error), where=self.name) from error

    def _open(self) -> BinaryIO:
        return self.opener() if self.opener is not None else opened_for_reading(cast(Path, self.path))

    def read_bytes(self) -> bytes:
        """Read everything; `InputError` if it cannot be read, or is too large to be held."""
        with self.opened() as (_, stream):
            return read_whole(stream, self.name)


def expand(
    inputs: tuple[str | os.PathLike[str], ...],
    on_error: Callable[[InputError], None],
    fetch: Callable[[str], Source] | None = None,
) -> Iterator[Source]:
    """Yield the sources behind the inputs, folders walked in the order of their paths.

    A folder's hidden files and its README files are passed over, which tell of the folder, and
    pages that geomap made: who maps a folder twice is not to map the first map.

    Parameters
    ----------
    inputs
        Paths of files and folders; ``-`` is standard input.
    on_error
        Called with what is not there or holds nothing that can be read; the others go on.
    fetch
        Fetches what is an address on the web; None where that is not wanted.
    """
    stdin_taken = False
    for given in inputs:
        if given == STDIN:
            if stdin_taken:
                on_error(InputError("standard input is named twice", where=STDIN, hint="name it once"))
                continue
            stdin_taken = True
            yield Source("standard input", "stdin", "", None)
            continue
        path = Path(given)
        try:
            is_folder, exists = path.is_dir(), path.exists()
        except (OSError, ValueError) as error:  # a name too long, a zero byte in it
            on_error(InputError(f"no such file ({error})", where=shown(path)[:200]))
            continue
        if is_folder:
            yield from _walk(path, on_error)
        elif exists:
            yield Source(shown(path), shown(Path(path.stem)), path.suffix.lower(), path)
        elif str(given).startswith(ADDRESSES):
            yield from _fetched(str(given), fetch, on_error)
        else:
            on_error(InputError("no such file or folder", where=shown(path), hint="'-' reads standard input"))


def _fetched(
    address: str, fetch: Callable[[str], Source] | None, on_error: Callable[[InputError], None]
) -> Iterator[Source]:
    if fetch is None:
        hint = "--fetch, or read(..., fetch=True), asks for it"
        on_error(InputError("pages are not fetched unless that is asked for", where=address[:200], hint=hint))
        return
    try:
        source = fetch(address)
    except InputError as error:
        on_error(error)
        return
    yield source


def _walk(folder: Path, on_error: Callable[[InputError], None]) -> Iterator[Source]:
    found = False

    def unreadable(error: OSError) -> None:
        on_error(InputError(reason_of(error), where=shown(Path(error.filename or folder))))

    for base, folders, files in os.walk(folder, onerror=unreadable):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in folders:
            if (link := Path(base, name)).is_symlink():
                on_error(InputError(_LINK, where=shown(link), hint="name the folder itself to read it"))
        for file in sorted(files):
            path = Path(base, file)
            if passed_over(file) or not _may_be_looked_for(path):
                continue
            special = kind_of_special(path)
            if special is not None:
                found = True
                hint = "name it itself to read it"
                on_error(InputError(f"this is {special} and no file", where=shown(path), hint=hint))
                continue
            if not _is_looked_for(path):
                continue
            found = True
            key = path.relative_to(folder).with_suffix("").as_posix()
            yield Source(shown(path), shown(Path(key)), path.suffix.lower(), path, listed=True)
    if not found:
        on_error(
            InputError(
                "no readable file in this folder", where=shown(folder), hint=f"{' '.join(SUFFIXES)} are read"
            )
        )


def passed_over(file: str) -> bool:
    """Tell what is no dispatch from what lies beside it, by the name of a file in a folder or archive.

    Hidden files are none, nor those that describe their folder, in whatever language and format.
    """
    return file.startswith(".") or file.partition(".")[0].casefold() == "readme"


def has_known_suffix(file: str) -> bool:
    """Whether a file in a folder or an archive has a suffix that is looked for."""
    name = Path(file.lower())
    if name.suffix in PACKED:
        return Path(name.stem).suffix in SUFFIXES
    return name.suffix in SUFFIXES


def is_own_page(head: bytes) -> bool:
    """Tell a page that geomap made, by its beginning."""
    return _OWN_PAGE in head[:_OWN_HEAD]


def is_feed(head: bytes) -> bool:
    """Tell a feed by its beginning."""
    return any(root in head[:2048] for root in _FEED_ROOTS)


def _may_be_looked_for(path: Path) -> bool:
    """As `_is_looked_for`, by the name alone."""
    return has_known_suffix(path.name) or path.suffix.lower() == ".xml"


def _is_looked_for(path: Path) -> bool:
    suffix = path.suffix.lower()
    if suffix == ".xml":
        return is_feed(_beginning(path))
    if suffix in (".html", ".htm", ".xhtml"):
        return not is_own_page(_beginning(path))
    return has_known_suffix(path.name)


def _beginning(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(min(HEAD, 2048))
    except OSError:
        return b""  # it is told when it is read


def shown(path: Path) -> str:
    """Give the path as text that can be written anywhere, whatever bytes the file system holds."""
    return os.fsencode(path).decode("utf-8", "replace").replace(os.sep, "/")
