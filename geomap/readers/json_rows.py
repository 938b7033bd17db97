"""JSON Lines, and JSON files that hold one object or a list of them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final

from geomap.errors import InputError
from geomap.readers.fields import Reading, to_document
from geomap.readers.lines import Line, lines_of

_NONE: Final[Mapping[str, str]] = MappingProxyType({})
_LONGEST_NAME = 100
_LISTS = ("documents", "articles", "data", "rows")  # usual names of the list in a JSON file


def read_json_lines(
    lines: Iterable[Line],
    *,
    name: str,
    key: str,
    on_error: Callable[[InputError], None],
    fields: Mapping[str, str] = _NONE,
) -> Iterator[Reading]:
    """Yield the document of each line; a faulty line is named by its number and the others go on."""
    empty = True
    for number, line, guessed in lines:
        if not line.strip():
            continue
        empty = False
        where = f"{name}:{number}"
        try:
            value, twice = _parse(line, where)
            row = _object(value, where)
            reading = to_document(row, default_id=f"{key}:{number}", where=where, fields=fields)
            _tell_of_twice(twice, where, on_error)
            yield reading.in_encoding(guessed)
        except InputError as error:
            on_error(error)
    if empty:
        on_error(InputError("the file is empty", where=name))


def read_json(
    text: str,
    *,
    name: str,
    key: str,
    on_error: Callable[[InputError], None],
    fields: Mapping[str, str] = _NONE,
) -> Iterator[Reading]:
    """Yield the documents of a JSON file: an object, a list of objects, or JSON Lines after all."""
    try:
        value, twice = _parse(text, name)
    except InputError as error:
        if _is_json_lines(text):
            yield from read_json_lines(lines_of(text), name=name, key=key, on_error=on_error, fields=fields)
        else:
            on_error(error)
        return
    _tell_of_twice(twice, name, on_error)
    if isinstance(value, dict) and fields.get("text", "text") not in value:
        value = next((value[k] for k in _LISTS if isinstance(value.get(k), list)), value)
    rows = value if isinstance(value, list) else [value]
    if not rows:
        on_error(InputError("the list is empty", where=name))
    for number, row in enumerate(rows, start=1):
        where = f"{name}, object {number}" if len(rows) > 1 else name
        try:
            default_id = f"{key}:{number}" if len(rows) > 1 else key
            yield to_document(_object(row, where), default_id=default_id, where=where, fields=fields)
        except InputError as error:
            on_error(error)


def _is_json_lines(text: str) -> bool:
    first, _, rest = text.strip().partition("\n")
    try:
        return isinstance(_parse(first, "")[0], dict) and bool(rest.strip())
    except InputError:
        return False


def _tell_of_twice(names: list[str], where: str, on_error: Callable[[InputError], None]) -> None:
    if names:
        told = f"the name {names[0][:_LONGEST_NAME]!r} stands twice in an object"
        on_error(InputError(told, where=where, hint="the last is read"))


def _parse(text: str, where: str) -> tuple[Any, list[str]]:
    """The value, and the names that stand twice in an object: JSON lets them, and one is lost."""
    twice: list[str] = []

    def settled(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            counts = Counter(name for name, _ in pairs)
            twice.extend(name for name, count in counts.items() if count > 1)
        return found

    try:
        return json.loads(text, object_pairs_hook=settled), twice
    except json.JSONDecodeError as error:
        spot = f"column {error.colno}" if error.lineno == 1 else f"line {error.lineno}, column {error.colno}"
        raise InputError(f"not JSON ({error.msg.lower()} at {spot})", where=where) from error
    except RecursionError as error:
        raise InputError("the JSON is nested too deeply", where=where) from error
    except ValueError as error:  # a whole number of more digits than Python converts
        raise InputError(f"not usable JSON ({error})", where=where) from error


def _object(value: object, where: str) -> dict[str, object]:
    if not isinstance(value, dict):
        raise InputError(
            f"a {type(value).__name__} stands here",
            where=where,
            hint='an object such as {"text": "..."} is needed',
        )
    return value
