"""What may come out of an archive: so many bytes, and so many times what it holds."""

from __future__ import annotations

import io
import lzma
import tarfile
import zipfile
import zlib
from typing import TYPE_CHECKING, BinaryIO, Final, cast

from geomap.errors import InputError, message_of

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

MAX_UNPACKED: Final = 100_000_000_000
"""Bytes that may come out of one file, whatever lies in archives within it."""

MAX_RATIO: Final = 200
"""How many times its own size may come out of a file: text is packed to a third or a tenth, repeated rows
to a hundredth."""

FREE: Final = 100_000_000
"""Bytes that may come out whatever the size: a small file is packed better."""

MAX_MEMBERS: Final = 200_000
"""Files that an archive may have."""

MAX_DEPTH: Final = 6
"""How many layers of packing may lie in one another; a packed tar file has two."""

DAMAGES: Final = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, tarfile.TarError, EOFError, OSError)
"""What reading a damaged archive raises."""


class Budget:
    """How many bytes may still come out of a file and of all archives in it.

    Parameters
    ----------
    name
        The file, for messages.
    size
        Its bytes; None where that is not known, as of standard input.
    """

    def __init__(self, name: str, size: int | None) -> None:
        self._most = MAX_UNPACKED if size is None else min(MAX_UNPACKED, max(FREE, MAX_RATIO * size))
        self._left = self._most
        self._told: InputError | None = None
        self._fault = InputError(
            f"unpacks to more than {self._most / 1e6:,.0f} MB",
            where=name,
            hint=f"at most {MAX_RATIO} times its size is read; unpack it first if it is meant to be so",
        )

    @property
    def spent(self) -> bool:
        """Whether more came than may."""
        return self._left < 0

    def take(self, count: int) -> None:
        """Count bytes that came out; `InputError` if they are too many."""
        self._left -= count
        if self.spent:
            raise self._fault

    def is_news(self, error: InputError) -> bool:
        """Whether an error is another than the last: a fault is met in a member and then in its archive."""
        last, self._told = self._told, error
        return error is not last


class _Bounded(io.RawIOBase):
    """A stream whose bytes are counted, and whose damages are told as an `InputError`."""

    def __init__(self, stream: BinaryIO, budget: Budget | None, name: str) -> None:
        self._stream = stream
        self._budget = budget
        self._name = name
        self._fault: InputError | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        target = memoryview(buffer).cast("B")
        if self._fault is not None:
            raise self._fault
        try:
            piece = self._stream.read(len(target))
        except InputError:
            raise
        except Exception as error:
            self._fault = damaged(self._name, error)
            raise self._fault from error
        if self._budget is not None:
            self._budget.take(len(piece))
        target[: len(piece)] = piece
        return len(piece)

    def close(self) -> None:
        self._stream.close()
        super().close()


def bounded(stream: BinaryIO, budget: Budget | None, name: str) -> BinaryIO:
    """Give a stream of what comes out of an archive; without a budget where nothing is unpacked."""
    return cast(BinaryIO, io.BufferedReader(_Bounded(stream, budget, name), 1 << 16))


def damaged(name: str, error: Exception) -> InputError:
    """The error that something packed cannot be unpacked."""
    if isinstance(error, RuntimeError) and "encrypted" in str(error):
        return InputError("locked with a password", where=name, hint="unpack it first")
    return InputError(f"damaged: it cannot be unpacked ({message_of(error)})", where=name)
