"""Characters that no file holds, those that nobody sees, and the encodings that a text can come in."""

from __future__ import annotations

import codecs
import re
from typing import Final

INSTEAD: Final = "\ufffd"
"""What stands for a character that cannot be kept."""

# They are no encodings of whole texts, and undo escapes, fail always, or take the square of the length.
_NO_TEXTS = frozenset({"idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape"})
_UNHELD = re.compile("[\0\ud800-\udfff]")
# Control characters drive a terminal, and those that turn the direction of writing show "exe.txt" for
# "txt.exe"; a lone surrogate cannot be written at all.
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def well_formed(text: str) -> str:
    """The text with U+FFFD for each lone surrogate (no file holds it) and each NUL (no database does).

    The count of characters stays, so that spans hold.
    """
    return text if _is_held(text) else _UNHELD.sub(INSTEAD, text)


def _is_held(text: str) -> bool:
    if "\0" in text:
        return False
    if text.isascii():
        return True
    try:
        text.encode("utf-8")  # ten times as fast as a search
    except UnicodeEncodeError:
        return False
    return True


def spelled_out(line: str) -> str:
    """A line with what cannot be seen, or drives a terminal, written as its code point: ``[U+001B]``."""
    return _UNSEEN.sub(lambda m: f"[U+{ord(m[0]):04X}]", line)


def text_encoding(name: str) -> str | None:
    """Python's name of an encoding that a text declares; None if it is none that a text comes in."""
    try:
        found = codecs.lookup(name)
    except (LookupError, ValueError):  # no such encoding; a NUL in its name
        return None
    if not found._is_text_encoding or found.name.replace("-", "_") in _NO_TEXTS:
        return None
    return found.name
