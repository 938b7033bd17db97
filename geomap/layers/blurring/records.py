"""What is done with each record that has a place in it, to tell that place less exactly."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, TypeVar

from geomap.gazetteer.home import names_of_country
from geomap.layers.blurring.accounts import with_accounts
from geomap.layers.blurring.grid import Extent, extent_of, fuzzy, snapped
from geomap.layers.blurring.hiding import BLURRED, NEAR_PREC, Hiding
from geomap.layers.blurring.masking import BLOCK, covered
from geomap.layers.blurring.rebuilding import HIDDEN_ID, LEFT_OUT, Rebuilding, References, Rules
from geomap.layers.blurring.withholding import Withheld
from geomap.model import (
    Actor,
    AppliedCorrection,
    Candidate,
    CasualtyCount,
    Claim,
    CorrectedPlace,
    CorrectionOutcome,
    DatedChange,
    Document,
    Explanation,
    Ground,
    Incident,
    IncidentPlace,
    OverrideOutcome,
    Place,
    PlaceNames,
    Resolution,
    Toponym,
    WeighedCandidate,
    Weighing,
)
from geomap.model.acled import acled_of

_WITHOUT_PLACES = (Actor, CasualtyCount, Claim, Document, Explanation)

T = TypeVar("T")


class Blurring:
    """Makes records less exact.

    Parameters
    ----------
    withheld
        The sensitive places.
    km
        To how many kilometres all others are blurred; None if they are not.
    references
        Covers names in ids, for all records of an extraction.
    """

    def __init__(self, withheld: Withheld, km: float | None, references: References) -> None:
        self._withheld = withheld
        self._hiding = Hiding(withheld, km)
        self._names = withheld.names
        self._km = km
        self._references = references
        rules: Rules = {
            AppliedCorrection: self._with_before,
            Candidate: self._candidate,
            Claim: self._claim,
            CorrectedPlace: self._corrected_place,
            CorrectionOutcome: self._with_before,
            DatedChange: lambda change: self._unless(withheld.holds_id(change.place), change),
            Document: self._document,
            Ground: self._ground,
            Incident: self._incident,
            OverrideOutcome: self._override,
            Place: self._place,
            PlaceNames: self._place_names,
            Resolution: self._resolution,
            Toponym: self._toponym,
            WeighedCandidate: lambda weighed: self._unless(self._hides(weighed.candidate), weighed),
            Weighing: lambda weighing: self._unless(bool(withheld), weighing),
        }
        if not withheld:
            # Without names to cover there is nothing to be done in them.
            rules |= dict.fromkeys(_WITHOUT_PLACES, lambda record: record)
        self._rebuilding = Rebuilding(references, rules)
        self._made = self._rebuilding.parts
        self._unless = self._rebuilding.unless

    def of(self, record: T) -> T:
        """The record, less exact; see `Rebuilding.of`."""
        return self._rebuilding.of(record)

    def _quote(self, text: str) -> str:
        """The words of a source, or nothing if they name a sensitive place."""
        return "" if self._names.hits(text) else text

    def document(self, document: Document, toponyms: tuple[Toponym, ...]) -> Document:
        """A document with the names covered in all of it, and the toponyms of sensitive places."""
        made: Document = self._document(document)
        spans = [(t.start, t.end) for t in toponyms if self._is_named(t)]
        return replace(made, text=covered(made.text, spans)) if spans else made

    def _document(self, document: Document) -> Document:
        url = document.url
        if url is not None and (self._names.in_address(url)):
            url = None
        made: Document = self._made(document, url=url)
        return made

    def _place(self, place: Place) -> Any:
        if self._withheld.holds(place):
            return LEFT_OUT
        km = self._km
        if km is None or place.radius_km >= km:
            return self._made(place)
        around = snapped(Extent(place.point, place.radius_km), km)
        return self._made(place, point=around.middle, radius_km=around.reach_km)

    def _place_names(self, names: PlaceNames) -> Any:
        """Whose names there are stays: a map may be labelled as that party does."""
        if names.place not in self._withheld.ids:
            return self._made(names)
        return PlaceNames(HIDDEN_ID, tuple((owner, (BLOCK,)) for owner, _ in names.forms))

    def _resolution(self, resolution: Resolution) -> Any:
        km = self._km
        if km is None or max(resolution.radius_km, resolution.place.radius_km) >= km:
            return self._made(resolution)
        place = self._place(resolution.place)
        return self._made(
            resolution,
            place=place,
            method=BLURRED,
            where_prec=max(NEAR_PREC, resolution.where_prec),
            radius_km=place.radius_km,
        )

    def _candidate(self, candidate: Candidate) -> Any:
        return self._unless(self._hides(candidate), candidate)

    def _hides(self, candidate: Candidate) -> bool:
        return self._withheld.holds(candidate.place) or self._names.hits(candidate.name)

    def _ground(self, ground: Ground) -> Any:
        km = self._km
        exact = km is not None and extent_of(ground.geometry, ground.radius_km).reach_km < km
        return self._unless(exact or ground.other in self._withheld.ids, ground)

    def _is_named(self, toponym: Toponym) -> bool:
        """Whether a toponym is, or names, a sensitive place."""
        resolution = toponym.resolution
        return (
            (resolution is not None and self._withheld.holds(resolution.place))
            or any(map(self._names.hits, (toponym.text, toponym.lemma)))
            or any(self._withheld.holds(each.place) for each in toponym.considered)
        )

    def _toponym(self, toponym: Toponym) -> Any:
        if not self._is_named(toponym):
            return self._made(toponym)
        resolution = toponym.resolution
        if resolution is None:
            return LEFT_OUT  # it would be listed among the names without a place
        return Toponym(
            toponym.start,
            toponym.end,
            covered(toponym.text, [(0, len(toponym.text))]),
            toponym.role,
            resolution=self._hiding.resolution(resolution, None),
        )

    def _incident(self, incident: Incident) -> Incident:
        """An incident and its accounts: where one of these is at a sensitive place, all of them are."""
        told = (incident, *(account.incident for account in incident.accounts))
        hidden = next((each for each in told if each.place and self._withheld.covers(each.place)), None)
        if hidden is None or hidden.place is None:
            blurred = [self._blurred(each) for each in told]
            reasons = [tuple(map(self._references.text, account.reasons)) for account in incident.accounts]
            return with_accounts(blurred[0], incident.accounts, blurred[1:], reasons)
        place = self._hiding.place(hidden, hidden.place)
        without = [self._without_words(each, place) for each in told]
        return with_accounts(without[0], incident.accounts, without[1:], [() for _ in incident.accounts])

    def _blurred(self, incident: Incident) -> Incident:
        """An incident at no sensitive place, which its sentence may name all the same."""
        place = incident.place
        where, sectors = (None, incident.sectors) if place is None else self._where(place, incident.sectors)
        hidden = self._names.hits(incident.quote)
        made: Incident = self._made(
            incident,
            place=where,
            sectors=self._references.of(sectors),
            quote="" if hidden else incident.quote,
            acled=_acled(incident) if hidden else incident.acled,
            accounts=(),
        )
        return made

    def _without_words(self, incident: Incident, place: IncidentPlace) -> Incident:
        """An incident at a place that is not named, with none of the words that tell of it."""
        made: Incident = self._made(
            replace(
                incident,
                claims=tuple(replace(claim, quote="") for claim in incident.claims),
                casualties=tuple(replace(count, quote="") for count in incident.casualties),
                explanation=None,
            ),
            place=replace(place, start=incident.start, end=incident.end),
            sectors=(),
            quote="",
            acled=_acled(incident),
            accounts=(),
        )
        return made

    def _where(self, place: IncidentPlace, sectors: tuple[str, ...]) -> tuple[IncidentPlace, tuple[str, ...]]:
        """A place that may be told, and the sectors that are no more exact than it."""
        made: IncidentPlace
        rough = fuzzy(place.geometry, place.radius_km, place.blurred_km, self._km)
        if rough is None:
            made = self._made(place)
            return made, sectors
        geometry, radius_km = rough
        made = self._made(
            place,
            geometry=geometry,
            radius_km=radius_km,
            where_prec=max(NEAR_PREC, place.where_prec or 0),
            blurred_km=self._km,
        )
        return made, ()

    def _claim(self, claim: Claim) -> Any:
        return self._made(claim, quote=self._quote(claim.quote))

    def _corrected_place(self, place: CorrectedPlace) -> Any:
        if self._withheld.covers(place):
            return self._hiding.corrected(place)
        rough = fuzzy(place.geometry, place.radius_km, None, self._km)
        if rough is None:
            return self._made(place)
        geometry, radius_km = rough
        where_prec = max(NEAR_PREC, place.where_prec)
        return self._made(place, geometry=geometry, radius_km=radius_km, where_prec=where_prec)

    def _with_before(self, told: Any) -> Any:
        """What came of a correction; the sentence that was there before is no exception."""
        before = tuple(
            (key, self._quote(value) if key == "quote" and isinstance(value, str) else value)
            for key, value in told.before
        )
        return self._made(replace(told, before=before))

    def _override(self, outcome: OverrideOutcome) -> Any:
        place = outcome.override.place
        hidden = place is not None and self._withheld.holds(place)
        return self._unless(hidden or self._names.hits(outcome.override.name), outcome)


def _acled(incident: Incident) -> tuple[str, str]:
    """ACLED's types, as the words say that are not told any more."""
    place = incident.place
    entry = place.resolution.place if place is not None and place.resolution is not None else None
    acled = acled_of(incident, names_of_country(entry.country if entry is not None else None))
    return acled.event_type, acled.sub_event_type
