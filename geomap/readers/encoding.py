"""Bytes to text: byte order marks, UTF-8, UTF-16, then a guess among the encodings news comes in."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from geomap.characters import text_encoding
from geomap.errors import InputError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with UTF-16's
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_SIGNATURES = (
    (b"%PDF-", "a PDF", "its name should end in .pdf"),
    (b"PK\x03\x04", "a ZIP archive or an office document", "save its text as .docx, .txt or .csv first"),
    (b"\xd0\xcf\x11\xe0", "an old office document", "save its text as .docx, .txt or .csv first"),
    (b"\x1f\x8b", "compressed with gzip", "its name should end in .gz"),
    (b"BZh", "compressed with bzip2", "its name should end in .bz2"),
    (b"\xfd7zXZ\x00", "compressed with xz", "its name should end in .xz"),
    (b"\x28\xb5\x2f\xfd", "compressed with zstd", "its name should end in .zst"),
    (b"PAR1", "a Parquet file", "its name should end in .parquet"),
    (b"\x89PNG\r\n", "an image", "text is needed"),
    (b"\xff\xd8\xff", "an image", "text is needed"),
    (b"GIF8", "an image", "text is needed"),
    (b"SQLite format 3\x00", "a database", "export its texts as .csv first"),
    (b"\x7fELF", "a program", "text is needed"),
)

_WIDE = ("utf-16", "utf-32")  # in which every space has a zero

# Encodings that press text still comes in; a guess among all of Python's is wrong more often.
_GUESSED = (
    "cp1252", "cp1251", "koi8_r", "cp866", "iso8859_5", "cp1250", "iso8859_2", "cp1253", "cp1254", "cp1255",
    "cp1256", "gb18030", "big5", "shift_jis", "euc_jp", "euc_kr",
)  # fmt: skip

# ı and ğ in Turkish; in cp1252 the same bytes are ý and ð, which only Icelandic uses together.
_TURKISH = frozenset(b"\xfd\xf0")

_SAMPLE = 65_536  # bytes that a guess looks at
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_CONTROL_BYTE = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_META_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE
)
_LINE_END = re.compile(r"\r\n?")
_SURROGATE = re.compile("[\ud800-\udfff]")


class Decoded(NamedTuple):
    """A text and the encoding that it was read in; ``guessed`` if nothing but its bytes says so."""

    text: str
    encoding: str
    guessed: bool


def decode(raw: bytes, *, where: str) -> Decoded:
    r"""Turn the bytes of an input into text with ``\n`` at the ends of lines.

    Parameters
    ----------
    raw
        The whole input.
    where
        Its name, for messages.

    Raises
    ------
    InputError
        If the input is not text.
    """
    for mark, encoding in _BOMS:
        if raw.startswith(mark):
            return Decoded(_settle(raw[len(mark) :].decode(encoding, "replace")), encoding, guessed=False)
    _refuse_signatures(raw, where)
    if b"\0" in raw and not _has_stray_zeros(raw):
        return _without_mark(raw, where)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        return _guess(raw, where)
    _refuse_controls(len(_CONTROL.findall(text)), len(text), where)
    return Decoded(_settle(text), "utf-8", guessed=False)


def declared_or_decoded(raw: bytes, encoding: str | None, *, where: str) -> Decoded:
    """Decode in the encoding that the sender declares, if it is one and all of the bytes are of it.

    Raises
    ------
    InputError
        If the input is not text.
    """
    if encoding and not raw.startswith(tuple(mark for mark, _ in _BOMS)):
        text = _as_declared(raw, encoding)
        if text is not None:
            return Decoded(_settle(text), encoding, guessed=False)
    return decode(raw, where=where)


def _as_declared(raw: bytes, declared: str) -> str | None:
    """The text in a declared encoding; None if there is none of that name, or the bytes are not in it."""
    encoding = text_encoding(declared)
    if encoding is None or (encoding.startswith(_WIDE) and b"\0" not in raw):
        return None
    if raw.isascii() and not encoding.startswith(_WIDE) and b"a".decode(encoding) != "a":
        return None  # EBCDIC has its letters where ASCII has none
    try:
        text = raw.decode(encoding)
    except ValueError:
        return None
    return None if _has_controls(len(_CONTROL.findall(text)), len(text)) else text


def has_bytes_of_ascii(head: bytes, *, where: str) -> bool:
    """Whether a text that begins so has lines that end in a byte of their own, as UTF-8's do.

    Those of UTF-16 and UTF-32 do not. What is no text at all is refused.

    Raises
    ------
    InputError
        If the input is not text.
    """
    if head.startswith(codecs.BOM_UTF8):
        return True
    if any(head.startswith(mark) for mark, _ in _BOMS):
        return False
    _refuse_signatures(head, where)
    if b"\0" in head and not _has_stray_zeros(head[: head.rfind(b"\n") + 1] or head):
        return False
    _refuse_controls(len(_CONTROL_BYTE.findall(head)), len(head), where)
    return True


def refuse_binary(head: bytes, *, where: str) -> None:
    """Refuse what its beginning shows to be no text, before the rest of it is read."""
    if any(head.startswith(mark) for mark, _ in _BOMS):
        return
    _refuse_signatures(head, where)
    if b"\0" in head and not _has_stray_zeros(head[: head.rfind(b"\n") + 1] or head):
        _without_mark(head[: len(head) // 4 * 4], where)


def likeliest_encoding(sample: bytes) -> str:
    """The encoding of text that is not UTF-8 throughout, guessed: 'utf-8' where only a few bytes are not."""
    return "utf-8" if _is_damaged_utf8(sample.decode("utf-8", "replace")) else _likeliest(sample[:_SAMPLE])


def settle(text: str) -> str:
    r"""Give a text that was decoded elsewhere the same form: ``\n`` ends lines, no lone surrogate.

    A lone surrogate (JSON can spell one) is no character and cannot be written to any file; it
    becomes U+FFFD, so that the count of characters stays.
    """
    return _settle(text)


def _settle(text: str) -> str:
    return _SURROGATE.sub("\ufffd", _LINE_END.sub("\n", text))


def _without_mark(raw: bytes, where: str) -> Decoded:
    """Recognise UTF-16 without a mark: Latin text has a zero in every other byte, any text in its spaces."""
    wide = _without_mark_32(raw)
    if wide is not None:
        _refuse_controls(len(_CONTROL.findall(wide.text)), len(wide.text), where)
        return wide
    even, odd = raw[0::2].count(0), raw[1::2].count(0)
    units = len(raw) // 2
    for zeros, others, encoding in ((odd, even, "utf-16-le"), (even, odd, "utf-16-be")):
        # A few characters, such as that of U+1F600, have a zero where the others have none.
        if len(raw) % 2 == 0 and zeros > 0.04 * units and others <= zeros // 4:
            text = raw.decode(encoding, "replace")
            _refuse_controls(text.count("\ufffd"), len(text), where)
            _refuse_controls(len(_CONTROL.findall(text)), len(text), where)
            return Decoded(_settle(text), encoding, guessed=True)
    raise InputError("this is binary, not text", where=where, hint="text in any usual encoding is needed")


def _without_mark_32(raw: bytes) -> Decoded | None:
    """Recognise UTF-32 without a mark: the highest byte of four is zero, and most often the next is."""
    if len(raw) % 4:
        return None
    for first, second, encoding in ((3, 2, "utf-32-le"), (0, 1, "utf-32-be")):
        planes = raw[second::4]
        if not any(raw[first::4]) and max(planes) <= 0x10 and 2 * planes.count(0) > len(planes):
            return Decoded(_settle(raw.decode(encoding, "replace")), encoding, guessed=True)
    return None


def _has_stray_zeros(raw: bytes) -> bool:
    """Whether the zeros are stray ones in UTF-8, as few as other control characters may be.

    In a short text a single one would be enough for `_without_mark` to read pairs of letters as
    Chinese characters.
    """
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return len(_CONTROL.findall(text)) <= max(1, len(text) // 100)


def _refuse_signatures(raw: bytes, where: str) -> None:
    for signature, what, hint in _SIGNATURES:
        if raw.startswith(signature):
            raise InputError(f"this is {what}, not text", where=where, hint=hint)


def _refuse_controls(count: int, length: int, where: str) -> None:
    """Refuse what has more control characters than stray ones: more than one in a hundred."""
    if _has_controls(count, length):
        raise InputError("this is binary, not text", where=where, hint="text in any usual encoding is needed")


def _has_controls(count: int, length: int) -> bool:
    return count > max(1, length // 100)


def _guess(raw: bytes, where: str) -> Decoded:
    _refuse_controls(len(_CONTROL_BYTE.findall(raw)), len(raw), where)
    declared = _META_CHARSET.search(raw[:2048])
    if declared is not None:
        name = declared[1].decode("ascii")
        text = _as_declared(raw, name)
        # In UTF-16 or EBCDIC the declaration itself could not have been read: the bytes tell.
        if text is not None and "<meta" in text[:2048].casefold():
            return Decoded(_settle(text), name, guessed=False)
    damaged = raw.decode("utf-8", "replace")
    if _is_damaged_utf8(damaged):
        return Decoded(_settle(damaged), "utf-8", guessed=True)
    encoding = _likeliest(raw[:_SAMPLE])
    return Decoded(_settle(raw.decode(encoding, "replace")), encoding, guessed=True)


def _is_damaged_utf8(damaged: str) -> bool:
    """UTF-8 with a few broken bytes: any other reading would spoil all its other characters."""
    wrong = damaged.count("\ufffd")
    return sum(ch > "\x7f" for ch in damaged) - wrong > 10 * wrong


def _likeliest(sample: bytes) -> str:
    from charset_normalizer import from_bytes

    ranked = from_bytes(sample, cp_isolation=list(_GUESSED))
    best = ranked.best()
    if best is None:
        return "cp1252"
    tied = {
        other.encoding
        for other in ranked
        if abs(other.chaos - best.chaos) < 0.005 and abs(other.coherence - best.coherence) < 0.05
    }
    if "cp1254" in tied and set(sample) >= _TURKISH:
        return "cp1254"
    # Western text has few letters that tell cp1252 from its cousins: in a tie it is the commonest.
    return "cp1252" if "cp1252" in tied else best.encoding
