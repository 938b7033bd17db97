"""Names without a place, as a map lists them."""

from __future__ import annotations

from dataclasses import replace

from geomap.layers import build_layers
from geomap.layers.unplaced import MOST_NAMES, MOST_TELLINGS, Unplaced, unplaced_names
from geomap.model import Candidate, Document, Extraction, Role, Toponym
from geomap.model.unresolved import UNKNOWN, UNSURE
from tests.builders import PLACE, RESOLUTION

TEXT = "Vorkel Radio told of Blorvka. Shells hit BLORVKA and Zzyz and Eastford."


def named(words, role=Role.PLACE, **changes):
    start = TEXT.index(words)
    return Toponym(start, start + len(words), words, role, **changes)


GUESSES = (Candidate(PLACE, "Eastford", score=0.2), Candidate(replace(PLACE, name="E" * 300), "E", score=0.1))
TOPONYMS = (
    named("Vorkel", Role.ORGANISATION),
    named("Blorvka"),
    named("BLORVKA"),
    named("Zzyz", Role.SPEAKER, considered=GUESSES),
    named("Eastford", resolution=RESOLUTION),
)


def listed(number=1, toponyms=TOPONYMS, quotes="sentence"):
    documents = tuple(Document(f"d{n}", TEXT) for n in range(number))
    return unplaced_names(Extraction(documents, (toponyms,) * number, ()), quotes=quotes)


def test_each_name_is_listed_once_with_its_sentence_and_guesses():
    blorvka, zzyz, vorkel = listed(2).names
    assert (blorvka.name, blorvka.times, blorvka.documents, blorvka.role) == ("Blorvka", 4, 2, "")
    assert [(t.source, t.quote, t.reason) for t in blorvka.tellings] == [
        (n, "Vorkel Radio told of Blorvka.", UNKNOWN) for n in (0, 1)
    ]
    assert (zzyz.role, zzyz.tellings[0].reason) == ("seat of a speaker", UNSURE)
    assert zzyz.tellings[0].guesses[0] == "Eastford, Eastshire (UA) 0.20"
    assert len(zzyz.tellings[0].guesses[1]) == 120
    assert (vorkel.name, vorkel.role) == ("Vorkel", "part of a name")


def test_no_sentence_goes_along_where_quotes_are_not_wanted():
    assert {t.quote for name in listed(quotes="none").names for t in name.tellings} == {""}
    assert {t.quote for name in listed(quotes="full").names for t in name.tellings} != {""}


def test_a_name_that_stands_for_itself_somewhere_is_told_as_that():
    mixed = Extraction(
        (Document("d0", TEXT), Document("d1", TEXT)),
        ((named("Vorkel", Role.ORGANISATION), named("Zzyz")), (named("Vorkel", Role.DATELINE),)),
        (),
    )
    names = unplaced_names(mixed, quotes="sentence").names
    assert [(n.name, n.role, n.times) for n in names] == [("Zzyz", "", 1), ("Vorkel", "dateline", 2)]


def test_the_list_is_bounded_and_counts_what_it_leaves_out():
    text = " ".join(f"N{n:04}" for n in range(MOST_NAMES + 7))
    toponyms = tuple(Toponym(at, at + 5, text[at : at + 5]) for at in range(0, len(text), 6))
    many = unplaced_names(Extraction((Document("d", text),), (toponyms,), ()), quotes="sentence")
    assert (len(many.names), many.left_out) == (MOST_NAMES, 7)
    often = listed(MOST_TELLINGS + 2).names[0]
    assert (len(often.tellings), often.documents) == (MOST_TELLINGS, MOST_TELLINGS + 2)


def test_a_map_has_them_and_draws_none():
    made = Extraction((Document("d0", TEXT),), (TOPONYMS,), ())
    layers = build_layers(made, None)
    assert [name.name for name in layers.unplaced.names] == ["Blorvka", "Zzyz", "Vorkel"]
    assert [place.name for place in layers.mentioned] == ["Eastford"]
    assert layers.signs == layers.circles == layers.hits == ()
    assert build_layers(replace(made, toponyms=((),)), None).unplaced == Unplaced()
