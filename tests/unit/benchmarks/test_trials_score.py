"""The scorer of the trial dispatches, on answers made by hand; and the trials' own soundness."""

from __future__ import annotations

import dataclasses
import json

import pytest

from benchmarks.accuracy import trials
from benchmarks.accuracy.trial_pairing import Level, level_of, pair
from benchmarks.accuracy.trial_records import Answer, Names, Trap, Trial, TrialIncident, fold, read_trials
from benchmarks.accuracy.trial_scores import Scored, figures, same_sides, springs
from geomap.model import Act, Polarity, Salience, Stance, Status

GOLD = {
    "type": "shelling",
    "polarity": "asserted",
    "salience": "core",
    "date_start": "2020-10-13",
    "date_end": "2020-10-13",
    "place": "Velden district",
    "place_country": "AZ",
    "sectors": [],
    "initiators": ["Redland"],
    "targets": [],
    "claimed_by": ["Blueland"],
    "denied_by": ["Redland"],
    "confirmed_by": [],
    "status": "contested",
    "killed_best": 3,
    "wounded_best": None,
}
GIVEN = {
    "incident_type": "shelling",
    "polarity": "asserted",
    "salience": "core",
    "status": "contested",
    "date_start": "2020-10-13",
    "date_end": "2020-10-13",
    "place_text": "the Velden district",
    "place_name": "Velden",
    "country": "AZ",
    "sectors": [],
    "initiator": ["Redland"],
    "target": [],
    "fatalities_low": 3,
    "fatalities_best": None,
    "wounded_best": None,
    "claims": [
        {"speaker": "Blueland's army", "side": "Blueland", "act": "accuses", "stance": "asserts"},
        {"speaker": "Redland", "side": "Redland", "act": "denies", "stance": "rejects"},
    ],
    "quote": "Blueland's army accused Redland of shelling the Velden district.",
    "document_id": "dev-a",
}
CLAIMS = [
    {"speaker_text": "army", "side": "Blueland", "act": "accuses", "stance": "asserts", "about_incident": 0},
    {"speaker_text": "Redland", "side": "Redland", "act": "denies", "stance": "rejects", "about_incident": 0},
]


def gold(**changes: object) -> TrialIncident:
    return TrialIncident.parse(GOLD | changes)


def given(**changes: object) -> Answer:
    return Answer.from_properties(GIVEN | changes)


def trial(*incidents: dict[str, object], claims=(), traps=()) -> Trial:
    fields = {"id": "dev-a", "published": "2020-10-13", "text": "-", "incidents": incidents}
    return Trial.parse(fields | {"claims": list(claims), "traps": list(traps)})


class TestLevels:
    @pytest.mark.parametrize(
        ("changes", "level"),
        [
            ({}, Level.EXACT),
            ({"place_text": "Hilltown", "place_name": "Hilltown"}, Level.STRICT),
            ({"incident_type": "rocket_missile"}, Level.LENIENT),
            ({"incident_type": "air_strike"}, None),
            ({"place_text": "Hilltown", "place_name": "Hilltown", "country": "AM"}, None),
            ({"place_text": "Hilltown district", "place_name": None, "country": "AM"}, None),
            ({"place_text": None, "place_name": None, "country": None}, Level.LENIENT),
            ({"date_start": None, "date_end": None}, Level.LENIENT),
            ({"date_start": "2020-10-14", "date_end": "2020-10-20"}, None),
            ({"date_start": "2020-10-01", "date_end": None}, Level.EXACT),
            ({"polarity": "negated"}, None),
            ({"salience": "background"}, Level.EXACT),
        ],
    )
    def test_an_answer_agrees_as_far_as_type_days_and_place_do(self, changes, level):
        assert level_of(gold(), given(**changes)) == level

    def test_types_that_the_annotator_accepts_are_exact(self):
        assert level_of(gold(also_types=["air_strike"]), given(incident_type="air_strike")) is Level.EXACT

    def test_without_a_place_on_either_side_it_is_exact(self):
        answer = given(place_text=None, place_name=None, country=None)
        assert level_of(gold(place=None), answer) is Level.EXACT

    def test_an_excuse_for_background_holds_only_for_background(self):
        background = gold(optional=True, salience="background")
        assert level_of(background, given(salience="background")) is Level.EXACT
        assert level_of(background, given()) is None


