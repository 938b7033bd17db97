"""Names that could not be placed, gathered over documents."""

from __future__ import annotations

from dataclasses import replace

from geomap.model import Candidate, Document, Extraction, Role, Span, Toponym
from geomap.model.unresolved import NOT_LOOKED_UP, UNKNOWN, UNLIKELY, UNSURE
from geomap.resolution.unplaced import LONGEST_QUOTE, gather_unresolved
from tests.builders import PLACE, RESOLUTION, incident

TEXT = (
    "The Vorkel University burnt. Shells hit Blorvka and Eastford.\n\nVorkel officials  said so. BLORVKA\nfell. "
    "Jets bombed Konopelka and Eastford again."
)


def named(words, role=Role.PLACE, after=0, text=TEXT, **changes):
    start = text.index(words, after)
    return Toponym(start, start + len(words), words, role, **changes)


def gather(*toponyms, text=TEXT, incidents=()):
    return gather_unresolved(Extraction((Document("d1", text),), (toponyms,), tuple(incidents)))


def scene(words, after=0, **changes):
    start = TEXT.index(words, after)
    place = replace(
        incident().place, text=words, start=start, end=start + len(words), name=words,
        resolution=None, where_prec=None, radius_km=None, geometry=None,
    )  # fmt: skip
    return incident(document_id="d1", place=replace(place, **changes))


def guesses(*scores):
    return tuple(Candidate(PLACE, "Eastford", score=score) for score in scores)


def test_names_come_in_the_order_of_the_text_and_those_within_names_last():
    found = gather(
        named("Vorkel", Role.ORGANISATION),
        named("Blorvka"),
        named("Eastford", resolution=RESOLUTION),
        named("BLORVKA"),
        named("Konopelka", Role.SPEAKER, considered=guesses(0.1)),
    )
    assert [(u.name, u.role, u.reason, u.within_name) for u in found] == [
        ("Blorvka", Role.PLACE, UNKNOWN, False),
        ("Konopelka", Role.SPEAKER, UNLIKELY, False),
        ("Vorkel", Role.ORGANISATION, UNKNOWN, True),
    ]
    blorvka = found[0]
    assert [span.of(TEXT) for span in blorvka.mentions] == ["Blorvka", "BLORVKA"]
    assert blorvka.quote == "Shells hit Blorvka and Eastford."
    assert blorvka.document_id == "d1"


def test_a_name_in_several_roles_has_the_one_that_tells_most_of_where():
    vorkel = named("Vorkel", Role.ORGANISATION), named("Vorkel", Role.SPEAKER, after=10)
    (found,) = gather(*vorkel)
    assert (found.role, len(found.mentions)) == (Role.SPEAKER, 2)
    assert found.quote == "The Vorkel University burnt."


def test_mentions_with_one_lemma_are_one_name_with_the_surest_guesses():
    found = gather(
        named("Blorvka", lemma="Blorvo", considered=guesses(0.1)),
        named("Konopelka", lemma="Blorvo", considered=guesses(0.2, 0.15)),
    )
    assert [(u.name, u.reason, [g.score for g in u.guesses]) for u in found] == [
        ("Blorvka", UNSURE, [0.2, 0.15])
    ]


def test_the_scene_of_an_incident_that_is_no_toponym_is_listed():
    found = gather(named("Blorvka"), incidents=[scene("Konopelka"), scene("Konopelka"), scene("Blorvka")])
    assert [(u.name, u.reason, u.mentions) for u in found] == [
        ("Blorvka", UNKNOWN, (Span(40, 47),)),
        ("Konopelka", NOT_LOOKED_UP, (Span(TEXT.index("Konopelka"), TEXT.index("Konopelka") + 9),)),
    ]


def test_a_scene_that_has_a_place_or_stands_elsewhere_is_not():
    known = named("Konopelka", resolution=RESOLUTION)
    assert gather(known, incidents=[scene("Konopelka")]) == ()
    elsewhere = scene("Konopelka", start=0, end=9)
    drawn = scene("Konopelka", geometry=incident().place.geometry)
    corrected = scene("Konopelka", text="")
    assert gather(incidents=[elsewhere, drawn, corrected, incident(place=None)]) == ()


def test_a_document_of_another_is_another_record():
    made = Extraction(
        (Document("d1", TEXT), Document("d2", TEXT)), ((named("Blorvka"),), (named("Blorvka"),)), ()
    )
    assert [(u.document_id, u.name) for u in gather_unresolved(made)] == [
        ("d1", "Blorvka"),
        ("d2", "Blorvka"),
    ]


def test_a_long_sentence_is_cut_around_the_name():
    text = "word " * 200 + "Blorvka" + " word" * 200
    (found,) = gather(named("Blorvka", text=text), text=text)
    assert found.quote.startswith("…")
    assert found.quote.endswith("…")
    assert "Blorvka" in found.quote
    assert len(found.quote) <= LONGEST_QUOTE + 2


def test_blanks_within_a_quote_and_a_name_are_one():
    text = "Shells hit\n  Blorvka\n Bay."
    (found,) = gather(named("Blorvka\n Bay", text=text), text=text)
    assert (found.name, found.quote) == ("Blorvka Bay", "Shells hit Blorvka Bay.")


def test_a_dateline_is_no_part_of_the_sentence():
    text = "date 2020-10-13 KHORBLE/BAKU -- Shells hit Blorvka. Nobody was hurt."
    dateline, place = gather(
        named("KHORBLE", Role.DATELINE, text=text), named("Blorvka", text=text), text=text
    )
    assert place.quote == "Shells hit Blorvka."
    assert "KHORBLE" in dateline.quote
