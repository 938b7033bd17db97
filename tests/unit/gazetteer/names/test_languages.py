"""Names by script and letters."""

from __future__ import annotations

import pytest

from geomap.errors import UsageError
from geomap.gazetteer.names.languages import LANGUAGES, SCRIPTS, check_language, name_in
from geomap.model import LonLat, Place


def place(name, *names):
    return Place("geonames:1", name, LonLat(0, 0), "P", "PPL", names=names)


KYIV = place("Kyiv", "Kiew", "Киев", "Київ", "Кијев", "كييف", "کی‌یف", "Կիև", "კიევი", "קייב")
TARTAR = place("Tartar", "Terter", "Tərtər", "Тертер", "Թարթառ")


@pytest.mark.parametrize(
    ("language", "name"),
    [
        ("en", "Kyiv"),
        ("uk", "Київ"),
        ("ru", "Киев"),
        ("sr", "Кијев"),
        ("Cyrl", "Киев"),
        ("ar", "كييف"),
        ("hy", "Կիև"),
        ("ka", "კიევი"),
        ("he", "קייב"),
        ("zh", "Kyiv"),
    ],
)
def test_a_language_has_its_name(language, name):
    assert name_in(KYIV, check_language(language)) == name


def test_letters_of_its_own_tell_a_latin_alphabet():
    assert name_in(TARTAR, "az") == "Tərtər"
    assert name_in(TARTAR, "tr") == "Tartar"
    assert name_in(TARTAR, "uk") == "Тертер"


def test_codes_are_read_in_their_usual_forms():
    assert check_language("uk-UA") == check_language("UK_ua") == "uk"
    assert check_language("Arab") == "arab"
    with pytest.raises(UsageError, match="language 'tlh': its names cannot be told apart; there are en, am,"):
        check_language("tlh")


def test_no_letter_is_both_a_languages_own_and_foreign():
    assert all(not letters.own & letters.foreign for letters in (*LANGUAGES.values(), *SCRIPTS.values()))
