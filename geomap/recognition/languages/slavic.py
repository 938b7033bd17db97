"""Russian and Ukrainian: base forms of inflected names.

Endings of nouns and adjectives as any grammar has them, and the changes of sound before them:
Ukrainian і for о and е in a closed syllable (Харків, Харкова), к, г, х softened (Горлівці), the
fleeting vowel (Марганец, Марганца). A base form counts only if the gazetteer knows it, so the
rules may be generous.
"""

from __future__ import annotations

import re
from functools import lru_cache

from geomap.gazetteer.names.fold import fold
from geomap.recognition.languages.forms import LONGEST_WORD, Form, by_endings, cheapest, endings

_RUSSIAN = endings(
    """
    ого: ое ый ий ой е | of
    его: ее ий | of
    ому: ое ый ий ой
    ему: ее ий
    ом: ое ый ий ой 0 о | in
    ем: ее ий ь й е | in
    ым: ый ое
    им: ий ое
    ой: ая а | in
    ей: яя я а ь | in
    ою: а
    ую: ая
    юю: яя
    ых: ые
    их: ие
    а: 0 о | of
    я: ь й е | of
    у: 0 а о
    ю: ь й я е
    е: 0 а о ь я й | in
    и: а я ь й | in
    ы: а | of
    ью: ь
    ии: ия ий ие | in
    ах: ы и а | in
    ях: и ы | in
    ам: ы и
    ям: и
    ами: ы и
    ями: и
    ов: ы и | of | 1.5
    ев: ы и | of | 1.5
    0: ы и | of | 2
    """
)
_UKRAINIAN = endings(
    """
    ого: е ий ій | of
    ового: ів | of
    овому: ів | in
    овим: ів
    ього: є ій | of
    ому: е ий | in
    им: ий е
    ої: а | of
    ій: а | in
    ою: а
    ею: а я
    єю: я
    ому: е ий | in
    их: і | in
    а: 0 о е | of
    я: ь й | of
    у: 0 а о | of
    ю: ь й я
    ом: 0 о
    ем: ь й е
    єм: й
    ям: я
    і: 0 а о ь я е | in
    ї: й я | in
    и: а ь | of
    ові: 0 о
    еві: ь
    єві: й
    ів: и і | of | 1.5
    їв: ї | of | 1.5
    ах: и і | in
    ях: і ї | in
    ам: и
    ями: і ї
    ами: и
    0: и і | of | 2
    нню: нь
    лю: ль
    """
)
_SOFTENED = {"ці": "к", "зі": "г", "сі": "х"}
_CLOSED = {"о": "і", "е": "і", "є": "ї"}
_LAST_SYLLABLE = re.compile(r"([оеє])([бвгґджзклмнпрстфхцчшщ]{1,2}ь?)$")
_CLUSTER = re.compile(r"[бвгґджзклмнпрстфхцчшщ]ь?[бвгґджзклмнпрстфхцчшщ]$")
_CASE_ENDINGS = re.compile(r"(?:ами|ями|ові|еві|ом|ем|ой|ою|ам|ям|ах|ях|[аеиіїуюяы])$")
_LEAST = 2

# An adjective of a place, by what follows its stem: the noun it comes from ends in one of these.
_ADJECTIVE = re.compile(
    r"(?P<stem>.{2,}?)(?P<suffix>[сцз]ь?к)(?:ий|ого|ому|им|ом|ая|ой|ую|ою|ое|а|ої|ій|у|е|их|ие|і)$"
)
_SHCHYNA = re.compile(r"(?P<stem>.{2,})(?P<suffix>щин|чин)(?:а|и|і|у|ою|ы|е|ой)$")


@lru_cache(maxsize=16384)
def russian(written: str) -> tuple[Form, ...]:
    """The base forms that a Russian word may have.

    >>> "харьков" in [form.key for form in russian("Харькове")]
    True
    """
    word = fold(written)
    if not 3 <= len(word) <= LONGEST_WORD:
        return ()
    found = by_endings(word, _RUSSIAN, least=_LEAST)
    found += _with_fleeting_vowel(word, "ео", "")
    found += _regions(word, "ская область")
    return cheapest(found, word)


