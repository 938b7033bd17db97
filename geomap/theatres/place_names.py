"""What the parties of a theatre call its places, as its file says."""

from __future__ import annotations

import re

from geomap.model import PlaceNames
from geomap.theatres.sheet import Table

Forms = dict[str, tuple[str, ...]]
"""Names by the id of the party that uses them, or by language code."""


def read_forms(names: Table | None, parties: dict[str, str]) -> Forms:
    """The names of one place by their owners; ``parties`` are names of parties by id."""
    if names is None:
        return {}
    for owner in names.keys:
        if owner not in parties and not re.fullmatch(r"[a-z]{2,3}", owner):
            names.fault(f"names of {owner!r} in {names.label}", "the id of a party or a language code", owner)
    return {owner: names.texts(owner) for owner in names.keys}


def read_place_names(
    table: Table | None, parties: dict[str, str], own: dict[str, Forms]
) -> tuple[PlaceNames, ...]:
    """The names of all places that the theatre has names for.

    Parameters
    ----------
    table
        ``[names]``: ids of places of the gazetteer with their names, for places that the theatre
        leaves as they are.
    parties
        Names of parties by id.
    own
        The names of the theatre's own places, by id; a place in both is a fault.
    """
    found = {place: forms for place, forms in own.items() if any(forms.values())}
    if table is None:
        return _records(found)
    for place in table.keys:
        forms = read_forms(table.table(place), parties)
        if place in own:
            table.fault(f"{place!r} has its names in [[places]] already", "names in one place only", place)
        elif not any(forms.values()):
            table.fault(f"no names of {place!r}", '{ party = ["..."], other = ["..."] }', place)
        else:
            found[place] = forms
    table.close()
    return _records(found)


def label_of(forms: Forms, parties: dict[str, str], policy: str) -> str | None:
    """The label that a policy gives: see `geomap.theatres.records.read_places`."""
    if policy == "gazetteer":
        return None
    chosen = [
        names[0] for owner, names in forms.items() if names and owner in parties and policy in ("all", owner)
    ]
    return " / ".join(dict.fromkeys(chosen)) or None


def _records(found: dict[str, Forms]) -> tuple[PlaceNames, ...]:
    return tuple(
        PlaceNames(place, tuple((owner, names) for owner, names in forms.items() if names))
        for place, forms in found.items()
    )
