"""Where an incident is compared whose own words settle no place."""

from dataclasses import replace

import pytest

from geomap.corroboration import sketches_of
from geomap.corroboration.grounds import SCENE
from geomap.corroboration.scenes import Scenes
from geomap.model import Candidate, Document, Extraction, LonLat, Role, Toponym
from tests import builders

TEXT = "Rockets hit a depot in Eastford. Four people died, a doctor said. Westford is quiet since."
DOCUMENT = Document(id="d1", text=TEXT, published=builders.DOCUMENT.published)
WESTFORD = replace(builders.PLACE, id="test:2", name="Westford", point=LonLat(31.5, 50.5))


def toponym(name, place=builders.PLACE, role=Role.PLACE):
    start = TEXT.index(name)
    resolution = None if place is None else replace(builders.RESOLUTION, place=place)
    return Toponym(start=start, end=start + len(name), text=name, role=role, resolution=resolution)


def told(sentence, **changes):
    start = TEXT.index(sentence)
    given = {"place": None, "quote": sentence, "start": start, "end": start + len(sentence)} | changes
    return builders.incident(id=f"at-{start}", **given)


def extraction(*incidents, toponyms):
    return Extraction(documents=(DOCUMENT,), toponyms=(tuple(toponyms),), incidents=incidents)


DEAD = told("Four people died, a doctor said.")
HIT = told("Rockets hit a depot in Eastford.", place=builders.incident().place)
BOTH = [toponym("Eastford"), toponym("Westford", WESTFORD)]


def scene(incident, *others, toponyms=()):
    found = Scenes(extraction(incident, *others, toponyms=toponyms)).of(incident)
    return found.name if found is not None else None


def test_the_one_place_of_the_other_incidents():
    assert scene(DEAD, HIT) == "Eastford"


def test_the_town_named_last_before_and_none_that_comes_after():
    assert scene(DEAD, toponyms=BOTH) == "Eastford"
    assert scene(DEAD, toponyms=[toponym("Westford", WESTFORD)]) is None


def test_the_town_of_its_own_sentence_goes_before_where_other_things_happened():
    quiet = told("Westford is quiet since.")
    assert scene(quiet, HIT, toponyms=BOTH) == "Westford"


@pytest.mark.parametrize("role", [Role.DATELINE, Role.SPEAKER, Role.ORGANISATION, Role.DEMONYM])
def test_a_town_that_is_no_scene_is_none(role):
    assert scene(DEAD, toponyms=[toponym("Eastford", role=role)]) is None


def test_a_capital_that_stands_for_its_government_is_none():
    capital = replace(builders.PLACE, feature_code="PPLC")
    assert scene(DEAD, toponyms=[toponym("Eastford", capital, Role.METONYM)]) is None
    assert scene(DEAD, toponyms=[toponym("Eastford", role=Role.METONYM)]) == "Eastford"


def test_of_a_name_left_open_the_likeliest_place():
    opened = replace(HIT, place=replace(HIT.place, resolution=None, geometry=None, where_prec=None))
    left = replace(toponym("Eastford", None), considered=(Candidate(WESTFORD, "Eastford", score=0.15),))
    opened = replace(opened, place=replace(opened.place, start=left.start, end=left.end))
    assert scene(opened, toponyms=[left]) == "Westford"
    assert scene(opened, toponyms=[toponym("Eastford", None)]) is None


def test_a_scene_is_for_comparing_and_gives_no_place():
    made = extraction(DEAD, HIT, toponyms=BOTH)
    sketch = sketches_of(made)[DEAD.id]
    assert (sketch.exact, sketch.place_id) == (SCENE, builders.PLACE.id)
    assert made.incidents[0].place is None
