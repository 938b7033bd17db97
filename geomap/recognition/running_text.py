"""A text as the stages read it: usual case, lines joined, no notes of an editor.

Old wire reports come in capitals, broken at some seventy columns, with notes such as '[words
indistinct]'. `running_text` gives the same text as a newspaper would print it. Each character
becomes one character, so that a span of the one text is a span of the other; what a document
holds, and what is quoted of it, stays as it is written.
"""

from __future__ import annotations

import re
from dataclasses import replace

from geomap.model import Document
from geomap.recognition.header import read_header
from geomap.recognition.line_ends import join_lines
from geomap.recognition.truecasing import capital_stretches, restore

# What an editor, a monitor or a court reporter says about the text, and not what the text says.
_NOTE = re.compile(
    r"\[(?:[^\[\]]{0,60}\b(?:indistinct|inaudible|unintelligible|omitted|crosstalk)|"
    r"(?:as |words? |passage )?(?:received|heard|published|printed|transmitted|garbled)|"
    r"sic|text|excerpts?|continued|report|(?:editorial|video) report|speech|editorial|commentary|interview|"
    r"communique|announcement|unidentified (?:reporter|speaker|correspondent|announcer)|"
    r"reporters?|correspondents?|announcer|interviewer|moderator|question|answer|"
    r"(?:begin|end)(?: \w+)? recording|(?:loud |prolonged )?(?:applause|laughter|cheers|music|shouts)|"
    r"(?:\d+-(?:second|minute) )?break in (?:reception|transmission)|no (?:dateline|date)(?: as received)?)"
    r"\s*\]|\(//\)|\[(?:/|\.\.\.|…)\]",
    re.IGNORECASE,
)


def running_text(text: str) -> str:
    """A text of the same length as the stages read it; the very same if it is so already."""
    read = _NOTE.sub(_blank, text) if "[" in text or "(//)" in text else text
    broken = "\n" in read.strip()
    shouted = bool(capital_stretches(read))
    if not broken and not shouted:
        return read
    begin = read_header(text).body_start
    if shouted:
        read = restore(read, begin)
    return join_lines(read, begin) if broken else read


def as_running_text(document: Document) -> Document:
    """A document with its text as the stages read it; the very same if it is so already."""
    text = running_text(document.text)
    # A text of nothing but notes stays as it is: no document is empty.
    return document if text == document.text or not text.strip() else replace(document, text=text)


def _blank(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", found.group())
