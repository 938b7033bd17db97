"""ACLED's types of single incidents, and the codes of all types against the schemes' own lists."""

from __future__ import annotations

from pathlib import Path

import pytest

from geomap.model import Actor, ActorKind, CasualtyCount, Harm, Incident, IncidentType
from geomap.model.acled import acled_of

# ACLED's event types with their sub-event types (Codebook, 2023).
_ACLED = {
    "Battles": {"Government regains territory", "Non-state actor overtakes territory", "Armed clash"},
    "Protests": {"Excessive force against protesters", "Protest with intervention", "Peaceful protest"},
    "Riots": {"Violent demonstration", "Mob violence"},
    "Explosions/Remote violence": {
        "Chemical weapon", "Air/drone strike", "Suicide bomb", "Shelling/artillery/missile attack",
        "Remote explosive/landmine/IED", "Grenade",
    },
    "Violence against civilians": {"Sexual violence", "Attack", "Abduction/forced disappearance"},
    "Strategic developments": {
        "Agreement", "Arrests", "Change to group/activity", "Disrupted weapons use",
        "Headquarters or base established", "Looting/property destruction", "Non-violent transfer of territory",
        "Other",
    },
}  # fmt: skip
# PLOVER's event types that an incident can have, with their modes (2021).
_PLOVER = {
    "AGREE": set(), "AID": set(), "COOPERATE": set(), "SUPPORT": set(), "CONCEDE": set(),
    "CONSULT": {"phone", "visit", "host", "third-party"},
    "RETREAT": {"release", "return", "ease", "access", "disarm", "ceasefire", "withdraw"},
    "PROTEST": {"demo", "hunger", "boycott", "strike", "obstruct", "riot"},
    "MOBILIZE": {"troops", "weapons", "police", "militia"},
    "COERCE": {
        "seize", "restrict", "ban", "censor", "curfew", "martial-law", "arrest", "deport", "withhold",
        "misinformation", "cyber",
    },
    "ASSAULT": {
        "abduct", "beat", "torture", "sexual", "assassinate", "targeted", "cleansing", "primitive", "firearms",
        "explosives", "suicide-attack", "heavy-weapons", "aerial", "drone", "crowd-control", "destroy",
        "unconventional",
    },
}  # fmt: skip
_DOCS = Path(__file__).resolve().parents[3] / "docs" / "reference" / "codes.md"

RUSSIA = Actor("Russia", "Russian forces", ActorKind.STATE)
UKRAINE = Actor("Ukraine", "Ukrainian forces", ActorKind.STATE)
REBELS = Actor("M23", "M23", ActorKind.ARMED_GROUP)


def incident(type_: IncidentType, quote: str, trigger: str, **given: object) -> Incident:
    start = quote.index(trigger)
    return Incident("i", type_, trigger, start, start + len(trigger), quote, 0, len(quote), "d", **given)  # type: ignore[arg-type]


def sub_event(made: Incident, home: tuple[str, ...] = ()) -> str:
    event, sub = acled_of(made, home)
    assert sub in _ACLED[event]
    return sub


@pytest.mark.parametrize("type_", IncidentType)
def test_every_code_is_one_of_its_scheme(type_: IncidentType) -> None:
    coding = type_.coding
    assert coding.sub_event_type in _ACLED[coding.event_type]
    root, _, mode = coding.plover.partition(":")
    assert root in _PLOVER
    assert not mode or mode in _PLOVER[root]
    assert coding.cameo in {f"{n:02}" for n in range(1, 21)}


@pytest.mark.parametrize("type_", IncidentType)
def test_the_documented_codes_are_these(type_: IncidentType) -> None:
    coding = type_.coding
    row = f"| `{type_.value}` | {coding.event_type} | {coding.sub_event_type} | {coding.plover} | {coding.cameo} |"
    assert row in _DOCS.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize(
    ("by", "home", "expected"),
    [
        ((UKRAINE,), ("Ukraine",), "Government regains territory"),
        ((RUSSIA,), ("Ukraine",), "Non-state actor overtakes territory"),
        ((RUSSIA,), (), "Government regains territory"),
        ((REBELS,), ("Democratic Republic of the Congo",), "Non-state actor overtakes territory"),
        ((REBELS,), (), "Non-state actor overtakes territory"),
        ((), ("Ukraine",), "Non-state actor overtakes territory"),
    ],
)
def test_a_capture_goes_by_who_made_it(by: tuple[Actor, ...], home: tuple[str, ...], expected: str) -> None:
    made = incident(IncidentType.CAPTURE_OF_TERRITORY, "They captured it.", "captured", initiators=by)
    assert sub_event(made, home) == expected


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        ("Thousands protested in the square.", "Peaceful protest"),
        ("Police fired tear gas as hundreds protested.", "Protest with intervention"),
        ("Hundreds protested until police dispersed them.", "Protest with intervention"),
        ("Police fired rubber bullets as hundreds protested.", "Protest with intervention"),
        ("Soldiers opened fire where students protested.", "Excessive force against protesters"),
        ("Police used live rounds on those who protested.", "Excessive force against protesters"),
    ],
)
def test_a_protest_goes_by_what_met_it(quote: str, expected: str) -> None:
    assert sub_event(incident(IncidentType.PROTEST, quote, "protested")) == expected


@pytest.mark.parametrize(
    ("words", "victims", "expected"),
    [
        ("three people were killed", None, "Excessive force against protesters"),
        ("two policemen were hurt", None, "Peaceful protest"),
        ("two men were hurt", "military", "Peaceful protest"),
    ],
)
def test_harm_to_protesters_is_excessive_force(words: str, victims: str | None, expected: str) -> None:
    quote = f"Hundreds protested and {words}."
    harm = Harm.KILLED if "killed" in words else Harm.WOUNDED
    at = quote.index(words)
    count = CasualtyCount(at, at + len(words), words, harm, victims=victims, low=2, best=2, high=2)
    made = incident(IncidentType.PROTEST, quote, "protested", casualties=(count,))
    assert sub_event(made) == expected


@pytest.mark.parametrize(
    ("quote", "trigger", "expected"),
    [
        ("Protesters rioted after the march.", "rioted", "Violent demonstration"),
        ("Crowds rioted overnight.", "rioted", "Violent demonstration"),
        ("A mob burned two houses in riots.", "riots", "Mob violence"),
        ("Communal riots shook the town.", "riots", "Mob violence"),
        ("Villagers lynched a man.", "lynched", "Mob violence"),
    ],
)
def test_a_riot_is_of_a_demonstration_or_a_mob(quote: str, trigger: str, expected: str) -> None:
    assert sub_event(incident(IncidentType.RIOT, quote, trigger)) == expected


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        ("The army shot down a drone.", "Disrupted weapons use"),
        ("Two missiles were shot down over the bay.", "Disrupted weapons use"),
        ("The army shot down a helicopter.", "Armed clash"),
        ("A jet was shot down by a missile.", "Armed clash"),
        ("It was shot down at noon.", "Armed clash"),
    ],
)
def test_a_weapon_brought_down_is_disrupted(quote: str, expected: str) -> None:
    assert sub_event(incident(IncidentType.AIRCRAFT_SHOT_DOWN, quote, "shot down")) == expected


def test_other_types_follow_their_coding() -> None:
    made = incident(IncidentType.SHELLING, "They shelled the town.", "shelled", initiators=(RUSSIA,))
    assert acled_of(made) == ("Explosions/Remote violence", "Shelling/artillery/missile attack")
