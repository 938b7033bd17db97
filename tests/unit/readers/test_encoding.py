"""decode(): every usual encoding, and what is no text."""

from __future__ import annotations

import gzip

import pytest

from geomap.errors import InputError
from geomap.readers.encoding import decode, settle

LATIN = "The ministry said – in Baku’s view – that “shelling” went on; a café in Tîrgu was hit."
RUSSIAN = "Министерство обороны сообщило, что утром 3 марта обстрел возобновился у реки."
TURKISH = "Savunma Bakanlığı, şehrin sabah saatlerinde yeniden bombalandığını açıkladı."
ARABIC = "قالت وزارة الدفاع إن القصف استمر في المنطقة صباح اليوم"
KOREAN = "국방부는 포격이 아침에 시작되었다고 밝혔다."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (LATIN, "cp1252"),
        ("Les forces ont bombardé la région, a déclaré le ministère. Été, où, là.", "latin-1"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (TURKISH, "cp1254"),
        (ARABIC, "cp1256"),
        (KOREAN, "euc-kr"),
        (LATIN, "utf-8"),
        (RUSSIAN, "utf-8-sig"),
        (RUSSIAN, "utf-16"),
        (RUSSIAN, "utf-16-le"),
        (LATIN, "utf-16-be"),
        (ARABIC, "utf-32"),
    ],
)
def test_text_comes_back_from_its_encoding(text, encoding):
    assert decode(text.encode(encoding), where="x").text == text


def test_a_guess_is_said_to_be_one():
    assert decode(RUSSIAN.encode("cp1251"), where="x")[1:] == ("cp1251", True)
    assert decode(RUSSIAN.encode(), where="x")[1:] == ("utf-8", False)


def test_a_page_may_name_its_encoding_and_may_be_wrong():
    page = '<meta charset="{}"><p>{}</p>'
    assert RUSSIAN in decode(page.format("koi8-r", RUSSIAN).encode("koi8-r"), where="x").text
    assert RUSSIAN in decode(page.format("no-such-thing", RUSSIAN).encode("cp1251"), where="x").text


def test_a_broken_byte_does_not_spoil_utf8():
    raw = RUSSIAN.encode()[:-1] + b"\xff." + RUSSIAN.encode()
    decoded = decode(raw, where="x")
    assert RUSSIAN in decoded.text
    assert "\ufffd" in decoded.text


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (gzip.compress(b"text", mtime=0), "compressed with gzip"),
        (b"PK\x03\x04 rest of a .docx", "ZIP archive or an office document"),
        (b"\x00\x01\x02\x03" * 50, "binary"),
        (b"text with \x01\x02\x03\x04\x05 controls \xff", "binary"),
        (b"one zero \x00 byte and \x00\x00\x00 more", "binary"),
    ],
)
def test_what_is_no_text_is_refused(raw, words):
    with pytest.raises(InputError, match=words) as caught:
        decode(raw, where="file.txt")
    assert str(caught.value).startswith("file.txt: ")


@pytest.mark.parametrize("before", ["", "A long report of the day. " * 40])
def test_a_stray_zero_byte_does_not_turn_a_text_into_another(before):
    text = f"{before}Shells fell on the harbour on 3 May.\0\n"
    assert decode(text.encode(), where="x") == (text, "utf-8", False)


def test_settle_keeps_the_count_of_characters():
    assert settle("a\ud800b\r\nc\rd") == "a\ufffdb\nc\nd"
