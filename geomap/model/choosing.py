"""Choosing incidents by what is said of them: the conditions of ``report.where(...)``."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from datetime import date
from enum import StrEnum
from typing import Self, TypeVar

from geomap.errors import UsageError
from geomap.model.claim import About, Status
from geomap.model.disagreement import disagreements_of
from geomap.model.incident import Incident, Polarity, Salience, country_of, documents_of
from geomap.model.incident_type import IncidentType
from geomap.model.toll import killed_in
from geomap.model.voices import Voices, voices_of

Test = Callable[[Incident], bool]
OneOrMany = str | Iterable[str]
"""A value, or several of which any will do."""
Day = date | str
"""A day, or its ISO form."""

_DISPUTABLE = tuple(about.value for about in About if about is not About.WHOLE)
"""What accounts of one incident can tell differently."""

_Enumeration = TypeVar("_Enumeration", bound=StrEnum)


class Choosable(ABC):
    """What holds incidents of which some can be chosen with `where`."""

    __slots__ = ()

    def where(
        self,
        test: Test | None = None,
        /,
        *,
        type: OneOrMany | None = None,  # noqa: A002 (the field's own name)
        side: OneOrMany | None = None,
        initiator: OneOrMany | None = None,
        target: OneOrMany | None = None,
        claimed_by: OneOrMany | None = None,
        denied_by: OneOrMany | None = None,
        status: OneOrMany | None = None,
        polarity: OneOrMany | None = None,
        salience: OneOrMany | None = None,
        violent: bool | None = None,
        between: tuple[Day | None, Day | None] | None = None,
        theatre: OneOrMany | None = None,
        sector: OneOrMany | None = None,
        country: OneOrMany | None = None,
        place: OneOrMany | None = None,
        document: OneOrMany | None = None,
        where_prec_at_most: int | None = None,
        date_prec_at_most: int | None = None,
        killed_at_least: int | None = None,
        words: OneOrMany | None = None,
        sources: int | None = None,
        disputed: OneOrMany | bool | None = None,
    ) -> Self:
        """The incidents that meet all conditions given; a list of values is met by any of them.

        Names and words are compared without regard to case.

        Parameters
        ----------
        test
            A function of an incident, for what no condition below can say.
        type, status, polarity, salience
            Values of `IncidentType`, `Status`, `Polarity`, `Salience`, such as ``shelling`` or
            ``contested``.
        side
            Who takes part in it, as initiator or target, or speaks of it.
        initiator, target
            Who is said to have done it, and to whom.
        claimed_by, denied_by
            Sides, as in the columns of these names.
        violent
            Whether its type is one of violence.
        between
            First and last day, both included: dates or ISO text, None for no bound. An incident that
            may have happened on one of these days is in; one without a day is not.
        theatre, sector
            Ids (``karabakh-2020``, ``north``); a sector is one that the text names.
        country
            ISO 3166 alpha-2 code of its country.
        place
            The place's name in the text or in the gazetteer, its id, or its first-level unit's name.
        document
            Ids of documents that tell of it.
        where_prec_at_most, date_prec_at_most
            UCDP GED's precision codes, 1 the most exact; what has none is left out.
        killed_at_least
            Persons, by the best count, or the low one where there is no best.
        words
            Words of its sentence, or of that of any of its accounts.
        sources
            How many documents at least tell of it by themselves, once accounts are joined
            (`Incident.independent_voices`); before, that is 1.
        disputed
            What its accounts tell differently: ``place``, ``date``, ``initiator`` or ``casualties``;
            True for any of these, False for nothing.

        Raises
        ------
        UsageError
            If a type, status, polarity or salience is none, there is nothing of that name to be
            disputed, a day cannot be read, or the last is before the first.
        """
        tests: list[Test] = [] if test is None else [test]
        tests += _of_kind(type, "type", IncidentType, lambda i: i.type)
        tests += _of_kind(status, "status", Status, lambda i: i.status)
        tests += _of_kind(polarity, "polarity", Polarity, lambda i: i.polarity)
        tests += _of_kind(salience, "salience", Salience, lambda i: i.salience)
        tests += _among(side, _sides)
        tests += _among(initiator, lambda i: (actor.name for actor in i.initiators))
        tests += _among(target, lambda i: (actor.name for actor in i.targets))
        tests += _among(claimed_by, lambda i: _voices(i).claimed_by)
        tests += _among(denied_by, lambda i: _voices(i).denied_by)
        tests += _among(theatre, lambda i: (i.theatre,))
        tests += _among(sector, lambda i: i.sectors)
        tests += _among(country, lambda i: (country_of(i),))
        tests += _among(place, _names_of_place)
        tests += _among(document, documents_of)
        tests += _disputed(disputed)
        if violent is not None:
            tests.append(lambda i: i.violent is violent)
        if between is not None:
            first, last = _period(between)
            tests.append(lambda i: _touches(i, first, last))
        if where_prec_at_most is not None:
            tests.append(lambda i: i.place is not None and _within(i.place.where_prec, where_prec_at_most))
        if date_prec_at_most is not None:
            tests.append(lambda i: _within(i.date_prec, date_prec_at_most))
        if killed_at_least is not None:
            tests.append(lambda i: (killed_in(i) or 0) >= killed_at_least)
        if words is not None:
            sought = _folded(words)
            tests.append(lambda i: any(word in quote for quote in _quotes(i) for word in sought))
        if sources is not None:
            tests.append(lambda i: i.independent_voices >= sources)
        return self._choose(lambda incident: all(each(incident) for each in tests))

    @abstractmethod
    def _choose(self, test: Test) -> Self:
        """The same with those incidents alone that pass."""


def _among(given: OneOrMany | None, values: Callable[[Incident], Iterable[str | None]]) -> list[Test]:
    """A test that one of an incident's values is among those given; none if nothing is given."""
    if given is None:
        return []
    wanted = _folded(given)
    return [lambda incident: any(v is not None and v.casefold() in wanted for v in values(incident))]


