"""The command for large corpora: run."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from geomap.cli.choices import choices_of
from geomap.cli.console import complain, counted, positive, say
from geomap.cli.joining import add_settings, settings_of
from geomap.cli.texts import reading_options
from geomap.errors import InputError, UsageError

if TYPE_CHECKING:
    from geomap.corpus import Summary
    from geomap.corpus.running import Told

_ENGINES = ("serial", "pool", "dask")


def add_commands(commands: Any) -> None:
    """Add the command."""
    run = commands.add_parser(
        "run",
        parents=[reading_options()],
        help="read a large corpus into a folder",
        description="Read a corpus of any size into a folder of tables, in parallel. The same command goes "
        "on where it was, whatever stopped it.",
    )
    run.add_argument("-o", "--output", required=True, metavar="DIR", help="the folder of the results")
    run.add_argument(
        "--engine",
        choices=_ENGINES,
        help="serial (this process alone), pool (processes of this machine, the default), or dask",
    )
    run.add_argument(
        "--workers", type=positive, metavar="N", help="how many processes; as many as cores if not given"
    )
    run.add_argument(
        "--scheduler",
        metavar="ADDRESS",
        help="a Dask scheduler whose workers are to be used (tcp://host:8786); without it, --engine dask "
        "starts workers on this machine",
    )
    add_settings(run)
    run.add_argument(
        "--shard-mb",
        type=_megabytes,
        metavar="MB",
        help="megabytes of input that are read as one task (4 if not given)",
    )
    run.add_argument(
        "--restart", action="store_true", help="delete what an earlier run left in the folder, and begin anew"
    )
    run.set_defaults(run=_run)


def _megabytes(value: str) -> float:
    try:
        number = float(value)
    except ValueError:
        number = 0.0
    if not 0 < number < 1e6:
        raise argparse.ArgumentTypeError(f"{value!r} is no size; a number of megabytes above 0 is needed")
    return number


def _run(options: argparse.Namespace) -> int:
    from geomap.corpus import SHARD_MB, run_corpus

    if options.fetch:
        raise UsageError("a corpus is not fetched", where="--fetch", hint="give files or folders")
    joining = settings_of(options)
    try:
        with _bar() as progress:
            summary = run_corpus(
                options.inputs,
                options.output,
                engine=options.engine or ("dask" if options.scheduler else "pool"),
                workers=options.workers,
                scheduler=options.scheduler,
                fields=options.fields,
                joining=joining,
                shard_mb=options.shard_mb or SHARD_MB,
                restart=options.restart,
                progress=progress,
                **choices_of(options),
            )
    except KeyboardInterrupt:
        complain("stopped; the same command goes on where it was")
        raise
    return _tell(summary, options.output)


def _tell(summary: Summary, folder: str) -> int:
    """Say what came of it; the exit status."""
    if not summary.documents and summary.complete:
        raise InputError("nothing could be read", where=folder, hint="failures.jsonl says why")
    if summary.shards_before == summary.shards:
        complain("all of it had been read before")
    elif summary.shards_before:
        complain(f"{summary.shards_before} of {counted(summary.shards, 'shard')} had been read before")
    several = f"{summary.joined} of them told by several documents"
    say(
        f"{counted(summary.happenings, 'happening')} ({several}) of {counted(summary.incidents, 'incident')} "
        f"in {counted(summary.documents, 'document')}: {folder}"
    )
    say(f'next: geopandas.read_parquet("{folder}/happenings")')
    if summary.failures:
        complain(f"set aside: {summary.failures} (inputs or documents); {folder}/failures.jsonl names each")
    if not summary.complete:
        complain("some shards could not be read; the same command tries them again")
    return 1 if summary.failures else 0


@contextmanager
def _bar() -> Iterator[Told | None]:
    """Give a function that draws a bar of tasks done, or None where nobody looks."""
    if not sys.stderr.isatty():
        yield None
        return
    from tqdm import tqdm

    with tqdm(unit=" shards", file=sys.stderr, leave=False) as bar:

        def show(what: str, done: int, every: int, documents: int) -> None:
            bar.set_description(what)
            bar.unit = " shards" if what == "read" else " blocks"
            if documents:
                bar.set_postfix_str(f"{documents} documents", refresh=False)
            bar.total = every
            bar.n = done
            bar.refresh()

        yield show
