"""What subjects and objects tags alone would give: ``python -m training.syntax.shallow [--corpora FOLDER]``.

A shallow reading - noun phrases as runs of tags, the subject the last one before the verb in its
clause that no preposition governs, the object the next one after it, the agent the one after 'by' -
beside the parser, on the treebank's dev part and on our own news of war, both from the model's own
tags. The figures are those of docs/decisions/0001-clause-structure.md.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from geomap.syntax.parsing import Parser
from training.running import run
from training.syntax.treebank import Tree

Arc = tuple[int, int, str]  # dependent, verb, relation

RELATIONS = ("nsubj", "nsubj:pass", "obj", "obl:agent")
_NOUNS = frozenset({"NOUN", "NOUN:NNS", "PROPN", "PRON", "NUM"})
_BEFORE_NOUNS = _NOUNS | {"DET", "ADJ", "PRON:PRP$", "VERB:VBN", "SYM"}
_SKIPPED = frozenset({"ADV", "PART", "AUX", "PART:TO"})
_FINITE = frozenset({"VERB:VBD", "VERB:VBP", "VERB:VBZ"})
_BORDERS = frozenset({";", ":", "(", ")", "--", "-", "—", "–", '"', "“", "”", "?", "!", "."})
_BE = frozenset(
    "is are was were be been being am 's 're get gets got getting isn't wasn't weren't aren't".split()
)


def reading(words: Sequence[str], tags: Sequence[str]) -> Iterator[Arc]:
    """Yield the subjects, objects and agents of a sentence's verbs."""
    lows = [word.lower() for word in words]
    chunks = _chunks(words, tags)
    for verb, tag in enumerate(tags):
        if not tag.startswith("VERB"):
            continue
        start = verb
        while start and (tags[start - 1] in _SKIPPED or tags[start - 1].startswith("AUX")):
            start -= 1
        helped = any(tags[i].startswith("AUX") for i in range(start, verb))
        passive = tag == "VERB:VBN" and any(lows[i] in _BE for i in range(start, verb))
        if tag in _FINITE or helped:
            subject = _subject(start, lows, tags, chunks)
            if subject is not None:
                yield subject, verb, "nsubj:pass" if passive else "nsubj"
        if tag == "VERB:VBN" and not (helped and not passive):
            agent = _agent(verb, lows, tags, chunks)
            if agent is not None:
                yield agent, verb, "obl:agent"
        else:
            found = _object(verb, lows, tags, chunks)
            if found is not None:
                yield found, verb, "obj"


def _chunks(words: Sequence[str], tags: Sequence[str]) -> list[tuple[int, int, int]]:
    """First and last index and head of the noun phrases; a possessive does not end one, 'him' does."""
    out = []
    i = 0
    while i < len(tags):
        if tags[i] not in _BEFORE_NOUNS:
            i += 1
            continue
        first, head = i, None
        while (
            i < len(tags)
            and tags[i] in _BEFORE_NOUNS
            and not (head is not None and tags[i] in {"DET", "PRON"})
        ):
            if tags[i] == "VERB:VBN" and head is not None:
                break
            if tags[i] in _NOUNS and not words[i].lower().replace("’", "'").endswith(("'s", "s'")):
                head = i
            i += 1
        if head is None:  # 'those', 'the poor'
            head = i - 1 if tags[i - 1] != "VERB:VBN" else None
        if head is not None:
            out.append((first, head, head))
        i = max(i, first + 1)
    return out


def _subject(
    start: int, lows: Sequence[str], tags: Sequence[str], chunks: Sequence[tuple[int, int, int]]
) -> int | None:
    """The last noun phrase before a verb that no preposition governs, within the clause."""
    ends = {last: (first, head) for first, last, head in chunks}
    at = start - 1
    commas = 0
    while at >= 0:
        if tags[at] == "PRON:WH" or (lows[at] == "that" and tags[at].startswith("PRON")):
            return at
        if at in ends:
            first, head = ends[at]
            before = first - 1
            if before >= 0 and tags[before] == "ADP":
                at = before - 1
                continue
            return head
        if lows[at] in _BORDERS or tags[at] in {"SCONJ", "ADV:WRB"} or tags[at] in _FINITE:
            return None
        commas += lows[at] == ","
        if commas > 2:
            return None
        at -= 1
    return None


