"""A theatre's TOML file as a sheet of typed fields that knows its lines and collects faults."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from difflib import get_close_matches

from geomap.model import LonLat

_HEADER = re.compile(r"\s*\[(\[)?\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"\s*(?:\"([^\"]*)\"|'([^']*)'|([\w.-]+))\s*=")
_ID = re.compile(r"[a-z0-9][a-z0-9-]*")
# Of tables and keys that lie deeper no line is known: no table of geomap's does.
_DEEPEST = 6
# A key of more parts is no key of ours, and takes the parser the square of their number.
_LONG_KEY = re.compile(r"(?<![\w-])(?:(?:[\w-]+|\"[^\"\n]*\"|'[^'\n]*')[ \t]*\.[ \t]*){50}")
_ERROR_LINE = re.compile(r"\s*\(at line (\d+), column \d+\)")

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in a theatre's files.

    Parameters
    ----------
    file
        Its name within the theatre's folder.
    line
        Line of the file, counted from 1; None where it cannot be known.
    what, hint
        What is wrong, and what would be right.
    """

    file: str
    line: int | None
    what: str
    hint: str

    @property
    def where(self) -> str:
        """The file and line, as compilers write them."""
        return self.file if self.line is None else f"{self.file}:{self.line}"

    def __str__(self) -> str:
        return " ".join(f"{self.where}: {self.what}; {self.hint}".split())


@dataclass(slots=True)
class Faults:
    """All the faults found so far, in the order of finding."""

    found: list[Fault] = field(default_factory=list)

    def add(self, file: str, line: int | None, what: str, hint: str) -> None:
        """Note one fault."""
        self.found.append(Fault(file, line, what, hint))


def line_index(text: str) -> dict[Path, int]:
    """The line, counted from 1, on which each table and key of a TOML text stands.

    A key of the second ``[[parties]]`` has the path ``("parties", 1, "name")``. Keys inside
    inline tables are not followed: their fault is reported on the line of the table.
    """
    index: dict[Path, int] = {}
    counts: dict[tuple[str, ...], int] = {}
    within: dict[tuple[str, ...], set[tuple[str, ...]]] = {}
    table: Path = ()
    in_string = False
    for number, line in enumerate(text.splitlines(), start=1):
        fences = line.count('"""') + line.count("'''")
        if in_string:
            in_string = fences % 2 == 0
            continue
        if header := _HEADER.match(line):
            parts = header[2].split(".", maxsplit=_DEEPEST)
            names = tuple(part.strip().strip("\"'") for part in parts)
            if header[1]:
                counts[names] = counts.get(names, -1) + 1
                for depth in range(1, len(names)):
                    within.setdefault(names[:depth], set()).add(names)
                # The tables within begin to count anew in each element.
                for inner in within.pop(names, ()):
                    counts.pop(inner, None)
            table = ()
            for depth, name in enumerate(names, start=1):
                table += (name,)
                if names[:depth] in counts:
                    table += (counts[names[:depth]],)
            index.setdefault(table, number)
        elif key := _KEY.match(line):
            index.setdefault((*table, key[1] or key[2] or key[3]), number)
        in_string = fences % 2 == 1
    return index


