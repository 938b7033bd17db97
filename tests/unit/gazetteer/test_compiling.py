"""The compiler of the gazetteer: cleaning, checks of authored entries, and what is current."""

from __future__ import annotations

import importlib
import importlib.util
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import shapely

GAZETTEER = Path(__file__).parents[3] / "gazetteer"


@pytest.fixture
def compiling(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    monkeypatch.syspath_prepend(str(GAZETTEER))
    yield importlib.import_module
    for name in [n for n in sys.modules if n.partition(".")[0] == "compiling"]:
        del sys.modules[name]


@pytest.fixture
def build() -> ModuleType:
    spec = importlib.util.spec_from_file_location("gazetteer_build", GAZETTEER / "build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("noise", ["MSQ", "EDDF", "ming si ke", "https://x.org/y", "123", "trٹr", "-"])
def test_what_is_no_name_is_left_out(compiling: Any, noise: str) -> None:
    assert compiling("compiling.names").is_noise(noise)


@pytest.mark.parametrize("name", ["Minsk", "Минск", "ʿAyn ʿĪsá", "明斯克", "Əl-Fasər", "São Paulo", "Óc Eo"])
def test_names_are_kept(compiling: Any, name: str) -> None:
    assert not compiling("compiling.names").is_noise(name)


def test_other_names_are_told_from_other_spellings(compiling: Any) -> None:
    names = compiling("compiling.names")
    kinds = dict(names.sort_alternates("Kharkiv", ["Kharkov", "Харків", "HRK", "Nowhere"]))
    kind = compiling("compiling.entries").Kind
    assert kinds == {
        "Kharkiv": kind.PREFERRED,
        "Kharkov": kind.VARIANT,
        "Харків": kind.NATIVE,
        "Nowhere": kind.OTHER,
    }


@pytest.fixture
def outlines(compiling: Any) -> Any:
    polygon = compiling("compiling.polygons").Polygon(
        "XXX.west", ["West"], "XX", "XX.01", shapely.box(0, 0, 5, 5)
    )
    return compiling("compiling.outlines").Outlines(
        [polygon], {"XX": shapely.box(0, 0, 10, 5)}, {"EU": ["XX"]}
    )


ROW = {
    "id": "a", "name": "A", "kind": "village", "countries": "XX", "adm1": "XX.01", "lon": "2", "lat": "2",
    "radius_km": "3", "names": "Aa|Ба", "historic": "", "source": "a map",
}  # fmt: skip


def _read(
    compiling: Any, monkeypatch: pytest.MonkeyPatch, outlines: Any, tmp_path: Path, **change: str
) -> tuple[list[Any], Any]:
    authored = compiling("compiling.authored")
    row = {**ROW, **change}

    def table(name: str, *, needed: tuple[str, ...] = ()) -> Iterator[tuple[str, dict[str, str]]]:
        if name.endswith("kinds.tsv"):
            yield "kinds.tsv:2", {"kind": "village", "fclass": "P", "fcode": "PPL", "prior": "3"}
        elif name.endswith("settlements/a.tsv"):
            if missing := [n for n in needed if not row[n]]:
                raise compiling("compiling.entries").BuildError(f"{name}:2: 'a' has no {', '.join(missing)}")
            yield f"{name}:2", row

    (tmp_path / "authored/settlements").mkdir(parents=True)
    (tmp_path / "authored/settlements/a.tsv").touch()
    monkeypatch.setattr(authored, "GAZETTEER", tmp_path)
    monkeypatch.setattr(authored, "read_table", table)
    entry = compiling("compiling.entries").Entry
    unit = entry("adm1:XX.01", "West", 2, 2, "A", "ADM1", names=[("West", 0)])
    return authored.read_authored([unit], outlines), unit


def test_a_sound_entry(
    compiling: Any, monkeypatch: pytest.MonkeyPatch, outlines: Any, tmp_path: Path
) -> None:
    (entry,), _ = _read(compiling, monkeypatch, outlines, tmp_path)
    kind = compiling("compiling.entries").Kind
    assert (entry.key, entry.country, entry.admin1) == ("geomap:settlement:a", "XX", "01")
    assert entry.names == [("A", kind.PREFERRED), ("Aa", kind.VARIANT), ("Ба", kind.NATIVE)]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"source": ""}, "has no source"),
        ({"radius_km": "0"}, "more than 0"),
        ({"radius_km": "wide"}, "is no number"),
        ({"kind": "hamlet"}, "kind 'hamlet'"),
        ({"lon": "20", "adm1": ""}, "outside XX"),
        ({"lon": "8"}, r"km outside XX\.01"),
        ({"lon": ""}, "neither a point nor a shape"),
        ({"lon": "", "lat": "", "adm1": "XX.02"}, "no unit 'XX.02' to lie in"),
    ],
)
def test_a_faulty_entry_stops_the_build(
    compiling: Any,
    monkeypatch: pytest.MonkeyPatch,
    outlines: Any,
    tmp_path: Path,
    change: dict[str, str],
    message: str,
) -> None:
    with pytest.raises(compiling("compiling.entries").BuildError, match=message):
        _read(compiling, monkeypatch, outlines, tmp_path, **change)


