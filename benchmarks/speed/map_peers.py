"""Pages of the same points that fetch their scripts from a host: build time and bytes.

::

    python -m benchmarks.speed.map_peers

keplergl and lonboard draw with deck.gl, which their pages fetch when they are opened. Offline
they stay blank, so that nothing is told of the time until they are ready; what they load then is
not in the bytes. Pages that open without a network are compared by `benchmarks.speed.map`.
"""

from __future__ import annotations

import importlib.util
import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.amount import amount
from benchmarks.speed.maps.incidents import FIELDS, told
from benchmarks.speed.running import environment

SIZES = amount((100, 10_000, 100_000), (100,))
LONGEST = 300
"""Seconds after which a page is given up."""
_FETCHED = re.compile(rb"""(?:src|href)=["']https?://|from ["']https?://|import\(["']https?://""")


def _frame(number: int) -> Any:
    import geopandas

    rows = list(told(number))
    points = geopandas.points_from_xy([row.lon for row in rows], [row.lat for row in rows])
    return geopandas.GeoDataFrame(
        {name: [row[2 + k] for row in rows] for k, name in enumerate(FIELDS)}, geometry=points, crs=4326
    )


def kepler(frame: Any, path: Path) -> None:
    """Write a page of keplergl."""
    from keplergl import KeplerGl

    KeplerGl(data={"incidents": frame}).save_to_html(file_name=str(path), read_only=True)


def lonboard(frame: Any, path: Path) -> None:
    """Write a page of lonboard."""
    from lonboard import Map, ScatterplotLayer

    Map(layers=[ScatterplotLayer.from_geopandas(frame)]).to_html(str(path))


PEERS: dict[str, Callable[[Any, Path], None]] = {"keplergl": kepler, "lonboard": lonboard}


def here(name: str, number: int) -> dict[str, Any]:
    """Build one page in this process."""
    frame = _frame(number)
    with tempfile.TemporaryDirectory() as folder:
        PEERS[name](_frame(10), Path(folder, "first.html"))
        path = Path(folder, "page.html")
        begun = time.process_time()
        PEERS[name](frame, path)
        seconds = time.process_time() - begun
        content = path.read_bytes()
    return {
        "cpu_seconds": round(seconds, 2),
        "megabytes": round(len(content) / 1e6, 2),
        "fetched": len(_FETCHED.findall(content)),
    }


def measure(name: str, number: int) -> dict[str, Any]:
    """The figures, or why there are none."""
    if importlib.util.find_spec(name) is None:
        return {"skipped": "not installed"}
    command = [sys.executable, "-m", "benchmarks.speed.map_peers", name, str(number)]
    try:
        done = subprocess.run(
            command, env=environment(), capture_output=True, text=True, timeout=LONGEST, check=False
        )
    except subprocess.TimeoutExpired:
        return {"skipped": f"over {LONGEST} s"}
    if done.returncode:
        return {"skipped": (done.stderr.strip().splitlines() or ["failed without a word"])[-1][:200]}
    figures: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return figures


def main(arguments: Sequence[str]) -> None:
    if arguments:
        print(json.dumps(here(arguments[0], int(arguments[1]))))
        return
    print(json.dumps({name: {str(n): measure(name, n) for n in SIZES} for name in PEERS}, indent=2))


if __name__ == "__main__":
    main(sys.argv[1:])