class Table:
    """One table of the file: hands out its fields with their types and notes what is wrong.

    Every reader returns None (or an empty tuple) for a field that is missing or at fault, so
    that reading goes on and all faults are found at once.

    Parameters
    ----------
    values
        The parsed table.
    path
        Where it stands, as in `line_index`.
    file, lines, faults
        The file's name, its `line_index` and the collection to which faults are added.
    """

    def __init__(
        self, values: Mapping[str, object], path: Path, file: str, lines: Mapping[Path, int], faults: Faults
    ) -> None:
        self._values = values
        self._path = path
        self._file = file
        self._lines = lines
        self._faults = faults
        self._asked: set[str] = set()

    def __contains__(self, key: str) -> bool:
        return key in self._values

    @property
    def label(self) -> str:
        """The table as an error names it: ``[[parties]] 'armenia'`` or ``the top of the file``."""
        names = [part for part in self._path if isinstance(part, str)]
        if not names:
            return "the top of the file"
        shown = f"[[{'.'.join(names)}]]" if isinstance(self._path[-1], int) else f"[{'.'.join(names)}]"
        own = self._values.get("id", self._values.get("name"))
        return f"{shown} {own!r}" if isinstance(own, str) else shown

    @property
    def values(self) -> Mapping[str, object]:
        """The parsed table."""
        return self._values

    @property
    def path(self) -> Path:
        """Where it stands."""
        return self._path

    @property
    def lines(self) -> Mapping[Path, int]:
        """The lines of the file's tables and keys."""
        return self._lines

    @property
    def faulty(self) -> int:
        """How many faults were noted so far, in all tables of the file."""
        return len(self._faults.found)

    def fault(self, what: str, hint: str, key: str | None = None) -> None:
        """Note a fault of this table, on the line of ``key`` or on the table's own."""
        line = self._lines.get((*self._path, key)) if key is not None else None
        path = self._path
        while line is None and path:
            line = self._lines.get(path)
            path = path[:-1]
        self._faults.add(self._file, line, what, hint)

    def _get(self, key: str, *, required: bool, wanted: str) -> object:
        self._asked.add(key)
        value = self._values.get(key)
        if value is None and required:
            self.fault(f"{self.label} has no {key!r}", f"add {key} = {wanted}")
        return value

    def text(self, key: str, *, required: bool = False, wanted: str = '"..."') -> str | None:
        """A text that is not blank."""
        value = self._get(key, required=required, wanted=wanted)
        if value is None:
            return None
        if not isinstance(value, str) or not value.strip():
            self.fault(f"{key} of {self.label} is {value!r}", f"a text is needed: {key} = {wanted}", key)
            return None
        return value.strip()

    def choice(self, key: str, choices: tuple[str, ...], *, required: bool = False) -> str | None:
        """One of a few words."""
        wanted = " | ".join(f'"{word}"' for word in choices)
        value = self.text(key, required=required, wanted=wanted)
        if value is not None and value not in choices:
            self.fault(f"{key} of {self.label} is {value!r}", f"one of {wanted} is needed", key)
            return None
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts, without blanks around them, each once, in their order."""
        value = self._get(key, required=False, wanted="[...]")
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(v, str) and v.strip() for v in value):
            self.fault(f"{key} of {self.label} is not a list of texts", f'{key} = ["...", "..."]', key)
            return ()
        return tuple(dict.fromkeys(v.strip() for v in value))

    def flag(self, key: str) -> bool:
        """True or false; false if it is missing."""
        value = self._get(key, required=False, wanted="true")
        if value is None or isinstance(value, bool):
            return bool(value)
        self.fault(f"{key} of {self.label} is {value!r}", f"{key} = true or {key} = false is needed", key)
        return False

    def number(self, key: str, low: float, high: float, *, required: bool = False) -> float | None:
        """A finite number from ``low`` to ``high``."""
        value = self._get(key, required=required, wanted=f"a number from {low:g} to {high:g}")
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
            self.fault(
                f"{key} of {self.label} is {value!r}", f"a number from {low:g} to {high:g} is needed", key
            )
            return None
        return float(value)

    def day(self, key: str, *, required: bool = False) -> date | None:
        """A day, as a TOML date or an ISO text."""
        value = self._get(key, required=required, wanted="YYYY-MM-DD")
        if value is None:
            return None
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        if isinstance(value, str):
            try:
                return date.fromisoformat(value)
            except ValueError:
                pass
        self.fault(f"{key} of {self.label} is {value!r}, not a day", f"{key} = YYYY-MM-DD is needed", key)
        return None

    def days(self) -> tuple[date | None, date | None]:
        """``valid_from`` and ``valid_to``, in order; either may be missing (open)."""
        start, end = self.day("valid_from"), self.day("valid_to")
        if start is not None and end is not None and end < start:
            self.fault(
                f"{self.label} is valid from {start} to {end}, which runs backwards",
                "valid_from <= valid_to is needed",
                "valid_to",
            )
            return None, None
        return start, end

    def point(self, key: str) -> LonLat | None:
        """A ``[longitude, latitude]`` pair in decimal degrees."""
        value = self._get(key, required=False, wanted="[longitude, latitude]")
        if value is None:
            return None
        if isinstance(value, list) and len(value) == 2:
            lon, lat = value
            if all(isinstance(v, int | float) and not isinstance(v, bool) for v in value) and (
                -180 <= lon <= 180 and -90 <= lat <= 90
            ):
                return LonLat(float(lon), float(lat))
        self.fault(
            f"{key} of {self.label} is {value!r}",
            f"{key} = [longitude, latitude] in decimal degrees is needed",
            key,
        )
        return None

    def table(self, key: str) -> Table | None:
        """A table within this one."""
        value = self._get(key, required=False, wanted="a table")
        if value is None:
            return None
        if not isinstance(value, dict):
            self.fault(f"{key} of {self.label} is not a table", f"write it as [{key}]", key)
            return None
        return self._inner(value, (*self._path, key))

    def tables(self, key: str) -> tuple[Table, ...]:
        """A list of tables within this one."""
        value = self._get(key, required=False, wanted="tables")
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(v, dict) for v in value):
            self.fault(f"{key} of {self.label} is not a list of tables", f"write each as [[{key}]]", key)
            return ()
        return tuple(self._inner(v, (*self._path, key, n)) for n, v in enumerate(value))

    def _inner(self, values: Mapping[str, object], path: Path) -> Table:
        return Table(values, path, self._file, self._lines, self._faults)

    @property
    def keys(self) -> tuple[str, ...]:
        """Its keys, for tables whose keys are names of the author's choice."""
        return tuple(self._values)

    def close(self) -> None:
        """Note every key that nobody asked for."""
        for key in self._values:
            if key not in self._asked:
                close = get_close_matches(key, sorted(self._asked), n=1)
                hint = f"did you mean {close[0]!r}?" if close else f"known: {', '.join(sorted(self._asked))}"
                self.fault(f"unknown key {key!r} in {self.label}", hint, key)


