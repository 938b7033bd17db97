"""Write the bill of materials of a wheel, as CycloneDX 1.6 in JSON.

It tells what the wheel carries that others made - scripts and styles, data, models - with versions,
licences and checksums, and which packages it asks for. It is made of the sources and of what the build
hook made of them, has no time and no random number in it, and so is the same for the same sources::

    python supply/sbom.py -o dist/geomap.cdx.json

The build hook puts it into the wheel (PEP 770). It runs there, so that it needs nothing but Python.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
import re
import sys
import tomllib
from pathlib import Path
from typing import Any
from urllib.parse import quote

ROOT = Path(__file__).resolve().parents[1]
ASSETS = "geomap/render/_assets/manifest.json"
NAME = "geomap.cdx.json"

Component = dict[str, Any]


def bill(root: Path = ROOT) -> dict[str, Any]:
    """The bill of materials of the sources in a folder, whose build hook has run."""
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    version = _version(root)
    subject = {
        "type": "application",
        "bom-ref": "geomap",
        "name": project["name"],
        "version": version,
        "description": project["description"],
        "licenses": [{"expression": project["license"]}],
    }
    carried = [*_scripts(root), *_data(root), *_models(root)]
    needed, optional = _packages(project)
    made: dict[str, Any] = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": subject},
        "components": [*carried, *needed, *optional],
        "dependencies": [
            {
                "ref": "geomap",
                "dependsOn": sorted(each["bom-ref"] for each in (*carried, *needed, *optional)),
            }
        ],
        "compositions": [
            {"aggregate": "complete", "assemblies": sorted(each["bom-ref"] for each in carried)},
            # Which versions pip takes, and what these need in turn, is decided where geomap is installed.
            {"aggregate": "incomplete", "dependencies": ["geomap"]},
        ],
    }
    return made


def text(made: dict[str, Any]) -> str:
    """The bill as the text of a file."""
    return json.dumps(made, indent=1, ensure_ascii=True) + "\n"


def _version(root: Path) -> str:
    found = re.search(
        r'^__version__ = "([^"]+)"', (root / "geomap/__init__.py").read_text("utf-8"), re.MULTILINE
    )
    if found is None:
        raise ValueError("geomap/__init__.py: __version__ is missing")
    return found[1]


def _scripts(root: Path) -> list[Component]:
    """The npm packages of which files are carried: each with npm's checksum, and those of the files."""
    lock = json.loads((root / "assets/package-lock.json").read_text("utf-8"))["packages"]
    files = json.loads((root / ASSETS).read_text("utf-8"))["files"]
    of_package: dict[str, list[str]] = {}
    for name, file in sorted(files.items()):
        of_package.setdefault(file["package"], []).append(name)
    made = []
    for package, names in sorted(of_package.items()):
        first = files[names[0]]
        algorithm, _, digest = lock[f"node_modules/{package}"]["integrity"].partition("-")
        made.append(
            {
                "type": "library",
                "bom-ref": f"npm:{package}",
                "name": package,
                "version": first["version"],
                "purl": f"pkg:npm/{quote(package, safe='/')}@{first['version']}",
                "licenses": [{"license": {"id": first["licence"]}}],
                "hashes": [_hash(algorithm, base64.b64decode(digest).hex())],
                "components": [
                    {
                        "type": "file",
                        "bom-ref": f"file:geomap/render/_assets/{name}",
                        "name": f"geomap/render/_assets/{name}",
                        "hashes": [_hash("sha256", files[name]["sha256"])],
                    }
                    for name in names
                ],
            }
        )
    return made


def _data(root: Path) -> list[Component]:
    """The sources of the gazetteer, with the checksums of the files that were read."""
    known = tomllib.loads((root / "supply/data_sources.toml").read_text("utf-8"))
    made = []
    for line in (root / "gazetteer/SOURCES.lock").read_text("utf-8").splitlines():
        checksum, origin, file = line.split(" ", 2)
        if checksum == "#" or origin == "extracted":
            continue
        package, _, version = re.split(r"(==?)", origin, maxsplit=1)
        source = known[package]
        # The public domain has no name among SPDX' licences.
        licence = source["licence"]
        kind = "name" if " " in licence else "id"
        made.append(
            {
                "type": "data",
                "bom-ref": f"data:{package}",
                "name": source["data"],
                "version": version,
                "description": f"{file} of {package} {version}",
                "purl": f"{source['purl']}@{quote(version, safe='')}",
                "licenses": [{"license": {kind: licence}}],
                "hashes": [_hash("sha256", checksum)],
                "externalReferences": [{"type": "website", "url": source["url"]}],
            }
        )
    return made


def _models(root: Path) -> list[Component]:
    """Our own models, whose weights have a licence of their own: NOTICE tells of what they are made."""
    paths = [*sorted(root.glob("geomap/*/models/*.geomap")), *sorted(root.glob("geomap/*/*/models/*.geomap"))]
    paths.append(root / "geomap/recognition/truecasing/english.txt.gz")
    return [
        {
            "type": "machine-learning-model" if path.suffix == ".geomap" else "data",
            "bom-ref": f"file:{path.relative_to(root).as_posix()}",
            "name": path.relative_to(root).as_posix(),
            "licenses": [{"license": {"id": "CC-BY-SA-4.0"}}],
            "hashes": [_hash("sha256", hashlib.sha256(path.read_bytes()).hexdigest())],
        }
        for path in paths
    ]


def _packages(project: dict[str, Any]) -> tuple[list[Component], list[Component]]:
    """What pip is asked for: by everybody, and by the extras that are for users."""
    by_all = {_name(line): line for line in project["dependencies"]}
    asked: dict[str, tuple[str, list[str]]] = {}
    for extra, lines in sorted(project["optional-dependencies"].items()):
        if extra in ("test", "bench", "docs", "lint", "training", "fuzz"):
            continue
        for line in lines:
            if _name(line) not in by_all:
                asked.setdefault(_name(line), (line, []))[1].append(extra)
    return (
        [_package(name, line, "required", []) for name, line in sorted(by_all.items())],
        [_package(name, line, "optional", extras) for name, (line, extras) in sorted(asked.items())],
    )


def _package(name: str, line: str, scope: str, extras: list[str]) -> Component:
    told = [{"name": "geomap:requirement", "value": line}]
    told += [{"name": "geomap:extra", "value": extra} for extra in extras]
    return {
        "type": "library",
        "bom-ref": f"pypi:{name}",
        "name": name,
        "scope": scope,
        "purl": f"pkg:pypi/{name}",
        "properties": told,
    }


def _name(line: str) -> str:
    """The name of a requirement as the package index has it."""
    return re.sub(r"[-_.]+", "-", re.split(r"[^\w.-]", line)[0]).lower()


def _hash(algorithm: str, digest: str) -> dict[str, str]:
    return {"alg": algorithm.upper().replace("SHA", "SHA-"), "content": digest}


def main() -> int:
    """Write the bill."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("-o", "--output", type=Path, required=True)
    options = parser.parse_args()
    options.output.parent.mkdir(parents=True, exist_ok=True)
    options.output.write_text(text(bill()), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
