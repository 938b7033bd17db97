"""Phrases as words with what hangs from them; forms of verbs and nouns."""

from __future__ import annotations

from dataclasses import dataclass, field

from training.syntax.treebank import Tree

_SIBILANT = ("s", "x", "z", "ch", "sh")
_DOUBLED = frozenset("stop rip slam kidnap hit drop lob overrun admit occur".split())


@dataclass(slots=True)
class Phrase:
    """A word with what hangs from it: relations and phrases before it and after it, in their order."""

    word: str
    tag: str
    before: list[tuple[str, Phrase]] = field(default_factory=list)
    after: list[tuple[str, Phrase]] = field(default_factory=list)

    def left(self, relation: str, *phrases: Phrase) -> Phrase:
        """Put phrases before all that is there."""
        self.before = [*((relation, each) for each in phrases), *self.before]
        return self

    def right(self, relation: str, *phrases: Phrase) -> Phrase:
        """Put phrases after all that is there."""
        self.after += [(relation, each) for each in phrases]
        return self


@dataclass(frozen=True, slots=True)
class Verb:
    """The forms of a verb, and its particle or preposition if it has one."""

    base: str
    past: str
    participle: str
    particle: str = ""

    @property
    def gerund(self) -> str:
        """Say 'shelling'."""
        if self.base.endswith("e") and not self.base.endswith("ee"):
            return self.base[:-1] + "ing"
        return self.base + (self.base[-1] if self.base in _DOUBLED else "") + "ing"

    @property
    def third(self) -> str:
        """Say 'shells'."""
        return plural_of(self.base)


def read_lexicon(text: str) -> dict[str, tuple[str, ...]]:
    """Words by kind."""
    lines = (line.partition(":") for line in text.splitlines() if line and line[0] != "#")
    return {kind: tuple(words.split()) for kind, _, words in lines}


def verb_of(entry: str) -> Verb:
    """The verb of an entry such as 'shell', 'hit/hit/hit', 'blow_up/blew_up/blown_up', 'rip/through'."""
    parts = entry.split("/")
    base, _, particle = parts[0].partition("_")
    if len(parts) in {2, 4}:
        particle = parts.pop()
    if len(parts) == 3:
        return Verb(base, parts[1].partition("_")[0], parts[2].partition("_")[0], particle)
    if base.endswith("y") and base[-2] not in "aeiou":
        past = base[:-1] + "ied"
    elif base.endswith("e"):
        past = base + "d"
    else:
        past = base + (base[-1] if base in _DOUBLED else "") + "ed"
    return Verb(base, past, past, particle)


def tree_of(phrase: Phrase) -> Tree:
    """The words of a phrase in their order, with their heads."""
    words: list[str] = []
    tags: list[str] = []
    relations: list[str] = []
    heads: list[int] = []

    def lay(node: Phrase, relation: str) -> int:
        own = [lay(each, r) for r, each in node.before]
        here = len(words)
        words.append(node.word)
        tags.append(node.tag)
        relations.append(relation)
        heads.append(-1)
        own += [lay(each, r) for r, each in node.after]
        for each in own:
            heads[each] = here
        return here

    lay(phrase, "root")
    words[0] = words[0][:1].upper() + words[0][1:]
    return Tree(tuple(words), tuple(tags), tuple(heads), tuple(relations))


def plural_of(noun: str) -> str:
    """The plural of a noun, which is the third person of a verb."""
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    return noun if noun in {"barracks", "police"} else noun + ("es" if noun.endswith(_SIBILANT) else "s")
