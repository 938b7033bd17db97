"""Incidents as the map shows them: what can be said of each, in facts that a page puts into words.

The page's words are in several languages, so what is told here are facts and keys, never
sentences. Names and quotations are plain text as the sources or the gazetteer have them; whoever
draws must show them as text and never as markup. Days are dates, distances kilometres.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from geomap.layers.families import Family
from geomap.model import IncidentType, LonLat, Polarity, Salience, Status


@dataclass(frozen=True, slots=True)
class OwnedName:
    """A name of a place and the parties that use it ('Khankendi', by Azerbaijan)."""

    name: str
    owners: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Words of a source: those from ``start`` to ``end`` of the document at ``source``.

    ``text`` is what is shown. It is empty if quotations do not travel with the map.
    """

    source: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Voice:
    """One who speaks about an incident.

    Parameters
    ----------
    side
        The side for which it speaks, or None for the source's own voice.
    speaker
        As the source names it.
    party
        Whether the speaker belongs to a party of the conflict.
    verb
        Key of what the speaker does: ``reports``, ``accuses``, ``admits``, ``denies``,
        ``confirms``, ``calls_for``, ``rejects`` or ``otherwise`` (says otherwise).
    about
        What part of the account is spoken of (`About`'s value).
    against
        Whether it stands against the account.
    quote
        The words of the source.
    """

    side: str | None
    speaker: str
    party: bool
    verb: str
    about: str
    against: bool
    quote: Excerpt


@dataclass(frozen=True, slots=True)
class HarmTold:
    """A count of people harmed; persons, None where the source gives no such bound.

    ``harm`` and ``victims`` are keys (`Harm`'s value; civilian, military or None), ``words`` what
    the source says (empty if quotations do not travel).
    """

    harm: str
    low: int | None
    best: int | None
    high: int | None
    victims: str | None
    party: str | None
    cumulative: bool
    words: str


@dataclass(frozen=True, slots=True)
class Precision:
    """How exactly a place is known: a key of the page's words, the kind of area, a radius in km.

    Keys: ``not_found``, ``sector``, ``sectors``, ``drawn``, and UCDP GED's codes 1-7 as ``exact``,
    ``near``, ``second``, ``first``, ``line``, ``country``, ``many``; else ``unknown``. ``area`` is
    what the place calls itself ('district'), '' if it does not. ``blurred_km`` is set if the place
    was made less exact on purpose, to about that many kilometres.
    """

    key: str
    area: str = ""
    radius_km: float | None = None
    blurred_km: float | None = None


Counted = tuple[int | None, int | None, int | None]
"""Persons: low, best and high; None where not told."""


@dataclass(frozen=True, slots=True)
class SourceAccount:
    """How one source tells of an incident that several tell of.

    Parameters
    ----------
    source
        Position in `MapLayers.sources`.
    voice
        Which independent voice it is, from 0: copies of a text are one voice.
    day_start, day_end
        First and last day; None where not known.
    where, relation
        As in `Account`.
    killed
        How many are said to have been killed; None if that is not told.
    quote
        The sentence of the source.
    """

    source: int
    voice: int
    day_start: date | None
    day_end: date | None
    where: str | None
    relation: str
    killed: Counted | None
    quote: Excerpt


@dataclass(frozen=True, slots=True)
class Version:
    """What some sources say, where sources differ.

    Parameters
    ----------
    tellers
        Positions in `Account.by_source`.
    words
        The place, or who did it; '' for a day, which is that of the first teller, and for a toll.
    counted
        The toll; None if it is none.
    """

    tellers: tuple[int, ...]
    words: str = ""
    counted: Counted | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """What sources tell differently: ``about`` is `About`'s value, ``harm`` that of a toll or ''."""

    about: str
    harm: str
    versions: tuple[Version, ...]


@dataclass(frozen=True, slots=True)
class Account:
    """An incident in facts: what a card and a popup say.

    Parameters
    ----------
    where, relation
        The label of its place, and how it lies to it ('near', 'north'; '' for in it); None if the
        source gives no place.
    precision
        How exactly the place is known; None without a place.
    party_names
        The parties' names of the place and whose they are, where a theatre knows them.
    other_names
        Further names of it.
    initiators, targets, weapons, harm
        As told by those who assert it.
    voices
        Who asserts it, then who stands against it, in the order of the text within both.
    quote
        The sentence of the source.
    acled
        Event type and sub-event type.
    plover
        PLOVER's code.
    time_of_day
        As the source says it, or None.
    merged
        Of how many accounts it was joined; 0 if it was not.
    corrected
        What persons corrected, who and why ('type was armed clash (N.N.: it was artillery)').
    place_name
        The name of the place as files have it, which no choice of names and no capital changes.
    sectors
        Ids of all sectors that it names, those too that the map does not draw.
    by_source
        How each source tells of it, the one first published first; empty if one alone does.
    differences
        What they tell differently.
    independent
        How many of them tell of it by themselves.
    tolls
        How many were killed and how many wounded by all of them together, None where that is not
        told; empty if one alone tells of it, whose ``harm`` says so.
    """

    where: str | None
    relation: str
    precision: Precision | None
    party_names: tuple[OwnedName, ...]
    other_names: tuple[str, ...]
    initiators: tuple[str, ...]
    targets: tuple[str, ...]
    weapons: tuple[str, ...]
    harm: tuple[HarmTold, ...]
    voices: tuple[Voice, ...]
    quote: Excerpt
    acled: tuple[str, str]
    plover: str
    time_of_day: str | None
    merged: int = 0
    corrected: tuple[str, ...] = ()
    place_name: str | None = None
    sectors: tuple[str, ...] = ()
    by_source: tuple[SourceAccount, ...] = ()
    differences: tuple[Difference, ...] = ()
    independent: int = 1
    tolls: tuple[Counted | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Sign:
    """An incident as the map shows and filters it.

    Parameters
    ----------
    id, type
        Of the incident.
    family, status, salience, polarity
        What its sign looks like.
    day_start, day_end, date_prec
        First and last day; None where not known. UCDP GED's precision code 1-5, 0 without a date.
    where_prec
        UCDP GED's precision code 1-7, 0 without one.
    anchors
        Where its sign stands: its point, a point inside its area, or one for each of its
        sectors; empty if it has no place.
    sectors
        Positions in `MapLayers.sectors`.
    parties
        Who did it, to whom, and whose people were harmed, each once.
    killed
        Persons killed, the best count, else the lowest that is told; None if none is told. A
        running total counts only where the incident is a report of one.
    source
        Position in `MapLayers.sources`.
    account
        All that is said of it.
    """

    id: str
    type: IncidentType
    family: Family
    status: Status
    salience: Salience
    polarity: Polarity
    day_start: date | None
    day_end: date | None
    date_prec: int
    where_prec: int
    anchors: tuple[LonLat, ...]
    sectors: tuple[int, ...]
    parties: tuple[str, ...]
    killed: int | None
    source: int
    account: Account
