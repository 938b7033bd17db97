"""`show`: a text with what geomap read in it, for a first look."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from geomap.pipeline.reading import AUTO, Source
from geomap.pipeline.report import Report


@dataclass(frozen=True, slots=True)
class Shown:
    """Texts with their place names and incidents marked: in a notebook a page, elsewhere plain lines.

    Parameters
    ----------
    report
        What was found.
    """

    report: Report

    def _repr_html_(self) -> str:
        """The texts with their marks, the incidents as a table and a small map; no script."""
        from geomap.notebook.marked_text import shown_html

        return shown_html(self.report)

    def __str__(self) -> str:
        return (
            "\n\n".join(incident.explain() for incident in self.report.incidents) or "no incident was found"
        )

    def __repr__(self) -> str:
        return str(self)


def show(
    documents: Source | Iterable[Source],
    *,
    theatre: str | os.PathLike[str] = AUTO,
    date: date | None = None,
    **options: Any,
) -> Shown:
    """Read texts and show in them what was read: place names by role, and sentences that tell of incidents.

    Parameters and errors are those of `extract`.

    Returns
    -------
    Shown
        What a notebook displays; its ``report`` is the report.
    """
    from geomap.pipeline import extract

    return Shown(extract(documents, theatre=theatre, date=date, **options))
