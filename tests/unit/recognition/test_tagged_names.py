"""The gazetteer's names and a tagger's put together; the tagger here says what each test tells it."""

from __future__ import annotations

import pytest

from geomap.gazetteer.index import PlaceIndex
from geomap.model import Document, Role
from geomap.recognition.company import lists
from geomap.recognition.names import NameFinder
from geomap.recognition.organisations import find_organisations, with_tagged
from geomap.recognition.persons import People
from geomap.recognition.persons import with_tagged as persons_with_tagged
from geomap.recognition.tagged_names import grown, unknown_names
from geomap.recognition.tagging.batches import TextTagger
from geomap.recognition.tagging.opinions import Opinions
from geomap.recognition.tagging.spans import Label, LabelledSpan
from geomap.recognition.tokens import tokenise
from geomap.recognition.toponyms import ToponymRecogniser
from geomap.resolution import resolve

PLACE, PERSON, ORGANISATION = Label.PLACE, Label.PERSON, Label.ORGANISATION


@pytest.fixture(scope="module")
def index():
    return PlaceIndex.bundled()


def spans(text, marks):
    return [LabelledSpan(text.index(n), text.index(n) + len(n), label, 0.95) for n, label in marks.items()]


class Told:
    """A tagger that sees what it was told of."""

    def __init__(self, marks):
        self.marks = marks

    def tag(self, texts):
        for text in texts:
            yield tuple(sorted(spans(text, self.marks)))


def toponyms(index, text, marks):
    tagger = TextTagger(index, Told(marks))
    return {t.text: t for t in ToponymRecogniser(index, tagger).recognise(Document("d", text))}


def read(index, text, marks):
    tokens = tokenise(text)
    opinions = Opinions.of_spans(tokens, sorted(spans(text, marks)))
    return text, tokens, NameFinder(index).find(tokens), opinions


@pytest.mark.parametrize(
    ("text", "marks", "wanted"),
    [
        ("Shells hit Zhurabad at dawn.", {"Zhurabad": PLACE}, ["Zhurabad"]),
        ("Guards left Qunduzak Palace.", {"Qunduzak Palace": ORGANISATION}, ["Qunduzak Palace"]),
        ("Doctors left Qunduzak Hospital.", {"Qunduzak Hospital": PLACE}, []),
        ("To the North of it.", {"North": PLACE}, []),
        ("THE HAMLET BURNED FOR HOURS WHILE THE GOVERNMENT TROOPS WATCHED IT.", {"HAMLET": PLACE}, []),
        ("Mr. Zhurabad left.", {"Zhurabad": PERSON}, []),
        ("They crossed Zhurabad Creek.", {"Zhurabad": PLACE}, ["Zhurabad Creek"]),
    ],
)
def test_names_that_only_the_tagger_knows(index, text, marks, wanted):
    text, tokens, names, opinions = read(index, text, marks)
    assert [text[n.start : n.end] for n in unknown_names(text, tokens, names, opinions)] == wanted


@pytest.mark.parametrize(
    ("text", "marks", "wanted", "known"),
    [
        ("Floods hit Greater Mumbai.", {"Greater Mumbai": PLACE}, "Greater Mumbai", "mumbai"),
        ("He lives on Clinton Street.", {}, "Clinton Street", None),
        ("Jets bombed Bakhmut Airport.", {}, "Bakhmut Airport", "bakhmut"),
        ("It was cut off at Barda International Airport.", {}, "Barda International Airport", "barda"),
        ("The mill in Lancaster, Pa., closed.", {}, "Pa.", "pa"),
        ("Troops left Kharkiv on foot.", {"Kharkiv": PLACE}, "Kharkiv", None),
    ],
)
def test_names_grow_to_what_belongs_to_them(index, text, marks, wanted, known):
    text, tokens, names, opinions = read(index, text, marks)
    name = next(n for n in grown(tokens, names, opinions) if text[n.start : n.end] == wanted)
    assert name.known == known


