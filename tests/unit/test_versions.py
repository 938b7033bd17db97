"""Versions are those of the records, and what has none is missing."""

from __future__ import annotations

import hashlib
import json

import pytest

from geomap import versions


def test_the_gazetteer_is_named_as_its_manifest_has_it():
    manifest = json.loads((versions.DATA / "manifest.json").read_text(encoding="utf-8"))
    assert versions.gazetteer_version() == manifest["version"]


@pytest.mark.parametrize("which", versions.MODELS)
def test_a_model_is_named_by_its_weights(which):
    weights = versions.MODELS[which].with_suffix(".geomap")
    name, digits = versions.model_version(which).split()
    assert name == weights.stem
    assert len(digits) == 8
    assert hashlib.sha256(weights.read_bytes()).hexdigest().startswith(digits)


@pytest.mark.parametrize("content", [None, b"", b"{", b"[]", b"\xff"])
def test_what_has_no_record_is_missing(content, tmp_path, monkeypatch):
    if content is not None:
        (tmp_path / "manifest.json").write_bytes(content)
    monkeypatch.setattr(versions, "DATA", tmp_path)
    monkeypatch.setitem(versions.MODELS, "tagger", tmp_path / "manifest.json")
    assert versions.gazetteer_version() == "missing"
    assert versions.model_version("tagger") == "missing"
