"""What the GeoPackage standard wants of a file: its tables of metadata, and spatial indexes with triggers.

OGC 12-128r19, GeoPackage 1.4: of this version the triggers go right with rows that are replaced.
"""

from __future__ import annotations

from typing import Final

# The names of tables are those of `geomap.store.tables`.
# ruff: noqa: S608

APPLICATION_ID: Final = 0x47504B47  # 'GPKG'
USER_VERSION: Final = 10400

METADATA: Final = (
    """
    CREATE TABLE gpkg_spatial_ref_sys (
      srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY, organization TEXT NOT NULL,
      organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT
    )""",
    """
    CREATE TABLE gpkg_contents (
      table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
      description TEXT DEFAULT '',
      last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
      min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
      CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id)
    )""",
    """
    CREATE TABLE gpkg_geometry_columns (
      table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL,
      srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL,
      CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
      CONSTRAINT uk_gc_table_name UNIQUE (table_name),
      CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
      CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id)
    )""",
    """
    CREATE TABLE gpkg_extensions (
      table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL, definition TEXT NOT NULL,
      scope TEXT NOT NULL, CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name)
    )""",
)

_WGS84 = (
    'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],'
    'AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",'
    '0.0174532925199433,AUTHORITY["EPSG","9122"]],AXIS["Latitude",NORTH],AXIS["Longitude",EAST],'
    'AUTHORITY["EPSG","4326"]]'
)

SYSTEMS: Final = (
    ("Undefined Cartesian SRS", -1, "NONE", -1, "undefined", "undefined Cartesian coordinate system"),
    ("Undefined geographic SRS", 0, "NONE", 0, "undefined", "undefined geographic coordinate system"),
    ("WGS 84 geodetic", 4326, "EPSG", 4326, _WGS84, "longitude and latitude in decimal degrees"),
)
"""The rows of gpkg_spatial_ref_sys that every file has to have."""

RTREE: Final = ("gpkg_rtree_index", "http://www.geopackage.org/spec120/#extension_rtree", "write-only")
"""Name, definition and scope of the extension."""

_TREE: Final = {"minx": "ST_MinX", "maxx": "ST_MaxX", "miny": "ST_MinY", "maxy": "ST_MaxY"}
"""The columns of an index, and the functions that give them."""


def spatial_index(table: str) -> tuple[str, ...]:
    """The statements that make the spatial index of a layer, with its triggers, named as in the standard."""
    tree = f"rtree_{table}_geom"
    new, old = (
        "NEW.geom NOTNULL AND NOT ST_IsEmpty(NEW.geom)",
        "OLD.geom NOTNULL AND NOT ST_IsEmpty(OLD.geom)",
    )
    none = "(NEW.geom ISNULL OR ST_IsEmpty(NEW.geom))"
    sides = ", ".join(f"{function}(NEW.geom)" for function in _TREE.values())
    moved = ", ".join(f"{side} = {function}(NEW.geom)" for side, function in _TREE.items())
    triggers = {
        "insert": f"AFTER INSERT ON {table} WHEN ({new}) BEGIN "
        f"INSERT OR REPLACE INTO {tree} VALUES (NEW.fid, {sides}); END",
        "update2": f"AFTER UPDATE OF geom ON {table} WHEN OLD.fid = NEW.fid AND {none} BEGIN "
        f"DELETE FROM {tree} WHERE id = OLD.fid; END",
        "update4": f"AFTER UPDATE ON {table} WHEN OLD.fid != NEW.fid AND {none} BEGIN "
        f"DELETE FROM {tree} WHERE id IN (OLD.fid, NEW.fid); END",
        "update5": f"AFTER UPDATE ON {table} WHEN OLD.fid != NEW.fid AND ({new}) BEGIN "
        f"DELETE FROM {tree} WHERE id = OLD.fid; "
        f"INSERT OR REPLACE INTO {tree} VALUES (NEW.fid, {sides}); END",
        "update6": f"AFTER UPDATE OF geom ON {table} WHEN OLD.fid = NEW.fid AND ({new}) AND ({old}) BEGIN "
        f"UPDATE {tree} SET {moved} WHERE id = NEW.fid; END",
        "update7": f"AFTER UPDATE OF geom ON {table} WHEN OLD.fid = NEW.fid AND ({new}) AND NOT ({old}) "
        f"BEGIN INSERT INTO {tree} VALUES (NEW.fid, {sides}); END",
        "delete": f"AFTER DELETE ON {table} WHEN OLD.geom NOT NULL BEGIN "
        f"DELETE FROM {tree} WHERE id = OLD.fid; END",
    }
    return (
        f"CREATE VIRTUAL TABLE {tree} USING rtree(id, {', '.join(_TREE)})",
        *(f"CREATE TRIGGER {tree}_{name} {body}" for name, body in triggers.items()),
    )