def test_a_longer_name_is_the_place_that_the_gazetteer_knows_a_street_is_not(index):
    text = "Floods hit Greater Mumbai and Clinton Street."
    found = ToponymRecogniser(
        index, TextTagger(index, Told({"Greater Mumbai": PLACE, "Clinton": PLACE}))
    ).recognise(Document("d", text))
    resolved = {t.text: t.resolution for t in resolve(Document("d", text), found, index)}
    assert resolved["Greater Mumbai"].place.name == "Mumbai"
    assert resolved["Clinton Street"] is None


def test_what_the_tagger_takes_for_a_person_is_no_place(index):
    text = "Lincoln spoke. The mayor thanked Sofia for it."
    assert "Sofia" in toponyms(index, text, {"Sofia": PLACE})
    assert "Sofia" not in toponyms(index, text, {"Sofia": PERSON})


def test_a_full_name_tells_its_surname_wherever_it_stands_later():
    text = "Anna Sofia came. Later Sofia left."
    tokens = tokenise(text)
    opinions = Opinions.of_spans(tokens, spans(text, {"Anna Sofia": PERSON}))
    assert persons_with_tagged(People(), tokens, opinions).surnames == {"sofia"}


def test_a_toponym_within_the_taggers_organisation_has_its_role(index):
    text = "Reporters of Kharkiv Vechirniy left."
    assert toponyms(index, text, {"Kharkiv Vechirniy": ORGANISATION})["Kharkiv"].role is Role.ORGANISATION
    assert toponyms(index, text, {"Kharkiv": PLACE})["Kharkiv"].role is Role.PLACE


def test_a_taggers_organisations_stand_beside_those_of_rules():
    text = "The Minsk Group met. Later Vechirniy Kharkiv wrote."
    tokens = tokenise(text)
    opinions = Opinions.of_spans(
        tokens, sorted(spans(text, {"Minsk Group": ORGANISATION, "Vechirniy Kharkiv": ORGANISATION}))
    )
    found = with_tagged(find_organisations(tokens), opinions)
    assert [(o.first, o.last) for o in found] == [(0, 2), (5, 6)]


def test_a_new_clause_is_no_list(index):
    text = "They signed in Geneva, and Washington blamed it."
    assert listed_in(text, index) == [(0, 0), (1, 1)]
    assert listed_in("Shells fell in Barda, Ganja and Mingachevir.", index) == [(0, 2)] * 3


def listed_in(text, index):
    tokens = tokenise(text)
    return lists(text, tokens, NameFinder(index).find(tokens))


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("Shells hit Barda and Ganja, Baku said.", [(0, 1), (0, 1), (2, 2)]),
        ("Shells hit Barda and Ganja, Baku said, at dawn.", [(0, 1), (0, 1), (2, 2)]),
        ("Shells hit Barda, Ganja and Baku.", [(0, 2)] * 3),
        ("Barda, Ganja and Baku said so.", [(0, 2)] * 3),
        ("Moscow and Ankara, Washington said, must talk.", [(0, 2)] * 3),
        ("It was Barda, Baku said by mistake to be lost.", [(0, 1)] * 2),
    ],
)
def test_a_government_that_speaks_behind_a_list_is_none_of_it(index, text, bounds):
    assert listed_in(text, index) == bounds


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("He flew to St. John's on Friday.", "St. John's"),
        ("A farm in Queen Anne's County burned.", "Queen Anne's County"),
        ("Aid from the People's Republic of China came.", "People's Republic of China"),
        ("Farms in The Philippines closed.", "Philippines"),
        ("The court in The Hague met.", "The Hague"),
        ("He lives in Charleston, W.Va., now.", "W.Va"),
        ("Azerbaijan's Barda was hit.", "Barda"),
    ],
)
def test_names_with_possessives_articles_and_dots(index, text, name):
    names = NameFinder(index).find(tokenise(text))
    assert name in [text[n.start : n.end] for n in names]


def test_the_bundled_recogniser_finds_what_rules_alone_do_not(index):
    text = "Boats to Minkamman were full. Troops shelled the town of Zhurabad before dawn, Mr. Zhurabin said."
    found = {t.text for t in ToponymRecogniser(index, TextTagger(index)).recognise(Document("d", text))}
    assert {"Minkamman", "Zhurabad"} <= found
    assert "Zhurabin" not in found
    assert "Minkamman" not in {t.text for t in ToponymRecogniser(index).recognise(Document("d", text))}
