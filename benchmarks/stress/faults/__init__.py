"""Faults: every command that writes, with each fault at each of its steps, and on a machine that is at fault.

::

    python -m benchmarks.stress.faults [--quick] [--json FILE]

``jobs`` says which commands, ``injecting`` which faults, ``trials`` what is looked at afterwards: the output
is the earlier one or the new one, whole; nothing half written lies about; the exit status and the one line on
standard error are as documented; the same command again does it. ``machine`` tries what a process cannot
bring about in itself: full and closed streams, small file systems, folders without permission, two at a time.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any


def main(full: bool = True) -> dict[str, Any]:
    """Run all of it in a process of its own, which forks; give what was found."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "found.json"
        command = [sys.executable, "-m", "benchmarks.stress.faults", "--json", str(path)]
        subprocess.run([*command, *([] if full else ["--quick"])], check=True)
        found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found
