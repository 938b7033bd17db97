"""Other programs read the tables; what is asked of them an index answers."""

from __future__ import annotations

from datetime import date

import geopandas
import pytest
import shapely
import sqlalchemy as sa

from benchmarks.stress.happenings import extraction_of
from geomap.store import Selection, tables
from geomap.store.postgis import queries
from geomap.store.postgis.address import address_of
from tests.builders import extraction, incident

AREA = "MULTIPOLYGON (((30 50, 31 50, 31 51, 30 50)))"


@pytest.fixture
def drawn(store):
    store.add(extraction(incident(), incident(AREA, id="i2"), incident(None, id="i3")))
    return store


@pytest.fixture
def engine(path):
    made = sa.create_engine(address_of(path).url)
    yield made
    made.dispose()


def test_geopandas_reads_it(drawn, path, engine):
    schema = address_of(path).schema
    frame = geopandas.read_postgis(f"SELECT * FROM {schema}.incidents ORDER BY id", engine, geom_col="geom")
    assert frame.crs.to_epsg() == 4326
    assert list(frame.id) == ["i1", "i2", "i3"]
    assert frame.geometry[0] == shapely.Point(30.5, 50.25)
    assert frame.geometry[1] == shapely.from_wkt(AREA)
    assert frame.geometry[2] is None
    assert frame.date_start[0] == date(2021, 3, 1)
    points = geopandas.read_postgis(f"SELECT * FROM {schema}.incident_points", engine, geom_col="geom")
    assert list(points.id) == ["i1"]
    assert list(points.columns[:2]) == ["id", "geom"]
    assert "record" not in points.columns


def test_map_programs_are_told_what_layers_there_are(drawn, path, sql):
    schema = address_of(path).schema
    found = sql(
        f"SELECT f_table_name, f_geometry_column, coord_dimension, srid FROM geometry_columns "
        f"WHERE f_table_schema = '{schema}' ORDER BY 1"
    )
    layers = ("accounts", "incident_areas", "incident_lines", "incident_points", "incidents")
    assert found == [(layer, "geom", 2, 4326) for layer in layers]
    assert sql("SELECT obj_description('incidents'::regclass)") == [(tables.INCIDENTS.about,)]


def test_types_are_those_of_the_field(drawn, sql):
    assert sql("SELECT pg_typeof(date_start)::text, pg_typeof(radius_km)::text FROM incidents LIMIT 1") == [
        ("date", "double precision")
    ]


def plan(store, statement):
    """How the server would do it, if it had to use an index wherever it can."""
    with store._backend._sessions.reading() as connection:
        connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
        text = statement.compile(connection.engine, compile_kwargs={"literal_binds": True})
        lines = connection.exec_driver_sql(f"EXPLAIN {text}".replace("%%", "%")).scalars()
        return "\n".join(lines).replace("Bitmap Index Scan on", "Index Scan using")


def of(store, table):
    return store._backend._layout.tables[table.name]


CHOSEN = (
    (Selection(bbox=(30, 50, 31, 51)), "incidents_geom"),
    (Selection(start=date(2021, 3, 1), end=date(2021, 3, 2)), "incidents_days"),
    (Selection(end=date(2021, 3, 2)), "incidents_days"),
    (Selection(where={"id": ("i1",)}), "incidents_pkey"),
)
FETCHED = (
    (tables.ACCOUNTS, "document_id", "accounts_by_document_id"),
    (tables.ACCOUNTS, "incident_id", "accounts_by_incident_id"),
    (tables.CLAIMS, "account_id", "claims_pkey"),
    (tables.LIKENESSES, "one", "likenesses_pkey"),
    (tables.LIKENESSES, "other", "likenesses_by_other"),
    (tables.SKETCHES, "cluster", "sketches_by_cluster"),
    (tables.SIGNATURES, "head", "signatures_by_head"),
    (tables.INCIDENTS, "cluster", "incidents_by_cluster"),
)


def test_what_is_asked_is_answered_by_an_index(drawn):
    near = queries.meeting(of(drawn, tables.SKETCHES), "f", (737_000, 737_002), (30.0, 50.0, 30.1, 50.1))
    told = plan(drawn, near)
    assert "using sketches_boxes" in told
    assert told.count("&&") == 2
    for selection, index in CHOSEN:
        assert f"using {index}" in plan(drawn, queries.choosing(of(drawn, tables.INCIDENTS), selection))
    for table, field, index in FETCHED:
        made = of(drawn, table)
        asked = queries.fetching(made, (field,), table.key).where(queries.is_any(made.c[field], ["a", "b"]))
        told = plan(drawn, asked)
        assert f"using {index}" in told
        assert f"({field} = ANY" in told.replace('"', "")
    made = of(drawn, tables.BANDS)
    asked = queries.fetching(made, ("signature_id",), tables.BANDS.key).where(
        queries.is_any(made.c.band, [1, 2])
    )
    assert "using bands_pkey" in plan(drawn, asked)


def test_many_rows_are_read_in_parts(store, monkeypatch):
    from geomap.store.postgis import backend

    store.add(extraction_of(range(9)))
    monkeypatch.setattr(backend, "_MOST_ROWS", 2)
    with store._backend.reading():
        rows = store._backend.fetch(tables.DOCUMENTS, ("id",))
        first = next(rows)
        # Others are asked for meanwhile.
        assert store._backend.count(tables.DOCUMENTS) == 9
        assert [first, *rows] == [(f"d{number:07}",) for number in range(9)]


def test_the_last_of_several_rows_with_one_key_counts(store):
    rows = [{"name": f"n{i % 100:03}", "value": str(i)} for i in range(250)]
    with store._backend.writing():
        store._backend.put(tables.NOTES, rows)
        store._backend.put(tables.NOTES, rows[:3])
    assert len(store.notes) == 100
    assert (store.notes["n001"], store.notes["n049"], store.notes["n050"]) == ("1", "249", "150")
