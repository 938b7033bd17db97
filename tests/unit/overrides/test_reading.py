"""A file of overrides: what is read, and every fault of it at once."""

from __future__ import annotations

import re

import pytest

from geomap.corrections.placing import Places
from geomap.errors import OverrideError
from geomap.gazetteer.index import PlaceIndex
from geomap.model import LonLat, Place
from geomap.overrides import read_overrides

GOMA = "geonames:216281"
HEADER = "name,context,place,lat,lon,radius_km,label,country,note"


OWN = Place("own:farm", "Qwxzzyvk Farm", LonLat(46.5, 39.9), "P", "PPL", country="AZ", radius_km=1)


@pytest.fixture(scope="module")
def known():
    return Places(PlaceIndex.bundled(), lambda: (OWN,))


@pytest.fixture
def read(tmp_path, known):
    def read_(content, name="overrides.csv"):
        (tmp_path / name).write_bytes(content.encode() if isinstance(content, str) else content)
        return read_overrides(tmp_path / name, known)

    return read_


def faults(read, text, name="overrides.csv"):
    with pytest.raises(OverrideError) as caught:
        read(text, name)
    assert "\n" not in str(caught.value)
    assert all("\n" not in fault for fault in caught.value.faults)
    return [fault.partition(name)[2] for fault in caught.value.faults]


def rows(*lines):
    return "\n".join((HEADER, *lines)) + "\n"


def test_an_id_a_point_and_none_are_read_in_order(read):
    known, point, none = read(
        rows(
            f"Alta,Bela|North Cora,{GOMA},,,,,,N.N.",
            "Bela,,,48.5,37.9,2.5,A farm,Ukraine,",
            "Cora,,None,,,,,,",
        )
    )
    assert (known.name, known.place.name, known.place.country) == ("Alta", "Goma", "CD")
    assert (known.context, known.note, known.where) == (
        ("Bela", "North Cora"),
        "N.N.",
        "overrides.csv line 2",
    )
    assert known.reason == "override: overrides.csv line 2: N.N."
    assert (point.place.id, point.place.name, point.place.names) == ("override:bela", "A farm", ("Bela",))
    assert (point.place.point, point.place.radius_km) == (LonLat(37.9, 48.5), 2.5)
    assert (point.place.country, point.place.admin1_name) == ("UA", "Donetsk Oblast")
    assert (none.place, none.reason) == (None, "override: overrides.csv line 4")


def test_a_point_needs_no_more_than_its_coordinates(read):
    (only,) = read("lat,lon,name\n48.5,37.9,Bela\n")
    assert (only.place.name, only.place.radius_km, only.place.country, only.place.names) == (
        "Bela",
        1,
        "UA",
        (),
    )
    (at_sea,) = read(rows("Bela,,,0,-30,,,,"))
    assert at_sea.place.country is None


def test_toml_says_the_same(read):
    table = f'[[override]]\nname = "Alta"\ncontext = "Bela|North Cora"\nplace = "{GOMA}"\nnote = "N.N."\n'
    point = '[[override]]\nname = "Bela"\nlat = 48.5\nlon = 37.9\nradius_km = 2\ncountry = "UA"\n'
    (known, farm) = read("# ours\n" + table + point, "o.toml")
    assert (known, farm) == read(rows(f"Alta,Bela|North Cora,{GOMA},,,,,,N.N.", "Bela,,,48.5,37.9,2,,UA,"))
    assert (known.where, farm.where) == ("o.toml line 2", "o.toml line 7")
    (inline,) = read("# ours\noverride = [{name = 'Alta', place = 'none'}]\n", "o.toml")
    assert inline.where == "o.toml line 2"
    assert read("# nothing yet\n", "o.toml") == read(HEADER) == ()


@pytest.mark.parametrize(
    "encoded",
    [
        rows("Zoë;;none").replace(",", ";").encode("utf-8-sig"),
        ("sep=;\r\n" + rows("Zoë;;none").replace(",", ";").replace("\n", "\r\n")).encode("utf-16"),
        rows("Zoë\t\tnone").replace(",", "\t").encode("cp1252"),
        ("\n\n" + rows("Zoë,,none,,,,,,,,") + "\n,,,\n").encode(),
    ],
)
def test_what_spreadsheets_save_is_read(read, encoded):
    (only,) = read(encoded)
    assert (only.name, only.place) == ("Zoë", None)


