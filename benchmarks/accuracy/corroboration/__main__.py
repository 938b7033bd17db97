"""Score ``geomap.corroborate`` on happenings told by several documents.

::

    python -m benchmarks.accuracy.corroboration [--half dev|held-out]
    python -m benchmarks.accuracy.corroboration --half dev --errors    pairs joined wrongly or not at all
    python -m benchmarks.accuracy.corroboration --half dev --missed    what extraction missed or misread

Prints a table on standard error and one JSON object. The errors of the held-out half are not shown: it
is there to measure, and who has read them can no longer be surprised by them.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Sequence

from benchmarks.accuracy.corroboration.choosing import Mention, mentions_of
from benchmarks.accuracy.corroboration.measuring import (
    Joiner,
    extract_half,
    join_by_baseline,
    join_by_geomap,
    measure,
    missed,
)
from benchmarks.accuracy.corroboration.reading import reading, unread
from benchmarks.accuracy.corroboration.records import Half, read_half
from benchmarks.accuracy.corroboration.scoring import Scored, figures
from benchmarks.accuracy.corroboration.sources import HALVES
from geomap.model import Incident


def main(arguments: Sequence[str] | None = None) -> int:
    """Run from the command line; the exit status is that of the command."""
    parser = argparse.ArgumentParser(description="score the joining of incidents of several documents")
    parser.add_argument("--half", choices=HALVES, help="one half instead of both")
    parser.add_argument("--errors", action="store_true", help="list wrong and missing joins (dev half)")
    parser.add_argument(
        "--missed", action="store_true", help="list what extraction missed or misread (dev half)"
    )
    options = parser.parse_args(arguments)
    halves = (options.half,) if options.half else HALVES
    if (options.errors or options.missed) and halves != ("dev",):
        parser.error("--errors and --missed show the dev half alone: --half dev is needed")
    print(json.dumps({name: _of_half(name, options) for name in halves}, indent=2))
    return 0


def _of_half(name: str, options: argparse.Namespace) -> dict[str, object]:
    half = read_half(name)
    report = extract_half(half)
    mentions = mentions_of(half, report.incidents)
    found: dict[str, object] = {
        "happenings": len(half.happenings),
        "documents": len(half.documents),
        "extraction": missed(half, mentions) | {"read_right": reading(half, mentions, report.incidents)},
    }
    if options.missed:
        print("\n".join(_missed_lines(half, mentions, report.incidents)), file=sys.stderr)
        print("\n".join(unread(half, mentions, report.incidents)), file=sys.stderr)
    for joiner_name, joiner in _joiners().items():
        scored = measure(half, report, joiner)
        found[joiner_name] = figures(scored)
        print(_row(name, joiner_name, scored), file=sys.stderr)
        if options.errors:
            print("\n".join(_error_lines(scored)), file=sys.stderr)
    return found


def _joiners() -> dict[str, Joiner]:
    import geomap

    ours = {"geomap": join_by_geomap} if hasattr(geomap, "corroborate") else {}
    return {**ours, "same type, day and place": join_by_baseline}


def _row(half: str, joiner: str, scored: Scored) -> str:
    pairs = scored.pairs
    shown = [f"P {100 * pairs.precision:5.1f}"]
    for label, lost in (("end to end", True), ("given extraction", False)):
        shown.append(f"{label} R {100 * pairs.recall(lost=lost):5.1f} F1 {100 * pairs.f1(lost=lost):5.1f}")
    return f"{half:9}{joiner:26}{'  '.join(shown)}  ceiling {100 * pairs.ceiling:5.1f}"


def _error_lines(scored: Scored) -> Iterator[str]:
    for word, pairs in (("wrong", scored.wrong_pairs), ("parted", scored.parted_pairs)):
        for a, b in pairs:
            yield f"  {word:7}{a.document} ({a.happening}) {b.document} ({b.happening})"


def _missed_lines(half: Half, mentions: Sequence[Mention], incidents: Iterable[Incident]) -> Iterator[str]:
    """Each mention without an incident: its words, and the types of what was found in them."""
    texts = {told.id: told for told in half.documents}
    triggers = [(i.document_id, i.trigger_start, i.type.value) for i in incidents]
    for mention in mentions:
        if mention.incidents:
            continue
        told = texts[mention.document]
        for stretch in (t for t in told.tells if t.happening == mention.happening):
            types = [
                kind for key, at, kind in triggers if key == told.id and stretch.start <= at < stretch.end
            ]
            words = told.text[stretch.start : stretch.end]
            yield f"  missed {mention.document} ({mention.happening}), found {types}: {words!r}"


if __name__ == "__main__":
    sys.exit(main())