def parse(text: str, file: str, faults: Faults) -> Table | None:
    """The top table of a TOML text; None, and a fault, if it is not TOML."""
    if long := _LONG_KEY.search(text):
        line = text.count("\n", 0, long.start()) + 1
        faults.add(file, line, "a name of more than 50 parts", "tables two deep will do")
        return None
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        where = _ERROR_LINE.search(str(error))
        line = int(where[1]) if where else len(text.splitlines())
        faults.add(file, line, f"not TOML: {_ERROR_LINE.sub('', str(error))}", "see https://toml.io")
        return None
    except (RecursionError, ValueError) as error:  # ValueError: a number of thousands of digits
        faults.add(file, None, f"cannot be read ({error})", "tables two deep will do")
        return None
    return Table(values, (), file, line_index(text), faults)


def key_of(table: Table, seen: set[str]) -> str:
    """The table's ``id``: lower case, unique among its like; a stand-in if it is at fault."""
    found = table.text("id", required=True)
    if found is None:
        return f"?{len(seen)}"
    if not _ID.fullmatch(found):
        table.fault(f"id {found!r}", "lower-case letters a-z, digits and hyphens are needed", "id")
    if found in seen:
        table.fault(f"{table.label} is there twice", "an id of its own is needed", "id")
    seen.add(found)
    return found


def one_of(names: Iterable[str]) -> str:
    """The hint that lists what could have been meant."""
    known = ", ".join(sorted(set(names)))
    return f"one of {known} is needed" if known else "there is none yet"
