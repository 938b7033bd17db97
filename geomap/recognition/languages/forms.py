"""The forms under which a word of a text may stand in the gazetteer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final, NamedTuple

#: Words longer than this are no names: hostile input is not looked at letter by letter.
LONGEST_WORD: Final = 40


class Form(NamedTuple):
    """A form that a word may be of.

    Parameters
    ----------
    key
        Folded, as the gazetteer has it.
    cost
        How far it is from the word as written: 0 for the word itself, 1 for a plain ending.
    case
        What the ending says: ``in``, ``from``, ``to``, ``of``, or nothing.
    skip
        Characters at the word's beginning that are words of their own (Arabic 'and', 'in').
    """

    key: str
    cost: float = 0.0
    case: str = ""
    skip: int = 0


#: The forms of a word as it is written (with capitals and apostrophes), the word itself not among them.
Bases = Callable[[str], Sequence[Form]]


def no_bases(_: str) -> Sequence[Form]:
    """The forms in a language that the rules do not know: none but the word itself."""
    return ()


class Ending(NamedTuple):
    """An ending, what a base form may have in its place, and what the ending says."""

    written: str
    bases: tuple[str, ...]
    case: str = ""
    cost: float = 1.0


def endings(table: str) -> tuple[Ending, ...]:
    """Read a table of endings: a line each, ``ending: replacements [| case [| cost]]``, 0 for nothing.

    >>> endings("ой: ая а | in")
    (Ending(written='ой', bases=('ая', 'а'), case='in', cost=1.0),)
    """
    read: list[Ending] = []
    for line in table.strip().splitlines():
        rule, *said = (part.strip() for part in line.split("|"))
        written, _, bases = rule.partition(":")
        read.append(
            Ending(
                written.strip().removeprefix("0"),
                tuple("" if base == "0" else base for base in bases.split()),
                said[0] if said else "",
                float(said[1]) if len(said) > 1 else 1.0,
            )
        )
    return tuple(read)


def by_endings(word: str, table: Iterable[Ending], *, least: int) -> list[Form]:
    """The forms that a table of endings gives, with stems of ``least`` letters and more."""
    found: list[Form] = []
    for ending in table:
        if word.endswith(ending.written) and len(word) - len(ending.written) >= least:
            stem = word[: len(word) - len(ending.written)]
            found += [Form(stem + base, ending.cost, ending.case) for base in ending.bases]
    return found


def cheapest(forms: Iterable[Form], word: str) -> tuple[Form, ...]:
    """Each form once, by its least cost, the word itself left out; the cheapest first."""
    best: dict[tuple[str, int], Form] = {}
    for form in forms:
        at = form.key, form.skip
        if form.key != word and (at not in best or form.cost < best[at].cost):
            best[at] = form
    return tuple(sorted(best.values(), key=lambda f: f.cost))
