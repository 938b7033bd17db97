"""The Groningen Meaning Bank from its table of tokens: sentences with offsets and the tags' spans.

The table (``Sentence #,Word,POS,Tag``) has lost the spaces of the text; they are put back by the
habits of English writing.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from geomap.errors import InputError
from geomap.recognition.tagging.spans import Label, LabelledSpan
from training.corpora.reading import Corpus, document_of
from training.corpora.records import Sentence

# `gpe` is mostly a people's name and sometimes a state's: the cleaning tells them apart. `tim` is
# no name; works, events and phenomena (art, eve, nat) are names without a label.
_LABELS: Final = {"geo": Label.PLACE, "gpe": Label.DEMONYM, "org": Label.ORGANISATION, "per": Label.PERSON}
_OTHERS: Final = frozenset(("art", "eve", "nat"))

_JOINS_LEFT = re.compile(r"[.,;:!?%)\]}]+|\.\.\.|'s|’s|n't|'re|'ve|'ll|'d|'m|'|''|”", re.IGNORECASE)
_JOINS_RIGHT = re.compile(r"[(\[{$#£€]|[A-Z]{1,2}\$|``|“|`")


def read_table(content: bytes, corpus: Corpus) -> Iterator[Sentence]:
    """Yield the sentences of the zipped table, numbered in its order."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            table = archive.read(archive.namelist()[0]).decode("latin-1")
    except zipfile.BadZipFile as error:
        raise InputError(str(error), where=corpus.file) from None
    for number, rows in enumerate(_sentences(csv.reader(io.StringIO(table, newline="")))):
        id_ = f"{corpus.name}-{number}"
        tokens = [word for word, _ in rows]
        text, places = join(tokens)
        spans: list[LabelledSpan] = []
        others: list[tuple[int, int]] = []
        for first, last, tag in tagged([tag for _, tag in rows]):
            start, end = places[first][0], places[last][1]
            if tag in _LABELS:
                spans.append(LabelledSpan(start, end, _LABELS[tag]))
            elif tag in _OTHERS:
                others.append((start, end))
        yield Sentence(
            id_, corpus.name, corpus.name, document_of(id_, corpus), text, tuple(spans), tuple(others)
        )


def _sentences(rows: Iterable[Sequence[str]]) -> Iterator[list[tuple[str, str]]]:
    sentence: list[tuple[str, str]] = []
    for name, word, _, tag in rows:
        if name == "Sentence #":
            continue
        if name and sentence:
            yield sentence
            sentence = []
        sentence.append((word, tag))
    if sentence:
        yield sentence


def tagged(tags: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Yield (first token, last token, tag) of names in BIO tags; an I- without its B- begins a name."""
    first = None
    for i, tag in enumerate(tags):
        prefix, _, name = tag.partition("-")
        if prefix == "B" or (prefix == "I" and (i == 0 or tags[i - 1].partition("-")[2] != name)):
            first = i
        if first is not None and prefix != "O" and (i + 1 == len(tags) or tags[i + 1] != f"I-{name}"):
            yield first, i, name
            first = None


def join(tokens: Sequence[str]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Join tokens to a text, with the half-open span of each.

    A straight quotation mark joins the next word when it opens and the last one when it closes.
    """
    parts: list[str] = []
    places: list[tuple[int, int]] = []
    length = 0
    quoting = joins_right = False
    for i, word in enumerate(tokens):
        opens = word == '"' and not quoting
        joins_left = joins_right or (not opens and (word == '"' or bool(_JOINS_LEFT.fullmatch(word))))
        if i and not joins_left:
            parts.append(" ")
            length += 1
        parts.append(word)
        places.append((length, length + len(word)))
        length += len(word)
        if word == '"':
            quoting = opens
        joins_right = opens or bool(_JOINS_RIGHT.fullmatch(word))
    return "".join(parts), tuple(places)
