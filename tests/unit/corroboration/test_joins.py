"""One incident of several accounts, and in what these differ."""

from dataclasses import replace
from datetime import date
from itertools import permutations

import geomap
from geomap.corrections import correct
from geomap.corroboration import Likeness, corroborate, join
from geomap.model import About, Actor, CasualtyCount, Document, Extraction, Harm, Status, disagreements_of
from geomap.model.toll import Toll, toll_of
from geomap.model.voices import OWN_VOICE
from tests.builders import DOCUMENT, claim, extraction, incident, killed
from tests.unit.corrections.test_applying import asked, redate

EARLY = replace(
    DOCUMENT, id="d0", published=date(2021, 3, 1), source="Post", text="Early words of a paper. " * 9
)
LATE = replace(
    DOCUMENT, id="d2", published=date(2021, 3, 4), source="Herald", text="Other words, much later. " * 9
)
UNDATED = replace(DOCUMENT, id="d9", published=None, source=None, text="No day at all stands here. " * 9)


def told_by(document, **changes):
    made = incident(id=f"i-{document.id}", document_id=document.id, **changes)
    return made, document


def joined(*parts):
    return join(parts, {})


def test_one_account_is_left_as_it_is():
    alone, document = told_by(DOCUMENT)
    assert joined((alone, document)) is alone


def test_the_id_is_that_of_the_account_first_published_and_undated_ones_come_last():
    parts = [told_by(LATE), told_by(UNDATED), told_by(EARLY)]
    made = joined(*parts)
    assert made.id == "i-d0"
    assert [account.incident.document_id for account in made.accounts] == ["d0", "d2", "d9"]
    assert made.merged_from == ("i-d0", "i-d2", "i-d9")


def test_the_order_in_which_accounts_are_given_does_not_matter():
    parts = [told_by(LATE, casualties=(killed(3, 3, 3),)), told_by(EARLY, date_text=None), told_by(DOCUMENT)]
    assert len({joined(*each) for each in permutations(parts)}) == 1


def test_place_and_words_are_those_of_the_account_that_tells_most_exactly():
    rough, document = told_by(EARLY)
    rough = replace(rough, place=replace(rough.place, where_prec=4, name="Eastshire"))
    exact = told_by(LATE)
    made = joined((rough, document), exact)
    assert (made.place.name, made.document_id) == ("Eastford", "d2")
    assert made.id == "i-d0"


def test_claims_of_all_are_kept_and_who_claims_nothing_speaks_for_itself():
    parts = [told_by(EARLY, claims=()), told_by(LATE, claims=(claim(document_id="d2"),))]
    made = joined(*parts)
    assert [(c.speaker, c.document_id) for c in made.claims] == [(OWN_VOICE, "d0"), ("Valdoria", "d2")]
    assert made.status is Status.CLAIMED


def test_tolls_go_from_the_lowest_to_the_highest_and_the_last_is_the_best():
    parts = [
        told_by(EARLY, casualties=(killed(3, 3, None),)),
        told_by(DOCUMENT, casualties=(killed(7, 7, 7),)),
        told_by(LATE, casualties=(killed(5, 5, 5),)),
    ]
    made = joined(*parts)
    assert toll_of(made, Harm.KILLED) == Toll(3, 5, 7)


def test_a_toll_left_open_above_all_others_has_no_highest():
    parts = [told_by(EARLY, casualties=(killed(3, 3, 3),)), told_by(LATE, casualties=(killed(9, 9, None),))]
    assert toll_of(joined(*parts), Harm.KILLED) == Toll(3, 9, None)


def test_counts_of_other_documents_name_them_and_the_same_count_stands_once():
    same = CasualtyCount(0, 5, "three", Harm.KILLED, low=3, best=3, high=3)
    made = joined(told_by(EARLY, casualties=(same,)), told_by(LATE, casualties=(same, killed(4, 4, 4))))
    assert [(c.best, c.document_id) for c in made.casualties] == [(3, None), (4, "d2")]


def test_copies_and_texts_of_one_source_are_one_voice():
    copied = replace(EARLY, id="d3", source="Gazette")
    same_source = replace(UNDATED, id="d4", source=" post ")
    parts = [told_by(each) for each in (EARLY, copied, same_source, LATE)]
    made = joined(*parts)
    assert {a.incident.document_id: a.voice for a in made.accounts} == {"d0": 0, "d3": 0, "d4": 0, "d2": 1}
    assert made.independent_voices == 2


