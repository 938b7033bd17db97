"""A file of corrections: what is read, and every fault of it at once."""

from __future__ import annotations

import json
from datetime import date

import pytest

from geomap.corrections import read_corrections
from geomap.errors import CorrectionError
from geomap.gazetteer.index import PlaceIndex
from geomap.model import CorrectionAction, IncidentType, LonLat, Place


@pytest.fixture(scope="module")
def index():
    return PlaceIndex.bundled()


@pytest.fixture
def read(tmp_path, index):
    def read_(text, name="corrections.toml", places=lambda: ()):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read_corrections(path, index=index, places=places)

    return read_


def table(**values):
    return "[[correction]]\n" + "".join(f"{k} = {json.dumps(v)}\n" for k, v in values.items())


SAID = {"by": "N.N.", "why": "read again"}
REJECT = {"incident": "inc-1", "action": "reject", **SAID}


def faults(read, text, **options):
    with pytest.raises(CorrectionError) as caught:
        read(text, **options)
    assert "\n" not in str(caught.value)
    return [fault.partition("corrections.toml")[2] for fault in caught.value.faults]


def test_every_action_is_read_in_order(read):
    text = "".join(
        (
            table(**REJECT, on="2024-03-05"),
            table(**REJECT | {"action": "retype", "type": "air_strike"}),
            table(
                **REJECT
                | {"action": "relocate", "lat": 40.34, "lon": 46.93, "radius_km": 10, "name": "A farm"}
            ),
            table(**REJECT | {"action": "redate", "date_start": "2020-10-01", "date_end": "2020-10-09"}),
            "[[correction]]\naction = 'merge'\nmerge = ['a', 'b', 'a']\nby = 'N.N.'\nwhy = 'one'\non = 2024-03-06\n",
        )
    )
    reject, retype, relocate, redate, merge = read(text)
    assert (reject.action, reject.incidents, reject.by, reject.why) == (
        CorrectionAction.REJECT, ("inc-1",), "N.N.", "read again",
    )  # fmt: skip
    assert (reject.on, reject.where) == (date(2024, 3, 5), "corrections.toml, table 1")
    assert retype.type is IncidentType.AIR_STRIKE
    assert (relocate.place.name, relocate.place.where_prec, relocate.place.radius_km) == ("A farm", 2, 10)
    assert relocate.place.geometry.to_shapely().coords[:] == [(46.93, 40.34)]
    assert (redate.date_start, redate.date_end) == (date(2020, 10, 1), date(2020, 10, 9))
    assert (merge.incidents, merge.on) == (("a", "b"), date(2024, 3, 6))


def test_one_day_is_enough(read):
    (only,) = read(table(**REJECT | {"action": "redate", "date_start": "2020-10-01"}))
    assert only.date_end == only.date_start


def test_json_lines_say_the_same(read):
    rows = [REJECT, REJECT | {"action": "retype", "type": "riot", "on": None}]
    lines = "\n".join(json.dumps(row) for row in rows)
    assert read(lines + "\n\n", "corrections.jsonl") == read("".join(
        table(**{k: v for k, v in row.items() if v is not None}) for row in rows
    ))  # fmt: skip


def test_a_broken_line_is_named(read):
    with pytest.raises(CorrectionError, match=r"c\.jsonl:2: no JSON object"):
        read(json.dumps(REJECT) + "\n[1]\n", "c.jsonl")
    with pytest.raises(CorrectionError, match=r"c\.jsonl:1: no JSON object"):
        read(json.dumps(REJECT | {"why": "\ud800"}), "c.jsonl")


def test_an_empty_file_corrects_nothing(read):
    assert read("# nothing yet\n") == ()
    assert read(b"\xef\xbb\xbf" + table(**REJECT).encode())[0].incidents == ("inc-1",)


