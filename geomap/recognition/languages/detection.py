"""Which language a text is in, by a light rule: script, letters of its own, frequent function words.

News are told apart well by so little, because a sentence has several function words. Names are
left out of account: 'Tərtər' within an English sentence is no Azerbaijani, nor is 'Rio de
Janeiro' Portuguese. A text in Latin letters without any evidence is taken to be English.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Final

from geomap.recognition.languages.lexicon import read_sections

#: What `detect` may answer besides 'en' and 'other'.
KNOWN: Final = ("ru", "uk", "az", "tr", "hy", "ar", "fr", "es")
OTHER: Final = "other"
ENGLISH: Final = "en"

_REACH = 2000
"""Characters looked at: the first of the text."""

_LEAST = 0.75
"""How much evidence a language of Latin letters needs against the default."""

_TOLD_LATIN = frozenset((ENGLISH, "fr", "es", "tr", "az"))
# Words that part names as well ('Rio de Janeiro'): nothing between two capitals.
_PARTICLES = frozenset(
    "de la le les los las el del du des d l da do dos das di al et en au aux of the and".split()
)


# Letters in small-lettered words that speak for a language, with their weights.
_LETTERS = MappingProxyType(
    {
        letter: (language, weight)
        for language, letters, weight in (
            ("az", "ə", 1.0),
            ("tr", "ığ", 1.0),
            ("tr", "şç", 0.7),
            ("tr", "ü", 0.25),
            ("fr", "œêèàùôîâ", 0.6),
            ("es", "ñ", 0.7),
            ("es", "áíóú", 0.3),
            ("de", "ß", 0.7),
            ("pl", "łąęśżźćń", 0.7),
            ("ro", "țșă", 0.7),
            ("pt", "ãõ", 0.7),
            ("cs", "řěů", 0.7),
            ("vi", "ươđạảấầẩậắằẹẻếềểễệỉịọỏốồổộớờởợụủứừửựỳ", 0.7),
            ("hu", "őű", 0.7),
        )
        for letter in letters
    }
)
# Endings of small-lettered words: of Spanish, French, Portuguese, Italian, Turkish, English.
_ENDINGS = re.compile(
    r"(?:(ción|ciones|aron|ieron|ía|ó|iene|ienen|iento|ientos)|(eux|euse|ées|és|ée|é|aient|ère)"
    r"|(ções|ção|mente)|(zione|zioni)"
    r"|([ıiuü]yor|l[ae]rda|l[ae]rde|ları|leri|ndan|nden|[lrn]d[ıiuü]|[tçş]t[ıiuü]|[ae]c[ae]k|mıştı|mişti)"
    r"|([a-z]{2,}ing|[a-z]{3,}ed))$"
)
_ENDING_OWNERS = ("es", "fr", "pt", "it", "tr", ENGLISH)
# A name with a Turkish case ending: one letter may be a name's own ("Sana'a").
_TURKISH_CASE = re.compile(
    r"[^\W\d_]{2,}['’](?:([dt][ae]n?(?:ki)?|n?[ıiuü]n|y[aeıiuü]|ndaki|ndeki|y?l[ae])|[aeıiuü])(?![^\W\d_])"
)
# Azerbaijani tells news in a tense that Turkish lacks.
_AZERBAIJANI_PERFECT = re.compile(r"(?<![^\W\d_])[^\W\d_A-ZÇƏĞİÖŞÜ][^\W\d_]*[lnş][ıiuü]b(?![^\W\d_])")
_ELISION = re.compile(r"(?<![^\W\d_])(?:[dlscj]|qu)['’](?=[aeiouyhéèêàâîôœ])", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")

_RUSSIAN_WORDS = frozenset(
    "и в у на не что с по из от при для как это был были его их также или уже после под до за".split()
)
_UKRAINIAN_WORDS = frozenset(
    "та у в на що з із до від при для як це був були його їх також або вже після під за й".split()
)
_SOFT_ADJECTIVE = re.compile("[сзц]ьк")
_BULGARIAN_WORDS = frozenset("е се са ще бе от във със към които който този това като".split())
_ARABIC_WORDS = frozenset("في من على إلى عن أن التي الذي هذا هذه بعد قال قالت مع".split())
_PERSIAN_WORDS = frozenset(
    "در از به که این است را با آن شد و برای های می اور کے میں کی ہے نے لە بۆ د په".split()
)
_FOREIGN_CYRILLIC = frozenset("ўәғқңөұүһҷӣӯјљњћђџѓќѕҳҡҫ")
_FOREIGN_ARABIC = frozenset("پچژگکیٹڈڑےہۀۆێڕڵەټډړږښګڼېۍ")
_OWN_ARABIC = frozenset("ةيىكأإ")


def detect(text: str) -> str:
    """Return the language of a text.

    Parameters
    ----------
    text
        Any text; its first few thousand characters are looked at.

    Returns
    -------
    str
        'en', one of `KNOWN`, or 'other'.

    Examples
    --------
    >>> detect("Взрывы прогремели в Харькове."), detect("Two people were killed in Tərtər.")
    ('ru', 'en')
    """
    sample = text[:_REACH]
    if sample.isascii():
        return _of_latin(sample)
    counts = Counter(sample.lower())
    scripts: Counter[str] = Counter()
    for letter, times in counts.items():
        script = _script(letter)
        if script:
            scripts[script] += times
    if not scripts:
        return ENGLISH
    script = scripts.most_common(1)[0][0]
    if script == "latin":
        return _of_latin(sample)
    if script == "cyrillic":
        return _of_cyrillic(sample, counts)
    if script == "arabic":
        return _of_arabic(sample, counts)
    return "hy" if script == "armenian" else OTHER


def _script(letter: str) -> str:
    """The script of a letter by its code point; empty for what is no letter."""
    code = ord(letter)
    if code < 0x250 or 0x1E00 <= code < 0x1F00:
        return "latin" if letter.isalpha() else ""
    for first, last, script in _SCRIPTS:
        if first <= code < last:
            return script if letter.isalpha() else ""
    return OTHER if unicodedata.category(letter)[0] == "L" else ""


_SCRIPTS = (
    (0x250, 0x300, "latin"),
    (0x400, 0x530, "cyrillic"),
    (0x530, 0x590, "armenian"),
    (0x600, 0x780, "arabic"),
    (0x8A0, 0x900, "arabic"),
    (0xFB50, 0xFE00, "arabic"),
    (0xFE70, 0xFF00, "arabic"),
    (0x3000, sys.maxunicode, OTHER),
)


def _of_cyrillic(sample: str, counts: Mapping[str, int]) -> str:
    foreign = sum(counts.get(letter, 0) for letter in _FOREIGN_CYRILLIC)
    ukrainian = 2.0 * sum(counts.get(letter, 0) for letter in "іїєґ")
    russian = 2.0 * sum(counts.get(letter, 0) for letter in "ыэё") + counts.get("ъ", 0)
    other = 3.0 * foreign + counts.get("ъ", 0)
    for word, times in Counter(_WORD.findall(sample.lower())).items():
        russian += times * (word in _RUSSIAN_WORDS)
        ukrainian += times * (word in _UKRAINIAN_WORDS)
        other += times * 1.5 * (word in _BULGARIAN_WORDS and word != "от")
    ukrainian += 2.0 * len(_SOFT_ADJECTIVE.findall(sample))
    # 'і' is Kazakh and Belarusian too, but these have letters that Ukrainian lacks.
    if other > max(russian, ukrainian) or (foreign and 10 * foreign >= max(russian, ukrainian)):
        return OTHER
    return "uk" if ukrainian > russian else "ru"


def _of_arabic(sample: str, counts: Mapping[str, int]) -> str:
    foreign = sum(counts.get(letter, 0) for letter in _FOREIGN_ARABIC)
    own = sum(counts.get(letter, 0) for letter in _OWN_ARABIC)
    for word, times in Counter(_WORD.findall(sample)).items():
        own += 2 * times * (word in _ARABIC_WORDS)
        foreign += 2 * times * (word in _PERSIAN_WORDS and word != "و")
    return OTHER if foreign > own else "ar"


@cache
def _frequent() -> Mapping[str, Mapping[str, float]]:
    """How much each frequent word says for each language: one that several have counts less for each."""
    owners: defaultdict[str, list[str]] = defaultdict(list)
    for language, lines in read_sections("frequent").items():
        for word in " ".join(lines).split():
            owners[word].append(language)
    return {word: dict.fromkeys(codes, 1.0 / len(codes) ** 0.5) for word, codes in owners.items()}


def _of_latin(sample: str) -> str:
    # No other language has this word, and English has it every hundred characters: told at once.
    if sample.lower().count(" the ") >= max(3, len(sample) / 250):
        return ENGLISH
    words = _WORD.findall(sample)
    frequent = _frequent()
    scores: defaultdict[str, float] = defaultdict(float)
    shouted = sample.isupper()
    for i, word in enumerate(words):
        lowered = word.lower() if word[0] != "İ" else "i" + word[1:].lower()
        capital = word[0].isupper() and not shouted
        owners = frequent.get(lowered)
        if owners is not None:
            if lowered in _PARTICLES and not shouted and _within_name(words, i):
                continue
            factor = 0.5 if capital and i else 1.0
            for language, share in owners.items():
                scores[language] += factor * share
        if not capital and len(word) > 2:
            _judge_letters(lowered, scores)
    if "'" in sample or "’" in sample:
        for case in _TURKISH_CASE.finditer(sample):
            if case[0][0].isupper():
                scores["tr"] += 1.0 if case[1] else 0.4
        scores["fr"] += 0.5 * len(_ELISION.findall(sample))
    if "¿" in sample or "¡" in sample:
        scores["es"] += 1.0
    perfects = len(_AZERBAIJANI_PERFECT.findall(sample))
    scores["az"] += 0.7 * perfects
    # ı, ş and ğ are Azerbaijani too, where ə or the perfect says which of the two it is.
    if scores["az"] >= 0.5 and scores["az"] > scores["tr"] / 8 and ("ə" in sample or perfects):
        scores["az"] += scores["tr"]
    english = scores.pop(ENGLISH, 0.0)
    best, score = max(scores.items(), key=lambda item: (item[1], item[0]), default=(ENGLISH, 0.0))
    if score < _LEAST or score <= english:
        return ENGLISH
    return best if best in _TOLD_LATIN else OTHER


def _within_name(words: list[str], i: int) -> bool:
    """Whether a particle stands between two capitals ('Cruz de la Sierra') or opens a name ('La Paz')."""
    after = i + 1
    while after < len(words) and words[after] in _PARTICLES and after - i < 3:
        after += 1
    if after >= len(words) or not words[after][0].isupper():
        return False
    before = i - 1
    while before >= 0 and words[before] in _PARTICLES and i - before < 3:
        before -= 1
    return words[i][0].isupper() or (before >= 0 and words[before][0].isupper())


def _judge_letters(lowered: str, scores: defaultdict[str, float]) -> None:
    """Add what the letters and the ending of a word in small letters say."""
    if not lowered.isascii():
        for letter in set(lowered):
            if letter in _LETTERS:
                language, weight = _LETTERS[letter]
                scores[language] += weight
    if len(lowered) > 3:
        ending = _ENDINGS.search(lowered)
        if ending is not None:
            scores[_ENDING_OWNERS[(ending.lastindex or 1) - 1]] += 0.6
