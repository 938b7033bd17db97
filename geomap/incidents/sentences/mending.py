"""Trees that lack a main verb although a sentence of news has one: the parser's commonest slip, mended.

'Rebels of both sides battled for the bridge' is read as a phrase ('rebels who were battled'), 'Raids had
struck the town' as having. The participle becomes the verb of the sentence.
"""

from __future__ import annotations

from collections.abc import Sequence

_IDIOMS = frozenset({"turn", "response", "addition", "reply"})
_HAVING = frozenset({"had", "has", "have"})
_BEING = frozenset({"was", "were", "is", "are", "been", "be"})
_REDUCED = frozenset({"acl", "amod", "acl:relcl", "compound"})
_NOUNS = ("NN", "NOUN", "PROPN", "PRON")
_PARTICIPLES = frozenset({"VBN", "VBD"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def mended(
    lows: Sequence[str], tags: Sequence[str], heads: Sequence[int], relations: Sequence[str]
) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """Heads and relations, mended where the main verb of a sentence was missed; else as they are.

    Before that idioms are loosed from what follows them, and phrases with a preposition from verbs
    to which they cannot be joined.
    """
    heads, relations = _loosened(lows, tags, heads, relations)
    root = next((i for i, head in enumerate(heads) if head < 0), None)
    if root is None:
        return tuple(heads), tuple(relations)
    if lows[root] in _HAVING | _BEING:
        verb = _after_auxiliary(lows, tags, heads, relations, root)
        if verb is not None:
            return _promoted(heads, relations, root, verb, lows[root] in _BEING)
    elif (first := _foreign_subject(heads, relations, tags, root)) is not None:
        return _split(heads, relations, root, *first)
    elif tags[root].startswith(_NOUNS):
        verb = _missed_verb(tags, heads, relations, root)
        if verb is not None:
            return _as_subject(heads, relations, root, verb)
    return tuple(heads), tuple(relations)


def _loosened(
    lows: Sequence[str], tags: Sequence[str], heads: Sequence[int], relations: Sequence[str]
) -> tuple[list[int], list[str]]:
    """'denied it, in turn claiming that': of who denied; 'fired, in the south and the north': where."""
    new_heads, new_relations = list(heads), list(relations)
    for i in range(1, len(heads)):
        above = heads[i]
        if above < 0:
            continue
        if lows[i] in _IDIOMS and lows[i - 1] == "in" and tags[above].startswith("V"):
            verb = next((k for k in range(i + 1, len(heads)) if heads[k] == i and tags[k] == "VBG"), None)
            if verb is not None:
                new_heads[verb], new_relations[verb] = above, "advcl"
                for k in range(verb + 1, len(heads)):
                    if heads[k] == above and relations[k] == "ccomp":
                        new_heads[k] = verb
        elif relations[i] == "conj" and tags[above].startswith("V") and tags[i].startswith(_NOUNS):
            first = next((k for k in range(i) if heads[k] == i), None)
            if first is not None and relations[first] == "case":
                new_relations[i] = "obl"
    return new_heads, new_relations


def _foreign_subject(
    heads: Sequence[int], relations: Sequence[str], tags: Sequence[str], root: int
) -> tuple[int, int] | None:
    """In 'Helicopters fired on X, villagers said' the first of two subjects, and the participle behind it."""
    subjects = [i for i, head in enumerate(heads) if head == root and relations[i] == "nsubj" and i < root]
    if len(subjects) < 2:
        return None
    verb = next(
        (
            i
            for i in range(subjects[0] + 1, subjects[1])
            if heads[i] == subjects[0] and relations[i] in {"acl", "acl:relcl"} and tags[i] in _PARTICIPLES
        ),
        None,
    )
    return None if verb is None else (subjects[0], verb)


def _split(
    heads: Sequence[int], relations: Sequence[str], root: int, subject: int, verb: int
) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """The participle as what is said, with its subject."""
    new_heads, new_relations = list(heads), list(relations)
    new_heads[verb], new_relations[verb] = root, "ccomp"
    new_heads[subject], new_relations[subject] = verb, "nsubj"
    return tuple(new_heads), tuple(new_relations)


def _after_auxiliary(
    lows: Sequence[str], tags: Sequence[str], heads: Sequence[int], relations: Sequence[str], root: int
) -> int | None:
    """The participle that an auxiliary taken for the main verb belongs to."""
    for i in range(root + 1, min(root + 4, len(heads))):
        if (
            tags[i] in _PARTICIPLES
            and relations[i] in _REDUCED | {"xcomp", "ccomp"}
            and lows[i] not in _HAVING
        ):
            return i
        if not (tags[i].startswith(("ADV", "RB", "PART")) or lows[i] == "been"):
            return None
    return None


def _promoted(
    heads: Sequence[int], relations: Sequence[str], root: int, verb: int, passive: bool
) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """The participle as root, its auxiliary below it; what was described by it becomes its object."""
    new_heads, new_relations = list(heads), list(relations)
    described = heads[verb] if relations[verb] in _REDUCED else -1
    new_heads[verb], new_relations[verb] = -1, "root"
    new_heads[root], new_relations[root] = verb, "aux:pass" if passive else "aux"
    for i, head in enumerate(heads):
        if head == root and i != verb:
            new_heads[i] = verb
    if described >= 0 and described != root:
        new_heads[described], new_relations[described] = verb, "obj"
    return tuple(new_heads), tuple(new_relations)


def _missed_verb(
    tags: Sequence[str], heads: Sequence[int], relations: Sequence[str], root: int
) -> int | None:
    """The participle behind a noun that is the root, in a sentence without a finite verb of its own."""
    if any(head == root and relations[i] in {"cop", "nsubj", "aux"} for i, head in enumerate(heads)):
        return None
    candidates = []
    for i in range(root + 1, len(heads)):
        inside = _below(heads, relations, i, root)
        if (
            inside
            and tags[i] in _FINITE
            and relations[i] not in {"acl", "acl:relcl", "amod", "conj", "xcomp"}
        ):
            return None
        if inside and tags[i] in _PARTICIPLES and relations[i] in {"acl", "conj", "acl:relcl"}:
            candidates.append(i)
    return candidates[0] if candidates else None


def _below(heads: Sequence[int], relations: Sequence[str], token: int, root: int) -> bool:
    """Whether a token hangs on the root without a clause of its own between."""
    for _ in range(6):
        token = heads[token]
        if token == root:
            return True
        if token < 0 or relations[token] in {"acl:relcl", "ccomp", "advcl", "parataxis"}:
            return False
    return False


def _as_subject(
    heads: Sequence[int], relations: Sequence[str], root: int, verb: int
) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """The participle as root and the noun as its subject; what stood behind the verb goes with it."""
    new_heads, new_relations = list(heads), list(relations)
    new_heads[verb], new_relations[verb] = -1, "root"
    new_heads[root], new_relations[root] = verb, "nsubj"
    for i, head in enumerate(heads):
        if head == root and i > verb:
            new_heads[i] = verb
            if relations[i] == "nmod":
                new_relations[i] = "obl"
    return tuple(new_heads), tuple(new_relations)
