"""Which of a place's names to show for a language.

The gazetteer keeps a place's names without saying which language each is of. What a name is
written in says much of it: a script, and within a script the letters that only some languages have.
So a language is answered by a name in its script that has none of the letters it lacks: one with
letters of its own before one without, a short one before a long one, which is rather a spelling
that has gone out of use or a name with its unit. Where there is none, the English label stands.
Between languages of the same letters (Serbian and Bulgarian, Arabic and Kurdish place names)
this cannot tell.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from geomap.errors import UsageError

if TYPE_CHECKING:
    from geomap.model.place import Place

Ranges = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Letters:
    """How a language is told.

    Parameters
    ----------
    ranges
        First and last code points of its script's blocks.
    own
        Letters that speak for the language, in lower case.
    foreign
        Letters of the script that it lacks, in lower case.
    """

    ranges: Ranges
    own: frozenset[str] = frozenset()
    foreign: frozenset[str] = frozenset()

    def write(self, name: str) -> bool:
        """Whether all letters of a name are of the script, and none one that the language lacks."""
        alphabetic = [sign for sign in name if sign.isalpha()]
        return bool(alphabetic) and all(
            sign.lower() not in self.foreign and any(low <= ord(sign) <= high for low, high in self.ranges)
            for sign in alphabetic
        )


_CYRILLIC: Ranges = ((0x0400, 0x052F),)
_ARABIC: Ranges = ((0x0600, 0x06FF), (0x0750, 0x077F))
_LATIN: Ranges = ((0x0041, 0x02AF), (0x1E00, 0x1EFF))
_TURKIC_VOWELS = "ğıöüçş"


def _of(ranges: Ranges, own: str = "", foreign: str = "") -> Letters:
    return Letters(ranges, frozenset(own), frozenset(foreign))


LANGUAGES: Final[Mapping[str, Letters]] = MappingProxyType(
    {
        "ru": _of(_CYRILLIC, "ыэёъь", "іїєґўәғқңөұүһҷӣӯјљњћђџѓќ"),
        "uk": _of(_CYRILLIC, "іїєґь", "ыэёъўәғқңөұүһјљњћђџѓќ"),
        "be": _of(_CYRILLIC, "ўі", "їєґщиъ"),
        "bg": _of(_CYRILLIC, "ъ", "ыэёіїєґўјљњћђџѓќ"),
        "sr": _of(_CYRILLIC, "јљњћђџ", "ыэёъіїєґўйщьюяѓќ"),
        "mk": _of(_CYRILLIC, "ѓќѕј", "ыэёъіїєґўйщьюяћђ"),
        "kk": _of(_CYRILLIC, "әғқңөұүһі", "їєґў"),
        "ar": _of(_ARABIC, "ةىأإ", "پچژگکیٹڈڑےہۀۆێڕڵ"),
        "fa": _of(_ARABIC, "پچژگکی", "ةٹڈڑےيكۆێڕڵ"),
        "ur": _of(_ARABIC, "ٹڈڑےہ", "ةيك"),
        "ps": _of(_ARABIC, "ټډړږښګڼېۍ", "ةٹڈڑے"),
        "ckb": _of(_ARABIC, "ۆێڕڵە", "ةيك"),
        "az": _of(_LATIN, "ə" + _TURKIC_VOWELS, "äêîûâýžłńščťůåøæœāīūēōąęțșñáéíóú"),
        "tr": _of(_LATIN, _TURKIC_VOWELS, "əäêýžłńščťůåøæœāīūēōąęțșñáéíóú"),
        "hy": _of(((0x0530, 0x058F),)),
        "ka": _of(((0x10A0, 0x10FF),)),
        "he": _of(((0x0590, 0x05FF),)),
        "el": _of(((0x0370, 0x03FF),)),
        "am": _of(((0x1200, 0x137F),)),
        "my": _of(((0x1000, 0x109F),)),
        "hi": _of(((0x0900, 0x097F),)),
        "bn": _of(((0x0980, 0x09FF),)),
        "th": _of(((0x0E00, 0x0E7F),)),
        "ko": _of(((0xAC00, 0xD7AF),)),
        "ja": _of(((0x3040, 0x30FF), (0x4E00, 0x9FFF))),
        "zh": _of(((0x4E00, 0x9FFF),)),
    }
)
"""Languages by ISO 639 code."""

SCRIPTS: Final[Mapping[str, Letters]] = MappingProxyType(
    {
        "cyrl": _of(_CYRILLIC),
        "arab": _of(_ARABIC),
        "armn": LANGUAGES["hy"],
        "geor": LANGUAGES["ka"],
        "hebr": LANGUAGES["he"],
        "grek": LANGUAGES["el"],
        "ethi": LANGUAGES["am"],
        "mymr": LANGUAGES["my"],
        "deva": LANGUAGES["hi"],
        "hani": LANGUAGES["zh"],
    }
)
"""Scripts by ISO 15924 code, in lower case."""

_ENGLISH = frozenset({"en", "latn"})


def check_language(language: str) -> str:
    """Return a language's or script's code as the tables have it ('uk-UA' is 'uk').

    Raises
    ------
    UsageError
        If it is neither English nor in `LANGUAGES` or `SCRIPTS`.
    """
    code = language.strip().lower().replace("_", "-").partition("-")[0]
    if code not in _ENGLISH and code not in LANGUAGES and code not in SCRIPTS:
        known = ", ".join(["en", *sorted(LANGUAGES), *(s.title() for s in sorted(SCRIPTS))])
        raise UsageError(
            "its names cannot be told apart", where=f"language {language!r}", hint=f"there are {known}"
        )
    return code


def name_in(place: Place, language: str) -> str:
    """Give the name of a place in a language or script; its English label if it has none.

    Parameters
    ----------
    place
        The place.
    language
        A code as `check_language` gives it.
    """
    letters = LANGUAGES.get(language) or SCRIPTS.get(language)
    if letters is None:
        return place.name
    written = sorted((name for name in (place.name, *place.names) if letters.write(name)), key=len)
    own = next((name for name in written if letters.own & set(name.lower())), None)
    if own is not None:
        return own
    # The English label is in Latin letters too: without letters of its own no other is surer.
    return written[0] if written and letters.ranges is not _LATIN else place.name
