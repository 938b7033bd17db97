"""Noun phrases: who does it, to whom or what, with what hangs from them."""

from __future__ import annotations

from abc import ABC, abstractmethod

from training.syntax.composing.choosing import Chooser
from training.syntax.composing.phrases import Phrase, Verb

_ONE_MANY = frozenset("police army military".split())
#: Nouns of the lexicon that have no plural.
UNCOUNTED = frozenset(
    "fighting violence shelling siege exchange_of_fire artillery gunfire sniper_fire".split()
)


class Nouns(Chooser, ABC):
    """Draws noun phrases; verb phrases are a subclass's."""

    def actor(self, *, plain: bool = False) -> Phrase:
        """Who does it."""
        noun = self._one(
            self._fighters, self._fighters, self._force, self._force, self._metonym, self._pair, self._arms
        )  # fmt: skip
        if not plain and noun.tag != "PROPN" and self._chance(0.35):
            self._modify(noun)
        return noun

    def _fighters(self) -> Phrase:
        plural = self._chance(0.8)
        noun = self._noun(self._pick("fighters"), plural=plural)
        self._describe(noun)
        if plural and self._chance(0.3):
            return noun.left("nummod", self._number())
        return self._determined(noun, plural=plural)

    def _force(self) -> Phrase:
        entry = self._pick("forces")
        plural = entry == "force" or (self._chance(0.3) and entry not in _ONE_MANY)
        noun = Phrase("police", "NOUN") if entry == "police" else self._noun(entry, plural=plural)
        self._describe(noun)
        if noun.word == "forces" and self._chance(0.6):
            lead = self._rng.choice(("government", "security", "rebel", "coalition", "opposition", "army"))
            return noun.left("compound", Phrase(lead, "NOUN"))
        return self._determined(noun, plural=plural)

    def _arms(self) -> Phrase:
        """'government jets', 'Ruritanian artillery'."""
        entry = self._rng.choice(
            ("jet", "warplane", "helicopter", "drone", "tank", "artillery", "gunboat", "sniper")
        )
        noun = self._noun(entry, plural=entry not in UNCOUNTED)
        if self._chance(0.5):
            lead = self._rng.choice(("government", "army", "rebel", "enemy", "coalition"))
            return noun.left("compound", Phrase(lead, "NOUN"))
        return noun.left("amod", self._demonym())

    def _describe(self, noun: Phrase) -> None:
        if self._chance(0.35):
            noun.left("amod", self._demonym())
        elif self._chance(0.35):
            noun.left("amod", Phrase(self._pick("adjectives"), "ADJ"))
        elif self._chance(0.15):
            backed = Phrase(self._rng.choice(self._pools.states).split()[0] + "-backed", "VERB:VBN")
            noun.left("amod", backed)

    def _metonym(self) -> Phrase:
        if self._chance(0.25):
            first = self._pick("organisations").split("_")
            if len(first) == 1:
                return Phrase(first[0], "PROPN").left("det", Phrase("the", "DET"))
            last = Phrase(first[-1], "PROPN").left("compound", *(Phrase(w, "PROPN") for w in first[:-1]))
            return last.left("det", Phrase("the", "DET"))
        return self._named(self._pools.states, self._pools.capitals)

    def _pair(self) -> Phrase:
        first = self._one(self._metonym, self._force)
        second = self._one(self._metonym, self._force).left("cc", Phrase("and", "CCONJ"))
        return first.right("conj", second)

    def _civilians(self) -> Phrase:
        plural = self._chance(0.75)
        noun = self._noun(self._pick("civilians"), plural=plural)
        if self._chance(0.2):
            noun.left("amod", Phrase(self._pick("adjectives"), "ADJ"))
        if plural and self._chance(0.55):
            noun.left("nummod", self._number())
        elif plural and self._chance(0.2):
            many = Phrase(self._rng.choice(("dozens", "hundreds", "thousands", "scores")), "NOUN:NNS")
            return many.right("nmod", self._with("of", noun))
        else:
            self._determined(noun, plural=plural)
        if self._chance(0.12):
            child = self._noun("child/children", plural=True).left(
                "nummod", Phrase(self._pick("numbers"), "NUM")
            )
            child.left("case", Phrase("including", "VERB:VBG")).left("punct", Phrase(",", "PUNCT"))
            noun.right("nmod", child)
        return noun

    def _target(self) -> Phrase:
        plural = self._chance(0.25)
        noun = self._noun(self._pick("targets"), plural=plural)
        if self._chance(0.3):
            noun.left("amod", Phrase(self._pick("adjectives"), "ADJ"))
        if plural and self._chance(0.4):
            noun.left("nummod", self._number())
        else:
            self._determined(noun, plural=plural)
        if self._chance(0.35):
            preposition = "of" if noun.word in {"village", "town", "suburb"} else self._pick("near")
            noun.right("nmod", self._with(preposition, self._place_name()))
        return noun

    def _deed(self) -> tuple[Verb, Phrase]:
        """A verb and whom or what it is done to."""
        draw = self._rng.random()
        if draw < 0.5:
            return self._verb("on_ground"), self._modified(
                self._one(self._target, self._target, self._place_name)
            )
        if draw < 0.85:
            return self._verb("on_persons"), self._modified(
                self._one(self._civilians, self._fighters, self._force)
            )
        if draw < 0.93:
            return self._verb("on_things"), self._weapons()
        noun = self._noun(self._pick("abstract"), plural=self._chance(0.5))
        return self._verb("on_abstract"), noun.left("det", Phrase("the", "DET"))

    def _weapons(self) -> Phrase:
        noun = self._noun(self._pick("launchable"), plural=True)
        return noun.left("nummod", self._number()) if self._chance(0.5) else noun

    def _modified(self, noun: Phrase) -> Phrase:
        if noun.tag != "PROPN" and not noun.after and self._chance(0.12):
            self._modify(noun)
        return noun

    def _modify(self, noun: Phrase) -> None:
        """Hang a phrase or a clause from a noun: 'held by', 'loyal to', 'who', 'near'."""
        draw = self._rng.random()
        comma = Phrase(",", "PUNCT")
        if draw < 0.3:
            clause = self._passive_participle()
            noun.right("acl", clause)
        elif draw < 0.45:
            verb, what = self._deed()
            noun.right("acl", self._verb_phrase(verb, verb.gerund, "VERB:VBG").right("obj", what))
        elif draw < 0.6:
            loyal = Phrase(self._rng.choice(("loyal", "allied", "close", "opposed")), "ADJ")
            loyal.right("obl", self._with("to", self._one(self._metonym, self._person)))
            noun.right("amod", loyal)
        elif draw < 0.75:
            noun.right("nmod", self._with(self._pick("near"), self._place_name()))
        else:
            who = Phrase(self._rng.choice(("who", "which", "that")), "PRON:WH")
            clause = self._predicate(who)
            if who.word != "that" and self._chance(0.5):
                clause.left("punct", Phrase(",", "PUNCT")).right("punct", comma)
            noun.right("acl:relcl", clause)

    def _passive_participle(self) -> Phrase:
        if self._chance(0.15):
            posted = Phrase(
                self._rng.choice(("stationed", "based", "deployed", "trapped", "posted")), "VERB:VBN"
            )
            return posted.right(
                "obl", self._with(self._pick("near"), self._one(self._target, self._place_name))
            )
        verb = self._verb(self._rng.choice(("on_ground", "on_persons", "harmful")))
        clause = self._verb_phrase(verb, verb.participle, "VERB:VBN")
        if self._chance(0.55):
            clause.right("obl:agent", self._with("by", self.actor(plain=True)))
        if self._chance(0.6) or not clause.after:
            self._circumstance(clause, share=1.0)
        return clause

    @abstractmethod
    def _verb_phrase(self, verb: Verb, form: str, tag: str) -> Phrase:
        """From the verbs, which stand on the nouns."""

    @abstractmethod
    def _circumstance(self, clause: Phrase, *, share: float) -> None:
        """From the verbs, which stand on the nouns."""

    @abstractmethod
    def _predicate(self, subject: Phrase) -> Phrase:
        """From the verbs, which stand on the nouns."""
