"""The words that say what sort of unit a name means: 'district', 'oblast', 'state' ..."""

from __future__ import annotations

UNIT_TERMS = frozenset(
    """
    area autonomous canton county department departement district division emirate federal governorate
    kraj krai kray marz muhafazah municipality oblast parish prefecture province raion rayon region republic
    sahari shahrestan state territory vilayet voblast voivodeship wilaya wilayat zone
    """.split()
)
"""Folded words that a unit's name may carry at either end."""

SECOND_LEVEL_TERMS = frozenset({"county", "district", "raion", "rayon"})
"""Those of them that mean a second-level unit where a first-level one has the same name."""

DIRECTIONS = frozenset(
    """
    central centre center north south east west northern southern eastern western northeast northwest
    southeast southwest northeastern northwestern southeastern southwestern upper lower middle
    """.split()
)
"""Folded words that are no name without a unit term: 'Northern' alone names nothing."""

FEATURE_WORDS = frozenset(
    """
    airbase airfield airport avenue bank base bay beach border bridge camp canal cape castle church city coast
    college corridor cross crossing dam desert forest gate gulf harbour highway hill hills hospital island
    islands junction lake mine mosque mount mountain mountains museum ocean park pass peninsula plain plant
    port prison reservoir ridge river road school sea square station strait street suburb town university
    valley village villages
    """.split()
)
"""Folded English words for what a name is of: such a name is not sought by its sound."""

_GLUE = frozenset({"of", "the", "and"})


def without_terms(folded: str) -> str | None:
    """Return a folded name without the unit terms at its ends.

    Returns
    -------
    str or None
        The bare name; None if there was no term, or nothing that names a place is left.

    Examples
    --------
    >>> without_terms("tartar district"), without_terms("republic of dagestan")
    ('tartar', 'dagestan')
    >>> without_terms("tartar"), without_terms("northern state")
    (None, None)
    """
    words = folded.split()
    first, last = 0, len(words)
    while last > first and words[last - 1] in UNIT_TERMS:
        last -= 1
    if first < last and words[first] in UNIT_TERMS:
        while first < last and (words[first] in UNIT_TERMS or words[first] in _GLUE):
            first += 1
    bare = words[first:last]
    if len(bare) == len(words) or not bare or all(w in DIRECTIONS for w in bare):
        return None
    return " ".join(bare)


def strip_terms(name: str) -> str | None:
    """Return a name as written without the unit terms at its ends, or None if nothing is left.

    Unlike `without_terms` it gives a name without terms back as it is.
    """
    words = name.split()
    while words and _plain(words[-1]) in UNIT_TERMS:
        words.pop()
    if words and _plain(words[0]) in UNIT_TERMS:
        while words and _plain(words[0]) in UNIT_TERMS | _GLUE:
            words.pop(0)
    return " ".join(words) or None


def _plain(word: str) -> str:
    return word.lower().strip(".,()")
