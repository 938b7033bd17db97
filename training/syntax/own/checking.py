"""Whether sentences in CoNLL-U are whole: one root, a projective tree, tags that are known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

#: The part of speech that each Penn tag may go with; a name's adjective ('United Nations') is ADJ with NNP.
_PARTS: Final = {
    "NN": "NOUN PRON SYM", "NNS": "NOUN", "NNP": "PROPN ADJ", "NNPS": "PROPN", "JJ": "ADJ", "JJR": "ADJ",
    "JJS": "ADJ", "RB": "ADV PART", "RBR": "ADV", "RP": "ADP", "IN": "ADP SCONJ", "DT": "DET PRON",
    "CD": "NUM", "CC": "CCONJ", "PRP": "PRON", "PRP$": "PRON", "WP": "PRON", "WDT": "PRON", "WRB": "ADV",
    "WP$": "PRON", "MD": "AUX", "TO": "PART", "EX": "PRON", "POS": "PART",
    **dict.fromkeys(("HYPH", ",", ".", ":", "``", "''"), "PUNCT"),
    **dict.fromkeys(("VB", "VBD", "VBG", "VBN", "VBP", "VBZ"), "VERB AUX"),
}  # fmt: skip
_RELATIONS: Final = frozenset(
    "root nsubj nsubj:pass csubj obj iobj obl obl:agent obl:unmarked nmod nmod:poss nmod:desc nmod:unmarked "
    "ccomp xcomp advcl acl acl:relcl conj cc cc:preconj appos parataxis compound compound:prt amod case mark "
    "aux aux:pass det nummod advmod cop punct flat fixed expl".split()
)
_COLUMNS: Final = 10
_AUXILIARY: Final = frozenset({"aux", "aux:pass", "cop"})

Rows = Sequence[Sequence[str]]


def sentences(text: str) -> Iterator[tuple[str, list[list[str]]]]:
    """Yield the text and the rows of each sentence of a file in CoNLL-U."""
    for block in text.strip().split("\n\n"):
        lines = block.split("\n")
        said = next((line[len("# text = ") :] for line in lines if line.startswith("# text = ")), "")
        yield said, [line.split("\t") for line in lines if not line.startswith("#")]


def problems(said: str, rows: Rows) -> list[str]:
    """What is wrong with a sentence, in words; empty if nothing is."""
    if any(len(row) != _COLUMNS for row in rows):
        return ["a row has not ten columns"]
    if [row[0] for row in rows] != [str(i + 1) for i in range(len(rows))]:
        return ["the words are not numbered from 1"]
    spelt = "".join(row[1] + ("" if "SpaceAfter=No" in row[9] else " ") for row in rows).rstrip()
    found = [] if spelt == said else [f"the words spell {spelt!r}"]
    heads = [int(row[6]) for row in rows]
    found += _of_words(rows, heads)
    if heads.count(0) != 1:
        found.append(f"{heads.count(0)} roots")
    elif any(not 0 <= head <= len(rows) for head in heads):
        found.append("a head is beyond the sentence")
    elif any(_comes_to(i, heads) is None for i in range(1, len(rows) + 1)):
        found.append("a cycle")
    else:
        found += _crossing(rows, heads)
    return found


def _of_words(rows: Rows, heads: Sequence[int]) -> Iterator[str]:
    for row, head in zip(rows, heads, strict=True):
        form, part, tag, relation = row[1], row[3], row[4], row[7]
        if part not in _PARTS.get(tag, "").split():
            yield f"{form}: {part} with {tag}"
        if relation not in _RELATIONS:
            yield f"{form}: no relation {relation}"
        if (relation == "root") != (head == 0):
            yield f"{form}: {relation} with the head {head}"
        if (part == "PUNCT") != (relation == "punct"):
            yield f"{form}: {part} is {relation}"
        if part == "AUX" and relation not in _AUXILIARY:
            yield f"{form}: an auxiliary is {relation}"


def _comes_to(word: int, heads: Sequence[int]) -> set[int] | None:
    """A word and all that it hangs from; None if it does not come to the root."""
    above: set[int] = set()
    while word:
        if word in above:
            return None
        above.add(word)
        word = heads[word - 1]
    return above


def _crossing(rows: Rows, heads: Sequence[int]) -> Iterator[str]:
    """Words between a word and its head that do not hang from that head."""
    for word, head in enumerate(heads, start=1):
        for between in range(min(word, head) + 1, max(word, head)):
            if head and head not in (_comes_to(between, heads) or ()):
                yield f"{rows[word - 1][1]} crosses {rows[between - 1][1]}"
