"""What is lost in text in capitals, and what reading it in its usual case wins back.

::

    python -m benchmarks.accuracy.capitals [--evaluation FOLDER]

The annotated texts of `benchmarks.accuracy.recognition` are put in capitals and recognised as they
are, restored (`geomap.recognition.running_text`), and as they were written. Prints one JSON object:
F1 of equal spans, by corpus, and the CPU seconds that restoring takes for a megabyte.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.accuracy.recognition import WITHOUT_DEMONYMS, geomap_model, read_corpora, score
from geomap.recognition.running_text import running_text


def in_capitals(text: str) -> str:
    """A text in capitals, of the same length."""
    return "".join(c.upper() if len(c.upper()) == 1 else c for c in text)


def main() -> int:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description="Recognition of place names in text in capitals.")
    parser.add_argument("--evaluation", type=Path, default=os.environ.get("GEOMAP_EVALUATION"))
    given = parser.parse_args()
    corpora = read_corpora(Path(given.evaluation) if given.evaluation else None)
    recognise = geomap_model()
    running_text(in_capitals("A text to load the lexicon by, and no more than that."))
    seconds: dict[str, float] = {"capitals": 0.0, "usual": 0.0}
    characters = 0
    figures: dict[str, Any] = {}

    def timed(text: str, kind: str) -> str:
        clock = time.process_time()
        read = running_text(text)
        seconds[kind] += time.process_time() - clock
        return read

    ways: dict[str, Callable[[str], str]] = {
        "capitals": in_capitals,
        "restored": lambda text: timed(in_capitals(text), "capitals"),
        "as written": lambda text: timed(text, "usual"),
    }
    for corpus, documents in corpora.items():
        characters += sum(len(d.text) for d in documents)
        figures[corpus] = {}
        for way, change in ways.items():
            found = [tuple(f) for f in recognise([change(d.text) for d in documents])]
            if corpus in WITHOUT_DEMONYMS:
                found = [tuple(f for f in each if f.role != "demonym") for each in found]
            figures[corpus][way] = score([d.toponyms for d in documents], found)["exact_f1"]
    figures["cpu_seconds_a_megabyte"] = {k: round(s / characters * 1e6, 3) for k, s in seconds.items()}
    print(json.dumps(figures, indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main())
