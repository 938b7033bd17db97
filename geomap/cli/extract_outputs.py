"""Where `geomap extract` writes: a file of incidents, a page to look at, or lines for people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from geomap.cli.console import STDOUT, check_output, put
from geomap.errors import UsageError

if TYPE_CHECKING:
    from geomap.model import Extraction


# The formats that hold more than incidents.
_LISTING = (".geojson", ".json", ".gpkg")


@dataclass(frozen=True, slots=True)
class ExtractOutputs:
    """What an extract is written to.

    Parameters
    ----------
    file
        The file of incidents, ``-`` for GeoJSON on standard output, or None.
    page
        The HTML page, ``-`` for standard output, or None.
    explain
        Whether the file holds explanations; without a file, whether lines for people go to
        standard output.
    formulas
        In CSV, leave text that a spreadsheet would run as it is.
    """

    file: str | None
    page: str | None
    explain: bool
    formulas: bool

    @property
    def lines(self) -> bool:
        """Whether lines for people go to standard output."""
        return self.explain and self.file is None

    @property
    def named(self) -> str:
        """The outputs by name, for the line that tells what was written; empty if that must be still."""
        if self.lines or STDOUT in (self.file, self.page):
            return ""
        return ", ".join(filter(None, (self.file, self.page)))

    @property
    def listing(self) -> str:
        """Which output lists the names without a place, or what does if none of them can."""
        if self.lines or STDOUT in (self.file, self.page):
            return "listed in the output"
        if self.file is not None and Path(self.file).suffix.lower() in _LISTING:
            return f"listed in {self.file}"
        if self.page is not None:
            return f"listed in {self.page}"
        return "a .geojson or geomap geoparse --explain tells of each"

    def check(self) -> None:
        """Refuse, before anything is read, what could not be written after it.

        Raises
        ------
        UsageError
            If there is no output, or two go to one place.
        ExportError
            If there is no such format, or the file cannot be written.
        """
        from geomap.exports import check_explained, format_of

        if self.file is None and self.page is None and not self.explain:
            raise UsageError(
                "nothing says where to write",
                where="extract",
                hint="-o FILE, --html FILE or --explain is needed",
            )
        if self.file not in (None, STDOUT):
            format_of(self.file)
            if self.explain:
                check_explained(self.file)
        if self.page not in (None, STDOUT) and Path(self.page).suffix.lower() not in (".html", ".htm"):
            raise UsageError("a page is HTML", where=self.page, hint="a name ending in .html is needed")
        for path in (self.file, self.page):
            if path is not None:
                check_output(path)
        file = STDOUT if self.lines else self.file
        if file is not None and self.page is not None and Path(file).resolve() == Path(self.page).resolve():
            where = "standard output" if self.page == STDOUT else self.page
            raise UsageError(
                "a page and another output cannot both go there", where=where, hint="give -o another"
            )

    def write(self, extraction: Extraction) -> None:
        """Write all of it."""
        from geomap.exports import dump_geojson, encode, write

        if self.file == STDOUT:
            put(encode(dump_geojson(extraction, explain=self.explain)), STDOUT)
        elif self.file is not None:
            write(extraction, self.file, formulas=self.formulas, explain=self.explain)
        if self.page is not None:
            from geomap.exports.incident_page import incident_page

            put(encode(incident_page(extraction)), self.page)
        if self.lines:
            put(encode("".join(f"{line}\n" for line in explained(extraction))), STDOUT)


def explained(extraction: Extraction) -> Iterator[str]:
    """Yield each document with its incidents, why each was found, and the names without a place.

    In plain lines for people.
    """
    from geomap.model.telling import tell, visible
    from geomap.resolution.unplaced import unresolved_by_document

    by_document: dict[str, list[Iterator[str]]] = {}
    for incident in extraction.incidents:
        by_document.setdefault(incident.document_id, []).append(tell(incident))
    unplaced = unresolved_by_document(extraction)
    for document in extraction.documents:
        told = by_document.pop(document.id, [])
        day = document.published.isoformat() if document.published else "no date"
        title = f": {visible(document.title)}" if document.title else ""
        yield f"{visible(document.id)} ({day}){title}"
        if not told:
            yield "  no incident was found"
        for number, lines in enumerate(told, 1):
            yield f"  {number}. {next(lines)}"
            yield from (f"   {line}" for line in lines)
        for name in unplaced.get(document.id, ()):
            yield f"  not placed: {visible(str(name))}"
        yield ""
