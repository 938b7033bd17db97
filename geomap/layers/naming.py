"""How places are labelled, and what else they are called by whom.

All names of a place are kept; which one labels it is the reader's choice. A place that has no name
in the policy chosen keeps its default label.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from geomap.errors import UsageError
from geomap.layers.accounts import OwnedName
from geomap.layers.local_names import local_name
from geomap.layers.scripts import WRITINGS
from geomap.model import IncidentPlace, Place, PlaceNames, Theatre

GENERAL = ("written", "en", "local")
"""Policies that need no theatre; all others are parties of one."""

_FURTHER_NAMES = 4
# GeoNames' code of a country, and class of regions that are no administrative unit.
_COUNTRY, _REGION = "PCLI", "L"


@dataclass(frozen=True, slots=True)
class Naming:
    """A policy of names, ready to be asked; `choose_naming` makes one.

    Parameters
    ----------
    policy
        ``written``, ``en``, ``local``, or ``party``.
    owners
        For ``party``: ids of those whose names are taken, the first that has one.
    names
        All names that theatres have of places, by place id.
    parties
        Names of parties by id.
    labels
        Labels that theatres decide for their maps, by place id.
    """

    policy: str
    owners: tuple[str, ...] = ()
    names: Mapping[str, PlaceNames] = field(default_factory=dict)
    parties: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)

    def label(self, place: Place | None, default: str, *, written: str | None = None) -> str:
        """What a place is called in a sign, a card or an area.

        Parameters
        ----------
        place
            The gazetteer's entry; None for what it does not have.
        default
            The label where the policy has none.
        written
            The words of the source, if there is one.
        """
        if self.policy == "written":
            return written or default
        chosen = self._chosen(place) if place is not None else None
        return chosen or default

    def incident_place(self, place: IncidentPlace) -> str:
        """What the place of an incident is called."""
        entry = place.resolution.place if place.resolution is not None else None
        if place.named_by_relation:
            entry = None  # 'between X and Y' is not called as X is
        return self.label(entry, place.name, written=place.text)

    def town(self, place: Place) -> str:
        """What a town of the base map is called: by default all parties' names, if a theatre has them."""
        return self.label(place, self.labels.get(place.id, place.name))

    def country(self, iso2: str | None, default: str) -> str:
        """What a country is called on the base map."""
        writing = WRITINGS.get(iso2 or "")
        return writing.country if writing is not None and self.policy == "local" else default

    def others(self, place: Place, label: str) -> tuple[tuple[OwnedName, ...], tuple[str, ...]]:
        """The names beside the label: each party's with its owner, and a few further ones.

        The parties' names are left out where both use the label and nothing else.
        """
        known = self.names.get(place.id)
        owned: dict[str, list[str]] = {}
        for owner, forms in known.forms if known is not None else ():
            if owner in self.parties:
                owned.setdefault(forms[0], []).append(self.parties[owner])
        if list(owned) == [label]:
            owned = {}
        further = dict.fromkeys(
            name for name in (place.name, *place.names) if name != label and name not in owned
        )
        parties = tuple(OwnedName(name, tuple(owners)) for name, owners in owned.items())
        return parties, tuple(further)[:_FURTHER_NAMES]

    def _chosen(self, place: Place) -> str | None:
        if self.policy == "local":
            return self._local(place)
        known = self.names.get(place.id) if self.policy == "party" else None
        if known is None:
            return None
        return next((forms[0] for owner in self.owners if (forms := known.of(owner))), None)

    def _local(self, place: Place) -> str | None:
        if place.feature_code == _COUNTRY:
            return self.country(place.country, "") or None
        if place.feature_class == _REGION:
            # A region that several call their own has no official form.
            return None
        known = self.names.get(place.id)
        forms = known.forms if known is not None else ()
        return local_name(place, tuple(form for _, names in forms for form in names))


def choose_naming(names: str, theatres: Sequence[Theatre]) -> Naming:
    """The naming of a map.

    Parameters
    ----------
    names
        ``written``, ``en`` or ``local``; or the id or name of a party of one of the theatres, in
        capital or small letters; or a language code that their files have names in. A party
        without names of its own for a place takes those of its side.
    theatres
        Those of the map.

    Raises
    ------
    UsageError
        If it is none of these; the message lists what there is.
    """
    known: dict[str, PlaceNames] = {}
    for theatre in theatres:
        for found in theatre.place_names:
            known.setdefault(found.place, found)
    owners: tuple[str, ...] = ()
    if names not in GENERAL:
        owners = _owners(names, theatres)
        if not owners:
            raise UsageError(
                f"names={names!r}", hint=f"one of {', '.join((*GENERAL, *owners_of(theatres)))} is needed"
            )
    return Naming(
        policy=names if names in GENERAL else "party",
        owners=owners,
        names=known,
        parties={party.id: party.name for theatre in theatres for party in theatre.parties},
        labels={key: label for theatre in theatres for key, label in theatre.preferred_place_names},
    )


def owners_of(theatres: Iterable[Theatre]) -> tuple[str, ...]:
    """Whose names of places there are: ids of parties (those of a side with it) and language codes."""
    found: dict[str, None] = {}
    for theatre in theatres:
        named = _named(theatre)
        found |= dict.fromkeys(p.id for p in theatre.parties if named & set(_side(p.id, theatre)))
        found |= dict.fromkeys(sorted(named - {p.id for p in theatre.parties}))
    return tuple(found)


def _named(theatre: Theatre) -> set[str]:
    return {owner for found in theatre.place_names for owner, _ in found.forms}


def _owners(names: str, theatres: Iterable[Theatre]) -> tuple[str, ...]:
    """Ids of the party meant and then of others of its side, that have names; or the language code."""
    wanted = names.casefold()
    found: dict[str, None] = {}
    for theatre in theatres:
        named = _named(theatre)
        for party in theatre.parties:
            if wanted in (party.id.casefold(), party.name.casefold()):
                found |= dict.fromkeys(owner for owner in _side(party.id, theatre) if owner in named)
        if wanted in named:
            found[wanted] = None
    return tuple(found)


def _side(party_id: str, theatre: Theatre) -> tuple[str, ...]:
    """Ids of a party and of all of its side, itself first, then the one that leads it."""
    own = theatre.party(party_id)
    if own is None or own.side is None:
        return (party_id,)
    fellows = [party for party in theatre.parties if party.side == own.side]
    fellows.sort(key=lambda party: (party.id != party_id, party.name != own.side))
    return tuple(party.id for party in fellows)
