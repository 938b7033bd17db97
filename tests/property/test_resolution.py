"""Resolution of whatever names there are, with whatever places the gazetteer gives for them."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from geomap.model import Candidate, Document, LonLat, Place, Role, Toponym
from geomap.resolution import resolve
from tests.small_gazetteer import SmallIndex

NAMES = ("Arda", "Bela", "Cora Dora", "La", "Mt. Ello", "Ky.")
CUES = (None, None, "district", "village", "river", "airport", "hills", "axis", "strip")
SORTS = (
    "P/PPL",
    "P/PPLC",
    "P/PPLA",
    "A/PCLI",
    "A/ADM1",
    "A/ADM2",
    "L/RGN",
    "L/CONT",
    "H/STM",
    "H/OCN",
    "S/AIRP",
    "T/MT",
)
KINDS = (
    "preferred",
    "alternate",
    "native",
    "historic",
    "demonym",
    "abbreviation",
    "transliteration",
    "within",
)
KEYS = st.integers(0, 30)
UNITS = st.sampled_from((None, "01", "02"))


@st.composite
def candidates(draw):
    group, code = draw(st.sampled_from(SORTS)).split("/")
    place = Place(
        f"t:{draw(KEYS)}",
        draw(st.sampled_from(NAMES)),
        LonLat(draw(st.floats(-180, 180)), draw(st.floats(-90, 90))),
        group,
        code,
        draw(st.sampled_from((None, "AA", "BB"))),
        admin1=draw(UNITS),
        admin2_name=draw(UNITS),
        population=draw(st.sampled_from((0, 10**6))),
        radius_km=draw(st.sampled_from((0.0, 300.0))),
    )
    return Candidate(place, place.name, draw(st.sampled_from(KINDS)), draw(st.floats(0, 9)))


def one_each(found):
    """A gazetteer gives each place of a name once."""
    return st.lists(found, max_size=5, unique_by=lambda c: c.place.id)


GAZETTEERS = st.fixed_dictionaries(
    {name: one_each(candidates()) for name in (*NAMES, "Arda district", "Kentucky")}
)
BETWEEN = st.sampled_from(
    (", ", " in ", "'s ", " and ", ". ", ", 12 km north of ", "; the town of ", " (", " ")
)


@st.composite
def texts(draw):
    """A text and its mentions."""
    text, toponyms = "", []
    for _ in range(draw(st.integers(0, 7))):
        name, cue = draw(st.sampled_from(NAMES)), draw(st.sampled_from(CUES))
        toponyms.append(
            Toponym(
                len(text),
                len(text) + len(name),
                name,
                draw(st.sampled_from(Role)),
                cue,
                draw(st.sampled_from(("in", "north", "near", "border"))),
                draw(st.sampled_from((None, 12.0))),
                draw(st.sampled_from((None, "southern"))),
                lemma=draw(st.sampled_from((None, None, "Bela"))),
            )
        )
        text += name + draw(st.sampled_from(("", f" {cue}"))) + draw(BETWEEN)
    return Document("d", text or "."), tuple(toponyms)


@given(texts(), GAZETTEERS, st.floats(0, 1), st.booleans())
def test_every_name_is_answered_in_its_place(read, places, least, explain):
    document, toponyms = read
    found = resolve(document, toponyms, SmallIndex(places), min_score=least, explain=explain)
    bare = [replace(t, resolution=None, considered=(), weighing=None) for t in found]
    assert bare == list(toponyms)
    for toponym in found:
        shares = [c.score for c in toponym.considered]
        if toponym.resolution is not None:
            assert least - 1e-4 <= toponym.resolution.score <= 1
            assert toponym.considered == ()
            shares = [toponym.resolution.score, *(c.score for c in toponym.resolution.rejected)]
        assert all(0 <= share <= 1 for share in shares)
        assert sum(shares) <= 1.001
        assert shares == sorted(shares, reverse=True)
        if not explain:
            assert toponym.weighing is None
        elif toponym.weighing is None:
            assert shares == []
        assert all(line.isprintable() for line in toponym.explain().split("\n"))


@given(texts(), GAZETTEERS, st.randoms(use_true_random=False))
def test_the_order_in_which_a_gazetteer_gives_places_does_not_matter(read, places, chance):
    document, toponyms = read
    shuffled = {name: chance.sample(found, len(found)) for name, found in places.items()}
    one, other = (resolve(document, toponyms, SmallIndex(p), min_score=0.0) for p in (places, shuffled))
    assert one == other


@given(texts(), GAZETTEERS)
def test_what_was_read_before_does_not_matter(read, places):
    document, toponyms = read
    index = SmallIndex(places)
    fresh = resolve(document, toponyms, SmallIndex(places))
    for toponym in reversed(toponyms):
        resolve(document, (toponym,), index)
    assert resolve(document, toponyms, index) == fresh
