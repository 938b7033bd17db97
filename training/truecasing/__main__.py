"""Make the truecaser's lexicon: ``python -m training.truecasing [--corpora FOLDER] [-o FILE]``.

Counts how words are written in the corpora on which the tagger is trained, fits what the
neighbours say of the others, measures on the documents held out, and writes the lexicon. The
same inputs give the same bytes.
"""

from __future__ import annotations

import argparse
import gzip
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from geomap.recognition.truecasing.deciding import decide
from geomap.recognition.truecasing.lexicon import AMBIGUOUS, Lexicon, with_lists
from geomap.recognition.truecasing.pieces import CAPITAL, LOWER, UPPER, pieces_of
from geomap.recognition.truecasing.restoring import restore_stretch
from training.__main__ import GAZETTEER, ROOT, SEED
from training.augmentation.names import Pools, read_pools
from training.augmentation.swapping import swap
from training.corpora.records import Sentence
from training.running import run
from training.sentences import read_sentences
from training.truecasing.counting import LEAST, class_of, count, is_usual, own_forms
from training.truecasing.fitting import example, fit

LEXICON = ROOT / "geomap/recognition/truecasing/english.txt.gz"
_SWAPPED = 0.5
_WIDTH = 110
# Before and after a word whose ending alone is to tell its case.
_BESIDE = (("IT WAS", "WHICH"), ("TOWARD THE", "OF IT"), ("NEAR LONDON", "AND PARIS"))


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="python -m training.truecasing", description="Make the lexicon.")
    parser.add_argument("--corpora", type=Path, help="folder of the corpora (else GEOMAP_TRAINING)")
    parser.add_argument("-o", "--output", type=Path, default=LEXICON, help="the lexicon's file")
    options = parser.parse_args()
    train, held_out = read_sentences(options.corpora)
    pools = read_pools(GAZETTEER, random.Random(SEED))
    lexicon = make(train, pools)
    written = write(lexicon)
    options.output.write_bytes(gzip.compress(written.encode(), 9, mtime=0))
    print(f"{options.output}: {options.output.stat().st_size} bytes")
    for name, share in measure([s.text for s in held_out], with_lists(lexicon)).items():
        print(f"{name}: {share}")


def make(train: Sequence[Sentence], pools: Pools) -> Lexicon:
    """Count the classes of words, fit the weights, and add the names that they would get wrong."""
    counts = count(s.text for s in train)
    often = {k: class_of(c) for k, c in counts.items() if c.total() >= LEAST}
    forms = own_forms(counts)
    known = with_lists(Lexicon(often))
    rng = random.Random(SEED)
    examples = [example(text, known) for text in _texts(train, pools, rng)]
    weights = fit(examples, seed=SEED)
    fitted = with_lists(Lexicon(often, forms, weights))
    classes = dict(often)
    for key, counted in counts.items():
        # A rare word is listed if it would be told wrong by its ending alone.
        case = class_of(counted)
        if key not in often and case != AMBIGUOUS and not _is_told(key, case, fitted):
            classes[key] = case
    peoples = [people + "s" for people in pools.demonyms]
    for name in sorted({*pools.cities, *pools.units, *pools.states, *pools.demonyms, *peoples}):
        for piece in pieces_of(name):
            key = piece.key
            if key not in classes and len(key) > 3 and key.isalpha() and not _is_told(key, CAPITAL, fitted):
                classes[key] = CAPITAL
    return Lexicon(classes, forms, weights)


def _texts(train: Sequence[Sentence], pools: Pools, rng: random.Random) -> Iterator[str]:
    """Usual sentences as they are, and some with other names in them."""
    for sentence in train:
        if not is_usual(sentence.text):
            continue
        yield sentence.text
        if sentence.spans and rng.random() < _SWAPPED:
            yield swap(sentence.text, sentence.spans, pools, rng, share=0.7)[0]


def _is_told(key: str, case: str, lexicon: Lexicon) -> bool:
    """Whether the case of a word is told right by its ending, whatever stands beside it."""
    return all(
        decide(pieces_of(f"{before} {key.upper()} {after}"), lexicon)[2] == case for before, after in _BESIDE
    )


def write(lexicon: Lexicon) -> str:
    """The text of a lexicon's file."""
    lines = [
        "# The usual case of English words. Made by `python -m training.truecasing`; see training/README.md.",
        "# Counted from the corpora of training/corpora/manifest.toml: CC BY-SA 4.0, as the tagger's model.",
    ]
    for section, case in (("lower", LOWER), ("capital", CAPITAL), ("upper", UPPER), ("ambiguous", AMBIGUOUS)):
        lines += [f"[{section}]", *_wrapped(sorted(k for k, c in lexicon.classes.items() if c == case))]
    lines += ["[forms]", *_wrapped(sorted(lexicon.forms.values())), "[weights]"]
    lines += [
        f"{name}\t{small} {capital} {upper}"
        for name, (small, capital, upper) in sorted(lexicon.weights.items())
    ]
    return "\n".join(lines) + "\n"


def _wrapped(words: Sequence[str]) -> Iterator[str]:
    line = ""
    for word in words:
        if line and len(line) + 1 + len(word) > _WIDTH:
            yield line
            line = word
        else:
            line = f"{line} {word}" if line else word
    if line:
        yield line


def measure(texts: Sequence[str], lexicon: Lexicon) -> dict[str, str]:
    """Shares of words restored right, of usual sentences put in capitals."""
    right: Counter[str] = Counter()
    every: Counter[str] = Counter()
    for text in texts:
        if not is_usual(text):
            continue
        upper = "".join(c.upper() if len(c.upper()) == 1 else c for c in text)
        given = restore_stretch(upper, 0, len(upper), lexicon)
        for piece in pieces_of(text):
            wanted, found = text[piece.start : piece.end], given[piece.start : piece.end]
            if not wanted[0].isalpha():
                continue
            kinds = ["all words"]
            if not piece.opens:
                kinds.append("small words" if wanted.islower() else "words with capitals")
            for kind in kinds:
                every[kind] += 1
                right[kind] += wanted == found
    return {k: f"{right[k] / n:.4f} of {n}" for k, n in every.items()}


if __name__ == "__main__":
    sys.exit(run(main))