def _of_kind(
    given: OneOrMany | None,
    name: str,
    kinds: Iterable[_Enumeration],
    kind: Callable[[Incident], _Enumeration],
) -> list[Test]:
    """A test that an incident's kind is among those given, which are checked."""
    if given is None:
        return []
    known = {member.value: member for member in kinds}
    values = _folded(given)
    strange = sorted(values - known.keys())
    if strange:
        raise UsageError(f"{name}={strange[0]!r}", where="where", hint=f"one of {', '.join(known)} is needed")
    chosen = frozenset(known[value] for value in values)
    return [lambda incident: kind(incident) in chosen]


def _disputed(given: OneOrMany | bool | None) -> list[Test]:
    """A test that accounts differ in what is given; none if nothing is."""
    if given is None:
        return []
    if isinstance(given, bool):
        return [lambda incident: bool(disagreements_of(incident)) is given]
    wanted = _folded(given)
    strange = sorted(wanted - set(_DISPUTABLE))
    if strange:
        hint = f"one of {', '.join(_DISPUTABLE)} is needed"
        raise UsageError(f"disputed={strange[0]!r}", where="where", hint=hint)
    return [lambda incident: any(each.about.value in wanted for each in disagreements_of(incident))]


def _quotes(incident: Incident) -> Iterable[str]:
    yield incident.quote.casefold()
    for account in incident.accounts:
        yield account.incident.quote.casefold()


def _folded(given: OneOrMany) -> frozenset[str]:
    return frozenset(value.casefold() for value in ((given,) if isinstance(given, str) else given))


def _sides(incident: Incident) -> Iterable[str | None]:
    """All who take part in it and all who speak of it."""
    yield from (actor.name for actor in (*incident.initiators, *incident.targets))
    for claim in incident.claims:
        yield claim.side
        yield claim.speaker


def _voices(incident: Incident) -> Voices:
    return voices_of(incident.claims, tuple(actor.name for actor in incident.initiators))


def _names_of_place(incident: Incident) -> Iterable[str | None]:
    """What its place is called in the text and in the gazetteer; the gazetteer's id of it."""
    place = incident.place
    if place is None:
        return
    yield place.text
    yield place.name
    if place.resolution is not None:
        yield place.resolution.place.id
        yield place.resolution.place.name
        yield place.resolution.place.admin1_name


def _period(between: tuple[Day | None, Day | None]) -> tuple[date, date]:
    try:
        first, last = between
    except (TypeError, ValueError):
        raise UsageError(
            f"between={between!r}", where="where", hint="(first day, last day) is needed"
        ) from None
    start, end = _day(first) or date.min, _day(last) or date.max
    if end < start:
        raise UsageError(f"{end} is before {start}", where="between", hint="the first day, then the last")
    return start, end


def _day(given: Day | None) -> date | None:
    if given is None or isinstance(given, date):
        # A datetime (a pandas Timestamp, too) is a date that compares with none.
        return date(given.year, given.month, given.day) if given is not None else None
    try:
        return date.fromisoformat(given)
    except (TypeError, ValueError):
        raise UsageError(
            f"{given!r} is no day", where="between", hint="a date or such as '2020-10-13' is needed"
        ) from None


def _touches(incident: Incident, first: date, last: date) -> bool:
    """Whether its interval of days and the period have a day in common; not if it has no day at all."""
    start, end = incident.date_start or incident.date_end, incident.date_end or incident.date_start
    return start is not None and end is not None and start <= last and end >= first


def _within(code: int | None, most: int) -> bool:
    return code is not None and code <= most
