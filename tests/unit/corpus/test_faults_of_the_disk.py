"""A fault of the disk within a run is one line, wherever it comes."""

from __future__ import annotations

import pytest

from geomap.corpus import run_corpus
from geomap.errors import ExportError


@pytest.mark.parametrize("name", ["work/lock", "incidents/month=none/part-00000.parquet"])
def test_what_cannot_be_written_is_told(tmp_path, name):
    (tmp_path / "a.txt").write_text("Shells hit Goma on Monday, a doctor said.", encoding="utf-8")
    taken = tmp_path / "out" / name
    if name == "work/lock":
        taken.mkdir(parents=True)
    else:
        taken.parents[1].parent.mkdir()
        taken.parents[1].write_text("a file where a folder is needed", encoding="utf-8")
    with pytest.raises(ExportError, match="cannot be written"):
        run_corpus([tmp_path / "a.txt"], tmp_path / "out", engine="serial")
