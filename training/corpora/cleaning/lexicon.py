"""What geomap's gazetteer knows of a name: the lexicon by which corpora are cleaned."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import IntEnum

from geomap.gazetteer.index import PlaceIndex
from geomap.model.place import Candidate
from training.corpora.cleaning.vocabulary import ABBREVIATED, FAITHS, PEOPLES

_EXACT = frozenset(("preferred", "alternate", "native", "demonym"))
_LEAST_AREA = 5.0
_LEAST_TOWN = 5.3
_PEOPLE_ENDINGS = ("an", "ans", "en", "ens", "ese", "ish", "i", "is")


class Known(IntEnum):
    """What a name is known as."""

    NOT = 0
    DEMONYM = 1
    PLACE = 2  # a region, a first-level unit or a town of size: a small town bears any word's name
    COUNTRY = 3


class Lexicon:
    """Names as the gazetteer knows them.

    Parameters
    ----------
    lookup
        From a name to candidates, the likeliest first, as `PlaceIndex.lookup`.
    """

    def __init__(self, lookup: Callable[[str], Sequence[Candidate]]) -> None:
        self._lookup = lookup
        self._answers: dict[str, Known] = {}
        self._towns: dict[str, bool] = {}

    @classmethod
    def bundled(cls) -> Lexicon:
        """Take the gazetteer that the package carries."""
        return cls(PlaceIndex.bundled().lookup)

    def known(self, name: str) -> Known:
        """What a name is known as; a name is written with a capital."""
        answer = self._answers.get(name)
        if answer is None:
            answer = self._answers[name] = self._judged(name)
        return answer

    def is_demonym(self, name: str) -> bool:
        """Tell whether a name is a people's: 'Iraqi', 'Iraqis', 'Arab'."""
        return self.known(name) is Known.DEMONYM

    def is_place(self, name: str) -> bool:
        """Tell whether a name is a country's, or that of a region or town of size."""
        return self.known(name) >= Known.PLACE

    def is_town(self, name: str) -> bool:
        """Tell whether some place has just this name, be it a hamlet: true of many a word and surname."""
        answer = self._towns.get(name)
        if answer is None:
            candidates = () if name.isupper() else self._lookup(name)
            answer = self._towns[name] = any(c.name_kind == "preferred" for c in candidates)
        return answer

    def has_article(self, name: str) -> bool:
        """Tell whether the article is a part of a town's name: 'The Hague'."""
        candidates = self._lookup(name)
        return (
            bool(candidates) and candidates[0].place.feature_class == "P" and candidates[0].place.name == name
        )

    def _judged(self, name: str) -> Known:
        if not name[:1].isupper() or name in FAITHS:
            return Known.NOT
        if name in PEOPLES:
            return Known.DEMONYM
        if name in ABBREVIATED:
            return Known.COUNTRY
        if name.isupper():  # GUAM is a group of states, CHAD a charity
            return Known.NOT
        candidates = self._lookup(name)
        if not candidates or candidates[0].name_kind not in _EXACT:
            return Known.NOT
        best = candidates[0]
        if best.name_kind == "demonym":
            return Known.DEMONYM
        if best.place.name.endswith(" Union"):
            return Known.NOT
        if best.place.feature_code.startswith("PCL"):
            return Known.COUNTRY
        # 'Chechen' is also a spelling of Chechnya, and yet a people's name wherever it stands in a text.
        if best.name_kind != "preferred" and name.endswith(_PEOPLE_ENDINGS) and name not in best.place.name:
            return Known.NOT
        least = _LEAST_TOWN if best.place.feature_class == "P" else _LEAST_AREA
        return Known.PLACE if best.score >= least else Known.NOT
