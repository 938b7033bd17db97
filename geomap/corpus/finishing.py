"""What a run leaves when all is read and joined: table by sector and day, lists, manifest."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geomap.corpus.asking import Asked
from geomap.corpus.layout import HAPPENINGS, INCIDENTS, Layout, lines_into, read_json, write_json
from geomap.corpus.parts import setting_of
from geomap.corpus.sector_sums import SectorSums


@dataclass(frozen=True, slots=True)
class Summary:
    """What came of a run.

    Parameters
    ----------
    folder
        Where the results are.
    documents, incidents
        How many were read and found; what is there twice is counted once among the incidents.
    happenings, joined
        How many happenings these tell of, and how many of them several documents do.
    failures
        Inputs and documents that were set aside; ``failures.jsonl`` names each.
    shards, shards_before
        How many there are, and how many had been read before this run began.
    complete
        Whether all shards could be read. Those that could not are tried again by the next run.
    """

    folder: Path
    documents: int
    incidents: int
    happenings: int
    joined: int
    failures: int
    shards: int
    shards_before: int
    complete: bool


def finish(
    layout: Layout, asked: Asked, theatre: str, blocks: int, given_up: frozenset[int], before: int
) -> Summary:
    """Write the lists and tables of all shards and blocks, and the manifest last."""
    documents, failures = _list_shards(layout, asked, given_up)
    sums = SectorSums()
    totals = dict.fromkeys(("incidents", "doubles", "happenings", "joined"), 0)
    tables = {name: {"files": 0, "rows": 0} for name in (INCIDENTS, HAPPENINGS)}
    with lines_into(layout.files) as add:
        for number in range(blocks):
            marker = read_json(layout.joined(number))
            sums.add_told(marker["sectors"])
            for name in totals:
                totals[name] += marker[name]
            for file in marker["files"]:
                add(file)
                table = tables[file["file"].split("/")[0]]
                table["files"] += 1
                table["rows"] += file["rows"]
    sums.write(layout.sector_days, [s for each in sums.theatres for s in setting_of(each, theatre)[1]])
    write_json(
        layout.manifest,
        {
            "versions": asked.versions,
            "options": asked.options,
            "corpus": asked.corpus,
            "complete": not given_up,
            "counts": {"shards": asked.shards, "documents": documents, "failures": failures, **totals},
            "tables": tables,
            "sha256": {
                path.name: _hash(path)
                for path in (
                    layout.files,
                    layout.shards,
                    layout.failures,
                    layout.sector_days.with_suffix(".csv"),
                    layout.sector_days.with_suffix(".parquet"),
                )
            },
        },
    )
    return Summary(
        folder=layout.root,
        documents=documents,
        incidents=totals["incidents"],
        happenings=totals["happenings"],
        joined=totals["joined"],
        failures=failures,
        shards=asked.shards,
        shards_before=before,
        complete=not given_up,
    )


def summary_of(layout: Layout) -> Summary | None:
    """The summary of a run that is complete; None if there is none."""
    told = read_json(layout.manifest)
    if not isinstance(told, dict) or not told.get("complete"):
        return None
    counts: dict[str, int] = told["counts"]
    return Summary(
        folder=layout.root,
        documents=counts["documents"],
        incidents=counts["incidents"],
        happenings=counts["happenings"],
        joined=counts["joined"],
        failures=counts["failures"],
        shards=counts["shards"],
        shards_before=counts["shards"],
        complete=True,
    )


def _list_shards(layout: Layout, asked: Asked, given_up: frozenset[int]) -> tuple[int, int]:
    """Write the lists of shards and failures; give how many documents there are, and how many failures."""
    documents = failures = 0
    with lines_into(layout.shards) as add_shard, lines_into(layout.failures) as add_failure:
        for error in asked.failures:
            add_failure({"shard": None, "document": "", "error": error})
            failures += 1
        for number in range(asked.shards):
            if number in given_up:
                add_failure({"shard": number, "document": "", "error": "each worker that read it died"})
                failures += 1
                continue
            marker: dict[str, Any] = read_json(layout.read(number))
            documents += marker["documents"]
            for failure in marker["failures"]:
                add_failure({"shard": number, **failure})
                failures += 1
            add_shard(
                {
                    "shard": number,
                    "documents": marker["documents"],
                    "incidents": marker["incidents"],
                    "failures": len(marker["failures"]),
                    "records": [segment["sha256"] for segment in marker["segments"]],
                }
            )
    return documents, failures


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
