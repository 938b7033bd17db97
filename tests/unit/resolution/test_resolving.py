"""Resolution of whole documents, on the bundled gazetteer and on a small one."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from geomap.gazetteer.index import PlaceIndex
from geomap.model import Candidate, Document, LonLat, Override, Place, Role, Toponym
from geomap.recognition.toponyms import ToponymRecogniser
from geomap.resolution import resolve
from geomap.resolution.options import FloatArray
from geomap.resolution.resolving import ABSTAIN_BELOW
from geomap.resolution.scene import FEATURES
from tests.marked_dispatches import DISPATCHES, read_marks


@pytest.fixture(scope="module")
def index() -> PlaceIndex:
    return PlaceIndex.bundled()


@pytest.fixture(scope="module")
def recogniser(index: PlaceIndex) -> ToponymRecogniser:
    return ToponymRecogniser(index)


def place(key: str, name: str, lon: float, lat: float, country: str, **fields: object) -> Place:
    known = {"feature_class": "P", "feature_code": "PPL", "population": 1000} | fields
    return replace(Place(key, name, LonLat(lon, lat), "P", "PPL", country), **known)


def prior(found: Place) -> float:
    return 8.0 if found.feature_code == "PCLI" else 3.0 + found.population / 1e6


class SmallIndex:
    """A gazetteer of a few places, by name."""

    def __init__(self, **places: tuple[Place, ...]) -> None:
        self._places = places

    def lookup(self, name: str, *, country: str | None = None) -> tuple[Candidate, ...]:
        found = self._places.get(name.lower().replace(" ", "_"), ())
        return tuple(Candidate(p, p.name, "preferred", prior(p)) for p in found)

    def units_called(self, name: str) -> tuple[Candidate, ...]:
        return ()


def mention(text: str, name: str, **fields: object) -> Toponym:
    start = text.index(name)
    return replace(Toponym(start, start + len(name), name), **fields)


@pytest.mark.parametrize("war", sorted(DISPATCHES))
def test_marked_places_are_found_in_their_country(
    war: str, index: PlaceIndex, recogniser: ToponymRecogniser
) -> None:
    text, marked = read_marks(DISPATCHES[war])
    document = Document(war, text)
    found = {(t.start, t.end): t for t in resolve(document, recogniser.recognise(document), index)}
    expected = {(m.start, m.end): m.country for m in marked if m.country is not None}
    got = {}
    for span in expected:
        resolution = found[span].resolution
        got[span] = resolution.place.country if resolution is not None else "-"
    assert got == expected


def resolved(text: str, name: str, index: PlaceIndex, recogniser: ToponymRecogniser) -> Toponym:
    document = Document("d", text)
    return next(t for t in resolve(document, recogniser.recognise(document), index) if t.text == name)


def test_a_feature_word_chooses_between_a_town_and_its_unit(
    index: PlaceIndex, recogniser: ToponymRecogniser
) -> None:
    unit = resolved("Shells hit the Tartar district of Azerbaijan.", "Tartar", index, recogniser).resolution
    town = resolved("Shells hit the town of Tartar in Azerbaijan.", "Tartar", index, recogniser).resolution
    assert unit is not None
    assert town is not None
    assert (unit.place.feature_code, unit.where_prec, unit.place.has_geometry) == ("ADM1", 4, True)
    assert (town.place.feature_class, town.where_prec) == ("P", 1)


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("A fire broke out in Paris, Texas, on Monday.", "Paris", "US"),
        ("A fire broke out in Paris on Monday.", "Paris", "FR"),
        ("Shells fell on Tripoli, Lebanon.", "Tripoli", "LB"),
        ("Militias fought in Tripoli, the Libyan capital, and in Misrata.", "Tripoli", "LY"),
    ],
)
def test_qualifiers_and_company_decide(
    text: str, name: str, country: str, index: PlaceIndex, recogniser: ToponymRecogniser
) -> None:
    found = resolved(text, name, index, recogniser).resolution
    assert found is not None
    assert found.place.country == country


def test_a_metonym_means_the_capital(index: PlaceIndex, recogniser: ToponymRecogniser) -> None:
    found = resolved("Islamabad said that shells hit Muzaffarabad.", "Islamabad", index, recogniser)
    assert found.role is Role.METONYM
    assert found.resolution is not None
    assert found.resolution.place.feature_code == "PPLC"


def test_reasons_and_rejected_candidates_are_kept() -> None:
    near = place("t:near", "Alta", 10.2, 50.0, "AA")
    far = place("t:far", "Alta", 100.0, -20.0, "BB", population=900_000)
    other = place("t:other", "Bela", 10.0, 50.0, "AA")
    text = "Shells fell on Alta and Bela."
    index = SmallIndex(alta=(far, near), bela=(other,))
    first, second = resolve(Document("d", text), (mention(text, "Alta"), mention(text, "Bela")), index)
    assert first.resolution is not None
    assert second.resolution is not None
    assert first.resolution.place is near
    assert [c.place for c in first.resolution.rejected] == [far]
    assert any(r.startswith("near ") for r in first.resolution.reasons)
    assert 0 <= first.resolution.score <= 1


def test_places_that_were_considered_for_a_name_left_open_are_kept() -> None:
    text = "Shells fell on Alta and on Alta again."
    namesakes = tuple(place(f"t:{n}", "Alta", 20.0 * n, 0.0, f"A{n}", population=n) for n in range(1, 10))
    first = mention(text, "Alta")
    second = replace(first, start=text.rindex("Alta"), end=text.rindex("Alta") + 4)
    for found in resolve(Document("d", text), (first, second), SmallIndex(alta=namesakes)):
        assert found.resolution is None
        assert [c.place.name for c in found.considered] == ["Alta"] * 5
        scores = [c.score for c in found.considered]
        assert scores == sorted(scores, reverse=True)
        assert all(0 < score < ABSTAIN_BELOW and score == round(score, 4) for score in scores)
    (settled,) = resolve(
        Document("d", text),
        (first,),
        SmallIndex(alta=(place("t:1", "Alta", 1, 1, "AA", population=2 * 10**6),)),
    )
    assert settled.resolution is not None
    assert settled.considered == ()


def test_a_river_is_never_a_town_and_an_unknown_name_is_kept_open() -> None:
    text = "They crossed the Alta river near Qwxyz."
    index = SmallIndex(alta=(place("t:1", "Alta", 10.0, 50.0, "AA"),))
    river, unknown = resolve(
        Document("d", text), (mention(text, "Alta", cue="river"), mention(text, "Qwxyz")), index
    )
    assert river.resolution is None
    assert unknown.resolution is None


def test_a_lone_small_place_far_from_everything_is_not_believed() -> None:
    text = "Shells fell on Bela, Cora and Alta."
    index = SmallIndex(
        alta=(place("t:1", "Alta", 100.0, -20.0, "BB", population=500),),
        bela=(place("t:2", "Bela", 10.0, 50.0, "AA", population=2_000_000),),
        cora=(place("t:3", "Cora", 10.5, 50.0, "AA", population=2_000_000),),
    )
    toponyms = tuple(mention(text, name) for name in ("Bela", "Cora", "Alta"))
    bela, cora, alta = resolve(Document("d", text), toponyms, index)
    assert bela.resolution is not None
    assert cora.resolution is not None
    assert alta.resolution is None or alta.resolution.score < 0.5 < bela.resolution.score


def test_one_sense_a_document_unless_qualified_otherwise() -> None:
    one = place("t:1", "Alta", 10.0, 50.0, "AA")
    two = place("t:2", "Alta", 100.0, -20.0, "BB")
    country_a = place("c:a", "Aland", 11.0, 51.0, "AA", feature_class="A", feature_code="PCLI")
    country_b = place("c:b", "Beland", 99.0, -21.0, "BB", feature_class="A", feature_code="PCLI")
    index = SmallIndex(alta=(one, two), aland=(country_a,), beland=(country_b,))
    text = "In Alta, Aland, and in Alta, Beland, it is quiet. Alta"
    spans = [(3, 7), (9, 14), (23, 27), (29, 35), (50, 54)]
    toponyms = tuple(Toponym(a, b, text[a:b]) for a, b in spans)
    found = resolve(Document("d", text), toponyms, index)
    assert [t.resolution.place.id if t.resolution else None for t in found][:4] == [
        "t:1",
        "c:a",
        "t:2",
        "c:b",
    ]
    assert found[4].resolution is not None


def test_another_ranker_takes_the_place_of_the_first() -> None:
    one = place("t:1", "Alta", 10.0, 50.0, "AA")
    two = place("t:2", "Alta", 100.0, -20.0, "BB", population=900_000)

    class Largest:
        """Nothing but the places' own size, and nothing left open."""

        def candidates(self, features: FloatArray) -> FloatArray:
            return 10.0 * features[:, FEATURES.index("prior")]

        def open(self, features: FloatArray) -> FloatArray:
            return np.full(len(features), -100.0)

    text = "In Alta"
    (found,) = resolve(
        Document("d", text), (mention(text, "Alta"),), SmallIndex(alta=(two, one)), ranker=Largest()
    )
    assert found.resolution is not None
    assert found.resolution.place is two


