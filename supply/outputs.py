"""Write the samples in every form that geomap has, and print the checksum of each file.

Run in whatever environment is to be compared with others, in one process::

    python -m supply.outputs FOLDER [--few] [--workers N] [--contents]
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
import warnings
from contextlib import closing, redirect_stdout
from pathlib import Path

# Of a corpus these differ from run to run, and say so: when it ran and how long it took.
_OF_THE_RUN = frozenset({"manifest.json", "timings.json", "lock"})


def write_all(folder: Path, *, few: bool = False, workers: int | None = None) -> dict[str, str]:
    """Write every output into a folder.

    Parameters
    ----------
    folder
        Made if it is not there.
    few
        Only two of the samples, and no corpus.
    workers
        Processes that read the corpus; this process alone if not given.

    Returns
    -------
    dict
        The SHA-256 of each file, by its path within the folder.
    """
    # Imported here: what is measured is an environment, and its settings hold from the first import.
    from geomap.cli import main
    from geomap.demo import sample_paths
    from geomap.exports import ExportWarning
    from geomap.exports.formats import FORMATS
    from geomap.pipeline import extract
    from geomap.readers import read
    from geomap.render import draw

    folder.mkdir(parents=True, exist_ok=True)
    samples = sample_paths()[6:8] if few else sample_paths()
    report = extract(read(*samples))
    for suffix in FORMATS:
        report.save(folder / f"incidents{suffix}")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ExportWarning)  # what other projects' columns leave out
        for columns in ("acled", "ged", "hxl"):
            report.save(folder / f"{columns}.csv", columns=columns)
    draw(report).save(str(folder / "map.html"))
    inputs = [str(path) for path in samples]
    toponyms = ["-o", str(folder / "toponyms.jsonl"), "--html", str(folder / "toponyms.html")]
    commands = [["geoparse", *inputs, *toponyms]]
    if not few:
        engine = ["--engine", "pool", "--workers", str(workers)] if workers else ["--engine", "serial"]
        commands.append(["run", *inputs, "-o", str(folder / "corpus"), *engine])
    for command in commands:
        with redirect_stdout(sys.stderr):  # standard output has the checksums
            status = main(command)
        if status:
            raise RuntimeError(f"geomap {command[0]} ended with status {status}")
    return checksums(folder)


def checksums(folder: Path) -> dict[str, str]:
    """The SHA-256 of each file below a folder, by its path there, in order."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name not in _OF_THE_RUN
    }


def contents(folder: Path) -> dict[str, str]:
    """The SHA-256 of what each file below a folder holds, by its path there, in order.

    Parquet and GeoPackage say which version of a library wrote them and are packed as it likes: of
    these it is the rows, with their types. The rest is bytes, as `checksums` has it, but for the folder in
    which a corpus is worked on and the lists of its files, which are checksums themselves.
    """
    made = {}
    for name, checksum in checksums(folder).items():
        if name.startswith("corpus/work/") or name in _LISTS:
            continue
        held = _HELD.get(Path(name).suffix)
        made[name] = checksum if held is None else hashlib.sha256(held(folder / name).encode()).hexdigest()
    return made


def _parquet_rows(path: Path) -> str:
    from pyarrow import parquet

    table = parquet.ParquetFile(path).read()
    kinds = [(field.name, _kind(field.type)) for field in table.schema]
    return repr((kinds, table.to_pylist()))


def _kind(kind: object) -> str:
    # pandas 3 has strings of its own, which Arrow calls large; a reader chooses how wide numbers of
    # categories are. They hold the same.
    return re.sub(r"large_|(?<=indices=int)\d+", "", str(kind))


def _database_rows(path: Path) -> str:
    import sqlite3

    with closing(sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)) as database:
        names = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'rtree%' ORDER BY name"
        tables = [name for (name,) in database.execute(names)]
        return repr([(t, database.execute(f'SELECT * FROM "{t}"').fetchall()) for t in tables])  # noqa: S608


_LISTS = frozenset({"corpus/files.jsonl", "corpus/shards.jsonl"})
_HELD = {".parquet": _parquet_rows, ".gpkg": _database_rows}


def differences(one: dict[str, str], other: dict[str, str]) -> list[str]:
    """The files that are not the same in both, by their checksums, or are in one alone."""
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def main() -> int:
    """Write, and print the checksums as JSON."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--few", action="store_true")
    parser.add_argument("--workers", type=int)
    parser.add_argument("--contents", action="store_true")
    options = parser.parse_args()
    made = write_all(options.folder, few=options.few, workers=options.workers)
    if options.contents:
        made = contents(options.folder)
    sys.stdout.write(json.dumps(made, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
