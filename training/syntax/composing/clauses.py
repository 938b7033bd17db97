"""Clauses: what happened."""

from __future__ import annotations

from training.syntax.composing.nouns import UNCOUNTED
from training.syntax.composing.phrases import Phrase
from training.syntax.composing.verbs import Verbs


class Clauses(Verbs):
    """Draws clauses."""

    def clause(self) -> Phrase:
        """What happened."""
        clause = self._one(
            self._attack, self._attack, self._attack, self._suffering, self._suffering, self._happening,
            self._blast, self._firing,
        )  # fmt: skip
        if self._chance(0.25):
            self._consequence(clause)
        elif self._chance(0.2):
            mark = Phrase(self._rng.choice(("as", "when", "after", "before", "while", "because")), "SCONJ")
            relation = "advmod" if mark.word == "when" else "mark"
            if mark.word == "when":
                mark.tag = "ADV:WRB"
            clause.right("advcl", self._predicate(self.actor(plain=True)).left(relation, mark))
        elif self._chance(0.15):
            verb, what = self._deed()
            second = self._finite(verb, plural=True).right("obj", what)
            clause.right("conj", second.left("cc", Phrase(self._rng.choice(("and", "but")), "CCONJ")))
        return clause

    def _attack(self) -> Phrase:
        return self._predicate(self.actor())

    def _suffering(self) -> Phrase:
        subject = self._one(self._civilians, self._target, self._fighters)
        if self._chance(0.3):
            self._modify(subject)
        plural = subject.tag == "NOUN:NNS"
        clause = self._passive(subject, plural=plural)
        if self._chance(0.25):
            # 'were killed and 30 wounded': the second clause leaves the auxiliary out.
            second = Phrase(self._rng.choice(("wounded", "injured", "missing")), "VERB:VBN")
            second.left("nsubj:pass", self._number()).left("cc", Phrase("and", "CCONJ"))
            clause.right("conj", second)
        return clause

    def _happening(self) -> Phrase:
        entry = self._pick("events")
        plural = entry not in UNCOUNTED and self._chance(0.6)
        subject = self._noun(entry, plural=plural)
        if self._chance(0.4):
            subject.left(
                "amod", Phrase(self._rng.choice(("heavy", "fierce", "fresh", "new", "deadly")), "ADJ")
            )
        elif not plural and entry not in UNCOUNTED:
            subject.left("det", Phrase("the", "DET"))
        if self._chance(0.45):
            one, other = self.actor(plain=True), self.actor(plain=True)
            both = one.right("conj", other.left("cc", Phrase("and", "CCONJ")))
            subject.right("nmod", self._with("between", both))
        elif self._chance(0.3):
            on_what = self._one(self._target, self._place_name)
            subject.right("nmod", self._with(self._rng.choice(("of", "against", "on")), on_what))
        if self._chance(0.3):
            verb = self._verb("harming")
            clause = self._finite(verb, plural=plural).right("obj", self._civilians())
        else:
            clause = self._finite(self._verb("happening"), plural=plural)
        clause.left("nsubj", subject)
        self._circumstance(clause, share=1.0)
        return clause

    def _blast(self) -> Phrase:
        subject = self._noun(self._pick("blasts"), plural=self._chance(0.3))
        plural = subject.tag == "NOUN:NNS"
        if plural and self._chance(0.3):
            subject.left("nummod", Phrase(self._pick("numbers"), "NUM"))
        elif not plural:
            an = "an" if subject.word == "explosion" else "a"
            subject.left("det", Phrase(self._rng.choice((an, "the")), "DET"))
        if self._chance(0.4):
            verb = self._verb("placing")
            placed = self._verb_phrase(verb, verb.participle, "VERB:VBN")
            if self._chance(0.6):
                placed.right("obl:agent", self._with("by", self.actor(plain=True)))
            else:
                self._circumstance(placed, share=1.0)
            subject.right("acl", placed)
        draw = self._rng.random()
        if draw < 0.4:
            clause = self._finite(self._verb("harming"), plural=plural)
            clause.right("obj", self._one(self._civilians, self._target))
        elif draw < 0.7:
            verb = self._verb("hitting_at")
            clause = Phrase(verb.past, "VERB:VBD").right("obl", self._with(verb.particle, self._target()))
        else:
            clause = self._finite(self._verb("exploding"), plural=plural)
            beside = self._rng.choice(("near", "in", "outside", "beside", "at"))
            clause.right("obl", self._with(beside, self._target()))
        clause.left("nsubj", subject)
        self._circumstance(clause, share=0.6)
        return clause

    def _firing(self) -> Phrase:
        """'fired rockets at the town', 'opened fire on'."""
        subject = self.actor()
        if self._chance(0.3):
            clause = Phrase("opened", "VERB:VBD").right("obj", Phrase("fire", "NOUN"))
            clause.right("obl", self._with("on", self._one(self._civilians, self._fighters, self._target)))
        else:
            clause = self._finite(self._verb("firing"), plural=subject.tag == "NOUN:NNS")
            clause.right("obj", self._weapons())
            at_what = self._one(self._target, self._place_name)
            clause.right("obl", self._with(self._rng.choice(("at", "on", "into", "at")), at_what))
        clause.left("nsubj", subject)
        self._circumstance(clause, share=0.6)
        return clause

    def _consequence(self, clause: Phrase) -> None:
        """', killing three civilians'."""
        verb = self._verb("harming")
        what = self._verb_phrase(verb, verb.gerund, "VERB:VBG").right("obj", self._civilians())
        if self._chance(0.3):
            other = self._rng.choice(("wounding", "injuring"))
            more = Phrase(other, "VERB:VBG").right("obj", self._number()).left("cc", Phrase("and", "CCONJ"))
            what.right("conj", more)
        clause.right("advcl", what.left("punct", Phrase(",", "PUNCT")))
