"""Score ``geomap.extract`` on the annotated trial dispatches of ``tests/trials/``.

::

    python -m benchmarks.accuracy.trials                 all files, figures as JSON
    python -m benchmarks.accuracy.trials --errors FILE   what was missed, wrong and false, in words
    python -m benchmarks.accuracy.trials --answers a.geojson FILE   an extract made before

The figures are explained in `benchmarks.accuracy.trial_pairing` and `trial_scores`. The errors of
blind and unread dispatches are not shown: who has read them can no longer be surprised by them.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.accuracy.trial_pairing import Level, level_of
from benchmarks.accuracy.trial_records import Answer, Trial, TrialIncident, read_trials
from benchmarks.accuracy.trial_scores import Scored, figures, stance_right, voiced

TRIALS = Path(__file__).resolve().parents[2] / "tests" / "trials"
_NAMES = "dispatches more reading further latest blind unread".split()
FILES = tuple(TRIALS / f"{name}.jsonl" for name in _NAMES)


def extract_answers(trials: Sequence[Trial]) -> dict[str, list[Answer]]:
    """Run geomap on the texts; answers by the id of their trial."""
    import geomap
    from geomap.model import Document

    documents = [Document(id=t.id, text=t.text, published=t.published) for t in trials]
    return answers_by_trial(geomap.extract(documents).to_geojson())


def answers_by_trial(collection: Mapping[str, Any]) -> dict[str, list[Answer]]:
    """Sort the features of an extract by their document."""
    answers: dict[str, list[Answer]] = {}
    for feature in collection["features"]:
        fields = feature["properties"]
        answers.setdefault(fields["document_id"], []).append(Answer.from_properties(fields))
    return answers


def error_lines(scored: Scored) -> Iterator[str]:
    """What is wrong with the answers to one dispatch, a line each."""
    for incident in scored.missed(Level.LENIENT):
        yield f"  missed    {_wanted(incident)}"
    for g, a in scored.pairs[Level.LENIENT].items():
        gold, answer = scored.trial.incidents[g], scored.answers[a]
        if gold.optional:
            continue
        if level_of(gold, answer) is not Level.EXACT:
            yield f"  loose     {_wanted(gold)} <- {_given(answer)}"
        if not gold.status.allow(answer.status):
            yield f"  status    {gold.status.written}, not {answer.status}: {_wanted(gold)}"
    for answer in scored.false(Level.LENIENT):
        yield f"  false     {_given(answer)}: {answer.quote!r}"
    for claim, paired in scored.claims():
        if paired is None:
            continue
        wanted = f"{claim.speaker} ({claim.side.written}) {claim.stance}"
        voices = "; ".join(f"{c.speaker} ({c.side}) {c.stance}" for c in paired.claims) or "nobody"
        if not voiced(claim, paired):
            yield f"  unvoiced  {wanted}, only {voices}"
        elif not stance_right(claim, paired):
            yield f"  stance    {wanted}, not {voices}"
    for trap, answer in scored.sprung():
        yield f"  trap      {trap.place} ({trap.why}): {_given(answer)}"


def _wanted(gold: TrialIncident) -> str:
    return f"{gold.types[0]} at {gold.place} {gold.date_start}..{gold.date_end}"


def _given(answer: Answer) -> str:
    place = answer.place_text or answer.place_name
    aside = "" if answer.salience == "core" else f" ({answer.salience})"
    return f"{answer.type} at {place} [{answer.country}] {answer.date_start}..{answer.date_end}{aside}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run from the command line; 2 for an option that does not fit."""
    parser = argparse.ArgumentParser(description="score geomap on annotated trial dispatches")
    parser.add_argument(
        "files", nargs="*", type=Path, default=FILES, metavar="FILE", help="trials (JSON Lines)"
    )
    parser.add_argument("--answers", type=Path, help="GeoJSON extract to score, instead of running geomap")
    parser.add_argument("--errors", action="store_true", help="list what is wrong, dispatch by dispatch")
    options = parser.parse_args(arguments)
    report = {}
    for path in options.files:
        trials = read_trials(path)
        if options.answers is None:
            answers = extract_answers(trials)
        else:
            answers = answers_by_trial(json.loads(options.answers.read_text(encoding="utf-8")))
        scored = [Scored.of(trial, answers.get(trial.id, ())) for trial in trials]
        report[path.stem] = figures(scored)
        for each in scored if options.errors else ():
            if each.trial.id.startswith(("blind-", "unread-")):
                print(f"{each.trial.id}: blind, its errors are not shown", file=sys.stderr)
                continue
            print(each.trial.id)
            print("\n".join(error_lines(each)) or "  all right")
    print(json.dumps(report, indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main())