class TestPairing:
    def test_each_answer_serves_one_incident(self):
        assert pair([gold(), gold()], [given()], Level.LENIENT) == {0: 0}

    def test_the_better_agreement_wins(self):
        answers = [given(incident_type="rocket_missile"), given()]
        assert pair([gold()], answers, Level.LENIENT) == {0: 1}

    def test_no_pair_is_lost_to_the_order(self):
        # The first incident could take either answer, the second only the first.
        wide = gold(date_end="2020-10-14")
        answers = [given(), given(date_start="2020-10-14", date_end="2020-10-14")]
        assert pair([wide, gold()], answers, Level.EXACT) == {0: 1, 1: 0}

    def test_an_optional_incident_takes_nothing_from_another(self):
        assert pair([gold(optional=True), gold()], [given()], Level.LENIENT) == {1: 0}


class TestFigures:
    def test_all_right(self):
        report = figures([Scored.of(trial(GOLD, claims=CLAIMS), [given()])])
        for level in ("exact", "strict", "lenient"):
            assert report["incidents"][level]["f1"] == 1.0
        assert report["of_those_found"]["status"] == {"right": 1, "total": 1, "share": 1.0}
        assert report["of_those_found"]["killed"]["right"] == 1  # 'at least three' has only a lowest count
        assert report["of_those_found"]["wounded"] == {"right": 0, "total": 0, "share": None}
        assert report["claims"]["speaker_side"]["share"] == 1.0
        assert report["claims"]["stance_of_those"]["share"] == 1.0

    def test_one_missed_one_false_one_found(self):
        other = GOLD | {"type": "talks", "place": "Moscow", "place_country": "RU"}
        false = given(incident_type="protest", place_text="Hilltown", place_name=None)
        report = figures([Scored.of(trial(GOLD, other), [given(), false])])
        strict = report["incidents"]["strict"]
        assert (strict["found"], strict["wanted"], strict["given"]) == (1, 2, 2)
        assert (strict["precision"], strict["recall"], strict["f1"]) == (0.5, 0.5, 0.5)

    def test_nothing_found_is_nought_and_not_an_error(self):
        report = figures([Scored.of(trial(GOLD, claims=CLAIMS), [])])
        assert report["incidents"]["lenient"]["f1"] == 0.0
        assert report["claims"]["speaker_side"] == {"right": 0, "total": 2, "share": 0.0}
        assert report["claims"]["stance_of_those"]["share"] is None

    @pytest.mark.parametrize("answers", [[], [given(polarity="negated")]])
    def test_an_optional_incident_counts_neither_way(self, answers):
        scored = Scored.of(trial(GOLD | {"optional": True, "polarity": "negated"}), answers)
        exact = figures([scored])["incidents"]["exact"]
        assert (exact["wanted"], exact["given"]) == (0, 0)

    def test_the_negated_told_as_asserted_is_false(self):
        scored = Scored.of(trial(GOLD | {"optional": True, "polarity": "negated"}), [given()])
        assert figures([scored])["incidents"]["lenient"]["given"] == 1

    def test_background_that_was_not_annotated_is_not_false(self):
        scored = Scored.of(trial(GOLD), [given(), given(salience="background", incident_type="protest")])
        assert scored.false(Level.EXACT) == ()

    def test_a_claim_with_the_wrong_stance_has_the_right_side(self):
        turned = [c | {"stance": "asserts"} for c in GIVEN["claims"]]
        report = figures([Scored.of(trial(GOLD, claims=CLAIMS), [given(claims=turned)])])
        assert report["claims"]["speaker_side"]["right"] == 2
        assert report["claims"]["stance_of_those"] == {"right": 1, "total": 2, "share": 0.5}

    def test_a_counter_claim_stands_against_as_a_denial_does(self):
        turned = [
            c | ({"stance": "counter-asserts"} if c["side"] == "Redland" else {}) for c in GIVEN["claims"]
        ]
        report = figures([Scored.of(trial(GOLD, claims=CLAIMS), [given(claims=turned)])])
        assert report["claims"]["stance_of_those"]["right"] == 2

    def test_traps_are_counted_by_reason(self):
        traps = [{"place": "VELDEN", "why": "dateline"}, {"place": "Geneva", "why": "speaker_seat"}]
        report = figures([Scored.of(trial(GOLD, traps=traps), [given()])])["traps"]
        assert report == {"sprung": 1, "total": 2, "share": 0.5, "sprung_by_reason": {"dateline": 1}}


