"""Explanations: the words of a text that made an incident."""

import pytest

from geomap.errors import RecordError
from geomap.model import Actor, AppliedCorrection, CorrectionAction, Evidence, Explanation, Part
from tests.builders import claim, incident, killed

TRIGGER = Evidence(Part.TRIGGER, 3, 10, "shelled", "d1", "shelling")
PLACE = Evidence(Part.PLACE, 11, 19, "Eastford", "d1", "Eastford")
EXPLANATION = Explanation('shelling: verb "shell"', (TRIGGER, PLACE), ("where: same clause",))


def test_evidence_must_have_the_length_of_its_span() -> None:
    with pytest.raises(RecordError, match=r"evidence 'shelled': the span 3\.\.5 has another length"):
        Evidence(Part.TRIGGER, 3, 5, "shelled", "d1")


def test_an_explanation_needs_a_rule() -> None:
    with pytest.raises(RecordError, match="needs a rule"):
        Explanation("")


def test_an_explanation_gives_the_words_of_a_part() -> None:
    assert EXPLANATION.of(Part.PLACE) == (PLACE,)
    assert EXPLANATION.of(Part.TIME) == ()


def test_a_merger_keeps_the_words_and_reasons_of_all() -> None:
    other = Evidence(Part.TRIGGER, 3, 10, "bombing", "d2")
    joined = EXPLANATION.with_others([Explanation("other", (other, PLACE), ("who: grammar",)), EXPLANATION])
    assert joined.rule == EXPLANATION.rule
    assert joined.evidence == (TRIGGER, other, PLACE)
    assert joined.reasons[:3] == ("where: same clause", "merged with other", "who: grammar")


def test_the_reasons_of_an_incident_are_those_of_its_explanation() -> None:
    assert incident().reasons == ()
    assert incident(explanation=EXPLANATION).reasons == ("where: same clause",)


def test_an_incident_tells_itself_and_why() -> None:
    assert incident(explanation=EXPLANATION).explain().splitlines() == [
        "Shelling: contested",
        "  where      Eastford (where_prec 1, within 5 km)",
        "  when       2021-03-01 ('on Monday', date_prec 1)",
        "  by         Marland ('Marland's army')",
        "  with       artillery",
        "  claim      Valdoria reports, asserts [0:56]: 'Valdoria said Marland's army shelled Eastford on Monday.'",
        "  claim      Marland denies, rejects [57:75]: 'Marland denied it.'",
        "  why",
        '  rule       shelling: verb "shell"',
        "  trigger    [3:10] 'shelled' = shelling",
        "  place      [11:19] 'Eastford'",
        "  because    where: same clause",
    ]


def test_what_is_not_known_is_said() -> None:
    told = incident(place=None, date_start=None, date_end=None, date_prec=None, claims=(), weapons=())
    assert told.explain().splitlines() == [
        "Shelling: reported",
        "  where      not given",
        "  when       not given",
        "  by         Marland ('Marland's army')",
    ]


def test_a_correction_is_told() -> None:
    corrected = AppliedCorrection(CorrectionAction.REDATE, "A. Reader", "the ministry's log", None, "i1")
    told = incident(corrections=(corrected,)).explain()
    assert "  corrected  redate, by A. Reader: the ministry's log" in told.splitlines()


def test_nothing_of_a_text_drives_a_terminal() -> None:
    evil = "\x1b[2J\x9b31m\u202egpj\ud800\n\rforged: line"
    made = incident(
        initiators=(Actor(evil, evil),),
        targets=(Actor(evil, evil),),
        weapons=(evil,),
        casualties=(killed(1, 1, 1, quote=evil),),
        claims=(claim(evil, quote=evil),),
        date_text=evil,
        explanation=Explanation(evil, (Evidence(Part.PLACE, 0, len(evil), evil, "d", evil),), (evil,)),
    )
    told = made.explain()
    told.encode("utf-8")
    assert all(line.isprintable() for line in told.splitlines())
    assert not any(line.startswith("forged") for line in told.splitlines())
    assert "[U+001B][2J[U+009B]31m[U+202E]gpj[U+D800] forged: line" in told