def test_a_cell_of_several_lines_is_one_line(read):
    (only,) = read('name,lat,lon,label,note\n"North\nAlta",48.5,37.9,"A\r\nfarm","seen\nby N.N."\n')
    assert (only.name, only.place.name, only.note) == ("North Alta", "A farm", "seen by N.N.")
    assert only.where == "overrides.csv line 2"


def test_numbers_as_spreadsheets_write_them(read):
    (only,) = read("Name;LAT;Lon\nBela;\u221248,25; 37,5 \n")
    assert only.place.point == LonLat(37.5, -48.25)


def test_points_of_one_name_are_places_of_their_own(read):
    read_ids = [row.place.id for row in read(rows(
        "Bela,A,,48.5,37.9,,,,", "Béla,B,,47.5,37.9,,,,", "bela,C,,48.5,37.9,,,,", "BELA,D,,48.5,37.9,,Bela,,"
    ))]  # fmt: skip
    assert read_ids == ["override:bela", "override:bela-2", "override:bela-3", "override:bela-4"]
    same = [row.place.id for row in read(rows("Bela,A,,48.5,37.9,,,,", "Bela,B,,48.5,37.9,,,,"))]
    assert same == ["override:bela", "override:bela"]


def test_all_faults_are_named_with_their_lines(read):
    text = rows(
        ",,none,,,,,,",
        "Alta,,,,,,,,",
        "Alta,,,48.5,,,,,",
        "Alta,,geonames:0,,,,,,",
        "Alta,,Goma,,,,,,",
        "Alta,,216281,,,,,,",
        f"Alta,,{GOMA},48.5,37.9,,,,",
        f"Alta,,{GOMA},,,5,,CD,",
        "Alta,,,95,37.9,,,,",
        "Alta,,,139.7,35.7,,,,",
        "Alta,,,37.9,48.5,,,UA,",
        "Alta,,,NaN,37.9,,,,",
        "Alta,,,48.5,1e999,,,,",
        "Alta,,,48.5,37.9,-1,,,",
        "Alta,,,48.5,37.9,,,Atlantis,",
        "Alta,Bela|,none,,,,,,",
        "Alta,!!!,none,,,,,,",
        "***,,none,,,,,,",
        '"=HYPERLINK(""http://x"")",,none,,,,,,',
        "Alta,@cmd,none,,,,,,",
        "x" * 200_000 + ",,none,,,,,,",
        "Alta,,none,,,,,," + "n" * 3000,
        "Alta,,none,,,,,,,more,cells",
        "Al\x1b[31mta,,none,,,,,,",
    )
    expected = [
        (":2: a row has no name", "each needs a name"),
        (":3: 'Alta' has no place", "an id, none, or both lat and lon"),
        (":4: 'Alta' has no lon", "both lat and lon"),
        (":5: place of 'Alta': there is no id 'geonames:0'", "geomap geocode"),
        (":6: place of 'Alta': there is no id 'Goma'", f"perhaps {GOMA} (Goma, North Kivu Province, CD)"),
        (":7: place of 'Alta': there is no id '216281'", f"perhaps {GOMA}"),
        (":8: 'Alta' has both a place and lat and lon", "one or the other"),
        (":9: 'Alta' has both a place and radius_km and country", "one or the other"),
        (":10: lat of 'Alta' is 95.0, lon 37.9", "swapped"),
        (":11: lat of 'Alta' is 139.7, lon 35.7", "swapped"),
        (":12: the point of 'Alta' lies in IR, not in UA", "swapped, lat 48.5 and lon 37.9"),
        (":13: lat of 'Alta' is 'NaN'", "a number from -90 to 90"),
        (":14: lon of 'Alta' is '1e999'", "a number from -180 to 180"),
        (":15: radius_km of 'Alta' is -1.0", "from 0 to 3000"),
        (":16: country of 'Alta' is 'Atlantis'", "ISO code"),
        (":17: context of 'Alta' is 'Bela|'", "none at all for every text"),
        (":18: context of 'Alta' is '!!!'", "words"),
        (":19: name of the row is '***'", "letters"),
        (":20: name of a row is '=HYPERLINK", "plain text"),
        (":21: context of a row is '@cmd'", "plain text"),
        (":22: name of a row has 200,000 characters", "200 at most"),
        (":23: note of a row has 3,000 characters", "2,000 at most"),
        (":24: 11 cells where the header has 9", "quotes"),
        (":25: name of a row is 'Al\\x1b[31mta'", "without control characters"),
    ]
    for (what, hint), fault in zip(expected, faults(read, text), strict=True):
        assert fault.startswith(what)
        assert hint in fault.removeprefix(what)


