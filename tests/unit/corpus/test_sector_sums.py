"""Sums over parts are those of the whole, as `geomap.exports.sector_days` counts it."""

import json

import pandas as pd
import pytest

import geomap
from geomap.corpus.sector_sums import SectorSums
from geomap.exports.sector_days import sector_by_day


@pytest.fixture(scope="module")
def report():
    return geomap.extract(
        path for path in geomap.sample_paths() if "karabakh" in path.name or "sudan" in path.name
    )


@pytest.mark.parametrize("parts", [1, 2, 7])
def test_the_table_is_that_of_all_at_once(report, parts, tmp_path):
    sums = SectorSums()
    for part in range(parts):
        own = SectorSums()
        own.add(report.with_incidents(report.incidents[part::parts]))
        sums.add_told(json.loads(json.dumps(own.told())))
    sums.write(tmp_path / "days", report.sectors)
    written = pd.read_parquet(tmp_path / "days.parquet")
    expected = sector_by_day(report)
    keys = ["theatre", "sector", "day"]
    assert list(written) == list(expected)
    written["day"] = pd.to_datetime(written["day"])
    one, other = (
        frame.sort_values(keys, na_position="last").reset_index(drop=True) for frame in (written, expected)
    )
    other["weight"] = other["weight"].round(4)
    pd.testing.assert_frame_equal(one, other, check_dtype=False)
    assert written["weight"].sum() == pytest.approx(len(report.incidents), abs=0.01)
    text = (tmp_path / "days.csv").read_text(encoding="utf-8").splitlines()
    assert text[0] == ",".join(expected)
    assert len(text) == len(expected) + 1


def test_without_incidents_there_is_a_row(tmp_path):
    SectorSums().write(tmp_path / "days", ())
    assert len(pd.read_parquet(tmp_path / "days.parquet")) == 1