def test_the_same_input_gives_the_same_answer(index: PlaceIndex, recogniser: ToponymRecogniser) -> None:
    text, _ = read_marks(DISPATCHES["syria"])
    document = Document("d", text)
    toponyms = recogniser.recognise(document)
    assert resolve(document, toponyms, index) == resolve(document, toponyms, index)
    assert [(t.start, t.text) for t in resolve(document, toponyms, index)] == [
        (t.start, t.text) for t in toponyms
    ]


def test_two_forms_of_one_name_share_a_sense(index: PlaceIndex) -> None:
    text = "Харькове и Харькова"
    toponyms = [Toponym(0, 8, "Харькове", lemma="Харьков"), Toponym(11, 19, "Харькова", lemma="Харьков")]
    places = [t.resolution.place.name for t in resolve(Document("d", text), toponyms, index) if t.resolution]
    assert places == ["Kharkiv", "Kharkiv"]


def test_how_sure_a_place_has_to_be_is_the_callers_choice() -> None:
    text = "Shells fell on Alta and Bela."
    two = place("t:1", "Alta", 10.0, 50.0, "AA"), place("t:2", "Alta", 100.0, -20.0, "BB")
    index = SmallIndex(alta=two, bela=(place("t:3", "Bela", 10.1, 50.0, "AA"),))
    toponyms = mention(text, "Alta"), mention(text, "Bela")
    scores = [
        t.resolution.score for t in resolve(Document("d", text), toponyms, index, min_score=0) if t.resolution
    ]
    assert len(scores) == 2
    for least in (*scores, 1.0):
        found = resolve(Document("d", text), toponyms, index, min_score=least)
        # Scores are rounded.
        assert all(t.resolution is None or t.resolution.score >= least for t in found)
    assert not any(t.resolution for t in resolve(Document("d", text), toponyms, index, min_score=1.0))


