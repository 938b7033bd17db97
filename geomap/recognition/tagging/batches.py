"""Texts tagged ahead in batches, so that a document need not be tagged twice or by itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from geomap.recognition.collecting import collector_resting
from geomap.recognition.names import Name, NameFinder, Names
from geomap.recognition.tagging.field import FieldTagger
from geomap.recognition.tagging.opinions import Opinions
from geomap.recognition.tagging.spans import Tagger
from geomap.recognition.tokens import Token, tokenise


@dataclass(frozen=True, slots=True, eq=False)  # itself alone is the same: what is kept of it asks
class Tagged:
    """The tokens of a text, the gazetteer's names in it, and what a tagger thinks of the tokens."""

    tokens: tuple[Token, ...]
    names: tuple[Name, ...]
    opinions: Opinions


class TextTagger:
    """Gives texts their tokens and opinions; remembers those of the last batch.

    A document is read twice where it has a theatre, and a tagger is faster over many texts at
    once: `ahead` tags them together, `of` gives each.

    Parameters
    ----------
    names
        The gazetteer.
    tagger
        Any tagger; the bundled one if not given.

    Attributes
    ----------
    finder
        What finds the gazetteer's names.
    """

    def __init__(self, names: Names, tagger: Tagger | None = None) -> None:
        self._tagger = tagger or FieldTagger(names)
        shared = self._tagger.finder if isinstance(self._tagger, FieldTagger) else None
        self.finder = shared if shared is not None and shared.index is names else NameFinder(names)
        self._tagged: dict[str, Tagged] = {}

    def ahead(self, texts: Iterable[str]) -> None:
        """Tag texts together; what was remembered before is forgotten."""
        with collector_resting():
            self._tagged = self._tag(list(dict.fromkeys(texts)))

    def _tag(self, wanted: list[str]) -> dict[str, Tagged]:
        tokens = [tuple(tokenise(text)) for text in wanted]
        names = [tuple(self.finder.find(t)) for t in tokens]
        if isinstance(self._tagger, FieldTagger):
            tables = self._tagger.probabilities(list(zip(tokens, names, strict=True)))
            opinions = [Opinions.of_table(table) for table in tables]
        else:
            spans = self._tagger.tag(wanted)
            opinions = [Opinions.of_spans(t, s) for t, s in zip(tokens, spans, strict=True)]
        return {w: Tagged(t, n, o) for w, t, n, o in zip(wanted, tokens, names, opinions, strict=True)}

    def of(self, text: str) -> Tagged:
        """Tokens and opinions of a text, tagged now if it was not tagged ahead."""
        if text not in self._tagged:
            self.ahead([text])
        return self._tagged[text]
