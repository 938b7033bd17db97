"""Commands that read texts: map, extract, geoparse."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geomap.cli.blurring import sensitive_of
from geomap.cli.choices import add_choices, choices_of
from geomap.cli.console import (
    STDOUT,
    Complaints,
    check_output,
    complain,
    counted,
    fields,
    progress_bar,
    put,
    read_inputs,
    say,
)
from geomap.cli.corrections import tell_of_corrections
from geomap.cli.extract_outputs import add_output_options, outputs_of
from geomap.cli.finding import finding_options, report_of
from geomap.cli.joining import told_by_several
from geomap.cli.map_output import add_map_options, check_map, check_names, put_map, show_map
from geomap.cli.overrides import tell_of_overrides
from geomap.cli.undated import tell_of_undated
from geomap.cli.unplaced import tell_of_unplaced
from geomap.errors import UsageError

if TYPE_CHECKING:
    from geomap.model import Document, Recognition, Toponym
    from geomap.pipeline import Report

_INPUT_HELP = (
    "a file, a folder, an archive, - for standard input, or, with --fetch, an address; text, HTML, "
    "JSON Lines, CSV, Word, mail, WARC, and with extras PDF, feeds and Parquet"
)


def reading_options(*, before: tuple[str, str, str] | None = None) -> argparse.ArgumentParser:
    """The inputs and options of every command that reads texts.

    ``before`` is what an argument that stands before the inputs is called in the help, what it is, and its
    name among the options.
    """
    reading = argparse.ArgumentParser(add_help=False)
    if before is not None:
        shown, told, name = before
        reading.add_argument(name, metavar=shown, help=told)
    reading.add_argument("inputs", nargs="+", metavar="INPUT", help=_INPUT_HELP)
    reading.add_argument(
        "--fields",
        type=fields,
        metavar="FIELD=NAME,...",
        help="what tables and JSON call the fields that are read: text=body,published=date; the fields are "
        "id, text, title, published, source, url, language",
    )
    reading.add_argument(
        "--fetch", action="store_true", help="fetch inputs that are addresses on the web (https://...)"
    )
    add_choices(reading)
    return reading


def add_commands(commands: Any) -> None:
    """Add the three commands."""
    reading = reading_options()
    finding = [reading, *finding_options()]
    map_ = commands.add_parser(
        "map",
        parents=finding,
        help="draw a map",
        description="Draw the incidents of texts on one page.",
    )
    add_map_options(map_)
    map_.set_defaults(run=_map)

    extract = commands.add_parser(
        "extract",
        parents=finding,
        help="write the incidents to a file",
        description="Write the incidents of texts as GeoJSON, a table or a GIS file.",
    )
    add_output_options(extract)
    extract.set_defaults(run=_extract)

    geoparse = commands.add_parser(
        "geoparse",
        parents=[reading],
        help="write every place name with its place",
        description="Write every place name of texts with its span, role and place, a document a line.",
    )
    geoparse.add_argument(
        "-o",
        "--output",
        metavar="FILE.jsonl",
        help="JSON Lines; standard output if neither this nor --html is given",
    )
    geoparse.add_argument(
        "--html",
        metavar="FILE.html",
        help="a page to look at: the texts with their place names marked; - for standard output",
    )
    geoparse.add_argument(
        "--explain",
        action="store_true",
        help="tell how each was resolved and what else it could be, as a table of candidates and features: "
        "in lines, or in the other outputs if they are asked for",
    )
    geoparse.set_defaults(run=_geoparse)


def _map(options: argparse.Namespace) -> int:
    check_map(options)
    check_names(options.names, options.theatre)
    sensitive = sensitive_of(options)
    complaints = Complaints()
    report = _report(options, complaints)
    put_map(report, options, sensitive)
    _summarise(report, options.output, "listed on the map under Layers", joined=options.join)
    show_map(options)
    return complaints.status


def _explained(pairs: Iterable[tuple[Document, tuple[Toponym, ...]]]) -> Iterator[str]:
    """Yield each document with its place names, what each could mean and how that was weighed."""
    from geomap.model.telling import visible

    for number, (document, toponyms) in enumerate(pairs):
        if number:
            yield ""
        yield visible(document.id)
        for toponym in toponyms:
            yield from (f"  {line}" for line in toponym.explain().splitlines())
        if not toponyms:
            yield "  no place name was found"


def _extract(options: argparse.Namespace) -> int:
    outputs = outputs_of(options)
    outputs.check()
    complaints = Complaints()
    report = _report(options, complaints)
    left_out = outputs.write(report)
    _summarise(report, outputs.named, outputs.listing, joined=options.join)
    for line in left_out:
        (say if outputs.named else complain)(line)
    return complaints.status


def _geoparse(options: argparse.Namespace) -> int:
    lines, page = options.output, options.html
    if lines is None and page is None:
        lines = None if options.explain else STDOUT
    _check_geoparse_outputs(lines, page)
    complaints = Complaints()
    choices = choices_of(options)
    documents = read_inputs(options, complaints)
    from geomap.exports import dump_toponyms, encode
    from geomap.pipeline import geoparse_each, recognition_of

    with progress_bar("geoparse") as progress:
        pairs = list(geoparse_each(documents, progress=progress, explain=options.explain, **choices))

    def recognition(document: Document) -> Recognition:
        return recognition_of(document.text, options.recogniser)

    tell_of_languages([recognition(document) for document, _ in pairs])
    if lines is None and page is None:
        put(encode("".join(f"{line}\n" for line in _explained(pairs))), STDOUT)
    if lines is not None:
        put(encode(dump_toponyms(pairs, explain=options.explain, recognition=recognition)), lines)
    if page is not None:
        from geomap.exports.pages.toponym_page import toponym_page
        from geomap.gazetteer.index import PlaceIndex

        names = {country.iso2: country.name for country in PlaceIndex.bundled().countries()}
        text = toponym_page(
            pairs,
            explain=options.explain,
            countries=names,
            notes=lambda document: _notes(recognition(document)),
        )
        put(encode(text), page)
    if STDOUT not in (lines, page) and (lines, page) != (None, None):
        found = sum(len(toponyms) for _, toponyms in pairs)
        written = ", ".join(filter(None, (lines, page)))
        say(f"{counted(found, 'toponym')} in {counted(len(pairs), 'document')}: {written}")
    if choices.get("overrides"):
        from geomap.overrides import Overrides, outcomes

        tell_of_overrides(outcomes(Overrides(choices["overrides"]), pairs))
    return complaints.status


def _notes(recognition: Recognition) -> tuple[str, ...]:
    """What a page tells of how a document's place names were found."""
    if recognition.trained:
        return (f"language: {recognition.language}", f"recogniser: {recognition.recogniser}")
    return (
        f"language: {recognition.language}",
        f"recogniser: {recognition.recogniser}; no trained model was used",
    )


