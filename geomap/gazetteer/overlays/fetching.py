"""Fetching one file over HTTPS: resumed, checked, whole or not at all.

What has arrived is kept in ``FILE.part`` beside the target and goes on from there, also after the
process has ended. While a process writes to a part, the part carries that process's number, so
that no two write to one.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import http.client
import json
import os
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import Message
from pathlib import Path
from typing import IO, Any

from geomap.errors import GazetteerError

MOST_BYTES = 2**30
"""How large a file may be; GeoNames' file of all countries has 0.4 GB."""

TIMEOUT = 30.0
"""Seconds without a byte after which a connection is given up."""

PAUSES = (1.0, 3.0, 8.0)
"""Seconds between the tries."""

_CHUNK = 2**16
_IDLE_SECONDS = 2 * TIMEOUT  # a part that nobody has written to for so long has no process any more
_AGENT = "geomap (https://www.geonames.org dumps)"
_DISK = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EFBIG})
_TRY_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})

Progress = Callable[[int, int | None], None]
"""Told bytes so far and in all (None if the server does not say)."""


@dataclass(slots=True)
class _Part:
    """What has arrived so far, and by what the server can tell that it is still the same file."""

    path: Path
    validator: str = ""

    @property
    def size(self) -> int:
        return self.path.stat().st_size if self.path.exists() else 0

    def begin(self, headers: Message) -> None:
        """Start from nothing, and keep what a later request will name the file by."""
        etag = headers.get("ETag", "")
        # A weak tag may stay while bytes change: it must not join two halves of a file.
        self.validator = etag if etag and not etag.startswith("W/") else headers.get("Last-Modified", "")
        self.path.write_bytes(b"")
        _notes(self.path).write_text(json.dumps({"validator": self.validator}), encoding="utf-8")


class _Interrupted(Exception):  # noqa: N818 (no error yet: it is tried again)
    """The connection ended early."""


class _HttpsOnly(urllib.request.HTTPRedirectHandler):
    """Follows redirects to https addresses alone."""

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Any, newurl: str
    ) -> urllib.request.Request | None:
        if urllib.parse.urlsplit(newurl).scheme != "https":
            raise GazetteerError(
                f"the server sends on to {newurl[:100]}",
                where=req.full_url,
                hint="only an https address is followed",
            )
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def fetch(
    url: str,
    target: Path,
    *,
    progress: Progress | None = None,
    most: int = MOST_BYTES,
    pauses: tuple[float, ...] = PAUSES,
) -> str:
    """Fetch a file and return its SHA-256.

    Parameters
    ----------
    url
        Its address, http or https; redirects are followed to https alone.
    target
        Where it goes, in a folder that is there. It is complete or not there.
    progress
        Told how many bytes have come.
    most
        How many bytes are taken at most.
    pauses
        Seconds to wait before each further try.

    Raises
    ------
    GazetteerError
        If it cannot be had; the message says why, in one line.
    """
    with _claimed(target) as part:
        for pause in (*pauses, None):
            try:
                _receive(url, part, progress, most)
                break
            except (_Interrupted, urllib.error.URLError, http.client.HTTPException, OSError) as error:
                _give_up_if_final(url, target, error, last=pause is None)
            time.sleep(pause or 0.0)
        digest = _sha256(part.path)
        part.path.replace(target)
        _notes(part.path).unlink(missing_ok=True)
    return digest


