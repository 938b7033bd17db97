"""Check the licences of all that geomap needs, as installed here, and say which need care.

::

    python -m supply.licences [-o build/licences.json]

What is checked is what pip would install: the dependencies of `pyproject.toml`, the extras, and what these
need in turn. Each licence is read from the metadata of the installed package, or stands in
`READ_BY_HAND` where that is unclear. A package that is not installed cannot be checked, and is told.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]

# Extras for those who work on geomap: not what its users install.
FOR_DEVELOPERS = frozenset({"test", "bench", "docs", "lint", "training", "fuzz"})

FREE = frozenset(
    """
Apache-2.0 MIT MIT-0 MIT-CMU BSD-2-Clause BSD-3-Clause 0BSD ISC PSF-2.0 Python-2.0 Zlib HPND CC0-1.0 Unlicense
BSL-1.0 CNRI-Python NCSA libpng-2.0 OFL-1.1
""".split()
)
"""Those that ask for nothing but their notice."""

TOLD = frozenset(
    """
MPL-1.1 MPL-2.0 LGPL-2.1-only LGPL-2.1-or-later LGPL-3.0-only LGPL-3.0-or-later
""".split()
)
"""Those that ask for their own files' sources: used as they are, by import, nothing of them copied."""

BY_CLASSIFIER = {
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD-3-Clause",
    "MIT License": "MIT",
    "ISC License (ISCL)": "ISC",
    "Python Software Foundation License": "PSF-2.0",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Mozilla Public License 1.1 (MPL 1.1)": "MPL-1.1",
    "GNU Lesser General Public License v2 or later (LGPLv2+)": "LGPL-2.1-or-later",
    "GNU Lesser General Public License v3 (LGPLv3)": "LGPL-3.0-only",
    "GNU Lesser General Public License v3 or later (LGPLv3+)": "LGPL-3.0-or-later",
    "The Unlicense (Unlicense)": "Unlicense",
    "Historical Permission Notice and Disclaimer (HPND)": "HPND",
    "CMU License (MIT-CMU)": "MIT-CMU",
}
# As people write them in the old field; compared in small letters without full stops and commas.
BY_WORDS = {
    "apache 20": "Apache-2.0",
    "apache license 20": "Apache-2.0",
    "apache license version 20": "Apache-2.0",
    "apache software license": "Apache-2.0",
    "bsd": "BSD-3-Clause",
    "bsd license": "BSD-3-Clause",
    "bsd 3-clause": "BSD-3-Clause",
    "bsd 3-clause license": "BSD-3-Clause",
    "3-clause bsd license": "BSD-3-Clause",
    "new bsd": "BSD-3-Clause",
    "new bsd license": "BSD-3-Clause",
    "simplified bsd": "BSD-2-Clause",
    "mit license": "MIT",
    "the mit license": "MIT",
    "psf": "PSF-2.0",
    "psfl": "PSF-2.0",
    "lgpl with exceptions": "LGPL-3.0-only",
    "gnu lesser general public license v3 (lgplv3)": "LGPL-3.0-only",
}
READ_BY_HAND: dict[str, str] = {}
"""Where the metadata does not say it: read in the package's own licence file."""


@dataclass(frozen=True, slots=True)
class Found:
    """A package that geomap needs.

    Parameters
    ----------
    name, version
        As installed; no version if it is not.
    licence
        An SPDX expression; empty if it is not known.
    extras
        Which extras bring it; none if all users have it.
    standing
        ``free``, ``told``, ``refused`` or ``not installed``.
    """

    name: str
    version: str
    licence: str
    extras: tuple[str, ...]
    standing: str


def check(project: Path = ROOT / "pyproject.toml") -> tuple[Found, ...]:
    """Every package that geomap's users may need, in order of names."""
    said = tomllib.loads(project.read_text("utf-8"))["project"]
    wanted = {"": said["dependencies"], **said["optional-dependencies"]}
    brought: dict[str, set[str]] = {}
    for extra, lines in wanted.items():
        if extra not in FOR_DEVELOPERS:
            for name in closure(map(Requirement, lines)):
                brought.setdefault(name, set()).add(extra)
    return tuple(_found(name, extras) for name, extras in sorted(brought.items()))