@lru_cache(maxsize=16384)
def ukrainian(written: str) -> tuple[Form, ...]:
    """The base forms that a Ukrainian word may have.

    >>> "харків" in [form.key for form in ukrainian("Харкова")]
    True
    """
    word = fold(written)
    if not 3 <= len(word) <= LONGEST_WORD:
        return ()
    found = by_endings(word, _UKRAINIAN, least=_LEAST)
    if word[-2:] in _SOFTENED:
        hard = word[:-2] + _SOFTENED[word[-2:]]
        found += [Form(hard + "а", 1.0, "in"), Form(hard, 1.2, "in")]
    for form in tuple(found):
        closed = _LAST_SYLLABLE.search(form.key)
        if closed:
            changed = form.key[: closed.start()] + _CLOSED[closed[1]] + closed[2]
            found.append(form._replace(key=changed))
    found += _with_fleeting_vowel(word, "ео", "ь")
    found += _regions(word, "ська область")
    return cheapest(found, word)


def _with_fleeting_vowel(word: str, vowels: str, soft: str) -> list[Form]:
    """'Марганца' -> 'Марганец', 'Городка' -> 'Городок', Ukrainian 'Марганця' -> 'Марганець'."""
    ending = _CASE_ENDINGS.search(word)
    if ending is None or ending.start() < 3:
        return []
    stem = word[: ending.start()]
    if not _CLUSTER.search(stem):
        return []
    head = stem[:-1].removesuffix("ь")
    # The soft sign comes back where an ending had softened the consonant.
    tail = stem[-1] + (soft if word[ending.start()] in "яюіе" else "")
    return [Form(head + vowel + tail, 1.5, "of") for vowel in vowels]


def _regions(word: str, adjective: str) -> list[Form]:
    """'Харківщина' is the region of Харків, and 'Луганщині' in that of Луганськ."""
    region = _SHCHYNA.fullmatch(word)
    if region is None:
        return []
    stem = region["stem"]
    cases = [Form(stem + region["suffix"] + "а", 1.0, "in")]
    if region["suffix"] == "чин":
        # 'Донеччина' is the 'донецька' region: ч hides the adjective's ц.
        return [*cases, Form(stem.removesuffix("ч") + "ц" + adjective[1:], 1.5, "in")]
    return [*cases, Form(stem + adjective, 1.5, "in")]


@lru_cache(maxsize=4096)
def nouns_of(word: str) -> tuple[Form, ...]:
    """The names that an adjective of a place (folded) may come from: 'бахмутского' -> 'бахмут'.

    >>> [form.key for form in nouns_of("покровського")][:2]
    ['покровськ', 'покров']
    """
    if len(word) > LONGEST_WORD:
        return ()
    found = _ADJECTIVE.fullmatch(word)
    if found is None:
        return ()
    stem, suffix = found["stem"], found["suffix"]
    ukrainian = "ь" in suffix
    nouns = [stem + suffix, stem]
    nouns += [stem + vowel for vowel in ("а", "и" if ukrainian else "ы", "о", "ь", "я", "е", "и")]
    for linking, vowels in (("ин", "аеи"), ("ов", "ао"), ("ев", "о"), ("ан", "аоы"), ("ен", "оаы")):
        if stem.endswith(linking) and len(stem) > len(linking) + 1:
            nouns += [stem.removesuffix(linking) + vowel for vowel in vowels]
    for linking, whole in (("ів", "ове"), ("їв", "єве"), ("ів", "ка"), ("ів", "івка"), ("ов", "овка")):
        if stem.endswith(linking):
            nouns.append(stem.removesuffix(linking) + whole)
    if suffix[0] in "цз":
        # 'запорізький' is of Запоріжжя, 'празький' of Прага, 'вінницький' of Вінниця.
        nouns += [stem + end for end in ("ця", "ца", "жжя", "жье", "га", "ч", "к", "ки", "цы", "ці", "г")]
    return tuple(Form(noun, 0.5 + 0.05 * i, "of") for i, noun in enumerate(dict.fromkeys(nouns)))
