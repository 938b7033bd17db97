"""What the user names as input - files, folders, standard input - as single sources of bytes."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from geomap.errors import InputError

SUFFIXES = (".txt", ".text", ".md", ".jsonl", ".ndjson", ".json", ".csv", ".tsv", ".html", ".htm")
"""Suffixes that are looked for in a folder; a file that is named itself may have any."""

STDIN = "-"

ADDRESSES = ("https://", "http://")
"""How an address on the web begins, which is told from a file that is not there."""

_OWN_PAGE = b'<meta name="generator" content="geomap">'
_HEAD = 300  # bytes


@dataclass(frozen=True, slots=True)
class Source:
    """One file, or standard input.

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
        None for standard input.
    """

    name: str
    key: str
    suffix: str
    path: Path | None

    def read_bytes(self) -> bytes:
        """Read everything; `InputError` if it cannot be read."""
        if self.path is None:
            return sys.stdin.buffer.read()
        try:
            return self.path.read_bytes()
        except OSError as error:
            raise InputError(_reason(error), where=self.name) from error


def expand(
    inputs: tuple[str | os.PathLike[str], ...], on_error: Callable[[InputError], None]
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
            on_error(InputError(f"no such file ({error})", where=_shown(path)[:200]))
            continue
        if is_folder:
            yield from _walk(path, on_error)
        elif exists:
            yield Source(_shown(path), _shown(Path(path.stem)), path.suffix.lower(), path)
        elif str(given).startswith(ADDRESSES):
            hint = "save the page as an .html file"
            on_error(InputError("pages are not fetched", where=str(given)[:200], hint=hint))
        else:
            on_error(
                InputError("no such file or folder", where=_shown(path), hint="'-' reads standard input")
            )


def _walk(folder: Path, on_error: Callable[[InputError], None]) -> Iterator[Source]:
    found = False

    def unreadable(error: OSError) -> None:
        on_error(InputError(_reason(error), where=_shown(Path(error.filename or folder))))

    for base, folders, files in os.walk(folder, onerror=unreadable):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for file in sorted(files):
            path = Path(base, file)
            if file.startswith(".") or _is_readme(file) or _is_own_page(path):
                continue
            if path.suffix.lower() in SUFFIXES:
                found = True
                key = path.relative_to(folder).with_suffix("").as_posix()
                yield Source(_shown(path), _shown(Path(key)), path.suffix.lower(), path)
    if not found:
        on_error(
            InputError(
                "no readable file in this folder", where=_shown(folder), hint=f"{' '.join(SUFFIXES)} are read"
            )
        )


def _is_readme(file: str) -> bool:
    """Tell a file that describes its folder, in whatever language and format, from what lies in it."""
    return file.partition(".")[0].casefold() == "readme"


def _is_own_page(path: Path) -> bool:
    """Tell a page that geomap made, by its head."""
    if path.suffix.lower() not in (".html", ".htm"):
        return False
    try:
        with path.open("rb") as file:
            return _OWN_PAGE in file.read(_HEAD)
    except OSError:
        return False  # it is told when it is read


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


def _shown(path: Path) -> str:
    """Give the path as text that can be written anywhere, whatever bytes the file system holds."""
    return os.fsencode(path).decode("utf-8", "replace").replace(os.sep, "/")
