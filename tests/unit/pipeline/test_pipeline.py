"""The composition of the stages, with stand-ins for the stages themselves."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime

import pytest

import geomap
from geomap.errors import CorrectionError, UsageError
from geomap.model import Correction, CorrectionAction, CorrectionState, Document, Extraction, Theatre
from geomap.pipeline import Report, extract, geoparse, geoparse_each
from tests.builders import DOCUMENT, PLACE, RESOLUTION, geometry, incident, toponym

AREA = geometry("POLYGON ((0 0, 1 0, 1 1, 0 0))")
EAST = Theatre(
    id="east", titles=(("en", "East"),), valid_from=None, valid_to=None, area=AREA, places=(PLACE,)
)
WEST = replace(EAST, id="west", titles=(("en", "West"),), places=())


@dataclass
class Stages:
    """What the stand-ins were given."""

    calls: list[tuple[str, ...]] = field(default_factory=list)


class Index:
    def __init__(self, places=()):
        self.places = tuple(places)

    def with_places(self, places):
        return Index((*self.places, *places))


@pytest.fixture
def stages(monkeypatch):
    seen = Stages()

    class Lexicon:
        needing_context = frozenset()

        def __init__(self, parties=()):
            self.parties = parties

        @classmethod
        def bundled(cls, index):
            return cls()

        def with_parties(self, parties):
            return Lexicon(tuple(parties))

    class Tagger:
        def ahead(self, texts):
            seen.calls.append(("tag", *texts))

    class Recogniser:
        def __init__(self, index, tagger=None, finder=None, given=frozenset()):
            self.index = index

        def recognise(self, document, actors):
            seen.calls.append(("recognise", document.id, str(len(self.index.places))))
            return (toponym(resolved=False),)

    def choose_bundled(document, toponyms, actors):
        seen.calls.append(("choose", document.id))
        assert all(t.resolution is not None for t in toponyms)
        return {"east": EAST, "west": WEST}.get(document.id)

    def resolve(document, toponyms, index, *, theatres=(), min_score, overriding, explain):
        seen.calls.append(("resolve", document.id, *(t.id for t in theatres)))
        return tuple(replace(t, resolution=RESOLUTION) for t in toponyms)

    def find_in_each(cases):
        for case in cases:
            theatre = case.theatre.id if case.theatre else ""
            seen.calls.append(("incidents", case.document.id, theatre, *case.sectors))
            yield (incident(id=f"i-{case.document.id}", document_id=case.document.id),)

    stand_ins = {
        "geomap.recognition.actors.ActorLexicon": Lexicon,
        "geomap.recognition.actors.find_actors": lambda text, lexicon: (),
        "geomap.recognition.toponyms.ToponymRecogniser": Recogniser,
        "geomap.resolution.resolve": resolve,
        "geomap.theatres.load": lambda id_: {"east": EAST, "west": WEST}[str(id_)],
        "geomap.theatres.choose_bundled": choose_bundled,
        "geomap.theatres.make_sectors": lambda theatre: (f"{theatre.id}-sector",),
        "geomap.incidents.open_case": lambda case: case,
        "geomap.incidents.find_in_each": find_in_each,
    }
    for name, stand_in in stand_ins.items():
        monkeypatch.setattr(name, stand_in)
    monkeypatch.setattr("geomap.pipeline.reading.installed_index", Index)
    monkeypatch.setattr("geomap.pipeline.settings.make_tagger", lambda index, recogniser: Tagger())
    return seen


def documents(*ids):
    return [replace(DOCUMENT, id=i) for i in ids]


def test_each_document_goes_its_way_in_its_own_theatre(stages):
    report = extract(documents("east", "elsewhere", "west", "east"))
    assert [d.id for d in report.documents] == ["east", "elsewhere", "west", "east-2"]
    assert [i.id for i in report.incidents] == ["i-east", "i-elsewhere", "i-west", "i-east-2"]
    assert [t.id for t in report.theatres] == ["east", "west"]
    assert report.sectors == ("east-sector", "west-sector")
    assert ("choose", "east") in stages.calls
    assert ("choose", "elsewhere") in stages.calls
    assert ("resolve", "east", "east") in stages.calls
    assert ("resolve", "elsewhere") in stages.calls
    assert ("incidents", "west", "west", "west-sector") in stages.calls
    # a document of none is read once; one of a theatre anew, with that theatre's places
    assert [c[2] for c in stages.calls if c[:2] == ("recognise", "elsewhere")] == ["0"]
    assert [c[2] for c in stages.calls if c[:2] == ("recognise", "east")] == ["0", "1"]
    assert all(t[0].resolution is RESOLUTION for t in report.toponyms)


@pytest.mark.parametrize(("theatre", "wanted"), [("none", ""), ("west", "west")])
def test_a_theatre_that_is_given_is_not_chosen(stages, theatre, wanted):
    report = extract(documents("east"), theatre=theatre)
    assert not any(call[0] == "choose" for call in stages.calls)
    assert ("incidents", "east", wanted, *([f"{wanted}-sector"] if wanted else [])) in stages.calls
    assert [t.id for t in report.theatres] == ([wanted] if wanted else [])


def test_progress_and_days(stages):
    done = []
    undated = Document(id="d", text="Shells fell.")
    report = extract([undated, "A text."], date=date(2020, 2, 3), progress=lambda *n: done.append(n))
    assert [d.published for d in report.documents] == [date(2020, 2, 3)] * 2
    assert done == [(1, 2), (2, 2)]


def test_nothing_gives_an_empty_report(stages):
    report = extract([])
    assert (report.documents, report.incidents, report.theatres) == ((), (), ())


def test_geoparse_gives_resolved_toponyms_and_looks_for_no_incidents(stages):
    assert geoparse("Shells fell.") == (toponym(),)
    assert [(d.id, t) for d, t in geoparse_each(documents("a", "b"))] == [
        ("a", (toponym(),)),
        ("b", (toponym(),)),
    ]
    assert not any(call[0] == "incidents" for call in stages.calls)


REPORT = Report(
    documents=(DOCUMENT,),
    toponyms=((toponym(),),),
    incidents=(incident(quote="<script>alert(1)</script>"), incident(id="i2", date_end=date(2021, 3, 5))),
)


def test_a_report_shows_saves_and_frames_itself(tmp_path):
    assert isinstance(REPORT, Extraction)
    assert repr(REPORT) == "<Report: 1 document, 1 toponym, 2 incidents; theatres: none>"
    REPORT.save(tmp_path / "a.geojson")
    assert len(REPORT.to_geojson()["features"]) == len(REPORT.to_geodataframe()) == 2
    shown = REPORT._repr_html_()
    assert "<script" not in shown
    assert "&lt;script&gt;" in shown


def test_a_report_lists_the_names_that_have_no_place():
    assert REPORT.unresolved == ()
    assert "could not be placed" not in REPORT._repr_html_()
    evil = replace(DOCUMENT, text="<b>lorvka was hit.")
    left_open = Report(
        documents=(evil,),
        toponyms=((replace(toponym(), start=0, end=9, text="<b>lorvka", resolution=None),),),
        incidents=(),
    )
    assert [(u.name, u.quote) for u in left_open.unresolved] == [("<b>lorvka", "<b>lorvka was hit.")]
    assert "1 place name could not be placed: &lt;b&gt;lorvka</p>" in left_open._repr_html_()


def test_a_long_report_says_how_many_it_leaves_out():
    many = Report(
        documents=(DOCUMENT,), toponyms=((),), incidents=tuple(incident(id=f"i{n}") for n in range(60))
    )
    assert "and 10 more" in many._repr_html_()


def test_the_public_verbs_are_these():
    assert geomap.extract is extract
    assert geomap.Report is Report


def test_corrections_are_applied_to_what_was_found(stages):
    wrong = Correction(CorrectionAction.REJECT, ("i-east",), "N.N.", "read again")
    report = extract(documents("east", "west"), corrections=[wrong])
    assert [i.id for i in report.incidents] == ["i-west"]
    assert [i.id for i in report.rejected] == ["i-east"]
    assert type(report) is Report
    assert report.corrections[0].state is CorrectionState.APPLIED
    assert "1 of 1 corrections applied" in repr(report)
    assert "corrections" not in repr(extract(documents("east")))


def test_a_file_of_corrections_is_read_before_the_documents(stages, tmp_path):
    path = tmp_path / "corrections.toml"
    path.write_text("[[correction]]\n")
    with pytest.raises(CorrectionError, match="3 faults"):
        extract(documents("east"), corrections=path)
    assert stages.calls == []


@pytest.mark.parametrize("day", ["2020-10-13", "", 0, True, datetime(2020, 10, 13)])  # noqa: DTZ001
def test_a_day_that_is_none_is_told_before_anything_is_read(day):
    with pytest.raises(UsageError, match=r"date: .* is no day; a datetime.date is needed"):
        geomap.geoparse("A market was opened.", date=day)


@pytest.mark.parametrize("theatre", [None, True, 0, b"none", ["auto"]])
def test_a_theatre_that_is_none_is_told(theatre):
    with pytest.raises(UsageError, match=r"theatre: .* is no theatre"):
        geomap.extract([geomap.Document(id="d", text="A market was opened.")], theatre=theatre)
