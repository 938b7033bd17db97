"""Ask whether known vulnerabilities are reported for the installed packages that geomap needs.

::

    python -m supply.audit [-o build/audit.json] [--if-reachable]

pip-audit asks the package index and then OSV. Exit status: 0 all were asked about and nothing is known;
1 something is known; 3 nobody could be asked about some package: then nothing is said about it, and the
last line says so. An index that is only a mirror answers for none, which pip-audit by itself takes for
'none known'.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

SERVICES = ("pypi", "osv")
NOT_ASKED = 3


@dataclass(frozen=True, slots=True)
class Audit:
    """What is known.

    Parameters
    ----------
    asked
        The packages that an answer is there for, with their versions.
    unasked
        Those about which nobody answered.
    known
        Packages with identifiers of what is known of them.
    """

    asked: tuple[str, ...]
    unasked: tuple[str, ...]
    known: dict[str, tuple[str, ...]]

    @property
    def status(self) -> int:
        """The exit status that says it."""
        return 1 if self.known else NOT_ASKED if self.unasked else 0

    def lines(self) -> list[str]:
        """What to tell people."""
        told = [f"KNOWN VULNERABILITY: {package}: {', '.join(ids)}" for package, ids in self.known.items()]
        told.append(
            f"audit: {len(self.asked)} packages asked about, {len(self.known)} with known vulnerabilities"
        )
        if self.unasked:
            told.append(
                f"audit: NOT ASKED about {len(self.unasked)} packages (no service could be reached or "
                "knew them): this says nothing about them; run `make audit` where there is a network"
            )
        return told


def requirements() -> tuple[str, ...]:
    """``name==version`` of every package that users may need, as installed here."""
    from supply.licences import check

    return tuple(f"{each.name}=={each.version}" for each in check() if each.version)


def audited(packages: tuple[str, ...]) -> Audit:
    """Ask each service in turn about what none before it answered."""
    waiting, asked, known = packages, [], {}
    for service in SERVICES:
        if not waiting:
            break
        answered, found = read_answer(_ask(service, waiting))
        asked += answered
        known |= found
        waiting = tuple(each for each in waiting if each not in answered)
    return Audit(tuple(asked), waiting, known)


def read_answer(answer: dict[str, Any]) -> tuple[list[str], dict[str, tuple[str, ...]]]:
    """Which packages pip-audit has an answer for, and what is known of which."""
    answered, known = [], {}
    for each in answer.get("dependencies", ()):
        if "skip_reason" in each:
            continue
        package = f"{each['name']}=={each['version']}"
        answered.append(package)
        if each["vulns"]:
            known[package] = tuple(sorted(found["id"] for found in each["vulns"]))
    return answered, known


def _ask(service: str, packages: tuple[str, ...]) -> dict[str, Any]:
    """pip-audit's answer; an empty one if it could not ask."""
    program = shutil.which(
        "pip-audit", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    )
    if program is None:
        raise SystemExit("pip-audit is not installed; make audit installs it, or pip install pip-audit")
    with tempfile.TemporaryDirectory(prefix="geomap-audit-") as folder:
        wanted = Path(folder) / "requirements.txt"
        wanted.write_text("\n".join(packages) + "\n", "utf-8")
        command = [program, "--disable-pip", "--no-deps", "--progress-spinner=off", "--timeout=10", "-f=json"]
        done = subprocess.run(
            [*command, f"-s={service}", "-r", str(wanted)], capture_output=True, text=True, check=False
        )
    try:
        answer: dict[str, Any] = json.loads(done.stdout)
    except json.JSONDecodeError:  # it prints a traceback where the service cannot be reached
        return {}
    return answer


def main() -> int:
    """Ask and tell."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("-o", "--output", type=Path, help="write what is known there as JSON")
    parser.add_argument("--if-reachable", action="store_true", help="status 0 where nobody could be asked")
    options = parser.parse_args()
    made = audited(requirements())
    if options.output:
        options.output.parent.mkdir(parents=True, exist_ok=True)
        options.output.write_text(json.dumps(asdict(made), indent=1) + "\n", "utf-8")
    print("\n".join(made.lines()))
    return 0 if options.if_reachable and made.status == NOT_ASKED else made.status


if __name__ == "__main__":
    sys.exit(main())