def closure(wanted: Iterable[Requirement]) -> set[str]:
    """The names of all packages that pip installs for some requirements, here and on this Python."""
    seen: set[tuple[str, str]] = set()
    waiting = [each for each in wanted if each.marker is None or each.marker.evaluate({"extra": ""})]
    while waiting:
        requirement = waiting.pop()
        name = str(canonicalize_name(requirement.name))
        for extra in ("", *requirement.extras):
            if (name, extra) in seen:
                continue
            seen.add((name, extra))
            waiting += _needs(name, extra)
    return {name for name, _ in seen}


def _needs(name: str, extra: str) -> Iterator[Requirement]:
    try:
        lines = distribution(name).requires or []
    except PackageNotFoundError:
        return
    for requirement in map(Requirement, lines):
        if requirement.marker is None:
            if not extra:
                yield requirement
        elif requirement.marker.evaluate({"extra": extra}):
            yield requirement


def _found(name: str, extras: set[str]) -> Found:
    asked_by = () if "" in extras else tuple(sorted(extras))
    try:
        installed = distribution(name)
    except PackageNotFoundError:
        return Found(name, "", "", asked_by, "not installed")
    licence = licence_of(installed)
    return Found(name, installed.version, licence, asked_by, standing_of(licence))


def licence_of(installed: Distribution) -> str:
    """The licence of an installed package as an SPDX expression; empty if nothing says it."""
    name = str(canonicalize_name(installed.name))
    if name in READ_BY_HAND:
        return READ_BY_HAND[name]
    told = installed.metadata.get("License-Expression")
    if told:
        return told
    classifiers = installed.metadata.get_all("Classifier") or []
    named = [c.split(" :: ")[-1] for c in classifiers if c.startswith("License ::")]
    known = [BY_CLASSIFIER.get(each, "") for each in named if each != "OSI Approved"]
    if known and all(known):
        # Several classifiers are a choice: no package lists them otherwise.
        return " OR ".join(known)
    if known:
        return ""
    words = (installed.metadata.get("License") or "").strip()
    try:
        return canonicalize_license_expression(words) if words else ""
    except InvalidLicenseExpression:
        return BY_WORDS.get(re.sub(r"[.,]", "", " ".join(words.lower().split())), "")


def standing_of(licence: str) -> str:
    """Whether one may use it: ``free``, ``told`` or ``refused`` (what is not known too).

    Of a choice (OR) the best counts, of what holds together (AND) the worst. An exception to a
    licence (WITH) only ever allows more.
    """
    if not licence:
        return "refused"
    words = re.sub(r"\s+WITH\s+[\w.-]+", "", licence)
    tokens = re.findall(r"[()]|[^\s()]+", words)
    try:
        ranks, rest = _either(tokens)
    except IndexError:
        return "refused"
    return ("free", "told", "refused")[ranks] if not rest else "refused"


def _either(tokens: list[str]) -> tuple[int, list[str]]:
    rank, tokens = _both(tokens)
    while tokens and tokens[0].upper() == "OR":
        other, tokens = _both(tokens[1:])
        rank = min(rank, other)
    return rank, tokens


def _both(tokens: list[str]) -> tuple[int, list[str]]:
    rank, tokens = _single(tokens)
    while tokens and tokens[0].upper() == "AND":
        other, tokens = _single(tokens[1:])
        rank = max(rank, other)
    return rank, tokens


def _single(tokens: list[str]) -> tuple[int, list[str]]:
    first, rest = tokens[0], tokens[1:]
    if first == "(":
        rank, rest = _either(rest)
        return rank, rest[1:]
    return (0 if first in FREE else 1 if first in TOLD else 2), rest


def main() -> int:
    """Say what needs care; 1 if a licence is refused."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("-o", "--output", type=Path, help="write all of them there as JSON")
    options = parser.parse_args()
    found = check()
    if options.output:
        options.output.parent.mkdir(parents=True, exist_ok=True)
        options.output.write_text(json.dumps([asdict(f) for f in found], indent=1) + "\n", "utf-8")
    for each in found:
        if each.standing != "free":
            by = f" (by {', '.join(each.extras)})" if each.extras else ""
            print(f"{each.standing}: {each.name} {each.version} {each.licence or '-'}{by}")
    counts = {s: sum(f.standing == s for f in found) for s in ("free", "told", "refused", "not installed")}
    print(", ".join(f"{number} {standing}" for standing, number in counts.items()))
    return 1 if counts["refused"] else 0


if __name__ == "__main__":
    sys.exit(main())
