"""Records taken apart and put together again, with names covered in all their texts.

What has no rule of its own keeps its values, but for the texts in it. So a field that is added to a
record later cannot tell what is withheld.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from functools import lru_cache
from typing import Any, TypeVar, cast

from geomap.layers.blurring.withholding import Withheld

HIDDEN_ID = "withheld"
"""What stands for the id of a sensitive place."""
LEFT_OUT = object()
"""What a rule gives for a record that must not be told at all."""

# Fields that refer from one record to another: two ids never become the same.
_REFERENCES = frozenset(
    "id document_id theatre cut_line line sectors sector_units sector_towns incident incidents "
    "merged_from".split()
)

T = TypeVar("T")
Rules = dict[type, Callable[[Any], Any]]


class References:
    """Covers names in ids, each always in the same way."""

    def __init__(self, withheld: Withheld) -> None:
        self._withheld = withheld
        self._made: dict[str, str] = {}
        self._taken: set[str] = set()

    def text(self, text: str) -> str:
        """The text with names covered; nothing stays of the id of a sensitive place."""
        if not self._withheld:
            return text
        return HIDDEN_ID if text in self._withheld.ids else self._withheld.names.mask(text)

    def of(self, value: Any) -> Any:
        """An id, or a tuple of ids, with names covered."""
        if isinstance(value, tuple):
            return _same_or(value, tuple(map(self.of, value)))
        if not isinstance(value, str) or not self._withheld:
            return value
        if value not in self._made:
            masked, number = self.text(value), 1
            made = masked
            while made != value and made in self._taken:
                number += 1
                made = f"{masked}-{number}"
            self._taken.add(made)
            self._made[value] = made
        return self._made[value]


class Rebuilding:
    """Takes records apart and puts them together again.

    Parameters
    ----------
    references
        Covers names in texts and ids.
    rules
        What is done with records of a class; fields of all others are made anew one by one.
    """

    def __init__(self, references: References, rules: Rules) -> None:
        self._references = references
        self._rules = rules

    def of(self, record: T) -> T:
        """The record made anew.

        One that must not be told is left out of the tuple that holds it, and None where it stands
        alone.
        """
        made = self._of(record)
        return cast("T", None if made is LEFT_OUT else made)

    def parts(self, record: Any, **changes: Any) -> Any:
        """A record with its fields made anew; ``changes`` are taken as they are."""
        made = {name: value for name, value in changes.items() if value is not getattr(record, name)}
        for name, refers in _fields_of(record.__class__):
            if name not in changes:
                value = getattr(record, name)
                after = self._references.of(value) if refers else self._of(value)
                if after is not value:
                    made[name] = None if after is LEFT_OUT else after
        return replace(record, **made) if made else record

    def unless(self, left_out: bool, record: Any) -> Any:
        """The record made anew, or nothing of it."""
        return LEFT_OUT if left_out else self.parts(record)

    def _of(self, value: Any) -> Any:
        if value is None or isinstance(value, Enum):
            return value
        if isinstance(value, str):
            return self._references.text(value)
        if isinstance(value, tuple):
            return _same_or(value, tuple(made for made in map(self._of, value) if made is not LEFT_OUT))
        rule = self._rules.get(type(value))
        return rule(value) if rule is not None else self.parts(value)


def _same_or(before: tuple[Any, ...], after: tuple[Any, ...]) -> tuple[Any, ...]:
    """The tuple that was there before, if it has the very same members."""
    same = len(before) == len(after) and all(map(operator.is_, before, after))
    return before if same else after


@lru_cache(maxsize=256)
def _fields_of(kind: type) -> tuple[tuple[str, bool], ...]:
    """Names of the fields of a class of records, and whether each refers to other records."""
    if not is_dataclass(kind):
        return ()
    return tuple((each.name, each.name in _REFERENCES) for each in fields(kind))
