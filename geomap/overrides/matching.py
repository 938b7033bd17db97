"""Which override holds for a name: by the name's folded form, and by what the document is about."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from geomap.gazetteer.names.fold import fold
from geomap.model import Document, Override, OverrideOutcome, Toponym

_OWNER = re.compile(r"['’ʼ]s\b", re.IGNORECASE)
_BETWEEN = " | "  # no word is one: words of two texts never make one context
_KEPT = 500


class Overrides:
    """Overrides, ready to be asked text by text.

    Parameters
    ----------
    rows
        In the order of their file.

    Attributes
    ----------
    by_name
        Indices of the rows by folded name.
    """

    def __init__(self, rows: Iterable[Override]) -> None:
        self.rows = tuple(rows)
        self.by_name: defaultdict[str, list[int]] = defaultdict(list)
        self._by_words: defaultdict[str, list[int]] = defaultdict(list)
        for i, row in enumerate(self.rows):
            self.by_name[fold(row.name)].append(i)
            for alternative in row.context:
                self._by_words[words_of(alternative)].append(i)
        self._held: dict[frozenset[int], Held] = {}

    def of(self, document: Document) -> Held:
        """Those that hold in a document: its text, title, source, address or id has the context."""
        return self.among(document.text, document.title, document.source, document.url, document.id)

    def among(self, *texts: str | None) -> Held:
        """Those that hold where these texts stand: each without a context, or with one found in them."""
        held: frozenset[int] = frozenset()
        if self._by_words:
            said = f" {_BETWEEN.join(words_of(text) for text in texts if text)} "
            words = set(said.split())
            held = frozenset(
                i
                for alternative, rows in self._by_words.items()
                if alternative in words or (" " in alternative and f" {alternative} " in said)
                for i in rows
            )
        known = self._held.get(held)
        if known is None:
            if len(self._held) >= _KEPT:
                self._held.clear()
            known = self._held[held] = Held(self, held)
        return known


class Held:
    """The overrides that hold in one text: ``in_context`` has the indices of those whose context is there."""

    def __init__(self, overrides: Overrides, in_context: frozenset[int]) -> None:
        self._overrides = overrides
        self._in_context = in_context

    @cached_property
    def places(self) -> frozenset[str]:
        """Folded names to which a place is given: whoever names them names a place."""
        best = ((name, self._matching(name)) for name in self._overrides.by_name)
        return frozenset(name for name, rows in best if rows and rows[0].place is not None)

    def for_toponym(self, toponym: Toponym) -> Override | None:
        """The override that holds for a mention, or None."""
        return next(self.matching(names_of(toponym)), None) if self._overrides.rows else None

    def for_name(self, name: str) -> Override | None:
        """The override that holds for a bare name, or None."""
        return next(self.matching((fold(name),)), None)

    def matching(self, names: Iterable[str]) -> Iterator[Override]:
        """All that hold for something of these folded names, the one that decides first.

        An earlier name decides before a later one; of one name a row with a context before one
        without, then the later row.
        """
        for name in names:
            yield from self._matching(name)

    def _matching(self, name: str) -> list[Override]:
        rows = self._overrides.rows
        found = [
            i for i in self._overrides.by_name.get(name, ()) if i in self._in_context or not rows[i].context
        ]
        found.sort(key=lambda i: (bool(rows[i].context), i), reverse=True)
        return [rows[i] for i in found]


def words_of(text: str) -> str:
    """Folded words, one blank between two, without possessive endings: "Azerbaijan's" is Azerbaijan."""
    # Word by word: folding keeps what it has folded, and a text would not be wanted again.
    folded = " ".join(map(fold, _OWNER.sub(" ", text).split()))
    return " ".join(folded.translate(_WITHOUT_SIGNS).split())


class _Signs(dict[int, int | str]):
    """A blank for each punctuation mark or symbol, the character itself for any other."""

    def __missing__(self, code: int) -> int | str:
        kept = self[code] = " " if unicodedata.category(chr(code))[0] in "PS" else code
        return kept


_WITHOUT_SIGNS = _Signs()


def names_of(toponym: Toponym) -> tuple[str, ...]:
    """The folded names by which a mention may be overridden, the most telling first.

    >>> names_of(Toponym(0, 6, "Tartar", cue="district"))
    ('tartar district', 'district tartar', 'district of tartar', 'tartar')
    """
    bare = [name for name in (toponym.text, toponym.lemma) if name is not None]
    longer: list[str] = []
    for name in bare:
        if toponym.cue is not None:
            longer += [f"{name} {toponym.cue}", f"{toponym.cue} {name}", f"{toponym.cue} of {name}"]
        if toponym.region_prefix is not None:
            longer.append(f"{toponym.region_prefix} {name}")
    return tuple(dict.fromkeys(map(fold, [*longer, *bare])))


class Use(NamedTuple):
    """The folded names of something that was named, and the overrides that hold where it stands."""

    names: tuple[str, ...]
    held: Held


def outcomes(
    overrides: Overrides, documents: Iterable[tuple[Document, Sequence[Toponym]]]
) -> tuple[OverrideOutcome, ...]:
    """Tell of each override to how many names of the documents it was applied.

    Parameters
    ----------
    overrides
        Those with which the documents were read.
    documents
        Each with its toponyms, as `geomap.pipeline.geoparse_each` yields them.
    """
    if not overrides.rows:
        return ()
    return tell_of_uses(
        overrides,
        (
            Use(names_of(toponym), held)
            for document, toponyms in documents
            for held in (overrides.of(document),)
            for toponym in toponyms
        ),
    )


def tell_of_uses(overrides: Overrides, uses: Iterable[Use]) -> tuple[OverrideOutcome, ...]:
    """Tell of each override to how many of the uses it was applied, or which one was instead."""
    # By identity: a row that stands twice in a file is equal to its double, and was still not used.
    applied: Counter[int] = Counter()
    beaten: dict[int, Override] = {}
    for use in uses:
        holding = list(use.held.matching(use.names))
        for row in holding[:1]:
            applied[id(row)] += 1
        for row in holding[1:]:
            beaten.setdefault(id(row), holding[0])
    return tuple(OverrideOutcome(row, applied[id(row)], beaten.get(id(row))) for row in overrides.rows)