def test_a_settlement_has_the_calibrated_radius_unless_it_names_one(
    compiling: Any, monkeypatch: pytest.MonkeyPatch, outlines: Any, tmp_path: Path
) -> None:
    (entry,), _ = _read(compiling, monkeypatch, outlines, tmp_path, radius_km="")
    assert entry.radius_km == compiling("compiling.authored").SETTLEMENT_RADIUS_KM


def test_a_settlement_without_a_point_is_a_name_within_its_unit(
    compiling: Any, monkeypatch: pytest.MonkeyPatch, outlines: Any, tmp_path: Path
) -> None:
    found, unit = _read(compiling, monkeypatch, outlines, tmp_path, lon="", lat="", radius_km="")
    within = compiling("compiling.entries").Kind.WITHIN
    assert found == []
    assert unit.names[1:] == [("A", within), ("Aa", within), ("Ба", within)]


def test_shapes_from_descriptions(outlines: Any) -> None:
    assert outlines.shape("x:1", "units:XX.01").area == 25
    assert outlines.shape("x:1", "countries:XX within 0 0 2 5").area == 10
    assert outlines.shape("x:1", "units:XX.01 or ring:5 0,5 5,6 5,6 0").area == 30
    assert outlines.shape("x:1", "line:0 0,1 1").length == pytest.approx(2**0.5)


@pytest.mark.parametrize(
    "text", ["units:XX.02", "countries:YY", "ring:0 0,1 1,0 1,1 0", "place:ne:NO", "blob:1"]
)
def test_shapes_that_cannot_be_made(compiling: Any, outlines: Any, text: str) -> None:
    with pytest.raises(compiling("compiling.entries").BuildError, match="x:1"):
        outlines.shape("x:1", text)


def test_the_compiled_file_is_current_until_a_source_changes(build: ModuleType, tmp_path: Path) -> None:
    assert not build.is_current(tmp_path)
    (tmp_path / build.DATABASE).write_bytes(b"")
    (tmp_path / build.MANIFEST).write_text("{")
    assert not build.is_current(tmp_path)
    (tmp_path / build.MANIFEST).write_text(json.dumps({"sources": build._checksums()}))
    assert build.is_current(tmp_path)
    (tmp_path / build.MANIFEST).write_text(json.dumps({"sources": {**build._checksums(), "x": "y"}}))
    assert not build.is_current(tmp_path)


def test_every_locked_source_is_the_file_that_is_there(compiling: Any) -> None:
    import hashlib

    lock = compiling("compiling.sources").read_lock()
    extracted = {name: digest for name, (digest, origin) in lock.items() if origin == "extracted"}
    assert len(extracted) == 5
    for name, digest in extracted.items():
        assert hashlib.sha256((GAZETTEER / name).read_bytes()).hexdigest() == digest, name


