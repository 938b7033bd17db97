"""Who is meant by a noun phrase: an actor named in it, behind it, or before in the text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from geomap.incidents.actors.memory import INSTITUTIONS, Memory
from geomap.incidents.actors.nameless import collective
from geomap.incidents.actors.seats import LONGEST_NAME, SEATED, Seats, of_a_state
from geomap.incidents.actors.voices import Voice
from geomap.incidents.sentences.structure import Sentence
from geomap.model import ActorKind

_PRONOUNS = frozenset({"he", "she", "it", "they", "them", "we", "i", "him", "her"})
_POSSESSIVES = frozenset({"its", "their", "his", "her"})
_RELATIVES = frozenset({"who", "which", "that", "whom"})
_SPEAKS_FOR = frozenset({"of", "for", "from", "with"})
_GROUP_NOUNS = frozenset(
    "group alliance movement organisation organization militia insurgents rebels front faction sect gang "
    "party paramilitaries fighters cartel network".split()
)
_OF_A_NAME = frozenset("union council league congress brigade brigades committee resistance vanguard".split())
"""Nouns that stand for a group where its name has them."""
_MEDIATOR_NOUNS = frozenset(
    "mission agency observers monitors organisation organization alliance bloc force peacekeepers "
    "union".split()
)
_NO_SPEAKERS = frozenset("there this these those what all nobody none nothing".split())
_GIVEN_OUT = frozenset("attributed ascribed issued released signed published posted circulated read".split())
"""What somebody does with a statement that is his."""
_FRONT = frozenset({"amod", "compound", "conj"})
_LONGEST = 12
"""Words of a phrase without a known name that may still be somebody."""
_ADJECTIVE = 20
"""Characters of a demonym that shares its noun with the next."""

_NAMED_BEHIND = re.compile(r"[Tt]he (?:[a-z]+ )+((?:[A-Z][\w'’-]*)(?: [A-Z][\w'’-]*)*)")
"""'the rights group RNDDH', 'the company Ecopetrol': a name behind what it names."""


class Cast:
    """The actors of one sentence, by the words that name them.

    Parameters
    ----------
    text
        The document's text.
    sentence
        The sentence.
    voices
        The actors within it, in order.
    memory
        Who was named before.
    seats
        The states in which the sentence's places lie, by the characters where these begin.
    home
        The state whose news the document tells: 'government commanders' are its own.
    """

    def __init__(
        self,
        text: str,
        sentence: Sentence,
        voices: Sequence[Voice],
        memory: Memory,
        seats: Mapping[int, str],
        home: str | None = None,
    ) -> None:
        self.text = text
        self.sentence = sentence
        self.voices = voices
        self.memory = memory
        self.home = home
        self._seats = Seats(text, sentence, memory, seats)
        self._descriptions: list[tuple[int, int]] = []
        self._seatings: list[tuple[int, int]] = []
        self._at: dict[int, Voice] = {}
        for voice in voices:
            for token in sentence.tokens_of(voice.start, voice.end):
                self._at.setdefault(token, voice)

    def describes_speaker(self, token: int) -> bool:
        """Whether a word stands in what describes somebody who speaks: 'nuns who escaped to X said'."""
        return any(first <= token < last for first, last in self._descriptions)

    def seats_speaker(self, token: int) -> bool:
        """Whether a word tells where somebody sits who speaks: 'a spokesman in X said of a clash'."""
        return any(first <= token < last for first, last in self._seatings)

    def speaks(self, head: int, verb: int | None = None) -> None:
        """Keep the phrase of a speaker, with all that describes him but the verb by which he speaks."""
        grammar = self.sentence.grammar
        for kid in grammar.of(head, "acl", "acl:relcl"):
            if kid != verb:
                self._descriptions.append(grammar.stretch(kid))
        for kid in grammar.of(head, "nmod"):
            if kid > head and grammar.preposition(kid) in SEATED | {"from"}:
                self._seatings.append(grammar.stretch(kid))

    def named(self, token: int) -> Voice | None:
        """The actor whose name covers a token."""
        return self._at.get(token)

    def together(self, tokens: Sequence[int], *, anybody: bool = False) -> Voice | None:
        """One voice of several heads joined by 'and' ('Armenia and Azerbaijan accused each other')."""
        found = [v for t in tokens if (v := self.of(t, anybody=anybody)) is not None]
        if not found:
            return None
        first = found[0]
        for other in found[1:]:
            if other.sides and first.sides and other.sides != first.sides and other.start > first.end:
                sides = tuple(dict.fromkeys((*first.sides, *other.sides)))
                first = replace(first, end=other.end, text=self.text[first.start : other.end], sides=sides)
        return first

    def of(self, token: int, *, anybody: bool = False) -> Voice | None:
        """The actor that a noun phrase names by its head.

        In order: the name that covers the head; a name before it ('Honduran officials', "Chad's
        army"); one that it speaks for ('a spokesman for the rebels') or in whose seat it stands ('the
        police chief in Bogota'); one taken up ('its commander', 'the group').

        Parameters
        ----------
        token
            The head of the phrase.
        anybody
            Whether a phrase without any known actor is a voice too ('volunteer firemen').
        """
        sentence, grammar = self.sentence, self.sentence.grammar
        low = sentence.all_lows[token]
        start, end = sentence.tokens[token].start, sentence.tokens[token].end
        covering = self._at.get(token)
        if low in _PRONOUNS and covering is None:
            return self.memory.taken_up(low, start, end, self.text[start:end])
        if low in INSTITUTIONS and covering is not None and covering.text.lower() == low:
            spoke = self.memory.nouns.get(low)
            if spoke is not None:
                return replace(spoke, start=start, end=end, text=self.text[start:end])
        if covering is not None and covering.sides:
            owner = self._owner(token, covering) or self._seats.of_authorities(token, covering)
            return self._with_fellow(covering) if owner is None else owner
        first, last = grammar.name_phrase(token)
        inner = [v for t in range(first, last) if (v := self._at.get(t)) is not None and v.sides]
        begin, finish = sentence.tokens[first].start, sentence.tokens[last - 1].end
        if covering is not None:
            begin, finish = min(begin, covering.start), max(finish, covering.end)
        words = self.text[begin:finish]
        if inner and not self._against(covering):
            kind = ActorKind.STATE if covering is None else covering.kind
            kind = _for_party(inner[-1], kind)
            return replace(inner[-1], start=begin, end=finish, text=words, kind=kind, weight=2)
        plain = Voice(begin, finish, words, (), ActorKind.OTHER if covering is None else covering.kind, 0)
        meant = self._behind(token, plain) or self._taken_up(first, last, low, plain)
        if meant is not None:
            return meant
        group = next(
            (g for t in range(first, last) if (g := collective(sentence.all_lows[t])) is not None), None
        )
        if group is not None:
            known = self.memory.group
            sides = known.sides if known is not None and sentence.all_lows[first] == "the" else (group,)
            return replace(plain, sides=sides, kind=ActorKind.ARMED_GROUP, weight=2)
        organ = self._seats.organ(first, last, plain)
        if organ is not None:
            return organ
        if self.home is not None and plain.text and of_a_state(plain) and covering is None:
            return replace(plain, sides=(self.home,), kind=ActorKind.STATE, weight=2)
        if covering is not None:
            return replace(plain, weight=covering.weight, institution=covering.institution)
        if not anybody or low in _NO_SPEAKERS or low in _RELATIVES or last - first > _LONGEST:
            return None
        if not (words[:1].isalnum() and grammar.is_noun(token)):
            return None
        name = _NAMED_BEHIND.fullmatch(words)
        return plain if name is None else replace(plain, start=begin + name.start(1), text=name.group(1))

    def _with_fellow(self, voice: Voice) -> Voice:
        """'Armenian and Azerbaijani forces', 'U.S. and British warplanes': both."""
        before = next((v for v in reversed(self.voices) if v.end <= voice.start), None)
        if before is None or before.weight != 1 or before.sides == voice.sides or not before.sides:
            return voice
        last = self.sentence.token_at(before.end - 1)
        if (
            self.sentence.grammar.tags[last] == "PROPN"
            and self.sentence.grammar.relations[last] not in _FRONT
        ):
            return voice  # 'India and Pakistan': two that stand for themselves
        if (
            self.text[before.end : voice.start].strip() not in {"and", "AND"}
            or before.end - before.start > _ADJECTIVE
        ):
            return voice
        sides = tuple(dict.fromkeys((*before.sides, *voice.sides)))
        return replace(voice, start=before.start, text=self.text[before.start : voice.end], sides=sides)

    def _owner(self, token: int, covering: Voice) -> Voice | None:
        """'the movement's spokesman in Paris' does not speak for France."""
        if covering.kind is not ActorKind.PERSON or " in " not in covering.text:
            return None
        for kid in self.sentence.grammar.of(token, "nmod:poss"):
            if self.sentence.tokens[kid].end <= covering.start:
                owner = self.of(kid)
                if owner is not None and owner.sides:
                    return replace(owner, start=covering.start, end=covering.end, text=covering.text)
        return None

    def _against(self, covering: Voice | None) -> bool:
        """'Syrian rebels' do not act for Syria."""
        return covering is not None and covering.kind is ActorKind.ARMED_GROUP

    def _taken_up(self, first: int, last: int, low: str, plain: Voice) -> Voice | None:
        """'its commander', 'the group': somebody named before."""
        lows = self.sentence.all_lows
        owner = next((lows[t] for t in range(first, last) if lows[t] in _POSSESSIVES), None)
        if owner is not None:
            return self.memory.taken_up(owner, plain.start, plain.end, plain.text)
        if lows[first] != "the" or last - first > 2:
            return None
        kinds = {
            ActorKind.MEDIATOR if low in _MEDIATOR_NOUNS else None,
            ActorKind.ARMED_GROUP if low in _GROUP_NOUNS else None,
        }
        if low in _MEDIATOR_NOUNS | _GROUP_NOUNS:
            before = (
                v for v in reversed(self.voices) if v.end <= plain.start and v.sides and v.kind in kinds
            )
            here = next(before, None)
            if here is not None:
                return replace(here, start=plain.start, end=plain.end, text=plain.text)
        meant = self.memory.nouns.get(low) if low in _GROUP_NOUNS | _OF_A_NAME | _MEDIATOR_NOUNS else None
        if meant is None and low in _MEDIATOR_NOUNS:
            meant = self.memory.mediator
        if meant is None and low in _GROUP_NOUNS:
            meant = self.memory.group
        if meant is None:
            return None
        text = plain.text if meant.sides else meant.text  # who has no side is known by the name alone
        return replace(meant, start=plain.start, end=plain.end, text=text)

    def _behind(self, token: int, plain: Voice) -> Voice | None:
        """The actor for whom a phrase's head speaks, or in whose seat it stands."""
        grammar = self.sentence.grammar
        state = of_a_state(plain)
        for kid in grammar.of(token, "nmod", "nmod:poss", "obl"):
            if kid < token:
                # 'the movement's spokesman'
                owner = self.of(kid) if self.sentence.all_lows[kid] not in _POSSESSIVES else None
                if owner is not None and owner.sides:
                    return replace(owner, start=plain.start, end=plain.end, text=plain.text)
                continue
            preposition = grammar.preposition(kid)
            if preposition in _SPEAKS_FOR:
                named = self.of(kid)
                if named is not None and named.sides:
                    end = max(plain.end, named.end)
                    end = end if end - plain.start < LONGEST_NAME else plain.end
                    text, kind = self.text[plain.start : end], _for_party(named, plain.kind)
                    return replace(named, start=plain.start, end=end, text=text, kind=kind)
            if state and preposition in SEATED | _SPEAKS_FOR:
                seated = self._seats.with_place(kid, plain)
                if seated is not None:
                    return seated
        return (self._seats.there(token, plain) if state else None) or self._author(token, plain)

    def _author(self, token: int, plain: Voice) -> Voice | None:
        """'a statement attributed to X', 'a video released by X': who says what it says."""
        grammar = self.sentence.grammar
        for verb in grammar.of(token, "acl"):
            if self.sentence.all_lows[verb] not in _GIVEN_OUT:
                continue
            for kid in grammar.of(verb, "obl", "obl:agent"):
                author = self.of(kid) if grammar.preposition(kid) in {"to", "by"} else None
                if author is not None and author.sides:
                    return replace(author, start=plain.start, end=plain.end, text=plain.text)
        return None


def _for_party(named: Voice, kind: ActorKind) -> ActorKind:
    """The kind of one who speaks for a party: of a group its own, of a state a person or an institution."""
    return named.kind if named.kind is ActorKind.ARMED_GROUP or kind is ActorKind.OTHER else kind
