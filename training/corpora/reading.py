"""Corpora from their files: what the manifest says of them, and their sentences."""

from __future__ import annotations

import hashlib
import json
import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from geomap.errors import InputError
from geomap.recognition.tagging.spans import Label, LabelledSpan
from training.corpora.records import Sentence

MANIFEST: Final = Path(__file__).with_name("manifest.toml")
#: The environment variable that names the folder of the corpora.
VARIABLE: Final = "GEOMAP_TRAINING"
_BESIDE: Final = Path(__file__).resolve().parents[3] / "shared" / "training"

#: From the corpora's labels to geomap's; what is not here is kept as `Sentence.others`.
LABELS: Final[Mapping[str, Label]] = MappingProxyType(
    {
        "LOC": Label.PLACE,
        "FAC": Label.PLACE,
        "NORP": Label.DEMONYM,
        "ORG": Label.ORGANISATION,
        "PER": Label.PERSON,
    }
)
_NUMBERED = re.compile(r"(?P<before>.+)-(?P<number>\d+)")


@dataclass(frozen=True, slots=True)
class Corpus:
    """What the manifest says of a corpus.

    Parameters
    ----------
    name
        By which the project calls it.
    file
        Path within the folder of the corpora.
    sha256
        Of the file.
    title, version, url, licence, citation
        The public source: what it is called, which version, where it is, under which terms, and
        whom to name.
    use
        What it is used for.
    kinds
        The labels that it annotates, in the corpora's own words (LOC, FAC, NORP, ORG, PER, MISC).
    genre
        'news', 'tweets', 'web' or 'encyclopaedia': tweets are cleaned by steps of their own.
    block
        How many consecutive sentences make up a document, where the ids name none; 0 where the
        id names the document, followed by the sentence's number; 1 where each text stands alone.
    """

    name: str
    file: str
    sha256: str
    title: str
    version: str
    url: str
    licence: str
    citation: str
    use: str
    kinds: tuple[str, ...]
    genre: str
    block: int

    @property
    def labels(self) -> frozenset[Label]:
        """The labels of geomap that the corpus annotates."""
        return frozenset(LABELS[kind] for kind in self.kinds if kind in LABELS)


@lru_cache(maxsize=1)
def corpora() -> Mapping[str, Corpus]:
    """The manifest's corpora by name."""
    listed = tomllib.loads(MANIFEST.read_text(encoding="utf-8"))
    return MappingProxyType(
        {
            name: Corpus(name=name, **{**entry, "kinds": tuple(entry["kinds"])})
            for name, entry in listed.items()
        }
    )


def training_folder(given: str | Path | None = None) -> Path:
    """The folder of the corpora: as given, else as GEOMAP_TRAINING says, else beside the checkout."""
    return Path(given or os.environ.get(VARIABLE) or _BESIDE)


def checked_file(corpus: Corpus, folder: str | Path | None = None) -> bytes:
    """Read a corpus' file, and refuse any but the one that the manifest names.

    Raises
    ------
    InputError
        If it is missing, or its sha256 is another.
    """
    path = training_folder(folder) / corpus.file
    try:
        content = path.read_bytes()
    except OSError as error:
        raise InputError(
            f"corpus {corpus.name} cannot be read ({error.strerror})",
            where=str(path),
            hint=f"get {corpus.title} ({corpus.url}) and name its folder by an argument or {VARIABLE}",
        ) from None
    found = hashlib.sha256(content).hexdigest()
    if found != corpus.sha256:
        raise InputError(
            f"corpus {corpus.name} is another file than the manifest's (sha256 {found[:12]}...)",
            where=str(path),
            hint=f"{corpus.sha256[:12]}... is needed: {corpus.title}, {corpus.version}",
        )
    return content


def read(name: str, folder: str | Path | None = None) -> tuple[Sentence, ...]:
    """Read a corpus as it is, its labels turned into geomap's; `training.corpora.cleaning` cleans it.

    Parameters
    ----------
    name
        As in the manifest.
    folder
        As for `training_folder`.

    Raises
    ------
    InputError
        If the corpus is not listed, or its file is missing, another or malformed.
    """
    corpus = corpora().get(name)
    if corpus is None:
        raise InputError(
            f"no corpus {name!r}", where=str(MANIFEST.name), hint=f"there are {', '.join(corpora())}"
        )
    content = checked_file(corpus, folder)
    if corpus.file.endswith(".zip"):
        from training.corpora.gmb_table import read_table

        return tuple(read_table(content, corpus))
    return tuple(parse(content.decode("utf-8"), corpus))


def parse(lines: str, corpus: Corpus) -> Iterator[Sentence]:
    """Yield the sentences of JSON Lines ``{"id", "source", "text", "ents": [[start, end, kind]]}``."""
    # Not `splitlines`, which would part a text at a Unicode line separator within it.
    for number, line in enumerate(lines.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            row: dict[str, Any] = json.loads(line)
            yield _sentence(row, corpus)
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(
                f"no annotated sentence: {error}", where=f"{corpus.file}, line {number}"
            ) from error


def _sentence(row: dict[str, Any], corpus: Corpus) -> Sentence:
    text: str = row["text"]
    entities = sorted((int(start), int(end), str(kind)) for start, end, kind in row["ents"])
    done = 0
    for start, end, kind in entities:
        if not done <= start < end <= len(text):
            raise ValueError(f"span {start}-{end} {kind} of {len(text)} characters")
        done = end
    return Sentence(
        id=row["id"],
        corpus=corpus.name,
        source=row["source"],
        document=document_of(row["id"], corpus),
        text=text,
        spans=tuple(
            LabelledSpan(start, end, LABELS[kind]) for start, end, kind in entities if kind in LABELS
        ),
        others=tuple((start, end) for start, end, kind in entities if kind not in LABELS),
    )


def document_of(id_: str, corpus: Corpus) -> str:
    """The document that a sentence belongs to: named by its id, or a block of sentences in order."""
    numbered = _NUMBERED.fullmatch(id_)
    if corpus.block == 1 or numbered is None:
        return id_
    if corpus.block == 0:
        return numbered["before"]
    return f"{numbered['before']}:{int(numbered['number']) // corpus.block}"
