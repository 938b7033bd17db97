"""The sdist and the wheels, built once from a copy of the sources."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tarfile
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parents[3]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
SHIPPED = [
    name.removeprefix("/") for name in PROJECT["tool"]["hatch"]["build"]["targets"]["sdist"]["include"]
]
# What lies about in a checkout and must not be packaged.
STRAY = [
    "geomap/__pycache__/cli.cpython-311.pyc",
    "geomap/model/__pycache__/place.cpython-311.pyc",
    "notebooks/.ipynb_checkpoints/a.ipynb",
    "docs/.ipynb_checkpoints/a.ipynb",
    "tests/__pycache__/conftest.cpython-311.pyc",
    "assets/node_modules/leaflet/package.json",
    "build/demo/map.html",
    ".venv/pyvenv.cfg",
    ".hypothesis/a",
]


class Built(NamedTuple):
    """A copy of the sources with stray files, and what was built of it.

    ``wheel`` is built from the copy, ``wheel_of_sdist`` from ``unpacked``, the sdist's content.
    """

    tree: Path
    sdist: Path
    unpacked: Path
    wheel: Path
    wheel_of_sdist: Path


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Iterator[Built]:
    base = tmp_path_factory.mktemp("packaging")
    tree = base / "tree"
    copy_sources(tree)
    sdist = build("sdist", tree, base / "dist")
    with tarfile.open(sdist) as archive:
        archive.extractall(base / "unpacked", filter="data")
    (unpacked,) = (base / "unpacked").iterdir()
    yield Built(
        tree,
        sdist,
        unpacked,
        build("wheel", tree, base / "dist"),
        build("wheel", unpacked, base / "dist-of-sdist", umask=0o077, TZ="America/St_Johns", LC_ALL="C"),
    )
    shutil.rmtree(base)  # some 400 MB


def copy_sources(tree: Path) -> None:
    """Copy what is shipped, data that the build hook made among it: the checkout itself stays as it is."""
    left_out = shutil.ignore_patterns("__pycache__", "node_modules", ".*")
    for name in [*SHIPPED, "pyproject.toml", ".gitignore"]:
        source, target = ROOT / name, tree / name
        if source.is_dir():
            shutil.copytree(source, target, ignore=left_out)
        elif source.exists():  # .gitignore is in a checkout alone
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
    for name in STRAY:
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        (tree / name).write_text("{}", encoding="utf-8")
    # To compile the gazetteer here would take minutes, to fetch the scripts a network.
    assert build_needs(tree) == [], "what the build hook makes is out of date: pip install -e ."


def run(tree: Path, *arguments: str, path: Path, umask: int = -1, **settings: str) -> str:
    """Run Python in a tree without what the environment has of it, and with no command on PATH but ``path``'s."""
    environment = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    done = subprocess.run(
        [sys.executable, "-I", "-B", *arguments],
        cwd=tree,
        env={**environment, "PATH": str(path), **settings},
        umask=umask,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def build_needs(tree: Path) -> list[str]:
    """What the build hook asks for beside hatchling, where there is no npm."""
    return json.loads(run(tree, "-c", _NEEDS, path=tree / "nowhere"))


_NEEDS = """
import json
from importlib.util import module_from_spec, spec_from_file_location
spec = spec_from_file_location("hook", "hatch_build.py")
hook = module_from_spec(spec)
spec.loader.exec_module(hook)
print(json.dumps(hook.GeomapBuildHook(".", {}, None, None, "", "wheel").dependencies()))
"""


def build(kind: str, tree: Path, out: Path, *, umask: int = -1, **settings: str) -> Path:
    """Build as pip's isolated environment does, with hatchling alone; no command is on PATH, npm neither."""
    run(tree, "-m", "hatchling", "build", "-t", kind, "-d", str(out), path=out, umask=umask, **settings)
    (path,) = out.glob("*.tar.gz" if kind == "sdist" else "*.whl")
    return path
