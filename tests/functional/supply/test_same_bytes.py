"""Two samples written in every form: the same bytes under another hash seed, locale, time zone, umask and order of folders."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from supply.determinism import SETTINGS, Setting, written

OTHER = next(setting for setting in SETTINGS if "backwards" in setting.what)
OTHERS = Setting(
    "all at once",
    {"PYTHONHASHSEED": "4242", "TZ": "America/St_Johns", "LC_ALL": "C", "LANG": "tr_TR.UTF-8"},
    OTHER.python,
    umask=0o077,
)


def test_two_processes_of_different_settings(tmp_path):
    with ThreadPoolExecutor(2) as pool:
        one, other = pool.map(
            lambda setting: written(setting, tmp_path / setting.what.replace(" ", "-"), few=True),
            (SETTINGS[0], OTHERS),
        )
    assert {"map.html", "incidents.gpkg", "incidents.parquet", "incidents.kmz", "toponyms.html"} <= set(one)
    assert one == other
