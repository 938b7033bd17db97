"""Each kind of fault is found."""

from __future__ import annotations

from contextlib import suppress

import pytest

from benchmarks.stress.happenings import extraction_of
from geomap.errors import GeomapError, StoreError

FAULTS = {
    "UPDATE incidents SET status = 'denied' WHERE id = 'i0000000'": (
        "incidents: status of i0000000 is not what its record says"
    ),
    "UPDATE accounts SET radius_km = 7 WHERE id = 'i0000001'": (
        "accounts: radius_km of i0000001 is not what its record says"
    ),
    "UPDATE accounts SET record = x'7B7D' WHERE id = 'i0000001'": "accounts: i0000001: a kept record: no Incident",
    "UPDATE claims SET speaker = 'Nobody' WHERE account_id = 'i0000001'": (
        "claims: those of i0000001 are not what its record says"
    ),
    "DELETE FROM claims": "claims: those of i0000000 are not what its record says",
    "UPDATE documents SET text = 'x' WHERE id = 'd0000001'": "documents: d0000001 is not what was added",
    "UPDATE documents SET record = x'7B7D' WHERE id = 'd0000001'": "documents: d0000001: a kept record",
    "UPDATE documents SET incidents = 5 WHERE id = 'd0000001'": (
        "documents: d0000001 tells of 1 incidents, and 5 are noted"
    ),
    "UPDATE documents SET copy_of = 'none'": "documents: copy_of none is not in documents",
    "DELETE FROM accounts WHERE id = 'i0000000'": "incidents: i0000000 is joined of other accounts than are its",
    "DELETE FROM accounts WHERE id = 'i0000000-none'": "incidents: id i0000000-none is not in accounts",
    "DELETE FROM incidents WHERE id = 'i0000000'": "accounts: incident_id i0000000 is not in incidents",
    "DELETE FROM toponyms WHERE document_id = 'd0000001'": "documents: id d0000001 is not in toponyms",
    "UPDATE sketches SET cluster = NULL WHERE id = 'i0000001'": "sketches: i0000001 is in no cluster",
    "UPDATE sketches SET cluster = 'i0000001'": (
        "sketches: cluster i0000001 is not named after its first member i0000000"
    ),
    "DELETE FROM likenesses": "sketches: cluster i0000000 is not held together by likenesses",
    "UPDATE likenesses SET score = 0.3": "likenesses: i0000000 and i0000001 are not as alike as is noted",
    "DELETE FROM documents WHERE id = 'd0000001'": "accounts: row 3 belongs to nothing in documents",
    "DELETE FROM signatures": "documents: signature_id ",
    "DELETE FROM sketches_boxes": "sketches_boxes: i0000000 is not indexed",
    "INSERT INTO sketches_boxes VALUES (99, 1, 1, 1, 1, 1, 1)": "sketches_boxes: 99 is not there",
    "DELETE FROM rtree_incidents_geom": "rtree_incidents_geom: i0000000 is not indexed",
    "UPDATE rtree_incidents_geom SET minx = 1": "rtree_incidents_geom: i0000000 is indexed elsewhere than it lies",
    "INSERT INTO rtree_accounts_geom VALUES (99, 1, 1, 1, 1)": (
        "rtree_accounts_geom: 1 entries of rows that are not there"
    ),
    "UPDATE gpkg_contents SET max_x = 0 WHERE table_name = 'incidents'": (
        "gpkg_contents: i0000000 of incidents lies outside of the extent"
    ),
    "DELETE FROM gpkg_contents WHERE table_name = 'accounts'": "gpkg_contents: accounts is not listed",
}