def test_the_header_is_checked_once(read):
    assert faults(read, "name,place,plase,when\nAlta,none,,\nBela,none,,\n") == [
        ":1: unknown column 'plase'; did you mean 'place'?",
        f":1: unknown column 'when'; columns: {HEADER.replace(',', ', ')}",
    ]
    assert faults(read, "Name,place,NAME\nAlta,none,\n") == [
        ":1: column 'name' stands twice; each column once is needed"
    ]
    for text in ("", "\n \n", "sep=;", "Alta,none\n", "x" * 200_000):
        (fault,) = faults(read, text)
        assert re.match(r":[12]: no header with a column 'name'; columns: name, ", fault)


def test_a_quote_that_is_never_closed_is_one_fault(read):
    found = faults(read, rows('"Alta,,none,,,,,,', "Bela,,none,,,,,,"))
    assert len(found) == 1
    assert found[0].startswith(":2: the row breaks the rules of quoting")


def test_what_is_at_fault_in_toml(read):
    text = (
        '[[override]]\nname = 3\nplace = "none"\n'
        '[[override]]\nname = "Alta"\nlat = nan\nlon = 3\n'
        '[[override]]\nname = "Alta"\nlat = true\nlon = 3\n'
        '[[override]]\nname = "Alta"\nplace = "none"\nplaces = "x"\n'
    )
    found = faults(read, text, "o.toml")
    assert [fault.partition(";")[0] for fault in found] == [
        ":2: name of the row is 3",
        ":6: lat of 'Alta' is nan",
        ":10: lat of 'Alta' is True",
        ":15: unknown key 'places' in 'Alta'",
    ]
    assert "not TOML" in faults(read, "[[override]\n", "o.toml")[0]
    assert "did you mean 'override'" in faults(read, "[[overrides]]\nname = 'x'\n", "o.toml")[0]
    assert "not UTF-8" in faults(read, b"\xff\xfe\xfa", "o.toml")[0]


def test_what_is_no_file_of_overrides(read, tmp_path, known):
    assert "binary" in faults(read, bytes(range(256)) * 40)[0]
    assert "an office document" in faults(read, b"PK\x03\x04 and so on")[0]
    assert faults(read, "name\n", "o.xlsx") == [
        ": overrides in a file of the suffix '.xlsx'; save it as .csv or .toml"
    ]
    (tmp_path / "folder.csv").mkdir()
    for path in (tmp_path / "none.csv", tmp_path / "none.toml", tmp_path / "folder.csv", "a\0b.csv"):
        with pytest.raises(OverrideError, match="cannot be read"):
            read_overrides(path, known)


def test_places_of_theatres_are_found_too(read, tmp_path):
    (only,) = read(rows("Alta,,own:farm,,,,,,"))
    assert only.place == OWN
    with pytest.raises(OverrideError, match="there is no id"):
        read_overrides(tmp_path / "overrides.csv")  # the bundled theatres have none of that id


def test_of_very_many_faults_the_message_names_some(read):
    with pytest.raises(OverrideError, match=r"600 faults by line: .* and 550 more$") as caught:
        read(HEADER + "\n,,,,,,,,x" * 300)
    assert len(caught.value.faults) == 600


@pytest.mark.parametrize("name", ["endless.csv", "endless.toml"])
def test_no_file_is_read_without_end(tmp_path, name):
    (tmp_path / name).symlink_to("/dev/zero")
    with pytest.raises(OverrideError, match="more than 16 MB"):
        read_overrides(tmp_path / name)


@pytest.mark.parametrize("number", ["99999999999999999999", "\u00b2", "0" * 5000])
def test_a_number_that_is_no_place_is_told(read, number):
    (fault,) = faults(read, f"name,place\nGoma,geonames:{number[:190]}\n")
    assert "there is no id 'geonames:" in fault
