"""How countries write their own names: script, letters, and what a reader needs to tell languages apart.

A gazetteer has a place's names in many languages of one script, and does not say which is whose:
Kharkiv is Харків, Харьков and Харков. The letters of the country's own language tell most apart.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final


@dataclass(frozen=True, slots=True)
class Writing:
    """How one country writes.

    Parameters
    ----------
    script
        As Unicode's names of letters begin (``CYRILLIC``).
    letters
        Lower-case letters of the language; empty: all of the script.
    telling
        Those of them that the languages next to it lack.
    never
        Spellings of other languages, or of old, in the same letters.
    country
        The country's own name for itself.
    """

    script: str
    letters: frozenset[str]
    telling: frozenset[str]
    never: re.Pattern[str] | None
    country: str

    def writes(self, name: str) -> bool:
        """Whether a name is in this script and has no letter of another language."""
        letters = [c for c in name.lower() if c.isalpha() or unicodedata.category(c) == "Mn"]
        if not letters or (self.never is not None and self.never.search(name.lower())):
            return False
        if self.letters:
            return self.letters.issuperset(letters)
        return all(unicodedata.name(c, "").startswith(self.script) for c in letters)

    def told(self, name: str) -> int:
        """How many letters of the name only this language has."""
        return sum(c in self.telling for c in name.lower())


_RUSSIAN = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
_ARABIC = "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي"
_NEVER: Final = MappingProxyType(
    {
        "ar": re.compile(r"ة\B"),  # Kurdish, in the wrong letters
        "be": re.compile("[сц]ьк"),  # Ukrainian
        "my": re.compile("[ꩠ-ꩿ]"),  # Pa'O, Shan
        "ru": re.compile(
            r"[сц]ьк|ъ\b|[бвгджзклмнпрстфхцчшщ]ъ[бвгджзклмнпрстфхцчшщ]"
        ),  # Ukrainian, before 1918, Ossetic
        "uk": re.compile("[бвгґджзклмнпрстфхцчшщ]ї"),  # before 1905
    }
)
_PERSIAN = "ءآئابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی"

# Languages by script: letters, and those that tell them from their neighbours. After the alphabets
# as Unicode's CLDR lists them (exemplar characters). Scripts of one country have no list of letters.
_LANGUAGES: Final[Mapping[str, tuple[str, str, str]]] = MappingProxyType(
    {
        "az": ("LATIN", "abcçdeəfgğhxıijkqlmnoöprsştuüvyz\u0307", "əğışçöü"),
        "be": ("CYRILLIC", "абвгдеёжзійклмнопрстуўфхцчшыьэюя", "ўі"),
        "bg": ("CYRILLIC", "абвгдежзийклмнопрстуфхцчшщъьюя", "ъ"),
        "kk": ("CYRILLIC", _RUSSIAN + "әғқңөұүһі", "әғқңөұүһі"),
        "ky": ("CYRILLIC", _RUSSIAN + "ңөү", "ңөү"),
        "mk": ("CYRILLIC", "абвгдѓежзѕијклљмнњопрстќуфхцчџш", "ѓѕќ"),
        "mn": ("CYRILLIC", _RUSSIAN + "өү", "өү"),
        "ru": ("CYRILLIC", _RUSSIAN, "ёыэь"),
        "sr": ("CYRILLIC", "абвгдђежзијклљмнњопрстћуфхцчџш", "ђћљњ"),
        "tg": ("CYRILLIC", "абвгғдеёжзиӣйкқлмнопрстуӯфхҳчҷшъэюя", "ғӣқӯҳҷ"),
        "uk": ("CYRILLIC", "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя", "ґєіїь"),
        "ar": ("ARABIC", _ARABIC, "ةأإ"),
        "fa": ("ARABIC", _PERSIAN, "پچژگ"),
        "am": ("ETHIOPIC", "", ""),
        "bn": ("BENGALI", "", ""),
        "dz": ("TIBETAN", "", ""),
        "he": ("HEBREW", "", ""),
        "hy": ("ARMENIAN", "", ""),
        "ka": ("GEORGIAN", "", ""),
        "km": ("KHMER", "", ""),
        "ko": ("HANGUL", "", ""),
        "lo": ("LAO", "", ""),
        "my": ("MYANMAR", "", ""),
        "ne": ("DEVANAGARI", "", ""),
        "si": ("SINHALA", "", ""),
        "th": ("THAI", "", ""),
    }
)

# Country, language of its maps, its own name. Not here, so that the gazetteer's label stays: what is
# written in Latin letters without more (the gazetteer has the spelling with its marks), and countries
# whose names the gazetteer has in several scripts or forms side by side (China, India, Japan, Pakistan).
_COUNTRIES: Final = """
AE ar الإمارات العربية المتحدة;AF fa افغانستان;AM hy Հայաստան;AZ az Azərbaycan;BD bn বাংলাদেশ;BG bg България
BH ar البحرين;BT dz འབྲུག་ཡུལ;BY be Беларусь;DJ ar جيبوتي;DZ ar الجزائر;EG ar مصر
EH ar الصحراء الغربية;ET am ኢትዮጵያ;GE ka საქართველო;IL he ישראל;IQ ar العراق;IR fa ایران
JO ar الأردن;KG ky Кыргызстан;KH km កម្ពុជា;KP ko 조선;KR ko 대한민국;KW ar الكويت;KZ kk Қазақстан;LA lo ລາວ
LB ar لبنان;LK si ශ්‍රී ලංකා;LY ar ليبيا;MA ar المغرب;MK mk Македонија;MM my မြန်မာ;MN mn Монгол Улс
MR ar موريتانيا;NP ne नेपाल;OM ar عمان;PS ar فلسطين;QA ar قطر;RS sr Србија;RU ru Россия
SA ar السعودية;SD ar السودان;SY ar سوريا;TH th ประเทศไทย;TJ tg Тоҷикистон;TN ar تونس;UA uk Україна;YE ar اليمن
"""


def _writings() -> dict[str, Writing]:
    found = {}
    for row in _COUNTRIES.replace("\n", ";").strip(";").split(";"):
        iso2, language, own = row.split(" ", 2)
        script, letters, telling = _LANGUAGES[language]
        found[iso2] = Writing(script, frozenset(letters), frozenset(telling), _NEVER.get(language), own)
    return found


WRITINGS: Final[Mapping[str, Writing]] = MappingProxyType(_writings())
"""How a country writes, by ISO 3166-1 alpha-2 code."""

# Where the label that English news uses has little to do with the name itself, or the gazetteer's
# alternates lack the official form.
OWN_NAMES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "geonames:524901": "Москва",
        "geonames:616052": "Երևան",
        "geonames:498817": "Санкт-Петербург",
        "geonames:501175": "Ростов-на-Дону",
        "geonames:792680": "Београд",
        "geonames:703845": "Кривий Ріг",
        "geonames:379252": "الخرطوم",
        "geonames:170654": "دمشق",
        "geonames:170063": "حلب",
        "geonames:360630": "القاهرة",
        "geonames:98182": "بغداد",
        "geonames:99072": "الموصل",
        "geonames:276781": "بيروت",
        "geonames:282615": "نابلس",
        "geonames:285066": "الخليل",
        "geonames:702658": "Луганськ",
        "geonames:418863": "اصفهان",
        "geonames:119208": "قم",
        "geonames:144448": "اهواز",
        "geonames:359796": "السويس",
        "geonames:2210247": "طرابلس",
        "geonames:71137": "صنعاء",
        "geonames:281133": "غزة",
        "geonames:281184": "ירושלים",
        "geonames:1138958": "کابل",
        "geonames:112931": "تهران",
        "geonames:1298824": "ရန်ကုန်",
        "geonames:587084": "Bakı",
    }
)
"""Own names of places, by id, that the letters alone would not find."""