ON_A_SERVER = {
    "DROP VIEW incident_lines": "incident_lines: the view is missing",
    "DROP TABLE layer_styles": "layer_styles: the table is missing",
    "DROP INDEX sketches_boxes": "sketches: index sketches_boxes is missing",
    "DROP INDEX incidents_geom": "incidents: index incidents_geom is missing",
    "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'accounts_days'::regclass": (
        "accounts: index accounts_days is invalid"
    ),
    "ALTER TABLE runs DROP COLUMN options": "runs: column options is missing",
    "ALTER TABLE claims DROP CONSTRAINT claims_account_id_fkey": (
        "claims: 1 references to other tables are missing"
    ),
    "UPDATE incidents SET geom = ST_GeomFromText('POINT EMPTY', 4326)": (
        "incidents: the shape of i0000000 is empty or not on the earth"
    ),
    "UPDATE accounts SET geom = ST_Translate(geom, 900, 0)": (
        "accounts: the shape of i0000000 is empty or not on the earth"
    ),
    "UPDATE incidents SET status = 'denied' WHERE id = 'i0000000'": (
        "incidents: status of i0000000 is not what its record says"
    ),
    "UPDATE accounts SET geom = ST_Translate(geom, 1, 0)": (
        "accounts: geom of i0000000 is not what its record says"
    ),
    "UPDATE documents SET copy_of = 'none'": "documents: copy_of none is not in documents",
    "UPDATE sketches SET cluster = NULL WHERE id = 'i0000001'": "sketches: i0000001 is in no cluster",
    "UPDATE likenesses SET score = 0.3": "likenesses: i0000000 and i0000001 are not as alike as is noted",
}
"""All of them at once."""


@pytest.fixture
def filled(store):
    store.add(extraction_of(range(3)))
    assert store.check() == ()
    return store


@pytest.mark.parametrize("statement", FAULTS)
def test_a_fault_is_found(filled, sql, statement):
    sql(statement)
    found = filled.check()
    wanted = FAULTS[statement]
    assert any(line.startswith(wanted) for line in found), found
    assert all("\n" not in line for line in found)


@pytest.mark.parametrize("kind", ["postgis"])
def test_faults_on_a_server_are_found(filled, sql):
    sql(*ON_A_SERVER)
    found = filled.check()
    assert set(ON_A_SERVER.values()) <= set(found)
    assert all("\n" not in line for line in found)


def test_a_damaged_file(filled, path):
    filled.close()
    content = bytearray(path.read_bytes())
    at = content.rindex(b"Report 1")
    content[at - 40 : at - 20] = b"\xff" * 20
    path.write_bytes(content)
    from geomap.store import open_store

    with open_store(path) as store:
        assert store.check()


MISTAKEN = (
    "documents.record=5",
    "documents.text=x'FF00'",
    "documents.recognition=x'00'",
    "incidents.record=12",
    "incidents.record=x'" + "5B" * 5000 + "'",
    "incidents.radius_km='abc'",
    "accounts.record=x'00'",
    "toponyms.record=7",
    "theatres.sectors='x'",
    "sketches.record=x'00'",
    "likenesses.score='high'",
    "likenesses.reasons='[1]'",
    "likenesses.reasons='why'",
)


@pytest.mark.parametrize("mistaken", MISTAKEN, ids=lambda text: text[:30])
def test_what_stands_in_the_wrong_place_is_told_in_lines(store, sql, mistaken):
    store.add(extraction_of([1, 2]))
    table, _, change = mistaken.partition(".")
    sql(f"UPDATE {table} SET {change}")
    told = store.check()
    assert told or table == "theatres"
    assert all(fault and "\n" not in fault for fault in told)
    for do in (store.report, lambda: store.add(extraction_of([1, 3])), lambda: store.remove(["d0000001"])):
        with suppress(GeomapError):  # in a line, or done: anything else fails the test
            do()


@pytest.mark.parametrize("field", ["signature", "first", "head"])
def test_a_signature_that_is_none_is_told(store, sql, field):
    store.add(extraction_of([1]))
    sql(f"UPDATE signatures SET {field} = x'05'")
    with pytest.raises(StoreError, match=r"signature -?\d+ is none; geomap store check"):
        store.remove([document.id for document in store.documents()])


@pytest.mark.parametrize(
    "blob", ["x'4750'", "x''", "'abc'", "5", "x'47500003E610000000'", "x'4750000FE6100000'"]
)
def test_a_shape_that_is_none_is_told(store, sql, blob):
    store.add(extraction_of([1]))
    triggers = sql("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'incidents'")
    sql(*(f"DROP TRIGGER {name}" for (name,) in triggers))
    sql(f"UPDATE incidents SET geom = {blob}")
    assert any(fault.startswith("incidents: i0000001 has ") for fault in store.check())
