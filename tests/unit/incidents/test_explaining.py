"""Each incident explains itself: the rule that fired and the words that it read."""

import geomap
from geomap.model import Document, Evidence, Incident, Part

TEXT = (
    "Azerbaijan's Defense Ministry accused Armenian forces of shelling the Fuzuli district on "
    "October 6 with artillery, killing three civilians. Armenia's Defense Ministry denied the accusation."
)


def found(text: str = TEXT) -> list[Incident]:
    return list(geomap.extract(Document("d1", text)).incidents)


def words(incident: Incident, part: Part) -> list[tuple[str, str | None]]:
    assert incident.explanation is not None
    return [(e.text, e.means) for e in incident.explanation.of(part)]


def test_the_words_of_every_part_are_kept_with_their_spans() -> None:
    (incident,) = found()
    assert incident.explanation is not None
    assert incident.explanation.rule == 'shelling: verb "shell"'
    assert words(incident, Part.TRIGGER) == [("shelling", "shelling")]
    assert words(incident, Part.PLACE) == [("Fuzuli", "Fuzuli District")]
    assert [text for text, _ in words(incident, Part.TIME)] == ["October 6"]
    assert words(incident, Part.INITIATOR) == [("Armenian forces", "Armenia")]
    assert words(incident, Part.WEAPON) == [("artillery", None)]
    assert [means for _, means in words(incident, Part.COUNT)] == ["3 killed"]
    assert words(incident, Part.SPEAKER) == [
        ("Azerbaijan's Defense Ministry", "Azerbaijan"),
        ("Armenia's Defense Ministry", "Armenia"),
    ]
    assert [means for _, means in words(incident, Part.CLAIM)] == [
        "Azerbaijan's Defense Ministry accuses",
        "Armenia's Defense Ministry denies",
    ]
    for evidence in incident.explanation.evidence:
        assert TEXT[evidence.start : evidence.end] == evidence.text
    assert "shelling: 'shelling'" in incident.reasons


def test_each_word_is_told_once_part_by_part() -> None:
    incidents = found(f"{TEXT} {TEXT}")
    assert incidents
    for incident in incidents:
        assert incident.explanation is not None
        evidence = incident.explanation.evidence
        assert len(set(evidence)) == len(evidence)
        order = list(Part)

        def rank(e: Evidence, order: list[Part] = order) -> tuple[int, int]:
            return order.index(e.part), e.start

        assert sorted(evidence, key=rank) == list(evidence)


def test_a_date_taken_from_the_document_has_no_words() -> None:
    (incident,) = found("Armenian forces shelled Ganja.")
    assert words(incident, Part.TIME) == []
    assert words(incident, Part.SPEAKER) == []


def test_people_harmed_are_a_rule_of_their_own() -> None:
    (incident,) = found("Three people have died in Ganja.")
    assert incident.explanation is not None
    assert incident.explanation.rule == "people killed"
