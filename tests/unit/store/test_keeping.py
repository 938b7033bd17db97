"""What a store is told it tells again, whole, and the same whatever the way."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from benchmarks.stress.happenings import document, extraction_of
from benchmarks.stress.store import rows_of
from geomap.corroboration import Joining, corroborate
from geomap.errors import StoreError, UsageError
from geomap.model import Extraction, IncidentType, Recognition, Status
from geomap.pipeline import Report
from geomap.store import Provenance, open_store
from tests.builders import DOCUMENT, extraction, geometry, incident, toponym
from tests.unit.store.kinds import KINDS

pytestmark = pytest.mark.parametrize("kind", KINDS)

OLD, NEW = Provenance(geomap="1"), Provenance(geomap="2")


def test_what_was_added_is_told_again_without_loss(store):
    found = replace(
        extraction(incident(), incident(None, id="i2")),
        toponyms=((toponym(), toponym(resolved=False)),),
        recognition=(Recognition("en", "rules", trained=False),),
    )
    added = store.add(found)
    assert (added.new, added.changed, added.unchanged) == (("d1",), (), ())
    assert added.clusters == ("i1", "i2")
    told = store.report()
    assert type(told) is Extraction
    assert told == found
    assert store.report(accounts=True) == found


def test_a_report_is_made_of_it(store):
    store.add(extraction(incident()))
    report = Report.of(store.report())
    assert report.incidents.count_by("status") == {"contested": 1}
    assert report.where(status="contested").documents == (DOCUMENT,)


def test_incidents_are_joined_as_in_memory(store):
    found = extraction_of(range(12))
    store.add(found)
    told, wanted = store.report(), corroborate(found)
    assert {i.id: i for i in told.incidents} == {i.id: i for i in wanted.incidents}
    assert len(told.incidents) < len(found.incidents)
    assert {i.id for i in store.report(accounts=True).incidents} == {i.id for i in found.incidents}


def test_joined_incidents_are_taken_apart_when_added(store, new):
    found = extraction_of(range(6))
    store.add(corroborate(found))
    with open_store(new("other")) as other:
        other.add(found)
        assert other.report() == store.report()


def test_adding_twice_changes_nothing(store, path, sql):
    store.add(extraction_of(range(9)), provenance=OLD)
    everything = "SELECT * FROM {0} ORDER BY 1".format
    tables = ("incidents", "accounts", "documents", "runs", "sketches", "likenesses", "bands")
    before = [sql(everything(name)) for name in tables]
    added = store.add(extraction_of(range(9)), provenance=OLD)
    assert added.unchanged == tuple(f"d{n:07}" for n in range(9))
    assert (added.new, added.changed, added.clusters) == ((), (), ())
    assert [sql(everything(name)) for name in tables] == before


def test_a_changed_document_takes_the_place_of_what_was_there(store, path, new):
    store.add(extraction_of(range(6)))
    added = store.add(extraction_of([4], edition=1))
    assert added.changed == ("d0000004",)
    with open_store(new("other")) as other:
        other.add(extraction_of([0, 1, 2, 3, 5]))
        other.add(extraction_of([4], edition=1))
    assert rows_of(path) == rows_of(new("other"))
    assert not store.check()


def test_a_document_that_tells_of_nothing_any_more(store):
    store.add(extraction(incident()))
    store.add(extraction(documents=(replace(DOCUMENT, text="Nothing."),)))
    assert (store.counts().documents, store.counts().incidents, store.counts().claims) == (1, 0, 0)


def test_what_was_read_by_something_else_is_read_anew(store):
    documents = [document(n) for n in range(3)]
    store.add(extraction_of(range(2)), provenance=OLD)
    assert store.known(documents, provenance=OLD) == {"d0000000", "d0000001"}
    assert store.known(documents, provenance=NEW) == frozenset()
    assert store.known([document(0, edition=1)], provenance=OLD) == frozenset()
    assert store.add(extraction_of(range(2)), provenance=NEW).changed == ("d0000000", "d0000001")
    assert store.known(documents, provenance=NEW) == {"d0000000", "d0000001"}


def test_runs_tell_by_what_documents_were_read(store, sql):
    store.add(
        extraction_of(range(3)), provenance=Provenance("1.0", "g7", ("m1",), "auto", "model", (("a", "b"),))
    )
    ((name, gazetteer, models, options, new),) = sql(
        "SELECT geomap, gazetteer, models, options, new FROM runs"
    )
    assert (name, gazetteer, models, options, new) == ("1.0", "g7", '["m1"]', '{"a": "b"}', 3)


def test_removing_leaves_what_others_tell(store, path, new):
    store.add(extraction_of(range(9)))
    assert store.remove(["d0000000", "d0000004", "d0000004", "none"]) == 2
    with open_store(new("other")) as other:
        other.add(extraction_of([1, 2, 3, 5, 6, 7, 8]))
    assert rows_of(path) == rows_of(new("other"))
    assert not store.check()
    assert store.remove([d.id for d in store.documents()]) == 7
    assert store.report() == Extraction((), (), ())


def test_an_incident_changes_its_name_when_an_earlier_account_comes(store):
    store.add(extraction_of([1]))
    assert [i.id for i in store.report().incidents] == ["i0000001"]
    added = store.add(extraction_of([0, 2]))
    assert added.clusters == ("i0000000", "i0000000-none", "i0000001")
    (joined,) = (i for i in store.report().incidents if i.place is not None)
    assert joined.merged_from == ("i0000000", "i0000001", "i0000002")


@pytest.mark.parametrize(
    ("conditions", "wanted"),
    [
        ({"start": date(2021, 3, 1)}, {"i1", "i2"}),
        ({"start": date(2021, 3, 2)}, {"i2"}),
        ({"end": date(2021, 3, 1)}, {"i1"}),
        ({"start": date(2021, 3, 5), "end": date(2021, 3, 5)}, {"i2"}),
        ({"bbox": (30, 50, 31, 51)}, {"i1", "i3"}),
        ({"bbox": (179, -10, -179, 10)}, {"i2"}),
        ({"where": {"status": "contested"}}, {"i1", "i2", "i3", "i4"}),
        ({"where": {"status": ("denied", "claimed")}}, set()),
        ({"where": {"incident_type": "shelling", "place_id": "test:1"}}, {"i1", "i2", "i3", "i4"}),
        ({"document_ids": ["d1"]}, {"i1", "i2"}),
        ({"document_ids": ["d2"], "where": {"date_prec": ()}}, set()),
    ],
)
def test_choosing(store, conditions, wanted):
    later = {"date_start": date(2021, 3, 4), "date_end": date(2021, 3, 6)}
    undated = {"date_start": None, "date_end": None}
    store.add(
        extraction(
            incident(),
            incident("POINT (-179.9 1)", id="i2", **later),
            incident(id="i3", document_id="d2", **undated),
            incident(None, id="i4", document_id="d2", **undated),
            documents=(DOCUMENT, replace(DOCUMENT, id="d2")),
        )
    )
    assert {i.id for i in store.report(**conditions).incidents} == wanted


def test_only_documents_that_tell_of_what_is_chosen_come_along(store):
    store.add(extraction_of(range(9)))
    told = store.report(where={"id": "i0000003"})
    assert [document.id for document in told.documents] == ["d0000003", "d0000004", "d0000005"]
    assert len(told.toponyms) == 3
    assert store.report(document_ids=["d0000008"], where={"id": "none"}).documents[0].id == "d0000008"


@pytest.mark.parametrize(
    ("conditions", "message"),
    [
        ({"where": {"sectors": "north"}}, "where: no column 'sectors' to choose by; one of id,"),
        ({"where": {"status": "odd"}}, "where: status='odd'; one of reported,"),
        ({"bbox": (0, 10, 1, 5)}, "bbox: (0, 10, 1, 5) is no box; west, south, east, north"),
        ({"start": date(2021, 1, 2), "end": date(2021, 1, 1)}, "end: 2021-01-01 is before 2021-01-02"),
    ],
)
def test_what_cannot_be_chosen_by(store, conditions, message):
    with pytest.raises(UsageError) as caught:
        store.report(**conditions)
    assert str(caught.value).startswith(message)


def test_a_report_at_fault_is_refused_whole(store, path):
    stray = extraction(incident(), incident(id="i2", document_id="elsewhere"))
    with pytest.raises(StoreError, match="incident i2: document elsewhere is not in the report"):
        store.add(stray)
    with pytest.raises(StoreError, match="two documents of the report have one id"):
        store.add(extraction(documents=(DOCUMENT, DOCUMENT)))
    assert store.counts().documents == 0


def test_two_incidents_of_one_id_are_both_kept(store):
    store.add(extraction(incident(), incident(type=IncidentType.PROTEST)))
    assert [i.id for i in store.report().incidents] == ["i1", "i1-2"]
    assert not store.check()


def test_it_tells_its_size(store):
    before = store.size()
    store.add(extraction_of(range(60)))
    assert store.size() > before > 0


def test_documents_are_listed(store):
    store.add(extraction(incident()))
    (kept,) = store.documents()
    assert (kept.id, kept.published, kept.incidents, kept.copy_of) == ("d1", date(2021, 3, 2), 1, None)
    assert kept.characters == len(DOCUMENT.text)


def test_odd_texts_are_kept_as_they_are(store):
    odd = replace(DOCUMENT, title='"x"\t\n\u2028', fields=(("a", "b"), ("a", "c")), source="Ünïcode 漢字")
    found = extraction(incident("POLYGON ((30 50, 31 50, 31 51, 30 50))"), documents=(odd,))
    store.add(found)
    assert store.report() == found
    assert not store.check()


def test_the_settings_of_joining_are_the_stores(path):
    with open_store(path, joining=Joining(distance_km=10, days=2)) as store:
        assert store.joining == Joining(10, 2)
    with open_store(path) as store:
        assert store.joining == Joining(10, 2)
    with open_store(path, joining=Joining(10, 2)):
        pass
    with pytest.raises(UsageError) as caught:
        open_store(path, joining=Joining())
    assert "this store joins within 10 km and 2 days (threshold 0.5), and within 3 km" in str(caught.value)


def test_the_settings_have_a_say(new):
    # Two sites of one town, seven kilometres apart.
    found = extraction(
        incident(),
        incident("POINT (30.6 50.25)", id="i2", document_id="d2"),
        documents=(DOCUMENT, replace(DOCUMENT, id="d2", source="Other", text=DOCUMENT.text + " More.")),
    )
    wide = Joining(distance_km=20)
    with open_store(new("wide"), joining=wide) as store:
        store.add(found)
        assert {i.id: i for i in store.report().incidents} == {
            i.id: i for i in corroborate(found, wide).incidents
        }


def test_notes(store, path):
    store.notes["watch/a"] = "1"
    store.notes["watch/a"] = "2"
    store.notes["b"] = "é"
    with open_store(path) as other:
        assert dict(other.notes) == {"b": "é", "watch/a": "2"}
        assert (len(other.notes), "c" in other.notes, other.notes.get("c")) == (2, False, None)
        del other.notes["b"]
        with pytest.raises(KeyError):
            del other.notes["b"]
    assert list(store.notes) == ["watch/a"]


def test_theatres_come_along_until_nothing_tells_of_them(store):
    from geomap.theatres import load, make_sectors

    theatre = load("karabakh-2020")
    sectors = tuple(make_sectors(theatre))
    told = replace(extraction(incident(theatre=theatre.id)), theatres=(theatre,), sectors=sectors)
    store.add(told)
    assert store.report() == told
    store.remove(["d1"])
    store.add(extraction(incident()))
    assert store.report().theatres == ()
    store.vacuum()
    assert not store.check()


def test_a_theatre_that_changes_is_measured_against_anew(store, sql):
    from geomap.theatres import load

    theatre = load("karabakh-2020")
    cut = replace(theatre, lines=theatre.lines[:0], cut_line=None, cuts=())
    place = "POINT (46.93 40.34)"
    distance = "SELECT distance_to_line_km IS NOT NULL FROM {} ORDER BY id".format
    told = extraction(incident(place, theatre=theatre.id))
    store.add(replace(told, theatres=(theatre,)))
    assert sql(distance("accounts"), distance("incidents")) == [(1,), (1,)]
    other = replace(DOCUMENT, id="d2", source="Other", text=DOCUMENT.text + " Another.")
    more = extraction(incident(place, id="i2", document_id="d2", theatre=theatre.id), documents=(other,))
    store.add(replace(more, theatres=(cut,)))
    assert sql(distance("accounts")) == [(0,), (0,)]
    assert set(sql(distance("incidents"))) == {(0,)}
    assert store.check() == ()


def test_the_status_is_a_column(store, sql):
    store.add(extraction(incident()))
    assert sql("SELECT status, sign, shape FROM incidents") == [
        (Status.CONTESTED, "contested-bombardment", "points")
    ]


def test_areas_and_lines_are_layers_too(store, sql):
    store.add(
        extraction(
            incident("MULTIPOLYGON (((30 50, 31 50, 31 51, 30 50)))"),
            incident("LINESTRING (30 50, 31 50)", id="i2", type=IncidentType.PROTEST),
            incident("MULTIPOINT (30 50, 31 50)", id="i3", type=IncidentType.TALKS),
        )
    )
    layers = ("incident_areas", "incident_lines", "incident_points")
    assert [sql(f"SELECT id FROM {layer}") for layer in layers] == [[("i1",)], [("i2",)], [("i3",)]]
    assert store.report().incidents[0].place.geometry == geometry(
        "MULTIPOLYGON (((30 50, 31 50, 31 51, 30 50)))"
    )
