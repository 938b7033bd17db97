"""The register of actors: every entry well formed, no name for two parties without a rule."""

from __future__ import annotations

import tomllib
from importlib import resources
from itertools import combinations
from typing import Any

import pytest

from geomap.gazetteer.index import PlaceIndex
from geomap.model import ActorKind
from geomap.recognition.actors import ActorLexicon
from geomap.recognition.actors.lexicon import WORDS_IN_CAPITALS
from geomap.recognition.actors.register import load_register
from geomap.recognition.actors.tables import Sort
from geomap.recognition.token_stream import keys_of
from geomap.recognition.words import folded_words

_GROUPS = ("groups_africa", "groups_middle_east", "groups_asia", "groups_europe", "groups_americas")
_GROUP_FIELDS = {"in", "aliases", "ambiguous", "in_context", "famous", "place", "side"}
_LEADER_FIELDS = {"name", "aliases", "alone", "famous", "office", "years", "family"}
# A people, or a state's own title, that is also an organisation of that state: the organisation is meant.
_BOTH = {"Bosnian Serbs", "Bosnian Croats", "Islamic Emirate of Afghanistan"}


def _read(name: str) -> dict[str, Any]:
    file = resources.files("geomap.recognition.register") / f"{name}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def groups() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for file in _GROUPS:
        for name, entry in _read(file)["groups"].items():
            assert name not in found, name
            found[name] = entry
    return found


@pytest.fixture(scope="module")
def countries() -> dict[str, str]:
    return {country.iso2: country.name for country in PlaceIndex.bundled().countries()}


@pytest.fixture(scope="module")
def lexicon() -> ActorLexicon:
    return ActorLexicon.bundled(PlaceIndex.bundled())


def test_there_are_enough_organisations_of_every_region(groups: dict[str, dict[str, Any]]) -> None:
    assert len(groups) >= 700
    assert all(len(_read(file)["groups"]) >= 90 for file in _GROUPS)
    with_alias = sum(bool(entry["aliases"]) for entry in groups.values())
    assert with_alias == len(groups)


def test_every_organisation_is_well_formed(
    groups: dict[str, dict[str, Any]], countries: dict[str, str]
) -> None:
    for name, entry in groups.items():
        assert set(entry) <= _GROUP_FIELDS, name
        assert entry["in"], name
        assert set(entry["in"]) <= set(countries), name
        names = (name, *entry["aliases"])
        assert all(n.strip() == n and keys_of(n) for n in names), name
        assert len(set(names)) == len(names), name
        assert set(entry.get("famous", ())) | set(entry.get("in_context", ())) <= set(names), name


def test_a_side_is_a_state_or_another_organisation(
    groups: dict[str, dict[str, Any]], countries: dict[str, str]
) -> None:
    for name, side in load_register().sides.items():
        assert side != name
        assert side in groups or side in countries.values(), (name, side)


def test_forces_and_capitals_are_of_states(countries: dict[str, str]) -> None:
    register = load_register()
    for table in (register.forces, register.metonyms, register.capitals, register.leaders):
        assert set(table) <= set(countries)
    forces = {name for names in register.forces.values() for name in names}
    assert register.famous | register.shared <= forces
    assert all(len(set(names)) == len(names) for names in register.forces.values())


def test_every_leader_is_well_formed(groups: dict[str, dict[str, Any]], countries: dict[str, str]) -> None:
    tables = _read("leaders")
    assert set(tables["states"]) <= set(countries)
    assert set(tables["groups"]) <= set(groups)
    persons = [p for table in tables.values() for of_party in table.values() for p in of_party]
    assert len(persons) >= 150
    for person in persons:
        assert set(person) <= _LEADER_FIELDS, person["name"]
        assert person["office"]
        years = person["years"]
        assert len(years) in {1, 2}, person["name"]
        assert all(1920 <= year <= 2026 for year in years), person["name"]
        assert years == sorted(years), person["name"]


def test_every_historic_state_is_well_formed(countries: dict[str, str]) -> None:
    for name, entry in _read("states_historic")["states"].items():
        assert set(entry) == {"in", "names", "peoples", "forces", "years"}, name
        assert set(entry["in"]) <= set(countries), name
        assert len(entry["years"]) == 2, name


def test_one_name_of_two_parties_goes_by_the_country(lexicon: ActorLexicon) -> None:
    register = load_register()
    names = {name for name, _ in register.names}
    names |= {name for table in (register.forces, register.metonyms) for n in table.values() for name in n}
    for name in names - _BOTH:
        known = lexicon.names.get(keys_of(name))
        for one, other in combinations(known, 2):
            if one.party != other.party:
                assert one.countries, (name, one.party)
                assert other.countries, (name, other.party)
                assert set(one.countries).isdisjoint(other.countries), (name, one.party, other.party)


def test_short_abbreviations_of_organisations_need_their_context() -> None:
    for name, known in load_register().names:
        if known.kind is ActorKind.ARMED_GROUP and known.abbreviation and len(name) <= 4:
            assert known.needs_context or name == known.party or name in {"ISIS", "ISIL"}, name


def test_words_are_no_abbreviations_in_a_text_in_capitals() -> None:
    words = set(folded_words("function_words")) | set(folded_words("common_words"))
    for name, known in load_register().names:
        keys = keys_of(name)
        if known.kind is ActorKind.ARMED_GROUP and known.sort is Sort.GROUP and len(keys) == 1:
            assert keys[0] not in words - WORDS_IN_CAPITALS or known.needs_context, name


def test_names_carry_no_designation() -> None:
    """Nobody is called a terrorist by us; one entry is what a force called itself."""
    for name, _ in load_register().names:
        assert "terrorist" not in name.lower() or name in _QUOTED, name


_QUOTED = {"Grupos Antiterroristas de Liberación", "Antiterrorist Liberation Groups",
           "Anti-Terrorist Liberation Groups"}  # fmt: skip
