"""For whom an actor without a name stands: 'the army', 'a rebel spokesman', 'the ministry'."""

from __future__ import annotations

from geomap.incidents import lexicon
from geomap.model import ActorKind

_DESCRIBING = frozenset(
    "the a an some several many suspected alleged armed local other more its their two three government "
    "national federal".split()
)


class NamedLast:
    """Who was named last in a document: a party that spoke or acted, a state, an armed group.

    Parameters
    ----------
    country
        The state in which most of the document's places lie, or None.
    groups
        The armed groups that it names.
    """

    def __init__(self, country: str | None, groups: frozenset[str]) -> None:
        self.country = country
        self.groups = set(groups)
        self.speaker: str | None = None
        self.state: str | None = None
        self.group: str | None = None

    def heard(self, side: str, *, speaks: bool) -> None:
        """Keep a party that is named."""
        if speaks:
            self.speaker = side
        if side in self.groups:
            self.group = side
        else:
            self.state = side

    def meant_by(self, low: str, kind: ActorKind, *, named: bool, office: bool, definite: bool) -> str | None:
        """The party for which a phrase without a name of its own stands, or None.

        Parameters
        ----------
        low
            The phrase in lower case.
        kind
            What sort of actor it was recognised as.
        named
            Whether it has a party already.
        office
            Whether it names an institution.
        definite
            Whether 'the', 'its' or 'their' goes with it.
        """
        words = low.split()
        arm = words[-1] in lexicon.words("arms_of_a_state")
        bare = office and arm and (len(words) == 1 or words[0] in _DESCRIBING)
        group = next((c for w in words if (c := collective(w)) is not None), None)
        seated = named and group is not None and "in" in words  # 'a rebel spokesman in Abidjan'
        if named and not bare and not seated:
            return None
        if group is not None and (seated or not named):
            return self._of_group(words, group, definite=definite, alone=collective(words[-1]) is None)
        if kind is ActorKind.ARMED_GROUP:
            return self.group if definite else None
        if definite and arm and words[0] != "local":
            own = self._own_state(words[-1])
            return own or (None if self.speaker in self.groups else self.speaker)
        if definite and words[0] != "local" and words[-1] in lexicon.words("standing_for_a_party"):
            if self.speaker is None or self.speaker in self.groups:
                return self.state or self.country
            return self.speaker
        if words[0] == "local":
            return None  # of the town, whoever holds it
        if not named and any(w in lexicon.words("offices_of_a_state") for w in words):
            # 'a military source', 'the prime minister': of the state where it happens.
            return self.country or self.state
        return None

    def _own_state(self, noun: str) -> str | None:
        """'the government' is that of the document's country; 'the troops' are those named last."""
        own = self.country if noun in {"government", "authorities", "police"} else self.state
        return own or self.state or self.country

    def _of_group(self, words: list[str], noun: str, *, definite: bool, alone: bool) -> str:
        """'the rebels', 'a rebel spokesman': the group named last; else the group has no other name."""
        if self.group is not None and (definite or alone):
            return self.group
        at = next(i for i, w in enumerate(words) if collective(w) is not None)
        before = words[at - 1] if at else ""
        described = before.isalpha() and before not in _DESCRIBING and not before.endswith("ed")
        name = f"{before.capitalize()} {noun}" if described else noun
        self.groups.add(name)
        self.group = name
        return name


def collective(word: str) -> str | None:
    """The plural of a word for those who fight together and have no other name: 'rebels'."""
    found = lexicon.words("collective_groups")
    if word in found:
        return word
    return f"{word}s" if f"{word}s" in found else None
