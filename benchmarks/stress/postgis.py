"""A store on a server under stress: writers killed or cut off, several at once, readers going on.

::

    python -m benchmarks.stress.postgis [--tenth] [-o FILE]

A PostgreSQL with PostGIS is started in a temporary folder and stopped again. The trials are those of
`benchmarks.stress.store`; besides, the server ends a writer's session at any moment, and the writer does
the same batch again.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import psycopg

from benchmarks.stress.happenings import extraction_of
from benchmarks.stress.store import acknowledged, kills, rows_of, start, write
from geomap.errors import StoreError
from geomap.store import open_store
from tests.postgis_server import Server, running


def stores(server: Server) -> Callable[[str], str]:
    """Give the address of a new store for each name."""
    numbers = count()
    return lambda name: server.url(schema=f"{name}_{next(numbers)}")


def writers(server: Server, documents: int = 80, number: int = 4) -> dict[str, Any]:
    """Several writers at once, each with documents of its own and others in common; readers go on."""
    alone, together = server.url(schema="alone"), server.url(schema="together")
    write(alone, range(documents), lambda _: None)
    common = range(documents // 2, documents)
    begun = time.monotonic()
    running_ = {}
    for each in range(number):
        own = [*range(each, documents // 2, number), *common]
        process, reading = start(lambda acknowledge, own=own: write(together, own, acknowledge))
        running_[process] = reading
    reads, refused, backwards, apart, before = 0, 0, 0, 0, 0
    while running_:
        try:
            ((there, told),) = server.run(
                "SELECT (SELECT count(*) FROM together.documents), "
                "(SELECT count(DISTINCT document_id) FROM together.accounts)"
            )
        except psycopg.errors.UndefinedTable:
            refused += before > 0
        else:
            # Every document tells of something: they come together or not at all.
            apart += there != told
            backwards += there < before
            reads, before = reads + 1, there
        for process in list(running_):
            done, status = os.waitpid(process, os.WNOHANG)
            if done:
                os.close(running_.pop(process))
                refused += status != 0
    took = time.monotonic() - begun
    with open_store(together) as store:
        faults = len(store.check())
    return {
        "writers": number,
        "seconds": round(took, 2),
        "reads_meanwhile": reads,
        "refused": refused,
        "documents_gone_meanwhile": backwards,
        "documents_in_part_meanwhile": apart,
        "faults": faults,
        "same_as_alone": rows_of(together) == rows_of(alone),
    }


def cuts(server: Server, trials: int, documents: int) -> dict[str, Any]:
    """End the session of a writer again and again; it does again what it was told is not kept."""
    alone, address = server.url(schema="uncut"), server.url(schema="cut")
    write(alone, range(documents), lambda _: None)
    wanted = rows_of(alone)
    found = {"trials": trials, "cut": 0, "told": 0, "faults": 0, "other": 0}
    open_store(address).close()
    for trial in range(trials):
        process, reading = start(lambda acknowledge: _stubborn(address, documents, acknowledge))
        time.sleep(0.02 * (trial % 10 + 1))
        ((number,),) = server.run(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = 'geomap'"
        )
        found["cut"] += number
        found["told"] += len([told for told in acknowledged(reading) if told < 0])
        os.close(reading)
        _, status = os.waitpid(process, 0)
        found["other"] += status != 0 or rows_of(address) != wanted
        with open_store(address) as store:
            found["faults"] += len(store.check())
            store.remove([document.id for document in store.documents()])
    return found


def _stubborn(address: str, documents: int, acknowledge: Callable[[int], None]) -> None:
    """Write, and begin again with what is not kept; each loss is acknowledged by -1."""
    for _ in range(5):
        try:
            return write(address, range(documents), acknowledge)
        except StoreError:
            acknowledge(-1)
    raise StoreError("cut off five times", where="stress")


def growth(server: Server, documents: int) -> Iterator[dict[str, Any]]:
    """Yield milliseconds that a document takes as the store grows: they are to stay the same."""
    at, goal = 0, max(documents // 16, 200)
    with open_store(server.url(schema="grown")) as store:
        while at < documents:
            report = extraction_of(range(at, at + 200))
            begun, worked = time.perf_counter(), time.process_time()
            store.add(report)
            took, worked = time.perf_counter() - begun, time.process_time() - worked
            at += 200
            if at >= goal or at >= documents:
                yield {
                    "documents": at,
                    "ms_a_document": round(took * 5, 3),
                    "cpu_ms_a_document": round(worked * 5, 3),
                }
                goal *= 2


def main(full: bool = False) -> dict[str, Any]:
    """Run all of it, print the figures as a table, and give them."""
    with running() as server:
        figures = {
            "kills": kills(stores(server), *((100, 60) if full else (5, 15))),
            "cuts": cuts(server, *((50, 30) if full else (2, 15))),
            "writers": writers(server, 400 if full else 20),
            "growth": list(growth(server, 20_000)) if full else [],
        }
    for part in ("kills", "cuts", "writers"):
        print(part, *(f"  {key:<28}{value}" for key, value in figures[part].items()), sep="\n")
    for row in figures["growth"]:
        print(", ".join(f"{key} {value}" for key, value in row.items()))
    return figures


def _ask() -> None:
    parser = argparse.ArgumentParser(description="A store on a server under stress.")
    parser.add_argument("--tenth", action="store_true", help="a tenth of the trials: all take minutes")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="figures as JSON")
    options = parser.parse_args()
    figures = main(not options.tenth)
    if options.output:
        options.output.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    _ask()