class TestTraps:
    @pytest.mark.parametrize(
        ("why", "changes", "sprung"),
        [
            ("metonym", {}, True),
            ("metonym", {"polarity": "hypothetical"}, True),
            ("metonym", {"incident_type": "talks"}, False),
            ("metonym", {"place_text": "Hilltown", "place_name": "Hilltown"}, False),
            ("negated", {}, True),
            ("negated", {"polarity": "negated"}, False),
            ("hypothetical", {"polarity": "hypothetical"}, False),
            ("background", {}, True),
            ("background", {"salience": "background"}, False),
            ("dateline", {"salience": "background"}, True),
            ("origin", {"place_text": None, "place_name": None}, False),
        ],
    )
    def test_which_incident_springs_which_trap(self, why, changes, sprung):
        assert springs(Trap("Velden", why), given(**changes)) is sprung

    def test_a_longer_name_is_another_place(self):
        answer = given(place_text="Sudan", place_name="Sudan")
        assert not springs(Trap("Port Sudan", "dateline"), answer)


class TestNames:
    def test_accents_apostrophes_articles_and_plural_make_no_difference(self):
        assert fold("The Sa‘dah’s Côte-Nord") == "sa dahs cote nord"
        assert Names.parse("Houthis|Ansar Allah").allow("the Houthi")
        assert not Names.parse("Sudan").allow("South Sudan", None)

    def test_sides_are_the_same_whatever_their_order(self):
        wanted = (Names.parse("RSF|Rapid Support Forces"), Names.parse("Sudan"))
        assert same_sides(wanted, ["Sudan", "Rapid Support Forces"])
        assert not same_sides(wanted, ["Sudan"])
        assert not same_sides(wanted, ["Sudan", "RSF", "Chad"])


class TestCommand:
    @pytest.fixture
    def files(self, tmp_path):
        fields = {"published": "2020-10-13", "text": "-", "incidents": [GOLD], "claims": CLAIMS}
        rows = [
            fields | {"id": i, "traps": [{"place": "Velden", "why": "origin"}]} for i in ("dev-a", "blind-a")
        ]
        trials_file = tmp_path / "made.jsonl"
        trials_file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        wrong = GIVEN | {
            "status": "claimed",
            "incident_type": "rocket_missile",
            "claims": GIVEN["claims"][:1],
        }
        features = [{"properties": wrong | {"document_id": row["id"]}} for row in rows]
        answers_file = tmp_path / "answers.geojson"
        answers_file.write_text(json.dumps({"features": features}), encoding="utf-8")
        return trials_file, answers_file

    def test_prints_json(self, files, capsys):
        assert trials.main([str(files[0]), "--answers", str(files[1])]) == 0
        report = json.loads(capsys.readouterr().out)
        assert report["made"]["incidents"]["lenient"]["found"] == 2
        assert report["made"]["incidents"]["strict"]["found"] == 0

    def test_lists_errors_but_not_those_of_blind_dispatches(self, files, capsys):
        assert trials.main(["--errors", str(files[0]), "--answers", str(files[1])]) == 0
        printed = capsys.readouterr()
        lines = printed.out[: printed.out.index("\n{")].splitlines()
        assert lines[0] == "dev-a"
        assert [line.split()[0] for line in lines[1:]] == ["loose", "status", "unvoiced", "trap"]
        assert "blind-a: blind" in printed.err

    def test_missed_and_false_are_listed_with_the_sentence(self):
        scored = Scored.of(trial(GOLD), [given(incident_type="protest")])
        missed, false = trials.error_lines(scored)
        assert "shelling at Velden district" in missed
        assert GIVEN["quote"] in false


