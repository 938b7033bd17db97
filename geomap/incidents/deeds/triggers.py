"""The records of what tells of an incident: a trigger, and what stands around it in its sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from geomap.incidents.deeds.arguments import Arguments
from geomap.model import CasualtyCount, IncidentType, Toponym


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that tell of an incident.

    Parameters
    ----------
    type
        What they tell of.
    first, last
        Tokens of the sentence, half open.
    start, end
        Characters of the document.
    verbal, passive, gerund
        How it stands: an active or passive verb, or an -ing form.
    definite
        A noun with 'the', 'this', 'its': it may take up something told before.
    generic
        Whether its type was decided by weapon and target only.
    weapons
        Weapon words of its clause.
    head
        The token that tells its clause: the participle in 'a truce reached in Moscow'.
    outcome
        Whether it tells what came of a deed ('killing 12'), which the sentence may name beside it.
    rule
        The pattern that fired, for explanations.
    """

    type: IncidentType
    first: int
    last: int
    start: int
    end: int
    verbal: bool = False
    passive: bool = False
    gerund: bool = False
    definite: bool = False
    generic: bool = False
    weapons: tuple[str, ...] = ()
    head: int = 0
    outcome: bool = False
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What else stands in a sentence.

    Parameters
    ----------
    toponyms, counts
        Its places and the people harmed in it.
    arguments
        Who acts and what is acted upon, by their kinds.
    armed_actor
        Whether it names an armed group.
    officials
        How many of its actors hold an office.
    at_war
        Whether violence was told right before it.
    voice_starts, state_starts
        Where its actors begin, and those of them that are states.
    truce
        Whether a truce is spoken of in it or the sentence before.
    accounts
        The stretches for which somebody vouches.
    """

    toponyms: Sequence[Toponym]
    counts: Sequence[CasualtyCount]
    arguments: Arguments
    armed_actor: bool
    officials: int
    at_war: bool = False
    voice_starts: tuple[int, ...] = ()
    state_starts: tuple[int, ...] = ()
    truce: bool = False
    accounts: tuple[tuple[int, int], ...] = ()
