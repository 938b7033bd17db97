"""The package's public face."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module

import pytest

import geomap


def test_exports_equal_the_namespace():
    assert geomap.__all__ == sorted(geomap.__all__)
    assert set(geomap.__all__) == {*geomap._HOMES, "__version__"}
    assert set(geomap.__all__) <= set(dir(geomap))


@pytest.mark.parametrize("name", sorted(geomap._HOMES))
def test_every_name_is_that_of_its_home(name):
    assert getattr(geomap, name) is getattr(import_module(geomap._HOMES[name]), name)


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        geomap.nothing  # noqa: B018


_LOADED = """
import sys
{statement}
from importlib.metadata import packages_distributions
foreign = {{m.partition(".")[0] for m in sys.modules}} & set(packages_distributions())
print(*sorted(foreign - {{"geomap", "_distutils_hack", "pkg_resources", "setuptools"}}))
"""


def foreign_packages(statement: str) -> set[str]:
    """Third-party packages that a fresh interpreter holds after a statement."""
    done = subprocess.run(
        [sys.executable, "-c", _LOADED.format(statement=statement)],
        capture_output=True,
        text=True,
        check=True,
    )
    return {name for name in done.stdout.split() if not name.startswith("_")}


@pytest.mark.parametrize(
    "statement",
    [
        "pass",
        "import geomap",
        "import geomap.model, geomap.errors, geomap.readers, geomap.cli",
        "import geomap.recognition.tagging.plugins",
        "import geomap; geomap.PlaceIndex.bundled().lookup('Goma')",
        "from geomap.cli import main; main(['geocode', 'Goma'])",
    ],
)
def test_light_things_load_no_third_party_package(statement):
    if "main" in statement:
        statement = f"import contextlib, io\nwith contextlib.redirect_stdout(io.StringIO()):\n    {statement}"
    assert foreign_packages(statement) == set()


def test_the_heavy_ones_would_be_seen():
    assert "shapely" in foreign_packages("import shapely")
