"""Growth with size: texts, corpora, stores, accounts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from benchmarks.page.tables import of, table, why_not

SOURCES = ("speed.growth", "speed.corpus", "speed.keeping")


def written(figures: Mapping[str, Any]) -> str:
    """The section."""
    return "\n".join((_growth(figures), _corpus(figures), _keeping(figures)))


def _growth(figures: Mapping[str, Any]) -> str:
    found = of(figures, "speed.growth")
    rows = []
    for kind in ("one text, characters", "documents"):
        for row in found.get(kind, {}).get("rows", ()):
            speed = row["megabytes"] / row["cpu_seconds"] if row["cpu_seconds"] else None
            cells = (
                row["size"],
                row["megabytes"],
                row["cpu_seconds"],
                speed,
                row["incidents"],
                row["peak_mb"],
            )
            rows.append((kind, *cells))
    exponents = ", ".join(
        f"{kind}: {one['exponent']}" for kind, one in found.items() if "exponent" in dict_of(one)
    )
    columns = ("what grows", "size", "text, MB", "CPU s", "MB a CPU s", "incidents", "peak MB")
    return f"""
## Growth with size

Text to incidents of made news. The exponent is that with which processor time grows with the text between
the first and the last
size: 1 is linear, 2 quadratic. {f"Here: {exponents}." if exponents else ""}

{table(columns, rows)}
{why_not(figures, "speed.growth")}"""


def dict_of(value: Any) -> Mapping[str, Any]:
    """The value if it is a mapping, else an empty one."""
    return value if isinstance(value, Mapping) else {}


def _corpus(figures: Mapping[str, Any]) -> str:
    found = of(figures, "speed.corpus")
    rows = [
        (
            f"{row['engine']}, {row['workers']}",
            row["articles"],
            row["articles_a_second"],
            row["seconds_reading"],
            row["seconds_joining"],
            row["cpu_seconds"],
            max(row["client_mb"], row["worker_mb"]),
        )
        for row in found.get("rates", ())
    ]
    columns = (
        "engine, workers",
        "articles",
        "articles a s",
        "reading, s",
        "joining, s",
        "CPU s",
        "peak MB of a process",
    )
    return f"""
## Corpora

`geomap run` over a small corpus of made articles; it writes the same bytes with every engine. Corpora of
200,000 articles, Dask and killed
workers are measured by `make stress`: see [How large corpora are read](explanation/cluster.md).

{table(columns, rows)}
{why_not(figures, "speed.corpus")}"""


def _keeping(figures: Mapping[str, Any]) -> str:
    found = of(figures, "speed.keeping")
    kept = [
        (row["documents"], row["ms_a_document"], row["cpu_ms_a_document"], row["megabytes"])
        for row in found.get("store", ())
    ]
    joined = [
        (
            row["accounts"],
            row["microseconds_an_account"],
            row["microseconds_one_document_more"],
            row["peak_mb"],
        )
        for row in found.get("joining", ())
    ]
    listed = found.get("list", {})
    told = (
        f"`geomap store list` of the largest takes {listed['cpu_seconds']} CPU s and {listed['peak_mb']} MB."
        if listed
        else ""
    )
    return f"""
## Stores and joined accounts

What a document costs as the store that it is added to grows, texts read before. {told}

{table(("documents in the store", "ms a document", "CPU ms a document", "file, MB"), kept)}

What it costs to join accounts of the same incidents, all at once and for one document that comes later.

{table(("accounts", "us an account", "us a later document", "peak MB"), joined)}
{why_not(figures, "speed.keeping")}"""