def tell_of_languages(recognitions: Iterable[Recognition], *, incidents: bool = False) -> None:
    """Say on standard error which languages were read without the trained model.

    ``incidents`` says that incidents were looked for: these are found in English alone.
    """
    from geomap.pipeline.settings import LEXICON

    languages = Counter(r.language for r in recognitions if r.recogniser == LEXICON)
    if languages:
        told = ", ".join(f"{language} {number}" for language, number in sorted(languages.items()))
        none = ", and incidents are found in English alone" if incidents else "; no trained model was used"
        complain(
            f"note: {counted(languages.total(), 'document')} not in English ({told}): place names were "
            f"found by gazetteer, endings and cues{none}"
        )


def _check_geoparse_outputs(lines: str | None, page: str | None) -> None:
    """Refuse outputs that cannot be written, or not both, before anything is read."""
    if page is not None and page != STDOUT and Path(page).suffix.lower() not in (".html", ".htm"):
        raise UsageError("a page is HTML", where=page, hint="a name ending in .html is needed")
    for path in (lines, page):
        if path is not None:
            check_output(path)
    if lines is not None and page is not None and Path(lines).resolve() == Path(page).resolve():
        where = "standard output" if page == STDOUT else page
        raise UsageError("JSON Lines and a page cannot both go there", where=where, hint="give -o another")


def _report(options: argparse.Namespace, complaints: Complaints) -> Report:
    report = report_of(options, complaints)
    tell_of_languages(report.recognition, incidents=True)
    tell_of_overrides(report.overrides)
    return report


def _summarise(report: Report, output: str, listing: str, *, joined: bool) -> None:
    """Count what was found, unless it went to standard output; name what lacks a day or place."""
    counts = output not in ("", STDOUT)
    if counts:
        incidents = counted(len(report.incidents), "incident") + (told_by_several(report) if joined else "")
        say(f"{incidents} in {counted(len(report.documents), 'document')}: {output}")
    tell_of_undated(report, counted=counts)
    tell_of_unplaced(report, listing, counted=counts)
    tell_of_corrections(report, counted=counts)
