"""The packages that geomap needs, and those of its extras: there, in a version that will do, importable."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import partial
from importlib import import_module, metadata
from typing import Final

from geomap.doctor.findings import Finding, State, check
from geomap.errors import InputError
from geomap.extras import EXTRAS, Extra, distribution_of

NEEDED: Final = "needed packages"
EXTRA: Final = "extras"

_REQUIREMENT = re.compile(
    r"\s*(?P<name>[\w.-]+)\s*(?:\[[^]]*\])?\s*\(?(?P<range>[^;)]*)\)?\s*(?:;(?P<marker>.*))?"
)
_OF_EXTRA = re.compile(r"extra\s*==\s*['\"]([^'\"]+)['\"]")


def requirements() -> dict[str, dict[str, str]]:
    """What the installed package asks for: of each extra ('' is always) the range of each package."""
    found: dict[str, dict[str, str]] = {"": {}}
    for text in metadata.requires("geomap") or ():
        parts = _REQUIREMENT.fullmatch(text)
        if parts is None:
            continue
        extra = _OF_EXTRA.search(parts["marker"] or "")
        found.setdefault(extra[1] if extra else "", {})[parts["name"]] = parts["range"].strip()
    return found


def examine_needed() -> Iterator[Finding]:
    """Look at each package that geomap needs."""
    try:
        wanted = requirements()[""]
    except metadata.PackageNotFoundError:
        told = "geomap is not installed by pip, which knows therefore not what it needs"
        yield Finding(NEEDED, "geomap", State.NOTE, told, "install its wheel or its checkout")
        return
    for name, versions in wanted.items():
        yield check(NEEDED, name, partial(_needed, name, versions), hint=f"pip install '{name}{versions}'")


def _needed(name: str, versions: str) -> str:
    found = installed_version(name)
    if found is None:
        raise InputError("not installed")
    if not is_within(found, versions):
        raise InputError(f"{found}, and {versions} is needed")
    import_module(name.replace("-", "_"))
    return found


def examine_extras() -> Iterator[Finding]:
    """Look at the packages of each extra; they are not imported, which for some takes seconds."""
    try:
        wanted: Mapping[str, Mapping[str, str]] = requirements()
    except metadata.PackageNotFoundError:
        wanted = {}
    for extra in EXTRAS:
        yield _extra(extra, wanted.get(extra.name, {}))


def _extra(extra: Extra, wanted: Mapping[str, str]) -> Finding:
    names = [distribution_of(package) for package in extra.packages]
    found = {name: installed_version(name) for name in names}
    missing = [name for name, version in found.items() if version is None]
    if missing:
        half = f": {' and '.join(missing)} not installed" if len(missing) < len(names) else ""
        told = f"for {extra.purpose}{half}"
        return Finding(EXTRA, extra.name, State.ABSENT, told, extra.command)
    told = ", ".join(f"{name} {version}" for name, version in found.items())
    for name, version in found.items():
        if version is not None and not is_within(version, wanted.get(name, "")):
            told = f"{name} {version}, and {wanted[name]} is needed"
            return Finding(EXTRA, extra.name, State.NOTE, told, extra.command)
    return Finding(EXTRA, extra.name, State.WORKS, told)


def installed_version(name: str) -> str | None:
    """The version of a package that is installed; None if it is not."""
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def is_within(version: str, versions: str) -> bool:
    """Whether a version is within a range such as '>=1.0,<2'."""
    # A package that geopandas needs; without it there is more amiss, which is told elsewhere.
    try:
        from packaging.specifiers import SpecifierSet
    except ImportError:
        return True
    return SpecifierSet(versions).contains(version, prereleases=True)
