"""Outputs that cannot be written: what was there stays, nothing else is left, and one line says why."""

from __future__ import annotations

import errno
import os

import pytest

from geomap.errors import ExportError
from geomap.exports import check_target, write, write_bytes
from geomap.store import open_store
from tests.builders import extraction, incident

MADE = extraction(incident())


@pytest.mark.parametrize("step", ["os.fsync", "os.chmod", "os.rename", "os.open"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EIO, errno.EDQUOT])
def test_a_step_that_fails(tmp_path, monkeypatch, step, number):
    path = tmp_path / "out.txt"
    path.write_bytes(b"before")

    def fails(*_, **__):
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        if step == "os.rename":
            patch.setattr("pathlib.Path.replace", fails)
        else:
            patch.setattr(step, fails)
        with pytest.raises(ExportError, match=os.strerror(number).lower()):
            write_bytes(path, b"after")
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [("out.txt", b"before")]


@pytest.mark.parametrize(
    ("name", "told"), [("n" * 300, "file name too long"), ("a\0b", "no file has a name with a zero byte")]
)
def test_a_name_that_no_file_can_have(tmp_path, name, told):
    with pytest.raises(ExportError, match=told):
        check_target(tmp_path / name)


def test_gdal_s_errors_are_told(tmp_path, monkeypatch):
    from pyogrio import raw
    from pyogrio.errors import FeatureError

    def fails(*_, **__):
        raise FeatureError("no room")

    monkeypatch.setattr(raw, "write", fails)
    with pytest.raises(ExportError, match="no room"):
        write(MADE, tmp_path / "new.gpkg")
    assert not list(tmp_path.iterdir())


def test_a_store_is_not_replaced(tmp_path):
    path = tmp_path / "kept.gpkg"
    with open_store(path) as store:
        store.add(MADE)
    before = path.read_bytes()
    with pytest.raises(ExportError, match="this is a store of incidents, which would be lost"):
        write(MADE, path)
    assert path.read_bytes() == before
    write(MADE, tmp_path / "export.gpkg")
    write(MADE, tmp_path / "export.gpkg")  # an export may be
