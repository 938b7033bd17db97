"""Catalogues of the page's words: complete, of the same placeholders, and of what the page asks for."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from geomap.layers import Family
from geomap.layers.signs import _PRECISION
from geomap.layers.words import _AREA_WORDS
from geomap.model import About, Act, Harm, IncidentType, Polarity, Role, Status
from geomap.model.theatre import CHANGE_KINDS
from geomap.recognition.dates.vocabulary import PARTS_OF_DAY
from geomap.render import elements, languages
from geomap.resolution.geometry import BEARINGS

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


def js(path: str) -> str:
    return (PAGE / path).read_text("utf-8")


def listed(path: str, pattern: str) -> list[str]:
    """The words in quotes in what the pattern's group finds in a script, wherever it does."""
    found = [word for part in re.findall(pattern, js(path)) for word in re.findall(r"'([\w ]+)'", part)]
    assert found, f"{pattern} is no longer in {path}"
    return found


def drawn() -> list[type[elements.GeomapLayer]]:
    return [
        each
        for each in vars(elements).values()
        if isinstance(each, type) and issubclass(each, elements.GeomapLayer) and hasattr(each, "key")
    ]


STATUSES = [status.value for status in Status]
DIMENSIONS = listed("panel/facets.js", r"const DIMENSIONS = (\[.*?\])")
SEVERAL = re.findall(r"(\w+): \[", re.findall(r"const SEVERAL = \{(.*)\}", js("data/filters.js"))[0])

# What comes after a beginning of a key that the scripts go on from.
BUILT: dict[str, set[str]] = {
    "about.": {about.value for about in About} - {"whole"},
    "account.": {"all", "third"},
    "area.": {"any", *_AREA_WORDS},
    "attribution.": set(listed("page.js", r"textContent = (\[.*?\])\.map\(\(key\) => G\.t\(`attribution")),
    "card.": set(listed("panel/cards.js", r"\brow\(facts, ('\w+')")),
    "change.": set(CHANGE_KINDS),
    "family.": {kind.value for kind in Family},
    "filter.": set(DIMENSIONS),
    # Every incident has a type, a status and a source, and a source may have no publisher's name.
    "filter.no_": {*SEVERAL, "publisher"},
    "graticule.": set(listed("layers/basemap.js", r"put\(degrees\([^']*('\w+', '\w+')\)")),
    "harm.": {harm.value for harm in Harm} | {"civilian", "military"},
    "language.": set(languages.CODES),
    "layer.": {each.key for each in drawn()},
    "layers.": {each.group for each in drawn()} | {"added"},
    "layers.by_": set(listed("controls/tree.js", r"facets\(filters, ('\w+')")),
    "legend.": {
        *STATUSES,
        "side_claimed",
        "side_denied",
        "third_reported",
        "third_denied",
    },
    "order.": set(listed("panel/list.js", r"const ORDERS = (\[.*?\])")),
    "polarity.": {polarity.value for polarity in Polarity} - {"asserted"},
    "precision.": set(_PRECISION.values()) | {"unknown", "not_found", "sector", "sectors", "drawn"},
    "relation.": {"near", "in_and_around", *BEARINGS},
    "role.": {role.value for role in Role},
    "search.": set(listed("data/finder.js", r"const KINDS = (\[.*?\])")) - {"place", "incident"},
    "status.": set(STATUSES),
    "theme.": set(listed("controls/settings.js", r"chooser\((\[.*?\])\.map\(\(name\)")),
    "time.": {
        # Times of the clock are said as they are.
        *(part for part in PARTS_OF_DAY.values() if part.isalpha()),
        "overnight",
        *listed("data/histogram.js", r"const STEPS = (\[.*?\])"),
        *listed("data/histogram.js", r"kind: ('\w+')"),
    },
    "time.slider_": set(listed("controls/timechart.js", r"for \(const which of (\[.*?\])")),
    "tool.": {
        *re.findall(r"\bG\.tool\('(\w+)'", scripts()),
        *listed("controls/saving_menu.js", r"\[('\w+'), (?:file|picture|print|link)\b"),
    },
    "type.": {kind.value for kind in IncidentType},
    "verb.": {act.value.replace(" ", "_") for act in Act} | {"rejects", "otherwise"},
}


def test_what_keys_are_built_from_is_known() -> None:
    assert set(PREFIX.findall(scripts())) == set(BUILT)


@pytest.mark.parametrize("prefix", sorted(BUILT))
def test_values_have_words(prefix: str) -> None:
    assert sorted(value for value in BUILT[prefix] if f"{prefix}{value}" not in ENGLISH) == []


def test_english_has_no_key_that_nothing_uses() -> None:
    named = set(COUNTED_KEY.findall(scripts()))
    built = {f"{prefix}{value}" for prefix, values in BUILT.items() for value in values}
    assert sorted(FAMILIES - named - built) == []
