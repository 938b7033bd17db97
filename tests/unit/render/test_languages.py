"""Catalogues of the page's words: complete, of the same placeholders, and of what the page asks for."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from geomap.layers import Family
from geomap.model import IncidentType, Polarity, Status
from geomap.render import languages

FOLDER = Path(languages.__file__).parent
PAGE = FOLDER.parent / "static"

# Unicode CLDR's plural categories of whole and broken numbers.
CATEGORIES = {
    "en": {"one", "other"},
    "ru": {"one", "few", "many", "other"},
    "uk": {"one", "few", "many", "other"},
    "fr": {"one", "many", "other"},
    "es": {"one", "many", "other"},
    "ar": {"zero", "one", "two", "few", "many", "other"},
}
# Those that stand for one number alone: their words may say it without {n}.
EXACT = {"en": {"one"}, "es": {"one"}, "ar": {"zero", "one", "two"}}
FORMS = set().union(*CATEGORIES.values())

# Keys of parts of the page that are still to come; to be taken out with the part.
TO_COME = ("page.language", "page.theme", "theme.", "language.", "text.")

HERE = [code for code in languages.CODES if (FOLDER / f"{code}.json").exists()]
ENGLISH = languages.catalogue("en")


def placeholders(text: str) -> Counter[str]:
    return Counter(re.findall(r"\{(\w+)\}", text))


def family(key: str) -> str:
    """``list.count`` of ``list.count.few``; the key itself if it is no form for a number."""
    base, _, form = key.rpartition(".")
    return base if form in FORMS and f"{base}.other" in ENGLISH else key


FAMILIES = {family(key) for key in ENGLISH}
COUNTED = {name for name in FAMILIES if name not in ENGLISH}


def test_every_catalogue_is_of_a_language_that_there_is() -> None:
    assert {path.stem for path in FOLDER.glob("*.json")} <= set(languages.CODES) == set(CATEGORIES)


@pytest.mark.parametrize("code", HERE)
def test_catalogue_has_every_key_once(code: str) -> None:
    pairs = json.loads((FOLDER / f"{code}.json").read_text("utf-8"), object_pairs_hook=list)
    assert [key for key, n in Counter(key for key, _ in pairs).items() if n > 1] == []
    assert [key for key, text in pairs if not isinstance(text, str) or not text.strip()] == []
    found = {family(key) for key, _ in pairs}
    assert sorted(FAMILIES - found) == []
    assert sorted(found - FAMILIES) == []


@pytest.mark.parametrize("code", HERE)
def test_placeholders_are_those_of_english(code: str) -> None:
    wrong = {}
    for key, text in languages.catalogue(code).items():
        name = family(key)
        needed = placeholders(ENGLISH[f"{name}.other" if name in COUNTED else name])
        lacks = needed - placeholders(text)
        if name in COUNTED and key.rpartition(".")[2] in EXACT.get(code, set()):
            del lacks["n"]
        if lacks or placeholders(text) - needed:
            wrong[key] = text
    assert wrong == {}


@pytest.mark.parametrize("code", HERE)
def test_forms_for_numbers_are_those_of_the_language(code: str) -> None:
    words = languages.catalogue(code)
    forms: dict[str, set[str]] = {name: set() for name in COUNTED}
    for key in words:
        if family(key) in COUNTED:
            forms[family(key)].add(key.rpartition(".")[2])
    assert {name: found for name, found in forms.items() if not found <= CATEGORIES[code]} == {}
    # G.n falls back on `other` alone.
    assert [name for name, found in forms.items() if "other" not in found] == []


@pytest.mark.parametrize("code", ["ru", "uk"])
def test_slavic_forms_are_all_there(code: str) -> None:
    words = languages.catalogue(code)
    assert [
        f"{name}.{form}" for name in COUNTED for form in CATEGORIES[code] if f"{name}.{form}" not in words
    ] == []


@pytest.mark.parametrize("code", HERE)
def test_names_of_languages_are_in_the_languages_themselves(code: str) -> None:
    def names(words: dict[str, str]) -> dict[str, str]:
        return {key: text for key, text in words.items() if key.startswith("language.")}

    assert names(languages.catalogue(code)) == names(ENGLISH)


def scripts() -> str:
    return "\n".join(path.read_text("utf-8") for path in sorted(PAGE.rglob("*.js")))


def first_arguments(code: str, called: str) -> Iterator[str]:
    """What stands first between the brackets of each call of ``G.<called>``."""
    for call in re.finditer(rf"\bG\.{called}\(", code):
        depth = 0
        for at in range(call.end(), len(code)):
            if code[at] in "([{":
                depth += 1
            elif depth and code[at] in ")]}":
                depth -= 1
            elif not depth and code[at] in ",)":
                yield code[call.end() : at]
                break


KEY = re.compile(r"'([a-z]\w*(?:\.\w+)+)'")
COUNTED_KEY = re.compile(r"'([a-z]\w*(?:\.\w+)*)'")
PREFIX = re.compile(r"`([a-z]\w*\.[\w.]*)\$\{")


def test_page_asks_for_no_key_that_english_lacks() -> None:
    code = scripts()
    asked = {
        "t": {key for words in first_arguments(code, "t") for key in KEY.findall(words)}
        | {
            f"tool.{key}"
            for words in first_arguments(code, "tool")
            for key in re.findall(r"^'(\w+)'$", words)
        },
        "n": {key for words in first_arguments(code, "n") for key in COUNTED_KEY.findall(words)},
    }
    assert len(asked["t"]) > 50
    assert sorted(asked["t"] - set(ENGLISH)) == []
    assert sorted(asked["n"] - COUNTED) == []
    prefixes = {
        prefix
        for called in "tn"
        for words in first_arguments(code, called)
        for prefix in PREFIX.findall(words)
    }
    assert [prefix for prefix in prefixes if not any(key.startswith(prefix) for key in ENGLISH)] == []


def test_english_has_no_key_that_nothing_uses() -> None:
    code = scripts()
    named = set(COUNTED_KEY.findall(code))
    prefixes = tuple(PREFIX.findall(code)) + TO_COME
    assert [name for name in sorted(FAMILIES - named) if not name.startswith(prefixes)] == []


@pytest.mark.parametrize(
    ("group", "values"),
    [
        ("type", [kind.value for kind in IncidentType]),
        ("family", [kind.value for kind in Family]),
        ("status", [status.value for status in Status]),
        ("polarity", [polarity.value for polarity in Polarity if polarity is not Polarity.ASSERTED]),
    ],
)
def test_values_have_words(group: str, values: list[str]) -> None:
    assert [value for value in values if f"{group}.{value}" not in ENGLISH] == []
