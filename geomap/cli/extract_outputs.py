"""Where `geomap extract` writes: a file of incidents, a page to look at, or lines for people."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from geomap.cli.console import STDOUT, check_output, put
from geomap.errors import UsageError

if TYPE_CHECKING:
    from geomap.exports.formats import Choices
    from geomap.model import Extraction


@dataclass(frozen=True, slots=True)
class ExtractOutputs:
    """What an extract is written to.

    Parameters
    ----------
    files
        The files of incidents, each in the format of its suffix; ``-`` is GeoJSON on standard output.
    page
        The HTML page, ``-`` for standard output, or None.
    choices
        How they are written: whose columns tables have, and the like; whether they hold explanations. Each of
        ``columns``, ``bom`` and ``texts`` holds for the files whose format has room for it, and one has to.
    command
        Which command writes, for messages.
    """

    files: tuple[str, ...]
    page: str | None
    choices: Choices
    command: str = "extract"

    @property
    def explain(self) -> bool:
        """Whether reasons are told: in the files, or without one as lines for people."""
        return self.choices.explain

    @property
    def lines(self) -> bool:
        """Whether lines for people go to standard output."""
        return self.explain and not self.files

    @property
    def _all(self) -> tuple[str, ...]:
        return (*self.files, self.page) if self.page is not None else self.files

    @property
    def named(self) -> str:
        """The outputs by name, for the line that tells what was written; empty if that must be still."""
        return "" if self.lines or STDOUT in self._all else ", ".join(self._all)

    @property
    def listing(self) -> str:
        """Which output lists the names without a place, or what does if none of them can."""
        from geomap.exports.formats import LISTING

        if self.lines or STDOUT in self._all:
            return "listed in the output"
        for file in self.files:
            if Path(file).suffix.lower() in LISTING:
                return f"listed in {file}"
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
            If there is no such format, it has no room for what is asked for, or the file cannot be written.
        """
        if not self.files and self.page is None and not self.explain:
            raise UsageError(
                "nothing says where to write",
                where=self.command,
                hint="-o FILE, --html FILE or --explain is needed",
            )
        self._check_formats()
        if self.page not in (None, STDOUT) and Path(self.page).suffix.lower() not in (".html", ".htm"):
            raise UsageError("a page is HTML", where=self.page, hint="a name ending in .html is needed")
        for path in self._all:
            check_output(path)
            if path.lower().endswith(".gpkg"):
                from geomap.exports.gis.geopackage.stores import check_no_store

                check_no_store(path)
        taken = {Path(STDOUT).resolve()} if self.lines else set()
        for path in self._all:
            if Path(path).resolve() in taken:
                where = "standard output" if path == STDOUT else path
                two = "a page and another output" if path == self.page else "two outputs"
                raise UsageError(f"{two} cannot both go there", where=where, hint="give -o another")
            taken.add(Path(path).resolve())

    def _check_formats(self) -> None:
        from geomap.exports import Choices, check_choices, check_explained, fitting

        files = [file for file in self.files if file != STDOUT]
        if self.explain:
            for file in files:
                check_explained(file)
        fitted = [fitting(file, self.choices) for file in files]
        for name in ("columns", "bom", "texts"):
            asked, plain = getattr(self.choices, name), getattr(Choices(), name)
            if asked == plain or any(getattr(each, name) == asked for each in fitted):
                continue
            if files:
                check_choices(files[0], replace(Choices(), **{name: asked}))
            raise UsageError("no file has room for it", where=f"--{name}", hint="give it with -o FILE")

    def write(self, extraction: Extraction) -> tuple[str, ...]:
        """Write all of it.

        Returns
        -------
        tuple of str
            Lines that tell how many incidents are not in a file, because its columns have no room for them.
        """
        from geomap.exports import dump_geojson, encode, fitting, write

        told = []
        for file in self.files:
            if file == STDOUT:
                put(encode(dump_geojson(extraction, explain=self.explain)), STDOUT)
                continue
            left_out = write(extraction, file, **asdict(fitting(file, self.choices)))
            if left_out.total:
                told.append(f"{file}: {left_out}")
        if self.page is not None:
            from geomap.exports.pages.incident_page import incident_page

            put(encode(incident_page(extraction)), self.page)
        if self.lines:
            put(encode("".join(f"{line}\n" for line in explained(extraction))), STDOUT)
        return tuple(told)


def add_output_options(extract: argparse.ArgumentParser) -> None:
    """Add the options that say what is written where."""
    extract.add_argument(
        "-o",
        "--output",
        action="append",
        default=[],
        metavar="FILE",
        help="the file, its format by suffix: .geojson .jsonl .geojsons .csv .tsv .gpkg .parquet .kml .kmz "
        ".jsonld; - for GeoJSON on standard output; may be repeated",
    )
    extract.add_argument(
        "--columns",
        default="geomap",
        choices=("geomap", "acled", "ged", "hxl"),
        help="in CSV, TSV and Parquet, whose columns: geomap's (the default), ACLED's, UCDP GED's, or with "
        "the hashtags of HXL (no Parquet)",
    )
    extract.add_argument(
        "--formulas",
        action="store_true",
        help="in CSV and TSV, leave text that a spreadsheet would run as it is",
    )
    extract.add_argument(
        "--bom", action="store_true", help="in CSV and TSV, begin with the mark by which Excel knows UTF-8"
    )
    extract.add_argument(
        "--texts", action="store_true", help="in Web Annotations (.jsonld), take the whole texts along"
    )
    extract.add_argument(
        "--html",
        metavar="FILE.html",
        help="a page to look at: the texts with what was read in them marked, and the incidents beside "
        "them; - for standard output",
    )
    extract.add_argument(
        "--explain",
        action="store_true",
        help="why each incident was found, and from which words: in the file (.geojson or .jsonl), or "
        "without -o told on standard output",
    )


def outputs_of(options: argparse.Namespace, command: str = "extract") -> ExtractOutputs:
    """The outputs that the options of a command ask for, not yet checked."""
    from geomap.exports.formats import Choices

    choices = Choices(
        columns=options.columns,
        formulas=options.formulas,
        bom=options.bom,
        explain=options.explain,
        texts=options.texts,
    )
    return ExtractOutputs(files=tuple(options.output), page=options.html, choices=choices, command=command)


def explained(extraction: Extraction) -> Iterator[str]:
    """Yield each document with its incidents, why each was found, and the names without a place.

    In plain lines for people.
    """
    from geomap.model.incident import documents_of
    from geomap.model.telling import tell, visible
    from geomap.resolution.unplaced import unresolved_by_document

    by_document: dict[str, list[Iterator[str]]] = {}
    elsewhere: dict[str, list[str]] = {}
    for incident in extraction.incidents:
        by_document.setdefault(incident.document_id, []).append(tell(incident))
        for other in documents_of(incident)[1:] if incident.accounts else ():
            elsewhere.setdefault(other, []).append(incident.document_id)
    unplaced = unresolved_by_document(extraction)
    for document in extraction.documents:
        told = by_document.pop(document.id, [])
        day = document.published.isoformat() if document.published else "no date"
        title = f": {visible(document.title)}" if document.title else ""
        yield f"{visible(document.id)} ({day}){title}"
        also = elsewhere.get(document.id, [])
        if not told and not also:
            yield "  no incident was found"
        for number, lines in enumerate(told, 1):
            yield f"  {number}. {next(lines)}"
            yield from (f"   {line}" for line in lines)
        for other in also:
            yield f"  an account of an incident that is told under {visible(other)}"
        for name in unplaced.get(document.id, ()):
            yield f"  not placed: {visible(str(name))}"
        yield ""