def test_all_faults_are_named_with_their_tables_and_lines(read):
    text = (
        table(**REJECT | {"action": "delete"})
        + table(incident="inc-2", action="retype", type="shell", by=" ", on="soon")
        + table(**REJECT | {"action": "relocate", "lat": 95, "lon": 3})
        + table(**REJECT | {"action": "redate", "date_start": "2020-10-05", "date_end": "2020-10-04"})
        + table(action="merge", merge=["inc-1"], **SAID)
        + table(action="merge", **SAID)
        + table(**REJECT, typ="x")
        + table(**REJECT | {"action": "relocate"})
        + table(**REJECT | {"action": "relocate", "place": "Goma", "lat": 1})
        + table(**REJECT | {"action": "relocate", "place": "Goma", "country": "Atlantis"})
        + table(**REJECT | {"action": "redate"})
    )
    found = faults(read, text)
    expected = [
        (":3: action of table 1 is 'delete'", '"retype"'),
        (":10: by of table 2 is ' '", "a text is needed"),
        (":6: table 2 has no 'why'", 'add why = "on what grounds"'),
        (":11: on of table 2 is 'soon', not a day", "YYYY-MM-DD"),
        (":9: type of table 2 is 'shell'", '"shelling"'),
        (":17: lat of table 3 is 95", "-90 to 90"),
        (":12: table 3 has no 'radius_km'", "how exactly"),
        (":25: table 4 runs backwards, from 2020-10-05 to 2020-10-04", "date_start <= date_end"),
        (":28: merge of table 5 has 1 id", "two or more"),
        (":31: table 6 has no 'merge'", "inc-..."),
        (":40: unknown key 'typ' in table 7", "known"),
        (":41: table 8 has no 'place'", "lat, lon and radius_km"),
        (":52: table 9 has both a place and a point", "either"),
        (":59: country of table 10 is 'Atlantis'", "ISO code"),
        (":60: table 11 has no 'date_start'", "YYYY-MM-DD"),
    ]
    for (what, hint), fault in zip(expected, found, strict=True):
        assert fault.startswith(what)
        assert hint in fault.partition(";")[2]


@pytest.mark.parametrize("line", ["merge = [3, 4]", "merge = 'inc-1'", "merge = []"])
def test_a_list_of_ids_is_one_fault(read, line):
    assert len(faults(read, f"[[correction]]\naction = 'merge'\n{line}\nby = 'N'\nwhy = 'W'\n")) == 1


def test_what_is_no_file_of_corrections(read, tmp_path, index):
    assert faults(read, "[[correction]\n")[0].startswith(":1: not TOML")
    assert "did you mean 'correction'" in faults(read, "[[corrections]]\nby = 'x'\n")[0]
    assert "not a list of tables" in faults(read, "correction = 3\n")[0]
    assert "not UTF-8" in faults(read, b"\xff\xfe\xfa")[0]
    for path in (tmp_path / "none.toml", tmp_path, "a\0b"):
        with pytest.raises(CorrectionError, match="cannot be read"):
            read_corrections(path, index=index)


def test_places_by_name_and_id(read, index):
    def placed(**values):
        (only,) = read(table(**REJECT | {"action": "relocate"} | values))
        return only.place

    goma = placed(place="Goma")
    assert goma == placed(place=goma.resolution.place.id)
    assert (goma.name, goma.resolution.place.country, goma.where_prec) == ("Goma", "CD", 1)
    assert placed(place="Goma", country="DR Congo", admin1="North Kivu") == goma
    area = placed(place="Donetsk Oblast", country="Ukraine")
    assert (area.where_prec, area.geometry.to_shapely().geom_type) == (4, "MultiPolygon")
    north = placed(place="12 km north of Goma")
    assert (north.name, north.where_prec) == ("12 km north of Goma", 2)
    assert north.geometry != goma.geometry
    assert (placed(place="Goma", radius_km=20).where_prec, placed(place="Goma", radius_km=20).radius_km) == (
        2,
        20,
    )


def test_a_name_of_several_places_or_of_none_is_a_fault(read):
    (many,) = faults(read, table(**REJECT | {"action": "relocate", "place": "Springfield", "country": "US"}))
    assert "places are called 'Springfield'" in many
    assert many.count("geonames:") > 1
    (none,) = faults(read, table(**REJECT | {"action": "relocate", "place": "Qwxzzyvk"}))
    assert "has no place 'Qwxzzyvk'" in none
    (elsewhere,) = faults(read, table(**REJECT | {"action": "relocate", "place": "Goma", "country": "FR"}))
    assert "place of table 1" in elsewhere


def test_places_of_theatres_are_found_too(read):
    own = Place("own:farm", "Qwxzzyvk Farm", LonLat(46.5, 39.9), "P", "PPL", country="AZ", radius_km=1)
    for place in ("own:farm", "Qwxzzyvk Farm"):
        (only,) = read(table(**REJECT | {"action": "relocate", "place": place}), places=lambda: (own,))
        assert only.place.resolution.place.id == "own:farm"


def test_bundled_theatres_are_asked_if_nothing_is_said(tmp_path, index):
    path = tmp_path / "c.toml"
    path.write_text(table(**REJECT | {"action": "relocate", "place": "no:such:id:at:all"}))
    with pytest.raises(CorrectionError, match="has no place"):
        read_corrections(path, index=index)


def test_a_file_is_not_read_without_end(index):
    with pytest.raises(
        CorrectionError, match="/dev/zero: more than 16 MB; a TOML file of corrections is needed"
    ):
        read_corrections("/dev/zero", index=index)


def test_line_ends_of_any_system_are_taken(read):
    text = table(**REJECT) + table(**REJECT | {"incident": "inc-2"})
    assert [c.incidents for c in read(text.replace("\n", "\r\n"))] == [("inc-1",), ("inc-2",)]
