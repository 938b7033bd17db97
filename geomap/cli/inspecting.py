"""The command that shows what is installed and whether it works: doctor."""

from __future__ import annotations

import argparse
import json
import sys
import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from geomap import __version__
from geomap.cli.console import counted, say

if TYPE_CHECKING:
    from geomap.doctor import Finding

_WIDTH = 110  # of a line of packages


def add_commands(commands: Any) -> None:
    """Add the command."""
    doctor = commands.add_parser(
        "doctor",
        help="show what is installed and whether it works",
        description="Show what is installed, try whether it works, and tell how to get what is missing.",
    )
    doctor.add_argument("--json", action="store_true", help="JSON")
    doctor.set_defaults(run=_doctor)


def _doctor(options: argparse.Namespace) -> int:
    import platform

    from geomap.doctor import State, examine
    from geomap.versions import PACKAGE

    findings: Iterable[Finding] = examine(sys.stdout)
    if not options.json:
        say(f"geomap {__version__}  {PACKAGE}")
        say(f"Python {platform.python_version()}  {sys.executable} ({platform.platform(terse=True)})")
        findings = _shown_as_they_come(findings)
    findings = list(findings)
    broken = [finding for finding in findings if finding.state is State.BROKEN]
    if options.json:
        record = {
            "geomap": __version__,
            "path": str(PACKAGE),
            "python": platform.python_version(),
            "executable": sys.executable,
            "platform": platform.platform(terse=True),
            "works": not broken,
            "findings": [asdict(finding) for finding in findings],
        }
        say(json.dumps(record, ensure_ascii=True, indent=1))
    elif broken:
        say(f"{counted(len(broken), 'thing')} that geomap needs {'is' if len(broken) == 1 else 'are'} broken")
    else:
        say("all that is needed works")
    return 1 if broken else 0


def _shown_as_they_come(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Print each group when it is complete, its packages that are as they should be in one paragraph."""
    from geomap.doctor import State
    from geomap.doctor.packages import NEEDED

    for group, members in groupby(findings, attrgetter("group")):
        say(group)
        well = []
        for finding in members:
            yield finding
            if group == NEEDED and finding.state is State.WORKS:
                well.append(f"{finding.name} {finding.told}")
            else:
                hint = f"; {finding.hint}" if finding.hint else ""
                say(f"  {finding.state.value:<7} {finding.name:<13} {finding.told}{hint}")
        for number, line in enumerate(textwrap.wrap(", ".join(well), _WIDTH, break_on_hyphens=False)):
            say(f"  {'' if number else State.WORKS.value:<7} {line}")
