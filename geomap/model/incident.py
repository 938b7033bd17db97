"""Incidents: something said to have happened, with all who speak of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from geomap.model._check import (
    check_code,
    check_interval,
    check_radius,
    check_span,
    require,
    settle_document_id,
)
from geomap.model.claim import Claim, Status, status_of
from geomap.model.correction import AppliedCorrection
from geomap.model.explanation import Explanation
from geomap.model.geometry import Geometry
from geomap.model.incident_type import IncidentType
from geomap.model.mention import ActorKind, CasualtyCount
from geomap.model.place import Resolution


class Polarity(StrEnum):
    """Whether the text says that it happened."""

    ASSERTED = "asserted"
    NEGATED = "negated"
    HYPOTHETICAL = "hypothetical"
    PLANNED = "planned"


class Salience(StrEnum):
    """Whether it is the news or its background."""

    CORE = "core"
    BACKGROUND = "background"


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who acts or is acted upon in an incident.

    Parameters
    ----------
    name
        The side by its common name ('Azerbaijan', 'Hamas'), or the words of the text where
        no party is known ('gunmen').
    text
        The words of the text ('Armenian armed forces').
    kind
        See `ActorKind`.
    """

    name: str
    text: str
    kind: ActorKind = ActorKind.OTHER


@dataclass(frozen=True, slots=True)
class IncidentPlace:
    """Where an incident is said to have happened, as exactly as the text says and no more.

    Parameters
    ----------
    text, start, end
        The words of the document that give the place. Of a place that a correction gave the text
        is empty, and the span that of the sentence.
    name
        The label of the place ('Tartar', 'southern, northern and northeastern sectors').
    resolution
        The place in the gazetteer; None for a sector, or if it could not be resolved.
    relation
        ``in``, ``near``, ``in and around``, ``north`` ...; see `Toponym` and `named_by_relation`.
    where_prec
        UCDP GED's precision code 1-7, or None for a place that could not be resolved.
    radius_km
        Kilometres around the point, or the radius of a circle as large as the area.
    geometry
        Point, polygon or line; None if it could not be resolved.
    blurred_km
        To about how many kilometres it was made less exact on purpose (`geomap.layers.blurring`);
        None if it was not.
    withheld
        Whether it is a sensitive place, of which no more is told than the unit or country.
    """

    text: str
    start: int
    end: int
    name: str
    resolution: Resolution | None = None
    relation: str = "in"
    where_prec: int | None = None
    radius_km: float | None = None
    geometry: Geometry | None = None
    blurred_km: float | None = None
    withheld: bool = False

    def __post_init__(self) -> None:
        check_span(self.start, self.end, where=f"place {self.text!r}")
        check_code(self.where_prec, 1, 7, where=f"place {self.text!r}")
        check_radius(self.radius_km, where=f"place {self.text!r}")

    @property
    def named_by_relation(self) -> bool:
        """Whether its name says how it lies to others: 'between X and Y', 'the X-Y road'."""
        plain = self.resolution.place.name if self.resolution is not None else self.text
        return self.relation in _NAMED_BY_RELATION and self.name != plain


_NAMED_BY_RELATION = frozenset({"between", "halfway", "road", "border", "outskirts", "axis", "off"})


