"""What is wrong in files that persons write (theatres, overrides, corrections, lists), collected."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in such a file.

    Parameters
    ----------
    file
        Its name; of a theatre's file that within the folder.
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
