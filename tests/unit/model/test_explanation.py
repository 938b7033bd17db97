"""Explanations: the words of a text that made an incident."""

import pytest

from geomap.errors import RecordError
from geomap.model import Evidence, Explanation, Part
from tests.builders import incident


def test_evidence_must_have_the_length_of_its_span() -> None:
    with pytest.raises(RecordError, match=r"evidence 'shelled': the span 3\.\.5 has another length"):
        Evidence(Part.TRIGGER, 3, 5, "shelled", "d1")


def test_an_explanation_needs_a_rule() -> None:
    with pytest.raises(RecordError, match="needs a rule"):
        Explanation("")


def test_an_explanation_gives_the_words_of_a_part_and_tells_itself_in_lines() -> None:
    trigger = Evidence(Part.TRIGGER, 3, 10, "shelled", "d1", "shelling")
    place = Evidence(Part.PLACE, 11, 19, "Eastford", "d1", "Eastford")
    told = Explanation('shelling: verb "shell"', (trigger, place), ("where: same clause",))
    assert told.of(Part.PLACE) == (place,)
    assert list(told.lines()) == [
        'rule: shelling: verb "shell"',
        "trigger [3:10] 'shelled' = shelling",
        "place [11:19] 'Eastford'",
        "because where: same clause",
    ]


def test_the_reasons_of_an_incident_are_those_of_its_explanation() -> None:
    assert incident().reasons == ()
    assert incident(explanation=Explanation("rule", (), ("who: grammar",))).reasons == ("who: grammar",)