@dataclass(frozen=True, slots=True)
class Incident:
    """Something said to have happened.

    Parameters
    ----------
    id
        Stable: the same document and options give the same id.
    type
        See `IncidentType`.
    trigger
        The words that made it an incident, from ``trigger_start`` to ``trigger_end``.
    quote, start, end
        The sentence of the document in which it stands.
    document_id
        The document of that sentence.
    polarity, salience
        See `Polarity`, `Salience`.
    date_start, date_end, date_text, date_prec, time_of_day
        The closed interval of days; the words that give it (None if taken from the document's
        date); UCDP GED's precision code 1-5 (None without a date); see `DateMention`.
    initiators, targets
        Who did it and to whom, as told by those who assert it.
    weapons
        As named in the text, lower case.
    casualties
        Counts that the text gives for this incident.
    place
        None if the text gives none.
    country
        ISO 3166 alpha-2 code of the country of its place; where the text gives none, or one that is not
        known, of the country of which the document plainly tells; None if that is not plain. Exports
        write the country of the resolved place, null if it has none, and this one only without such a place.
    theatre
        Id of the theatre whose parties and sectors are meant, or None.
    sectors
        Ids of its sectors (``south``, ``north``, ``northeast``), in the order of the text.
    claims
        Who says so, who denies it.
    explanation
        Which rule or model made it, from which words; None if not kept.
    merged_from
        Ids of the incidents joined into this one.
    accounts
        Of an incident that several documents tell of (`geomap.corroboration`): how each of them tells
        it, the one first published first; empty of all others.
    corrections
        What persons corrected in it, in the order in which it was done.
    acled
        ACLED's event and sub-event type, where the words that decide it have been withheld; None
        of all others: `geomap.model.acled.acled_of` reads theirs.
    """

    id: str
    type: IncidentType
    trigger: str
    trigger_start: int
    trigger_end: int
    quote: str
    start: int
    end: int
    document_id: str
    polarity: Polarity = Polarity.ASSERTED
    salience: Salience = Salience.CORE
    date_start: date | None = None
    date_end: date | None = None
    date_text: str | None = None
    date_prec: int | None = None
    time_of_day: str | None = None
    initiators: tuple[Actor, ...] = ()
    targets: tuple[Actor, ...] = ()
    weapons: tuple[str, ...] = ()
    casualties: tuple[CasualtyCount, ...] = ()
    place: IncidentPlace | None = None
    theatre: str | None = None
    sectors: tuple[str, ...] = ()
    claims: tuple[Claim, ...] = ()
    explanation: Explanation | None = None
    country: str | None = None
    merged_from: tuple[str, ...] = ()
    corrections: tuple[AppliedCorrection, ...] = ()
    acled: tuple[str, str] | None = None
    accounts: tuple[Account, ...] = ()

    def __post_init__(self) -> None:
        settle_document_id(self, self.document_id)
        where = f"incident {self.id}"
        require(bool(self.id), "an incident needs an id", where="Incident")
        check_span(self.start, self.end, where=where)
        check_span(self.trigger_start, self.trigger_end, where=where)
        check_interval(self.date_start, self.date_end, where=where)
        check_code(self.date_prec, 1, 5, where=where)
        require(not self.sectors or self.theatre is not None, "sectors without a theatre", where=where)

    @property
    def status(self) -> Status:
        """Computed from the claims; see `status_of`."""
        return status_of(self.claims, (a.name for a in self.initiators))

    @property
    def reasons(self) -> tuple[str, ...]:
        """What decided its parts, as short phrases; see `Explanation`."""
        return self.explanation.reasons if self.explanation is not None else ()

    def explain(self) -> str:
        """Tell it in plain lines: what, where, when, who, who says so, and why it was found.

        Nothing in it drives a terminal: control characters of the text are written as code points.
        """
        from geomap.model.telling import tell

        return "\n".join(tell(self))

    @property
    def violent(self) -> bool:
        """Whether its type is one of violence."""
        return self.type.violent

    @property
    def independent_voices(self) -> int:
        """How many of the documents that tell of it tell of it by themselves; copies of a text are one."""
        return len({account.voice for account in self.accounts}) or 1


@dataclass(frozen=True, slots=True)
class Account:
    """How one document tells of an incident that several tell of.

    Parameters
    ----------
    incident
        The incident as that document alone has it; it has no accounts itself.
    likeness
        How alike it is to the other accounts, 0 to 1: the mean of its scores with them.
    reasons
        What speaks for it, as short phrases ('same place: Tartar'), and what against.
    voice
        Which independent voice it is, counted from 0: documents with nearly the same text, or of one
        source, are one voice.
    """

    incident: Incident
    likeness: float
    reasons: tuple[str, ...]
    voice: int

    def __post_init__(self) -> None:
        where = f"account {self.incident.id}"
        require(not self.incident.accounts, "an account has no accounts itself", where=where)
        require(0 <= self.likeness <= 1, f"a likeness of {self.likeness} is no share", where=where)
        require(self.voice >= 0, f"{self.voice} counts no voice", where=where)


def country_of(incident: Incident) -> str | None:
    """ISO code of the country that its place lies in; without a place in the gazetteer, the one told of."""
    resolution = incident.place.resolution if incident.place is not None else None
    return resolution.place.country if resolution is not None else incident.country


def tellings_of(incident: Incident) -> tuple[Incident, ...]:
    """The incident, and after it what accounts tell of it in other sentences than its own."""
    seen = {(incident.document_id, incident.start, incident.end)}
    found = [incident]
    for account in incident.accounts:
        told = account.incident
        sentence = (told.document_id, told.start, told.end)
        if sentence not in seen:
            seen.add(sentence)
            found.append(told)
    return tuple(found)


def documents_of(incident: Incident) -> tuple[str, ...]:
    """Ids of the documents that tell of it: that of its sentence, those of its accounts and of its claims."""
    told = (account.incident.document_id for account in incident.accounts)
    spoken = (claim.document_id for claim in incident.claims)
    return tuple(dict.fromkeys((incident.document_id, *told, *spoken)))
