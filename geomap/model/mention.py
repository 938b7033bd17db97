"""What recognition finds in a text: toponyms, actors, dates and counts, each with its span."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from geomap.model._check import check_code, check_interval, check_span, require, settle_document_id
from geomap.model.ground import Ground
from geomap.model.place import Candidate, Resolution
from geomap.model.weighing import Weighing


class Role(StrEnum):
    """What a toponym does in its text.

    A `PLACE` can be where something happened. Of the others only some can, where the sentence makes a
    scene of them: a town as `METONYM` that was hit, the town of an `ORGANISATION`'s house ('the embassy
    in Monrovia'), the town of a `SPEAKER` that 'there' takes up, and that of a `DATELINE` for a first
    sentence without any place.
    """

    PLACE = "place"
    DATELINE = "dateline"
    METONYM = "metonym"
    DEMONYM = "demonym"
    ORGANISATION = "organisation"
    SPEAKER = "speaker"


@dataclass(frozen=True, slots=True)
class Toponym:
    """A place name as it stands in a text.

    Parameters
    ----------
    start, end
        Half-open span in Unicode characters of the document's text.
    text
        The characters of the span.
    role
        See `Role`.
    cue
        The feature word that goes with the name ('district', 'village', 'river'), lower case,
        wherever it stands ('the Tartar district', 'village of Talish'), or None.
    relation
        How the happening lies to the place: ``in`` (the default), ``near``, ``in and around``,
        ``outskirts``, ``north`` ... (12 km north of X), ``between``, ``halfway``, ``road`` (the X-Y
        road), ``border``, ``axis`` (the X axis, the direction of X), ``off`` (off the coast of X),
        ``from``, ``to``.
    distance_km
        The distance that the text gives with the relation ('12 km north of X'), in kilometres.
    region_prefix
        'southern' in 'southern Lebanon', lower case, or None.
    resolution
        The place it was taken to mean; None before resolution, or if it cannot be resolved.
    lemma
        The name by which the gazetteer knows it where the text has another form of it: inflected
        ('Харкова'), or longer ('Greater Manchester'); None where ``text`` will do.
    considered
        Of one left open though places of its name are known: those places, the likeliest first (at
        most a handful are kept); ``score`` is the share of belief that each got, 0 to 1.
    left_open
        What the user says of one that is to stay open (an override); None of all others.
    weighing
        How all its candidates were weighed, where that was asked for (``geoparse(..., explain=True)``).
    ground
        Where the relation leads to, once resolved (see `geomap.resolution.with_grounds`); None for
        what is in the place itself, or where it leads cannot be said.
    """

    start: int
    end: int
    text: str
    role: Role = Role.PLACE
    cue: str | None = None
    relation: str = "in"
    distance_km: float | None = None
    region_prefix: str | None = None
    resolution: Resolution | None = None
    lemma: str | None = None
    considered: tuple[Candidate, ...] = ()
    left_open: str | None = None
    weighing: Weighing | None = field(default=None, repr=False)
    ground: Ground | None = None

    def __post_init__(self) -> None:
        check_span(self.start, self.end, where=f"toponym {self.text!r}")
        require(
            len(self.text) == self.end - self.start,
            f"the span {self.start}..{self.end} has another length than the text",
            where=f"toponym {self.text!r}",
        )

    def explain(self) -> str:
        """Tell what it was taken to mean, and how its candidates were weighed, as plain lines.

        Nothing in it drives a terminal: control characters of the text are written as code points.
        """
        from geomap.model.telling import tell_toponym

        return "\n".join(tell_toponym(self))


class ActorKind(StrEnum):
    """What sort of actor a mention names."""

    STATE = "state"
    ARMED_GROUP = "armed_group"
    MEDIATOR = "mediator"
    PERSON = "person"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class ActorMention:
    """A party, or somebody who speaks or acts for one, as named in a text.

    Parameters
    ----------
    start, end, text
        The whole phrase, such as "Azerbaijan's Defense Ministry".
    party
        The party by its common name ('Azerbaijan', 'Hamas'), or None if it cannot be said.
    kind
        See `ActorKind`.
    institution
        'Defense Ministry', 'armed forces', 'president' ...: the words that speak or act for
        the party; None for the bare party.
    """

    start: int
    end: int
    text: str
    party: str | None
    kind: ActorKind
    institution: str | None = None

    def __post_init__(self) -> None:
        check_span(self.start, self.end, where=f"actor {self.text!r}")


@dataclass(frozen=True, slots=True)
class DateMention:
    """A time expression and the closed interval of days that it stands for.

    Parameters
    ----------
    start, end, text
        Its span and words.
    date_start, date_end
        First and last day; None where open ('since September 27' without a document date).
    date_prec
        UCDP GED's precision code: 1 day, 2 two to six days, 3 week, 4 month, 5 year or more.
    time_of_day
        ``morning``, ``afternoon``, ``evening``, ``night``, ``overnight``, ``noon``, ``dawn`` or
        a clock time ``HH:MM``; None if not said.
    relation
        ``on`` (within the interval), ``since``, ``until``, ``before``, ``after``, ``duration``
        ('two weeks of fighting').
    """

    start: int
    end: int
    text: str
    date_start: date | None
    date_end: date | None
    date_prec: int
    time_of_day: str | None = None
    relation: str = "on"

    def __post_init__(self) -> None:
        check_span(self.start, self.end, where=f"date {self.text!r}")
        check_interval(self.date_start, self.date_end, where=f"date {self.text!r}")
        check_code(self.date_prec, 1, 5, where=f"date {self.text!r}")


class Harm(StrEnum):
    """What befell the people counted."""

    KILLED = "killed"
    WOUNDED = "wounded"
    MISSING = "missing"
    CAPTURED = "captured"
    DISPLACED = "displaced"


@dataclass(frozen=True, slots=True)
class CasualtyCount:
    """A count of people harmed.

    Parameters
    ----------
    start, end, quote
        Its span and words, such as 'at least three civilians were killed'.
    harm
        See `Harm`.
    victims
        ``civilian``, ``military`` or None if not said.
    party
        Whose people, by the party's common name, or None.
    low, best, high
        Persons; None where the text gives no number ('dozens': low 24, best and high None).
    cumulative
        Whether it is a running total ('since September 27') and not one incident's toll.
    document_id
        The document of the span; None if it is the incident's own.
    """

    start: int
    end: int
    quote: str
    harm: Harm
    victims: str | None = None
    party: str | None = None
    low: int | None = None
    best: int | None = None
    high: int | None = None
    cumulative: bool = False
    document_id: str | None = None

    def __post_init__(self) -> None:
        if self.document_id is not None:
            settle_document_id(self, self.document_id)
        check_span(self.start, self.end, where=f"count {self.quote!r}")
        known = [n for n in (self.low, self.best, self.high) if n is not None]
        require(
            all(n >= 0 for n in known) and known == sorted(known),
            f"low {self.low}, best {self.best}, high {self.high} are out of order",
            where=f"count {self.quote!r}",
        )
