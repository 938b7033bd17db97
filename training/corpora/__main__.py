"""Print as JSON what the corpora hold before and after the cleaning: `python -m training.corpora`."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable

from geomap.errors import GeomapError
from training.corpora.cleaning import Lexicon, clean
from training.corpora.reading import corpora, read
from training.corpora.records import Sentence
from training.corpora.splitting import split


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m training.corpora", description=__doc__)
    parser.add_argument("corpus", nargs="*", help="names of the manifest; all that are trained on by default")
    parser.add_argument("--folder", help="where the corpora are")
    given = parser.parse_args()
    lexicon = Lexicon.bundled()
    told = {}
    try:
        for name in given.corpus or [n for n in corpora() if n != "gmb_first"]:
            before = read(name, given.folder)
            after, report = clean(before, corpora()[name], lexicon)
            train, held_out = split(after)
            told[name] = {
                "before": counts(before),
                "after": counts(after),
                "train": len(train),
                "held out": len(held_out),
                "steps": report,
            }
    except GeomapError as error:
        print(error, file=sys.stderr)
        return 1
    print(json.dumps(told, indent=2, ensure_ascii=False))
    return 0


def counts(sentences: Iterable[Sentence]) -> dict[str, int]:
    listed = tuple(sentences)
    labels = Counter(span.label.value for sentence in listed for span in sentence.spans)
    return {"sentences": len(listed), **dict(sorted(labels.items()))}


if __name__ == "__main__":
    sys.exit(main())