def _object(
    verb: int, lows: Sequence[str], tags: Sequence[str], chunks: Sequence[tuple[int, int, int]]
) -> int | None:
    """The noun phrase that follows a verb, unless a finite verb follows it in turn."""
    starts = {first: (last, head) for first, last, head in chunks}
    at = verb + 1
    while at < len(tags) and tags[at] == "ADV":
        at += 1
    if at not in starts:
        return None
    last, head = starts[at]
    after = tags[last + 1] if last + 1 < len(tags) else ""
    return None if after in _FINITE or (after.startswith("AUX") and lows[last + 1] != ",") else head


def _agent(
    verb: int, lows: Sequence[str], tags: Sequence[str], chunks: Sequence[tuple[int, int, int]]
) -> int | None:
    """The noun phrase after 'by', within the clause."""
    starts = {first: head for first, _, head in chunks}
    for at in range(verb + 1, min(verb + 9, len(tags) - 1)):
        if lows[at] == "by":
            return starts.get(at + 1)
        if lows[at] in _BORDERS or tags[at].startswith("VERB") or tags[at] in {"SCONJ", "PRON:WH"}:
            return None
    return None


def compared(parser: Parser, trees: Sequence[Tree]) -> dict[str, dict[str, dict[str, float]]]:
    """Precision and recall of the verbs' relations by both ways."""
    parses = parser.parse([tree.words for tree in trees])
    begun = time.process_time()
    shallow = [set(reading(tree.words, parse.tags)) for tree, parse in zip(trees, parses, strict=True)]
    spent = time.process_time() - begun
    print(
        f"shallow reading, the tagger left out: {sum(len(t.words) for t in trees) / spent:.0f} words a second"
    )
    deep = [_arcs(parse.tags, parse.heads, parse.relations) for parse in parses]
    gold = [_arcs(tree.tags, tree.heads, tree.relations) for tree in trees]
    return {"shallow": _figures(shallow, gold), "parser": _figures(deep, gold)}


def _arcs(tags: Sequence[str], heads: Sequence[int], relations: Sequence[str]) -> set[Arc]:
    return {
        (i, head, relation)
        for i, (head, relation) in enumerate(zip(heads, relations, strict=True))
        if relation in RELATIONS and tags[head].startswith("VERB")
    }


def _figures(found: Sequence[set[Arc]], gold: Sequence[set[Arc]]) -> dict[str, dict[str, float]]:
    out = {}
    for relation in RELATIONS:
        pairs = [
            ({a for a in f if a[2] == relation}, {a for a in g if a[2] == relation})
            for f, g in zip(found, gold, strict=True)
        ]
        right = sum(len(f & g) for f, g in pairs)
        given, wanted = sum(len(f) for f, _ in pairs), sum(len(g) for _, g in pairs)
        precision, recall = right / max(given, 1), right / max(wanted, 1)
        out[relation] = {
            "precision": round(100 * precision, 1),
            "recall": round(100 * recall, 1),
            "f1": round(200 * precision * recall / max(precision + recall, 1e-9), 1),
            "number": wanted,
        }
    return out


def main() -> None:
    """Run the command."""
    from training.syntax.__main__ import held_out_parts

    options = argparse.ArgumentParser(prog="python -m training.syntax.shallow", description=__doc__)
    options.add_argument("--corpora", type=Path, help="folder of the corpora (else GEOMAP_TRAINING)")
    parts = held_out_parts(options.parse_args().corpora)
    parser = Parser()
    for part in ("dev", "war-test"):
        print(part, json.dumps(compared(parser, parts[part]), indent=2))


if __name__ == "__main__":
    run(main)
