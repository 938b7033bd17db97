"""From the folded letters of a name to ranked candidates: what bears it, units, what sounds like it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from geomap.gazetteer.files.added import AddedPlaces
from geomap.gazetteer.files.layering import PlaceFiles
from geomap.gazetteer.names import naming
from geomap.gazetteer.names.terms import SECOND_LEVEL_TERMS, without_terms
from geomap.model.place import Candidate


def ranked(files: PlaceFiles, added: AddedPlaces, folded: str, country: str | None) -> tuple[Candidate, ...]:
    """The places that folded words may mean, the likeliest first; see `PlaceIndex.lookup`."""
    best = _exact(files, added, folded)
    bare = without_terms(folded) if " " in folded else None
    if bare is not None:
        _raise_units(best, dict(best), naming.NAMED_UNIT_BONUS + naming.WHOLE_NAME_BONUS)
        _raise_units(best, _exact(files, added, bare))
        second_level = not SECOND_LEVEL_TERMS.isdisjoint(folded.split())
        _raise_units(
            best, stemmed(files, bare), naming.NAMED_UNIT_BONUS + second_level * naming.WHOLE_NAME_BONUS
        )
    found = [c for c in best.values() if country is None or c.place.country == country]
    if not found:
        sounding = _sounding(files, added, folded, bare, country).values()
        found = [c for c in sounding if country is None or c.place.country == country]
    elif bare is None and naming.is_first_level(max(found, key=lambda c: c.score)):
        from geomap.gazetteer.names.sounding import seats

        found = list(_best((*found, *seats(files, added, folded, found))).values())
    if len(found) > 1:
        found.sort(key=lambda c: (-c.score, "overlay" not in c.reasons, c.place.id))
    return tuple(found)


def _exact(files: PlaceFiles, added: AddedPlaces, folded: str) -> dict[str, Candidate]:
    """What bears the very name, each by its id; a further place stands for that of its id in the files."""
    found: dict[str, Candidate] = {}
    by_id = added.by_id
    for place, prior, kind, overlay in files.named(folded):
        place_id = place.id
        found[place_id] = naming.candidate(
            by_id.get(place_id, place) if by_id else place, prior, kind, folded, overlay=overlay
        )
    for place, name, preferred in added.named(folded):
        found[place.id] = naming.added_candidate(place, name, found.get(place.id), preferred=preferred)
    return found


def stemmed(files: PlaceFiles, bare: str) -> dict[str, Candidate]:
    """Second-level units that have the name only together with a unit's word."""
    return {
        place.id: naming.candidate(place, prior, kind, bare, overlay=overlay)
        for place, prior, kind, overlay in files.stemmed(bare)
    }


def _sounding(
    files: PlaceFiles, added: AddedPlaces, folded: str, bare: str | None, country: str | None
) -> dict[str, Candidate]:
    """Candidates by other romanisations of a name; of a unit's bare name units only."""
    from geomap.gazetteer.names.sounding import LEAST_CONSONANTS, heard

    least = LEAST_CONSONANTS if country is None else 1
    found = _best(heard(files, added, bare or folded, least_consonants=least))
    if bare is None:
        return found
    units: dict[str, Candidate] = {}
    _raise_units(units, found)
    return units


def _best(candidates: Iterable[Candidate]) -> dict[str, Candidate]:
    """The best candidate of each place, by its id."""
    best: dict[str, Candidate] = {}
    for candidate in candidates:
        known = best.get(candidate.place.id)
        if known is None or candidate.score > known.score:
            best[candidate.place.id] = candidate
    return best


def _raise_units(
    best: dict[str, Candidate], found: dict[str, Candidate], bonus: float = naming.NAMED_UNIT_BONUS
) -> None:
    """Put the units among candidates of a name or its bare form into ``best``: it says it is a unit."""
    for place_id, candidate in found.items():
        if not naming.is_unit(candidate.place) or candidate.name_kind in {"demonym", "within"}:
            continue
        score = round(candidate.score + bonus, 4)
        if place_id not in best or score > best[place_id].score:
            reasons = (*candidate.reasons, "the name says it is a unit")
            best[place_id] = replace(candidate, score=score, reasons=reasons)