@pytest.mark.parametrize(
    ("name", "stem", "terms"),
    [
        ("Lincoln County", "Lincoln", ["county"]),
        ("Province de la Tapoa", "Tapoa", ["province"]),
        ("Dnipro rural raion", "Dnipro", ["rural raion"]),
        ("Kamikawa-gun", "Kamikawa", ["gun"]),
        ("Swat", "Swat", []),
        ("District", "District", []),
    ],
)
def test_a_unit_without_the_word_for_what_it_is(
    compiling: Any, name: str, stem: str, terms: list[str]
) -> None:
    assert compiling("compiling.districts").split_terms(name) == (stem, terms)


def _town(compiling: Any, key: int, name: str, people: int, lon: float, country: str = "UA") -> Any:
    kind = compiling("compiling.entries").Kind
    return compiling("compiling.entries").Entry(
        key, name, lon, 48.0, "P", "PPL", country, population=people, prior=4.0,
        names=[(name, kind.PREFERRED)],
    )  # fmt: skip


def _districts(
    compiling: Any, monkeypatch: pytest.MonkeyPatch, towns: list[Any], *rows: dict[str, str]
) -> list[Any]:
    districts = compiling("compiling.districts")
    read = districts.read_table

    def table(name: str, *, needed: tuple[str, ...] = ()) -> Iterator[tuple[str, dict[str, str]]]:
        if name == districts.SOURCE:
            return iter([("admin2.tsv:2", row) for row in rows])
        return iter(()) if name.endswith("names.tsv") else read(name, needed=needed)

    monkeypatch.setattr(districts, "read_table", table)
    return list(districts.add_districts(towns, []))


def test_a_second_level_unit_is_where_its_seat_is(compiling: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    kind = compiling("compiling.entries").Kind
    towns = [
        _town(compiling, 1, "Kramatorsk", 150_000, 37.5),
        _town(compiling, 2, "Lyman", 20_000, 37.8),
        _town(compiling, 3, "Siversk", 10_000, 38.1),
    ]
    row = {"adm2": "UA.05.kramatorskyi-raion", "name": "Kramatorskyi Raion", "state": "", "towns": "1 2 3"}
    (unit,) = _districts(compiling, monkeypatch, towns, row)
    assert (unit.key, unit.name, unit.feature_code) == (
        "adm2:UA.05.kramatorskyi-raion", "Kramatorsk Raion", "ADM2",
    )  # fmt: skip
    assert (unit.lon, unit.admin1) == (37.5, "05")
    assert 40 < unit.radius_km < 60  # Siversk is 45 km away
    assert unit.prior < towns[0].prior
    assert ("Kramatorsk", kind.STEM) in unit.names
    assert ("Kramatorskyi Raion", kind.VARIANT) in unit.names
    assert {t.admin2 for t in towns} == {unit.key}


def test_a_commune_is_the_town_that_it_is_named_after(
    compiling: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    towns = [_town(compiling, 1, "Adunaţi", 900, 25.0, "RO"), _town(compiling, 2, "Ocina", 700, 25.1, "RO")]
    row = {"adm2": "RO.30.comuna-adunati", "name": "Comuna Adunaţi", "state": "", "towns": "1 2"}
    assert _districts(compiling, monkeypatch, towns, row) == []
    assert towns[0].admin2 is None


def test_a_name_that_another_place_bears_counts_less(compiling: Any) -> None:
    kind = compiling("compiling.entries").Kind
    belem = _town(compiling, 1, "Belém", 1_400_000, -48.5, "BR")
    belem.names.append(("Bethlehem", kind.OTHER))
    nazret = _town(compiling, 2, "Nazret", 450_000, 39.3, "ET")
    nazret.names += [("Nazareth", kind.VARIANT), ("Adama", kind.OTHER)]
    towns = [
        belem,
        nazret,
        _town(compiling, 3, "Bethlehem", 29_000, 35.2, "PS"),
        _town(compiling, 4, "Nazareth", 77_000, 35.3, "IL"),
        _town(compiling, 5, "Adama", 700, 0.0, "CI"),
    ]
    compiling("compiling.towns")._mark_borrowed(towns)
    assert belem.names[1] == ("Bethlehem", kind.HISTORIC)
    assert nazret.names[1:] == [("Nazareth", kind.OTHER), ("Adama", kind.OTHER)]