def _receive(url: str, part: _Part, progress: Progress | None, most: int) -> None:
    """Take what is missing of a file, or all of it."""
    request = urllib.request.Request(url, headers={"User-Agent": _AGENT, "Accept-Encoding": "identity"})  # noqa: S310
    begun = part.size if part.validator else 0
    if begun:
        request.add_header("Range", f"bytes={begun}-")
        request.add_header("If-Range", part.validator)  # if it has changed since, all of it comes
    opener = urllib.request.build_opener(_HttpsOnly)
    try:
        answer = opener.open(request, timeout=TIMEOUT)
    except urllib.error.HTTPError as error:
        error.close()
        if error.code == 416:  # nothing is left to send, or what we have is of another file
            part.validator = ""
            raise _Interrupted("the server has no such part of it") from error
        raise
    with answer:
        _check_type(url, answer.headers)
        if answer.status == 206 and _starts_at(answer.headers) == begun:
            total = (
                begun + int(answer.headers["Content-Length"]) if "Content-Length" in answer.headers else None
            )
        else:
            part.begin(answer.headers)
            begun = 0
            length = answer.headers.get("Content-Length", "")
            total = int(length) if length.isdigit() else None
        _check_size(url, total or 0, most)
        size = begun
        with part.path.open("ab") as file:
            while chunk := answer.read(_CHUNK):
                file.write(chunk)
                size += len(chunk)
                _check_size(url, size, most)
                if progress is not None:
                    progress(size, total)
            file.flush()
            os.fsync(file.fileno())
    if total is not None and size != total:
        if size > total:
            part.validator = ""
        raise _Interrupted(f"{size:,} of {total:,} bytes came")


def _starts_at(headers: Message) -> int | None:
    """The first byte that a partial answer has: 'bytes 500-999/1000'."""
    stated = headers.get("Content-Range", "").removeprefix("bytes ").partition("-")[0].strip()
    return int(stated) if stated.isdigit() else None


def _check_type(url: str, headers: Message) -> None:
    if headers.get_content_type() == "text/html":
        raise GazetteerError("the server answers with a page of the web", where=url, hint="check the address")


def _check_size(url: str, size: int, most: int) -> None:
    if size > most:
        raise GazetteerError(f"it has more than {most:,} bytes", where=url, hint="check the address")


def _give_up_if_final(url: str, target: Path, error: Exception, *, last: bool) -> None:
    """Raise what is worth telling now; return if another try may help."""
    if isinstance(error, urllib.error.HTTPError):
        if error.code not in _TRY_AGAIN or last:
            hint = "check the code of the country and the address" if error.code in {403, 404, 410} else None
            raise GazetteerError(
                f"the server answers {error.code} ({error.reason})", where=url, hint=hint
            ) from error
        return
    if isinstance(error, OSError) and error.filename is not None:
        reason = (error.strerror or str(error)).lower()
        raise GazetteerError(f"cannot be written ({reason})", where=str(target.parent)) from error
    if isinstance(error, OSError) and error.errno in _DISK:
        reason = (error.strerror or "").lower()
        raise GazetteerError(f"cannot be written ({reason})", where=str(target.parent)) from error
    if last:
        cause = error.reason if isinstance(error, urllib.error.URLError) else error
        reason = str(getattr(cause, "strerror", None) or cause or type(cause).__name__).lower()
        raise GazetteerError(
            f"cannot be fetched ({reason})",
            where=url,
            hint="what has come is kept: the same command goes on from there, --from takes a folder",
        ) from error


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _notes(part: Path) -> Path:
    return part.with_name(part.name + ".json")


@contextmanager
def _claimed(target: Path) -> Iterator[_Part]:
    """Give a part of the target that no other process writes to; what is left of it is put back."""
    free = target.with_name(target.name + ".part")
    own = target.with_name(f"{target.name}.{os.getpid()}.part")
    candidates = [free, *(p for p in target.parent.glob(f"{target.name}.*.part") if _is_idle(p))]
    for candidate in candidates:
        with contextlib.suppress(OSError):
            _notes(candidate).replace(_notes(own))
            candidate.replace(own)
            break
    part = _Part(own)
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
        part.validator = str(json.loads(_notes(own).read_text(encoding="utf-8"))["validator"])
    try:
        yield part
    finally:
        with contextlib.suppress(OSError):
            if own.exists() and part.size and part.validator:
                _notes(own).replace(_notes(free))
                own.replace(free)
        for left in (own, _notes(own)):
            left.unlink(missing_ok=True)


def _is_idle(part: Path) -> bool:
    with contextlib.suppress(OSError):
        return abs(time.time() - part.stat().st_mtime) > _IDLE_SECONDS  # the clock may have been set
    return False
