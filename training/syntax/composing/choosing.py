"""Drawing words, names, numbers and articles."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from pathlib import Path

from training.augmentation.names import Pools
from training.syntax.composing.phrases import Phrase, Verb, plural_of, read_lexicon, verb_of
from training.syntax.treebank import TOKEN

LEXICON = Path(__file__).with_name("words.txt")


class Chooser:
    """Draws what phrases are made of.

    Parameters
    ----------
    pools
        Names of the gazetteer.
    rng
        What all is drawn by.
    """

    def __init__(self, pools: Pools, rng: random.Random) -> None:
        self._pools, self._rng = pools, rng
        self._words = read_lexicon(LEXICON.read_text(encoding="utf-8"))
        self._demonyms = [name for name in pools.demonyms if " " not in name and not name.endswith("s")]

    def _one(self, *ways: Callable[[], Phrase]) -> Phrase:
        return self._rng.choice(ways)()

    def _chance(self, share: float) -> bool:
        return self._rng.random() < share

    def _pick(self, kind: str) -> str:
        return self._rng.choice(self._words[kind])

    def _verb(self, kind: str) -> Verb:
        return verb_of(self._pick(kind))

    def _place_name(self) -> Phrase:
        pools = self._pools
        return self._named(pools.villages, pools.made_up, pools.cities, pools.states, pools.units)

    def _named(self, *names: Sequence[str]) -> Phrase:
        """A name that is cut into words at its spaces alone."""
        while True:
            name = self._rng.choice(self._rng.choice(names))
            if all(TOKEN.fullmatch(word) for word in name.split()):
                return self._name(name)

    def _name(self, name: str) -> Phrase:
        """A name of one or more words, as the treebank joins them: the first is the head."""
        first, *rest = name.split()
        return Phrase(first, "PROPN").right("flat", *(Phrase(word, "PROPN") for word in rest))

    def _person(self) -> Phrase:
        given, surname = self._rng.choice(self._pools.given), self._rng.choice(self._pools.surnames)
        name = self._name(f"{given} {surname}" if self._chance(0.75) else surname)
        if self._chance(0.5):
            *first, last = self._pick("titles").split("_")
            title = Phrase(last, "PROPN").left("amod", *(Phrase(w, "PROPN") for w in first))
            if self._chance(0.3):
                title.left("amod", self._demonym())
            name.left("nmod:desc", title)
        return name

    def _demonym(self) -> Phrase:
        return Phrase(self._rng.choice(self._demonyms).title(), "ADJ")

    def _noun(self, entry: str, *, plural: bool) -> Phrase:
        """A noun of an entry such as 'man/men' or 'police_station'."""
        *before, last = entry.split("_")
        one, _, many = last.partition("/")
        word = (many or plural_of(one)) if plural else one
        noun = Phrase(word, "NOUN:NNS" if plural else "NOUN")
        if "of" in before:  # exchange_of_fire
            head = Phrase(plural_of(before[0]) if plural else before[0], "NOUN:NNS" if plural else "NOUN")
            return head.right("nmod", Phrase(one, "NOUN").left("case", Phrase("of", "ADP")))
        return noun.left("compound", *(Phrase(w, "NOUN") for w in before))

    def _number(self) -> Phrase:
        number = Phrase(self._pick("numbers"), "NUM")
        if self._chance(0.25):
            least = Phrase(self._rng.choice(("least", "most")), "ADJ").left("case", Phrase("at", "ADP"))
            return number.left("nmod", least)
        if self._chance(0.15):
            more = Phrase(self._rng.choice(("more", "less")), "ADJ").right("fixed", Phrase("than", "ADP"))
            return number.left("advmod", more)
        if self._chance(0.1):
            return number.left(
                "advmod", Phrase(self._rng.choice(("about", "nearly", "some", "around")), "ADV")
            )
        return number

    def _determined(self, noun: Phrase, *, plural: bool) -> Phrase:
        """With an article, a possessor or nothing."""
        draw = self._rng.random()
        if draw < 0.4:
            return noun.left("det", Phrase("the", "DET"))
        if draw < 0.55 and not plural:
            first = (noun.before[0][1].word if noun.before else noun.word)[0]
            return noun.left("det", Phrase("an" if first in "aeiou" else "a", "DET"))
        if draw < 0.65:
            return noun.left("nmod:poss", Phrase(self._rng.choice(("its", "their", "his")), "PRON:PRP$"))
        if draw < 0.75:
            owner = self._place_name()
            last = owner.after[-1][1] if owner.after else owner
            last.word += "'s"
            return noun.left("nmod:poss", owner)
        return noun if plural else noun.left("det", Phrase("the", "DET"))

    def _with(self, preposition: str, noun: Phrase) -> Phrase:
        return noun.left("case", Phrase(preposition, "ADP"))
