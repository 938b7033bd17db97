"""The versions of what geomap brings, from small files: nothing is loaded."""

from __future__ import annotations

import json
from importlib import import_module
from pathlib import Path
from typing import Any, Final

PACKAGE: Final = Path(__file__).resolve().parent
DATA: Final = PACKAGE / "_data"
MODELS: Final = {
    "tagger": PACKAGE / "recognition" / "tagging" / "models" / "news-en.json",
    "parser": PACKAGE / "syntax" / "models" / "syntax-en.json",
}
"""The records of the bundled models, each beside its weights."""

_MISSING = "missing"
_DIGITS = 8  # of a checksum, as the gazetteer's manifest has it


def read_record(path: Path) -> dict[str, Any] | None:
    """Read a record of JSON; None if it is not there or no such thing."""
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return record if isinstance(record, dict) else None


def geomap_version() -> str:
    """The version of geomap, asked of its face by name: that imports all of geomap for type checkers."""
    return str(import_module("geomap").__version__)


def gazetteer_version() -> str:
    """Name the build of the bundled gazetteer by its sources' checksum; 'missing' without one."""
    record = read_record(DATA / "manifest.json") or {}
    return str(record.get("version", _MISSING))


def checksum_of(record: dict[str, Any]) -> str:
    """The SHA-256 of a model's weights, by its record."""
    return str(record.get("model_sha256") or record.get("sha256") or "")


def model_version(which: str) -> str:
    """Name a model of `MODELS` and its weights by their checksum: 'news-en 38b41c0d'."""
    path = MODELS[which]
    record = read_record(path)
    return f"{path.stem} {checksum_of(record)[:_DIGITS]}" if record else _MISSING
