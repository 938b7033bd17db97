"""The labels of other recognisers, as our four."""

from __future__ import annotations

import re
from collections.abc import Iterable

from geomap.errors import ModelError
from geomap.recognition.tagging.spans import Label

_NAMES = {
    # Of OntoNotes, CoNLL, ACE and Few-NERD; the others are those of spaCy's pipelines: placeName,
    # geogName, persName and orgName are the Polish ones', NAT_REL_POL the Romanian, PRS the Swedish.
    Label.PLACE: "GPE LOC LOCATION FAC FACILITY PLACE CITY COUNTRY BUILDING PLACENAME GEOGNAME",
    Label.DEMONYM: "NORP NAT_REL_POL NATIONALITY DEMONYM",
    Label.ORGANISATION: "ORG ORGANIZATION ORGANISATION CORPORATION ORGNAME",
    Label.PERSON: "PER PERSON PERS PRS PERSNAME",
}
_OURS = {name: label for label, names in _NAMES.items() for name in names.split()}
_TAG = re.compile(r"([BILOUES])[-_](?=.)")


def split_tag(tag: str) -> tuple[str, str]:
    """Part a tag of a word, 'B-LOC', into its place in a name and the name's kind.

    Returns
    -------
    tuple of str
        'B', 'I', 'L', 'E', 'U' or 'S' and the kind; ('O', '') outside a name; 'I' for a bare kind.
    """
    if tag.upper() in {"O", ""}:
        return "O", ""
    prefixed = _TAG.match(tag)
    return (prefixed[1], tag[prefixed.end() :]) if prefixed else ("I", tag)


def label_of(name: str) -> Label | None:
    """Give our label for another recogniser's, with or without a prefix; None for what we have none for.

    A compound such as 'location-GPE' or 'GPE_ORG' counts by its first part.
    """
    kind = split_tag(name)[1].upper()
    return _OURS.get(kind) or _OURS.get(re.split(r"[-_/]", kind, maxsplit=1)[0])


def require_known(names: Iterable[str], *, where: str) -> None:
    """See that a model has at least one label that we know.

    Raises
    ------
    ModelError
        If it has none: it was made for something else than names.
    """
    listed = sorted({kind for name in names if (kind := split_tag(name)[1])})
    if not any(label_of(name) for name in listed):
        some = ", ".join(listed[:6]) + (" ..." if len(listed) > 6 else "")
        raise ModelError(
            f"none of its labels ({some or 'it has none'}) is one of names",
            where=where,
            hint="labels such as LOC, GPE, ORG, PER or NORP are needed",
        )