def test_what_is_overridden_is_settled_and_helps_to_settle_the_others() -> None:
    text = "Shells fell on Alta, on Bela and on the Alta river."
    far = place("t:far", "Bela", 100.0, -20.0, "BB", population=500_000)
    near = place("t:near", "Bela", 10.1, 50.0, "AA")
    river = place("t:river", "Alta", 10.0, 50.1, "AA", feature_class="H", feature_code="STM")
    index = SmallIndex(
        alta=(place("t:1", "Alta", 100.1, -20.0, "BB"),), bela=(far, near), alta_river=(river,)
    )
    toponyms = (
        mention(text, "Alta"),
        mention(text, "Bela"),
        replace(mention(text, "Alta river", cue="river"), end=text.index("Alta river") + 4, text="Alta"),
    )
    said = Override("Alta", place("o:1", "Own", 10.0, 50.0, "AA"), note="why")

    def overriding(toponym: Toponym) -> Override | None:
        return said if toponym.text == "Alta" and toponym.cue is None else None

    def found(**options: object) -> list[str | None]:
        read = resolve(Document("d", text), toponyms, index, **options)
        return [t.resolution.place.id if t.resolution else None for t in read]

    assert found() == ["t:1", "t:far", "t:river"]
    assert found(overriding=overriding) == ["o:1", "t:near", "t:river"]
    assert found(overriding=overriding, min_score=1.0) == ["o:1", None, None]
    first, *_ = resolve(Document("d", text), toponyms, index, overriding=overriding)
    assert first.resolution is not None
    assert (first.resolution.method, first.resolution.score) == ("override", 1.0)
    assert first.resolution.reasons == ("override: why",)
    none = Override("Bela", None)
    found_none = found(overriding=lambda t: none if t.text == "Bela" else None)
    assert found_none[1] is None
