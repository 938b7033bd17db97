"""The texts of the benchmarks: war news, ordinary news, and made news of any size.

War news are the bundled dispatches. Ordinary news are those of the annotated texts
(tests/trials/toponyms) that tell of sport, business, votes and weather. Made news are those of
`benchmarks.stress.articles`: towns and words differ from one to the next, so that little of an answer is
found in a cache.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from benchmarks.stress.articles import articles
from geomap.demo import sample_paths
from geomap.model import Document
from geomap.readers import read

_TRIALS = Path(__file__).resolve().parents[2] / "tests" / "trials" / "toponyms"
_ORDINARY = frozenset(
    "dev-coltan-report dev-football-shakhtar dev-remembrance pdev-san-pedro-cocoa pdev-santa-cruz-strike "
    "pdev-georgia-runoff pdev-newcastle-coal pdev-victoria-fires pdev-cordoba-argentina "
    "pdev-merida-venezuela pdev-salem-oregon pdev-alexandria-egypt pdev-concepcion-quake pdev-sylhet-floods "
    "pdev-kisumu-vote pdev-accra-tema pdev-paris-texas pdev-boston-lincolnshire pdev-newport-wales "
    "pdev-springfield-ohio".split()
)


def war_news() -> list[Document]:
    """The bundled dispatches."""
    return list(read(*sample_paths()))


def ordinary_news() -> list[Document]:
    """Twenty texts of our own that tell of no war."""
    rows = [
        json.loads(line)
        for name in ("dev", "places_dev")
        for line in (_TRIALS / f"{name}.jsonl").read_text(encoding="utf-8").split("\n")
        if line
    ]
    return [
        Document(id=row["id"], text=row["text"], published=date.fromisoformat(row["published"]))
        for row in rows
        if row["id"] in _ORDINARY
    ]


def made_news(number: int) -> list[Document]:
    """So many made articles of three sentences or so."""
    return [
        Document(id=row["id"], text=row["text"], published=date.fromisoformat(row["published"]))
        for row in articles(number)
    ]


def megabytes(documents: list[Document]) -> float:
    """Size of the texts in UTF-8."""
    return sum(len(document.text.encode()) for document in documents) / 1e6