ALL = {path.name: read_trials(path) for path in trials.FILES}
EVERY = [t for rows in ALL.values() for t in rows]


class TestAnnotation:
    def test_ids_tell_the_file_and_none_comes_twice(self):
        assert [t.id.split("-")[0] for t in ALL["dispatches.jsonl"]] == ["dev"] * 16
        assert [t.id.split("-")[0] for t in ALL["blind.jsonl"]] == ["blind"] * 16
        assert [t.id.split("-")[0] for t in ALL["more.jsonl"]] == ["more"] * 24
        assert [t.id.split("-")[0] for t in ALL["reading.jsonl"]] == ["reading"] * 30
        assert [t.id.split("-")[0] for t in ALL["unread.jsonl"]] == ["unread"] * 34
        assert [t.id.split("-")[0] for t in ALL["further.jsonl"]] == ["further"] * 30
        assert [t.id.split("-")[0] for t in ALL["latest.jsonl"]] == ["latest"] * 24
        assert len({t.id for t in EVERY}) == len(EVERY)

    @pytest.mark.parametrize("each", EVERY, ids=lambda t: t.id)
    def test_what_is_annotated_stands_in_the_text(self, each):
        assert 40 <= len(each.text.split()) <= 130
        surfaces = [i.place for i in each.incidents if i.place] + [t.place for t in each.traps]
        surfaces += [c.speaker for c in each.claims]
        assert [s for s in surfaces if s not in each.text] == []

    @pytest.mark.parametrize("each", EVERY, ids=lambda t: t.id)
    def test_codes_are_those_of_the_model(self, each):
        for incident in each.incidents:
            assert incident.polarity in list(Polarity)
            assert incident.salience in list(Salience)
            assert set(incident.status.written.split("|")) <= set(Status)
            assert incident.optional or (incident.polarity, incident.salience) == ("asserted", "core")
        for claim in each.claims:
            assert claim.act in list(Act)
            assert claim.stance in list(Stance)
            assert claim.about_incident < len(each.incidents)

    @pytest.mark.parametrize("each", EVERY, ids=lambda t: t.id)
    def test_right_answers_spring_no_trap_and_find_everything(self, each):
        perfect = [_perfect(incident) for incident in each.incidents]
        report = figures([Scored.of(each, perfect)])
        assert report["traps"]["sprung"] == 0
        assert report["incidents"]["exact"]["f1"] == 1.0

    @pytest.mark.parametrize("each", EVERY, ids=lambda t: t.id)
    def test_a_contested_incident_has_voices_for_and_against(self, each):
        rejected = {c.about_incident for c in each.claims if c.stance != "asserts"}
        asserted = {c.about_incident for c in each.claims if c.stance == "asserts"}
        for index in rejected:
            # What only a denial tells of is denied: 'it denied that it had left the town'.
            told_once = index not in asserted and each.incidents[index].polarity == "negated"
            wanted = "denied" if told_once else "contested"
            assert wanted in each.incidents[index].status.written.split("|")

    def test_no_day_lies_after_publication_unless_planned(self):
        late = [
            (t.id, i.types[0])
            for t in EVERY
            for i in t.incidents
            if i.date_start is not None and i.date_start > t.published and i.polarity == "asserted"
        ]
        assert late == []


def _perfect(incident: TrialIncident) -> Answer:
    answer = given(
        incident_type=incident.types[0].value,
        place_text=incident.place,
        place_name=incident.place,
        country=incident.countries.written.split("|")[0] if incident.countries else None,
        polarity=incident.polarity,
        salience=incident.salience,
    )
    return dataclasses.replace(answer, date_start=incident.date_start, date_end=incident.date_end)
