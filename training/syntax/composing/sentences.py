"""Whole sentences: what happened, and who says so."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from training.augmentation.names import Pools
from training.syntax.composing.clauses import Clauses
from training.syntax.composing.phrases import Phrase, tree_of, verb_of
from training.syntax.treebank import Tree


class Composer(Clauses):
    """Draws sentences."""

    def trees(self, number: int) -> Iterator[Tree]:
        """Yield so many trees."""
        for _ in range(number):
            yield tree_of(self.sentence())

    def _speaker(self) -> Phrase:
        return self._one(self._official, self._person, self._metonym, self._body, self._witnesses)

    def _witnesses(self) -> Phrase:
        entry = self._rng.choice(
            ("resident", "witness", "official", "activist", "medic", "authority", "analyst")
        )
        noun = self._noun(entry, plural=True)
        if self._chance(0.4):
            noun.left("amod", Phrase(self._rng.choice(("local", "senior", "military")), "ADJ"))
        return noun

    def _official(self) -> Phrase:
        noun = self._noun(self._pick("offices"), plural=False)
        if self._chance(0.3):
            noun.left("compound", self._noun(self._pick("bodies"), plural=False))
            return noun.left("det", Phrase("a", "DET"))
        noun.left("det", Phrase(self._rng.choice(("the", "a")), "DET"))
        if self._chance(0.5):
            noun.right(
                "nmod", self._with(self._rng.choice(("of", "for")), self._one(self._body, self._place_name))
            )
        if self._chance(0.2):
            noun.right("appos", self._person().left("punct", Phrase(",", "PUNCT")))
            noun.right("punct", Phrase(",", "PUNCT"))
        return noun

    def _body(self) -> Phrase:
        noun = self._noun(self._pick("bodies"), plural=False)
        if self._chance(0.4):
            noun.left("amod", self._demonym())
        if self._chance(0.3):
            owner = self._named(self._pools.states)
            last = owner.after[-1][1] if owner.after else owner
            last.word += "'s"
            return noun.left("nmod:poss", owner)
        return noun.left("det", Phrase("the", "DET"))

    def _said(self, *, with_that: bool) -> Phrase:
        """'officials said (that) ...'."""
        speaker = self._speaker()
        said = Phrase(self._verb("saying").past, "VERB:VBD")
        if self._chance(0.15):
            said = Phrase(self._rng.choice(("says", "claims", "reports")), "VERB:VBZ")
        content = self.clause()
        if with_that:
            content.left("mark", Phrase("that", "SCONJ"))
        said.left("nsubj", speaker)
        if self._chance(0.25):
            said.right(*self._when())
        return said.right("ccomp", content)

    def _told(self) -> Phrase:
        told = Phrase(self._verb("telling").past, "VERB:VBD").left("nsubj", self._speaker())
        hearers = self._noun(self._rng.choice(("reporter", "journalist", "lawmaker")), plural=True)
        told.right("iobj", self._one(lambda: hearers, self._metonym))
        content = self.clause()
        if self._chance(0.8):
            content.left("mark", Phrase("that", "SCONJ"))
        return told.right("ccomp", content)

    def _accused(self) -> Phrase:
        accused = Phrase(self._verb("accusing").past, "VERB:VBD").left("nsubj", self._speaker())
        accused.right("obj", self.actor(plain=True))
        verb, what = self._deed()
        doing = self._verb_phrase(verb, verb.gerund, "VERB:VBG").right("obj", what)
        self._circumstance(doing, share=0.6)
        return accused.right("advcl", doing.left("mark", Phrase("of", "SCONJ")))

    def _denied(self) -> Phrase:
        subject = self._speaker()
        rejected = Phrase(
            self._rng.choice(("rejected", "denied", "condemned", "announced", "confirmed")), "VERB:VBD"
        )
        noun = self._noun(self._pick("abstract"), plural=self._chance(0.5))
        return rejected.left("nsubj", subject).right("obj", noun.left("det", Phrase("the", "DET")))

    def _blamed(self) -> Phrase:
        blamed = Phrase(self._rng.choice(("blamed", "criticised", "blame")), "VERB:VBD").left(
            "nsubj", self._speaker()
        )
        if blamed.word == "blame":
            blamed.tag = "VERB:VBP"
        if self._chance(0.3):
            blamed.right("obj", Phrase("each", "DET").right("fixed", Phrase("other", "ADJ")))
        else:
            blamed.right("obj", self.actor(plain=True))
        entry = self._rng.choice(("attack", "violence", "shelling", "bombing", "strike", "killing"))
        noun = Phrase(entry, "NOUN").left("det", Phrase("the", "DET"))
        return blamed.right("obl", self._with("for", noun))

    def _claimed(self) -> Phrase:
        claimed = Phrase("claimed", "VERB:VBD").left("nsubj", self._one(self.actor, self._speaker))
        entry = self._rng.choice(("attack", "bombing", "strike", "blast", "raid"))
        noun = Phrase(entry, "NOUN").left("det", Phrase("the", "DET"))
        if self._chance(0.4):
            self._modify(noun)
        duty = Phrase("responsibility", "NOUN").right("nmod", self._with("for", noun))
        return claimed.right("obj", duty)

    def _ordered(self) -> Phrase:
        verb = verb_of(self._rng.choice(("order", "urge", "ask", "force", "tell/told/told")))
        deed, what = self._deed()
        to = (
            self._verb_phrase(deed, deed.base, "VERB:VB")
            .left("mark", Phrase("to", "PART:TO"))
            .right("obj", what)
        )
        ordered = Phrase(verb.past, "VERB:VBD").left("nsubj", self._speaker())
        return ordered.right("obj", self.actor(plain=True)).right("xcomp", to)

    def _said_after(self) -> Phrase:
        """'..., officials said', 'said the mayor' and quotations."""
        content = self.clause()
        said = Phrase(
            self._rng.choice(("said", "said", "said", "announced", "reported", "added")), "VERB:VBD"
        )
        speaker = self._speaker()
        if self._chance(0.25):
            said.right("nsubj", speaker)
        else:
            said.left("nsubj", speaker)
            if self._chance(0.2):
                said.right(*self._when())
        if self._chance(0.35):
            opening, closing = self._rng.choice((('"', '"'), ("“", "”")))
            content.left("punct", Phrase(opening, "PUNCT")).right("punct", Phrase(",", "PUNCT"))
            content.right("punct", Phrase(closing, "PUNCT"))
        else:
            content.right("punct", Phrase(",", "PUNCT"))
        return said.left("ccomp", content)

    def sentence(self) -> Phrase:
        """A whole sentence."""
        draw = self._rng.random()
        if draw < 0.4:
            phrase = self.clause()
        elif draw < 0.7:
            phrase = self._said(with_that=self._chance(0.6))
        elif draw < 0.8:
            phrase = self._said_after()
        elif draw < 0.86:
            phrase = self._told()
        elif draw < 0.91:
            phrase = self._accused()
        else:
            phrase = self._one(self._denied, self._blamed, self._claimed, self._ordered)
        if self._chance(0.08):
            according = Phrase("according", "VERB:VBG").right("fixed", Phrase("to", "ADP"))
            source = self._speaker().left("case", according).left("punct", Phrase(",", "PUNCT"))
            phrase.right("obl", source)
        elif self._chance(0.1):
            relation, when = self._when()
            phrase.left("punct", Phrase(",", "PUNCT")).left(relation, when)
        return phrase.right("punct", Phrase(".", "PUNCT")) if self._chance(0.93) else phrase


def compose(pools: Pools, number: int, seed: int) -> Sequence[Tree]:
    """Compose so many trees."""
    return list(Composer(pools, random.Random(seed)).trees(number))
