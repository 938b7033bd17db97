"""Verb phrases: active and passive, when and where."""

from __future__ import annotations

from training.syntax.composing.nouns import UNCOUNTED, Nouns
from training.syntax.composing.phrases import Phrase, Verb


class Verbs(Nouns):
    """Draws verb phrases."""

    def _verb_phrase(self, verb: Verb, form: str, tag: str) -> Phrase:
        phrase = Phrase(form, tag)
        if verb.particle in {"down", "up", "out", "off"}:
            phrase.right("compound:prt", Phrase(verb.particle, "ADP"))
        return phrase

    def _circumstance(self, clause: Phrase, *, share: float) -> None:
        """When and where."""
        if self._chance(share * 0.55):
            where = self._place_name()
            draw = self._rng.random()
            if draw < 0.3:
                entry = self._rng.choice(("village", "town", "city", "district", "province", "region"))
                noun = Phrase(entry, "NOUN").left("det", Phrase("the", "DET"))
                if self._chance(0.5):
                    noun.right("nmod", self._with("of", where))
                else:
                    noun.before.append(("compound", where))
                where = noun
            elif draw < 0.4:
                where.left("amod", Phrase(self._rng.choice(("northern", "eastern", "southern")), "ADJ"))
            clause.right("obl", self._with(self._pick("near"), where))
        if self._chance(share * 0.6):
            clause.right(*self._when())

    def _when(self) -> tuple[str, Phrase]:
        draw = self._rng.random()
        if draw < 0.45:
            return "obl", self._with("on", Phrase(self._pick("days"), "PROPN"))
        if draw < 0.55:
            return "obl:unmarked", Phrase(self._pick("days"), "PROPN")
        if draw < 0.7:
            return "advmod", Phrase(self._pick("adverbs"), "ADV")
        if draw < 0.8:
            noun = Phrase(self._rng.choice(("week", "month", "year", "night")), "NOUN")
            return "obl:unmarked", noun.left("amod", Phrase("last", "ADJ"))
        if draw < 0.9:
            return "obl", self._with("in", Phrase(self._pick("months"), "PROPN"))
        noun = Phrase(self._rng.choice(("dawn", "midnight", "noon", "night")), "NOUN")
        return "obl", self._with(self._rng.choice(("at", "before", "after")), noun)

    def _predicate(self, subject: Phrase) -> Phrase:
        """A clause about a subject: active or passive."""
        plural = subject.tag == "NOUN:NNS" or bool(subject.after and subject.after[-1][0] == "conj")
        draw = self._rng.random()
        if draw < 0.55:
            verb, what = self._deed()
            clause = self._finite(verb, plural=plural).right("obj", what)
        elif draw < 0.7:
            clause = self._finite(self._verb("intransitive"), plural=plural)
        else:
            return self._passive(subject, plural=plural)
        clause.left("nsubj", subject)
        self._circumstance(clause, share=0.8)
        return clause

    def _finite(self, verb: Verb, *, plural: bool) -> Phrase:
        """A verb in the past, most often; an adverb before it at times."""
        draw = self._rng.random()
        if draw < 0.68:
            phrase = self._verb_phrase(verb, verb.past, "VERB:VBD")
        elif draw < 0.76:
            form, tag = (verb.base, "VERB:VBP") if plural else (verb.third, "VERB:VBZ")
            phrase = self._verb_phrase(verb, form, tag)
        elif draw < 0.88:
            phrase = self._verb_phrase(verb, verb.participle, "VERB:VBN").left(
                "aux", self._have(plural=plural)
            )
        elif draw < 0.94:
            phrase = self._negated(verb)
        else:
            helper = Phrase("were" if plural else "was", "AUX:VBD")
            phrase = self._verb_phrase(verb, verb.gerund, "VERB:VBG").left("aux", helper)
        if self._chance(0.08):
            phrase.before.append(("advmod", Phrase(self._pick("adverbs"), "ADV")))
        return phrase

    def _have(self, *, plural: bool) -> Phrase:
        if self._chance(0.5):
            return Phrase("had", "AUX:VBD")
        return Phrase("have", "AUX:VBP") if plural else Phrase("has", "AUX:VBZ")

    def _negated(self, verb: Verb) -> Phrase:
        phrase = self._verb_phrase(verb, verb.base, "VERB:VB")
        if self._chance(0.4):
            return phrase.left("aux", Phrase("didn't", "AUX:VBD"))
        phrase.left("advmod", Phrase("not", "PART"))
        return phrase.left("aux", Phrase(self._rng.choice(("did", "did", "would")), "AUX:VBD"))

    def _passive(self, subject: Phrase, *, plural: bool) -> Phrase:
        verb = self._verb(self._rng.choice(("on_ground", "on_persons", "harmful")))
        clause = self._verb_phrase(verb, verb.participle, "VERB:VBN")
        if self._chance(0.15):
            clause.left("advmod", Phrase(self._pick("adverbs"), "ADV"))
        draw = self._rng.random()
        if draw < 0.75:
            clause.left("aux:pass", Phrase("were" if plural else "was", "AUX:VBD"))
        elif draw < 0.9:
            clause.left("aux:pass", Phrase("been", "AUX:VBN"))
            clause.left("aux", self._have(plural=plural))
        else:
            clause.left("aux:pass", Phrase("be", "AUX:VB"))
            clause.left("aux", Phrase(self._rng.choice(("will", "would", "could")), "AUX"))
        clause.left("nsubj:pass", subject)
        if self._chance(0.5):
            agent = self._one(self.actor, self.actor, self._weapon)
            if self._chance(0.35):
                self._circumstance(clause, share=0.9)
                clause.right("obl:agent", self._with("by", agent))
                return clause
            clause.right("obl:agent", self._with("by", agent))
        self._circumstance(clause, share=0.9)
        return clause

    def _weapon(self) -> Phrase:
        entry = self._pick("weapons")
        plural = entry not in UNCOUNTED and self._chance(0.4)
        noun = self._noun(entry, plural=plural)
        return noun if plural or entry in UNCOUNTED else noun.left("det", Phrase("a", "DET"))