def test_likeness_is_the_mean_and_reasons_those_of_the_closest():
    parts = [told_by(each) for each in (EARLY, DOCUMENT, LATE)]
    close, far = Likeness(0.9, ("same place",)), Likeness(0.5, ("same day",))
    made = join(parts, {"i-d0": {"i-d1": close, "i-d2": far}})
    first = made.accounts[0]
    assert (first.likeness, first.reasons) == (0.7, ("same place",))


def test_what_accounts_disagree_in_is_kept_with_who_says_so():
    west = replace(incident().place, name="Westford")
    parts = [
        told_by(EARLY, casualties=(killed(3, 3, 3),)),
        told_by(LATE, casualties=(killed(9, 9, 9),), initiators=(Actor("Valdoria", "Valdoria"),), place=west),
    ]
    told = {each.about: each for each in disagreements_of(joined(*parts))}
    assert set(told) == {About.PLACE, About.INITIATOR, About.CASUALTIES}
    assert [(v.words, v.documents) for v in told[About.CASUALTIES].versions] == [
        ("3 killed", ("d0",)),
        ("9 killed", ("d2",)),
    ]
    assert [v.words for v in told[About.INITIATOR].versions] == ["Marland", "Valdoria"]
    assert [v.words for v in told[About.PLACE].versions] == ["Eastford", "Westford"]


def test_what_can_both_be_true_is_no_disagreement():
    parts = [
        told_by(EARLY, casualties=(killed(3, 3, None),), initiators=()),
        told_by(LATE, casualties=(killed(5, 5, 5),), date_start=date(2021, 2, 28)),
    ]
    assert disagreements_of(joined(*parts)) == ()
    assert disagreements_of(incident()) == ()


def test_a_report_is_joined_where_the_first_account_stood():
    other = incident(id="other", document_id="d2", type=geomap.IncidentType.PROTEST)
    report = extraction(told_by(LATE)[0], other, told_by(EARLY)[0], documents=(LATE, EARLY))
    made = corroborate(report)
    assert [each.id for each in made.incidents] == ["i-d0", "other"]
    assert type(made) is Extraction
    # Again: nothing changes.
    assert corroborate(made) == made


def test_incidents_that_share_an_id_are_not_lost():
    early, late = told_by(EARLY)[0], told_by(LATE)[0]
    made = corroborate(extraction(early, late, replace(early, weapons=("rockets",)), documents=(EARLY, LATE)))
    assert [(each.id, len(each.accounts)) for each in made.incidents] == [("i-d0", 2), ("i-d0", 0)]
    assert made.incidents[1].weapons == ("rockets",)


def test_joined_once_more_with_a_further_document():
    report = corroborate(extraction(told_by(LATE)[0], told_by(EARLY)[0], documents=(LATE, EARLY)))
    whole = replace(
        report,
        documents=(*report.documents, DOCUMENT),
        toponyms=((), (), ()),
        incidents=(*report.incidents, told_by(DOCUMENT)[0]),
    )
    (one,) = corroborate(whole).incidents
    assert one.merged_from == ("i-d0", "i-d1", "i-d2")


def test_two_voices_of_two_papers_meet():
    azerbaijan = Document(
        id="a",
        published=date(2020, 10, 13),
        source="Trend",
        text="Azerbaijan's Defense Ministry said Armenian forces had shelled the town of Tartar on October 13.",
    )
    armenia = Document(
        id="b",
        published=date(2020, 10, 14),
        source="Hetq",
        text="Armenia's Defense Ministry denied on Wednesday that its forces had shelled the town of Tartar on October 13.",
    )
    report = geomap.extract([azerbaijan, armenia])
    (one,) = geomap.corroborate(report).incidents
    assert one.status is Status.CONTESTED
    assert {account.incident.document_id for account in one.accounts} == {"a", "b"}
    assert isinstance(geomap.corroborate(report), geomap.Report)


def test_what_was_corrected_in_a_joined_incident_is_so_when_it_is_joined_anew():
    report = corroborate(extraction(told_by(LATE)[0], told_by(EARLY)[0], documents=(LATE, EARLY)))
    retyped = asked("retype", "i-d0", type=geomap.IncidentType.AIR_STRIKE)
    of_an_account = redate("i-d2")
    corrected = correct(report, [retyped, of_an_account])
    again = corroborate(corrected)
    assert [each.type for each in again.incidents if each.id == "i-d0"] == [geomap.IncidentType.AIR_STRIKE]
    assert [outcome.correction for outcome in again.corrections] == [retyped, of_an_account]
    assert {outcome.state.value for outcome in again.corrections} == {"applied"}
    # What applies to one account is not done twice.
    done = [each for incident in again.incidents for each in incident.corrections]
    assert sorted(each.incident for each in done) == ["i-d0", "i-d2"]
    assert corroborate(again) == again
