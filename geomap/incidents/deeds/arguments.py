"""Whether who acts, and what is acted upon, is of the kind that makes a verb tell of an incident."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from geomap.incidents import lexicon
from geomap.incidents.sentences.structure import Sentence
from geomap.model import Role, Toponym

PLACE = "place"
SIDE = "side"
_BEHIND = 6
"""Words behind a verb in which its object is looked for where the tree has none."""
_PRONOUNS = frozenset({"he", "she", "it", "they", "we", "who"})
_PEOPLE = frozenset({"side", "armed", "attackers", "state_forces", "people_fleeing", "troops"})
"""Classes to which a pronoun may belong."""
_OF_GROUND = frozenset({"mount", "fort", "jebel", "jabal", "tel", "tell"})
"""Words that open the name of ground."""
_MEN = frozenset({"men", "boys"})
_OWNERS = frozenset({"its", "their", "our", "his"})
_COUNTING = frozenset(
    "thousand thousands hundred hundreds dozen dozens number group most some many others one two tonnes tons "
    "kilograms kilos kg litres shipment consignment cache boxes crates boatload truckload lorryload".split()
)


class Arguments:
    """The subjects and objects of the verbs of one sentence, by their kinds.

    Parameters
    ----------
    sentence
        The sentence.
    toponyms
        Its toponyms: one with the role of a place is of the class ``place``.
    is_side
        Whether a token names a party.
    """

    def __init__(
        self, sentence: Sentence, toponyms: Sequence[Toponym], is_side: Callable[[int], bool]
    ) -> None:
        self._sentence = sentence
        self._is_side = is_side
        self._places = {
            token for t in toponyms if t.role is Role.PLACE for token in sentence.tokens_of(t.start, t.end)
        }
        self._peoples = {
            token for t in toponyms if t.role is Role.DEMONYM for token in sentence.tokens_of(t.start, t.end)
        }

    def object_is(self, verb: int, last: int, classes: Collection[str]) -> bool:
        """Whether what a verb acts upon is of one of some classes."""
        grammar = self._sentence.grammar
        heads: Sequence[int] = (*self._governed(verb, last), *grammar.objects(verb))
        if not heads and not grammar.passive(verb):
            # 'fire on a crowd', 'enter into the town': the noun governed by what belongs to the verb.
            heads = [c for k in grammar.of(verb, "obl", "nmod") if k >= last for c in grammar.coordinated(k)]
        if not heads and not grammar.of(verb, "ccomp", "xcomp"):
            reach = range(last, min(last + _BEHIND, len(self._sentence.tokens)))
            heads = [i for i in reach if grammar.is_noun(i)][:2]
        return any(self._is_a(i, classes, whole=False) for i in heads)

    def _governed(self, verb: int, last: int) -> Sequence[int]:
        """What a phrase that ends in a preposition acts upon: the town of 'lost control of the town'."""
        grammar = self._sentence.grammar
        preposition = last - 1
        if preposition == verb or grammar.relations[preposition] not in {"case", "mark"}:
            return ()
        head = grammar.heads[preposition]
        return grammar.coordinated(head) if head > preposition else ()

    def direct_object_is(self, verb: int, classes: Collection[str]) -> bool:
        """Whether a direct object is of one of some classes; false where there is none."""
        return any(self._is_a(i, classes, whole=False) for i in self._sentence.grammar.objects(verb))

    def subject_is(self, verb: int, classes: Collection[str]) -> bool:
        """Whether who acts is of one of some classes; nobody named, or a pronoun, may be anybody."""
        people = bool(_PEOPLE & set(classes))
        return any(
            (people and self._sentence.all_lows[i] in _PRONOUNS) or self._is_a(i, classes)
            for i in self._acting(verb)
        )

    def nobody_acts(self, verb: int) -> bool:
        """Whether the sentence names nobody who does what a verb tells."""
        return not self._acting(verb)

    def subject_is_not(self, verb: int, classes: Collection[str]) -> bool:
        """Whether none of those who act is of some classes."""
        return not any(self._is_a(i, classes) for i in self._acting(verb))

    def _acting(self, verb: int) -> Sequence[int]:
        grammar = self._sentence.grammar
        if grammar.passive(verb):
            return grammar.agents(verb)
        own = grammar.of(verb, "nsubj")
        if len(own) > 1:
            return own  # the tree could not decide between two
        subject = grammar.subject(verb)
        return () if subject is None else grammar.coordinated(subject)

    def _owned(self, token: int) -> bool:
        lows = self._sentence.all_lows
        return any(lows[k] in _OWNERS for k in self._sentence.grammar.of(token, "nmod:poss"))

    def _is_a(self, token: int, classes: Collection[str], *, whole: bool = True) -> bool:
        """Whether a phrase is of a class: by its head, by what is counted, or by a name in it."""
        sentence = self._sentence
        grammar = sentence.grammar
        if sentence.all_lows[token] == "it" and self._places and "territory" in classes:
            return True  # 'X, which had been quiet ... that its forces had captured it'
        if (
            sentence.all_lows[token] == "gas"
            and token
            and sentence.all_lows[token - 1] in {"tear", "natural"}
        ):
            return False
        if PLACE in classes and any(
            sentence.all_lows[i] in _OF_GROUND for i in range(*grammar.name_phrase(token))
        ):
            return True  # 'captured Mount Barsaya'
        if sentence.all_lows[token] in _MEN and self._owned(token):
            # 'its men', 'our boys': of a force
            return bool({"armed", "troops", SIDE} & set(classes))
        if sentence.all_lows[token] in {"bomber", "bombers"} and "suicide" in sentence.lows(token - 2, token):
            return bool({"suicide_bombers", "attackers"} & set(classes))
        if any(_in(sentence.all_lows[token], name) for name in classes if name not in {PLACE, SIDE}):
            return True
        if (
            token in self._peoples
            and sentence.all_lows[token].endswith("s")
            and {"people", "people_fleeing"} & set(classes)
        ):
            return True  # 'forty Serbs'
        first, last = grammar.name_phrase(token)
        inside = range(first, last)
        if PLACE in classes and any(i in self._places for i in inside):
            return True
        if SIDE in classes and any(self._is_side(i) for i in inside):
            return True
        if sentence.all_lows[token] in _COUNTING or sentence.all_lows[token].isdigit():
            # 'thousands of people', 'dozens of villagers'
            return any(self._is_a(k, classes) for k in grammar.of(token, "nmod") if k > token)
        return whole and any(
            _in(sentence.all_lows[i], name) for i in inside for name in classes if name not in {PLACE, SIDE}
        )


def _in(low: str, name: str) -> bool:
    words = lexicon.classes()[name]
    return (
        low in words
        or (low.endswith("s") and low[:-1] in words)
        or (low.endswith("es") and low[:-2] in words)
    )
