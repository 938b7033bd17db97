"""Large corpora: cut into shards, read in parallel, joined by days; resumed after any interruption.

`shards` cuts, `documents` and `reading` read a shard into a file of `records`; `blocks` divides the days, and
`joining` joins those of a block and writes its `parts` of the tables. `running` has all of it done by an
engine, `asking` knows whether a folder holds the run that is asked for, `suspects` finds documents that kill
their reader, and `finishing` writes what is left when all is done. `layout` says where everything is.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from geomap.corpus.finishing import Summary
from geomap.corpus.options import SHARD_MB, Options

if TYPE_CHECKING:
    from geomap.corpus.running import Told
    from geomap.corroboration import Joining
    from geomap.engines import Engine
    from geomap.model import Override

__all__ = ["SHARD_MB", "Options", "Summary", "run_corpus"]


def run_corpus(
    corpus: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    output: str | os.PathLike[str],
    *,
    engine: str | Engine = "pool",
    workers: int | None = None,
    scheduler: str | None = None,
    theatre: str | os.PathLike[str] = "auto",
    date: date | None = None,
    recogniser: str = "model",
    fields: Mapping[str, str] | None = None,
    overrides: str | os.PathLike[str] | Iterable[Override] = (),
    min_score: float | None = None,
    joining: Joining | None = None,
    shard_mb: float = SHARD_MB,
    restart: bool = False,
    progress: Told | None = None,
) -> Summary:
    """Read a corpus of any size into a folder of tables; called again, go on where it was.

    The folder gets ``incidents/`` (each document's own) and ``happenings/`` (these joined, each happening
    once), GeoParquet in parts by month; ``sector_days.csv`` and ``.parquet``; ``failures.jsonl``; and
    ``manifest.json`` at the end. The same corpus and options give the same bytes, whatever the engine, the
    number of workers and the interruptions; ``timings.json`` has what differs. See docs/how-to/corpus.md.

    Parameters
    ----------
    corpus
        A file or folder, or several.
    output
        The folder; made if it is not there.
    engine
        ``serial`` (this process), ``pool`` (processes of this machine) or ``dask``; or an engine.
    workers
        How many processes; as many as there are cores if not given.
    scheduler
        Address of a Dask scheduler whose workers are to be used, ``tcp://host:8786``.
    theatre, date, recogniser, overrides, min_score
        As for `geomap.extract`.
    fields
        What rows call what is read, as for `geomap.read`.
    joining
        When incidents of several documents are taken to be one; see `geomap.Joining`.
    shard_mb
        Megabytes of input that are read as one task.
    restart
        Delete what an earlier run left in the folder, instead of going on with it.
    progress
        Called with ``read`` or ``join``, how many tasks are done, of how many, and documents read so far.

    Raises
    ------
    InputError
        If nothing of the corpus can be read.
    UsageError
        If the folder holds a run of another corpus or with other options, another process works in it, or
        the engine has no use for what is given.
    EngineError
        If workers cannot be started or reached, or are of another version.
    MissingExtraError
        If pyarrow, or what the engine needs, is not installed.
    """
    from geomap.corpus.running import run
    from geomap.corroboration import Joining
    from geomap.engines import make_engine
    from geomap.pipeline import ABSTAIN_BELOW, read_overrides
    from geomap.pipeline.reading import check_share
    from geomap.readers.fields import check_fields

    inputs = (corpus,) if isinstance(corpus, str | os.PathLike) else tuple(corpus)
    chosen = os.fspath(theatre)
    least = ABSTAIN_BELOW if min_score is None else min_score
    check_share(least)
    if isinstance(overrides, str | os.PathLike):
        overrides = read_overrides(overrides, theatre=chosen)
    options = Options(
        theatre=chosen,
        date=date,
        recogniser=recogniser,
        fields=tuple(sorted(check_fields(fields or {}).items())),
        overrides=tuple(overrides),
        min_score=least,
        joining=joining or Joining(),
        shard_mb=shard_mb,
    )
    if isinstance(engine, str):
        engine = make_engine(engine, workers=workers, scheduler=scheduler)
    return run(inputs, output, engine, options, restart=restart, told=progress)
