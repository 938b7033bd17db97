"""A file of somebody else's: what it would have run is refused; what QGIS and users add beside a store stays."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import geopandas
import pytest
import shapely

from benchmarks.stress.happenings import extraction_of
from geomap.errors import StoreError
from geomap.store import open_store

BODY = "BEGIN DELETE FROM documents; END"
REFUSED = {
    f"CREATE TRIGGER mine AFTER INSERT ON incidents {BODY}": "the trigger mine of incidents",
    f'CREATE TRIGGER mine AFTER INSERT ON "DOCUMENTS" {BODY}': "the trigger mine of DOCUMENTS",
    f"CREATE TRIGGER mine AFTER UPDATE ON gpkg_contents {BODY}": "the trigger mine of gpkg_contents",
    f"CREATE TRIGGER mine INSTEAD OF INSERT ON incident_points {BODY}": "the trigger mine of incident_points",
    # One of geomap's own names does not help.
    "DROP TRIGGER rtree_incidents_geom_insert; "
    f"CREATE TRIGGER rtree_incidents_geom_insert AFTER INSERT ON incidents {BODY}": (
        "the trigger rtree_incidents_geom_insert of incidents"
    ),
    "DROP TABLE notes; CREATE VIEW notes AS SELECT 'a' AS name, 'b' AS value": "the view notes",
    "DROP VIEW incident_lines; CREATE VIEW incident_lines AS SELECT * FROM documents": "the view incident_lines",
    "DROP TABLE notes; CREATE VIRTUAL TABLE notes USING fts5(name, value)": "the virtual table notes",
    "DROP TABLE rtree_incidents_geom; CREATE VIEW rtree_incidents_geom AS SELECT 1 AS id": (
        "the view rtree_incidents_geom"
    ),
    # A table of a user's that goes with a row of ours takes its trigger along.
    "CREATE TABLE mine (id TEXT REFERENCES documents(id) ON DELETE CASCADE); "
    f"CREATE TRIGGER gone AFTER DELETE ON mine {BODY}": "the trigger gone of mine",
    "CREATE TABLE gpkg_ogr_contents (table_name TEXT, feature_count INTEGER); "
    f"CREATE TRIGGER counted AFTER UPDATE ON gpkg_ogr_contents {BODY}": "the trigger counted of gpkg_ogr_contents",
}
BESIDE = {
    "a user's table": "CREATE TABLE tasks (id INTEGER PRIMARY KEY, incident TEXT, done INTEGER); "
    "CREATE TRIGGER tasks_done AFTER UPDATE ON tasks BEGIN UPDATE tasks SET done = 1; END",
    "a user's view": "CREATE VIEW by_day AS SELECT date_start, count(*) AS number FROM incidents GROUP BY 1",
    "a user's column": "ALTER TABLE incidents ADD COLUMN checked_by TEXT",
    "styles": "UPDATE layer_styles SET useAsDefault = 0",
    "GDAL's counts": "CREATE TABLE gpkg_ogr_contents (table_name TEXT NOT NULL PRIMARY KEY, feature_count INTEGER); "
    'CREATE TRIGGER "trigger_insert_feature_count_incidents" AFTER INSERT ON "incidents" BEGIN '
    "UPDATE gpkg_ogr_contents SET feature_count = feature_count + 1 "
    "WHERE lower(table_name) = lower('incidents'); END",
}


@pytest.fixture
def told(store, path):
    """Add SQL to a store that is in use, past geomap."""
    store.add(extraction_of(range(2)))

    def tell(script: str) -> None:
        with closing(sqlite3.connect(path)) as database:
            database.executescript(script)

    return tell


@pytest.mark.parametrize("script", REFUSED)
def test_what_a_file_would_run_is_refused(told, store, path, script):
    told(script)
    with pytest.raises(StoreError) as raised:
        open_store(path)
    assert str(raised.value).startswith(f"{path}: {REFUSED[script]} is not what geomap made; ")
    with pytest.raises(StoreError):  # of a store that was open before, too
        store.add(extraction_of(range(2, 3)))
    with closing(sqlite3.connect(path)) as database:
        assert database.execute("SELECT count(*) FROM documents").fetchone() == (2,)


@pytest.mark.parametrize("what", BESIDE)
def test_what_users_add_beside_a_store_stays(told, path, what):
    told(BESIDE[what])
    with open_store(path) as opened:
        opened.add(extraction_of(range(2, 4)))
        assert opened.check() == ()
        opened.vacuum()


def test_a_layer_by_gdal_stays(told, path):
    """What QGIS does goes through GDAL."""
    rows = geopandas.GeoDataFrame({"name": ["depot"]}, geometry=[shapely.Point(30, 50)], crs=4326)
    told("SELECT 1")
    rows.to_file(path, layer="depots", driver="GPKG")
    with open_store(path) as opened:
        opened.add(extraction_of(range(2, 4)))
        assert opened.check() == ()
    assert len(geopandas.read_file(path, layer="depots")) == 1
