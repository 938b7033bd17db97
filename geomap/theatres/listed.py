"""Files that users write as a list of tables, checked whole before anything is done with one of them."""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

from geomap.errors import FaultsError
from geomap.theatres.sheet import Faults, Table, parse

_MOST_TOLD = 50  # faults in one message
MAX_BYTES = 16_000_000
"""Of a file that a user writes by hand."""


class NumberedTable(Table):
    """A table that an error names by its number."""

    @property
    def label(self) -> str:
        """Such as ``table 2``."""
        return f"table {int(self._path[-1]) + 1}"


def text_of(path: Path, wanted: str, error: type[FaultsError]) -> str:
    """The text of a file in UTF-8, with or without a byte order mark.

    Parameters
    ----------
    path
        The file.
    wanted
        What is needed there, for the message ('a TOML file of corrections').
    error
        What is raised if it cannot be read.
    """
    try:
        with path.open("rb") as file:  # which may be a pipe, or a device that never ends
            raw = file.read(MAX_BYTES + 1)
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise error("not UTF-8", where=str(path), hint="save it as UTF-8") from None
    except (OSError, ValueError) as fault:  # ValueError: a null character in the path
        reason = (getattr(fault, "strerror", None) or str(fault)).lower()
        raise error(f"cannot be read ({reason})", where=str(path), hint=f"{wanted} is needed") from None
    if len(raw) > MAX_BYTES:
        raise error(f"more than {MAX_BYTES / 1e6:.0f} MB", where=str(path), hint=f"{wanted} is needed")
    # As Python reads a file of text.
    return text.replace("\r\n", "\n").replace("\r", "\n")


def numbered_tables(text: str, file: str, name: str, faults: Faults) -> list[NumberedTable]:
    """The tables ``[[name]]`` of a TOML text; none, and a fault, if it is not TOML."""
    top = parse(text, file, faults)
    if top is None:
        return []
    tables = top.tables(name)
    top.close()
    return [NumberedTable(t.values, t.path, file, top.lines, faults) for t in tables]


def raise_faults(faults: Faults, file: str, error: type[FaultsError]) -> NoReturn:
    """Raise one error with all the faults of a file, of which there is one at least.

    Its message names them too; of very many only the first.
    """
    told = tuple(str(fault) for fault in faults.found)
    if len(told) == 1:
        fault = faults.found[0]
        raise error(fault.what, where=fault.where, hint=fault.hint, faults=told)
    listed = " | ".join(
        f"{f.where.removeprefix(file).lstrip(':')}: {f.what}; {f.hint}" for f in faults.found[:_MOST_TOLD]
    )
    if len(told) > _MOST_TOLD:
        listed += f" | and {len(told) - _MOST_TOLD} more"
    raise error(f"{len(told)} faults by line: {listed}", where=file, faults=told)
