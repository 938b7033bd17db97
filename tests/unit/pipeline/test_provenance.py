"""By what documents are read: anything that changes what is found changes it."""

from __future__ import annotations

import shutil

import pytest

import geomap
from geomap import provenance_of
from geomap.theatres.files import BUNDLED


def test_it_names_versions():
    told = provenance_of()
    assert told == provenance_of(theatre="auto", recogniser="model", overrides=(), min_score=0.2)
    assert (told.geomap, told.theatre, told.recogniser, told.options) == (
        geomap.__version__,
        "auto",
        "model",
        (),
    )
    assert told.models[0].startswith("news-en ")
    assert told.gazetteer


@pytest.mark.parametrize(
    "options",
    [{"theatre": "none"}, {"theatre": "karabakh-2020"}, {"recogniser": "rules"}, {"min_score": 0.5}],
)
def test_options_make_another(options):
    assert provenance_of(**options).key != provenance_of().key


def test_a_theatre_of_the_users_own_is_known_by_its_content(tmp_path):
    folder = tmp_path / "karabakh-2020"
    shutil.copytree(BUNDLED / "karabakh-2020", folder)
    first = provenance_of(theatre=folder)
    assert first == provenance_of(theatre=str(folder))
    file = folder / "theatre.toml"
    file.write_text(file.read_text("utf-8").replace("Nagorno-Karabakh, 2020", "Another title"), "utf-8")
    assert provenance_of(theatre=folder).key != first.key


def test_overrides_are_known_by_their_content(tmp_path):
    rows = tmp_path / "overrides.csv"
    rows.write_text("name,context,place\nHope,,none\n")
    first = provenance_of(overrides=rows)
    assert first != provenance_of()
    assert first == provenance_of(overrides=geomap.read_overrides(rows))
    rows.write_text("name,context,place\nCharity,,none\n")
    assert provenance_of(overrides=rows) != first


def test_places_of_the_users_own_make_another_gazetteer(tmp_path, monkeypatch):
    import geomap.gazetteer.overlays

    own = tmp_path / "places.sqlite"
    own.write_bytes(b"1")
    monkeypatch.setattr(geomap.gazetteer.overlays, "installed_files", lambda: (own,))
    first = provenance_of()
    assert first.gazetteer != provenance_of.__globals__["gazetteer_version"]()
    own.write_bytes(b"22")
    assert provenance_of().gazetteer != first.gazetteer
