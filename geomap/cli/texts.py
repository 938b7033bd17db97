"""Commands that read texts: map, extract, geoparse."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geomap.cli.blurring import add_options as add_blurring
from geomap.cli.blurring import sensitive_of, tell_of_sensitive
from geomap.cli.choices import choices_of
from geomap.cli.console import (
    STDOUT,
    Complaints,
    check_output,
    complain,
    counted,
    day,
    progress_bar,
    put,
    read_inputs,
    say,
    share,
)
from geomap.cli.corrections import tell_of_corrections
from geomap.cli.extract_outputs import add_output_options, outputs_of
from geomap.cli.finding import finding_options, report_of
from geomap.cli.joining import told_by_several
from geomap.cli.overrides import add_option, tell_of_overrides
from geomap.cli.undated import tell_of_undated
from geomap.cli.unplaced import tell_of_unplaced
from geomap.errors import UsageError

if TYPE_CHECKING:
    from geomap.model import Document, Recognition, Toponym
    from geomap.pipeline import Report

_INPUT_HELP = "a file, a folder, or - for standard input; text, HTML, JSON Lines, CSV"


def reading_options(*, before: tuple[str, str] | None = None) -> argparse.ArgumentParser:
    """The inputs and options of every command that reads texts.

    ``before`` is the name and help of an argument that stands before the inputs.
    """
    reading = argparse.ArgumentParser(add_help=False)
    if before is not None:
        name, told = before
        reading.add_argument(name.lower(), metavar=name, help=told)
    reading.add_argument("inputs", nargs="+", metavar="INPUT", help=_INPUT_HELP)
    reading.add_argument(
        "--date", type=day, metavar="DATE", help="the day of documents that do not say theirs (ISO)"
    )
    reading.add_argument(
        "--theatre",
        default="auto",
        metavar="ID",
        help="auto (the default), none, the id of a bundled theatre, or the path of one's folder",
    )
    reading.add_argument(
        "--recogniser",
        default="model",
        metavar="NAME",
        help="what recognises names in English: model (the bundled one, the default), rules (the gazetteer "
        "and rules alone), or another such as spacy:NAME_OR_PATH",
    )
    add_option(reading)
    reading.add_argument(
        "--min-score",
        type=share,
        metavar="SHARE",
        help="how sure a place has to be, 0 to 1 (0.2 if not given); a less sure name stays without one",
    )
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
    map_.add_argument(
        "-o", "--output", required=True, metavar="FILE.html", help="the page; - for standard output"
    )
    map_.add_argument("--title", help="title of the map")
    map_.add_argument("--as-of", type=day, metavar="DATE", help="the day that the map shows (ISO)")
    map_.add_argument(
        "--names",
        default="en",
        metavar="NAMES",
        help="label places in English (en, the default), as the text does (written), in the writing of "
        "their country (local), or as a party of the theatre does (its id or name)",
    )
    map_.add_argument(
        "--quotes",
        default="sentence",
        choices=("none", "sentence", "full"),
        help="how much of the text to show",
    )
    map_.add_argument(
        "--tiles",
        default="none",
        metavar="TILES",
        help="none (the default), osm or an https address with {z}, {x} and {y}",
    )
    add_blurring(map_)
    map_.add_argument(
        "--language",
        default="auto",
        metavar="CODE",
        help="the language of the page itself: auto (the reader's, the default), en, ru, uk, fr, es or ar",
    )
    map_.add_argument("--open", action="store_true", help="open the page in a browser")
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
    if options.output != STDOUT and Path(options.output).suffix.lower() not in (".html", ".htm"):
        raise UsageError(
            "a map is an HTML page", where=options.output, hint="a name ending in .html is needed"
        )
    if options.open and options.output == STDOUT:
        raise UsageError(
            "a page on standard output cannot be opened", where="--open", hint="give -o FILE.html"
        )
    check_output(options.output)
    _check_names(options.names, options.theatre)
    sensitive = sensitive_of(options)
    complaints = Complaints()
    report = _report(options, complaints)
    tell_of_sensitive(report, sensitive)
    from geomap.render import draw

    page = draw(
        report,
        title=options.title,
        as_of=options.as_of,
        names=options.names,
        quotes=options.quotes,
        tiles=options.tiles,
        language=options.language,
        coarsen=options.coarsen,
        sensitive=sensitive,
    )
    put(page.to_html().encode("utf-8", "replace"), options.output)
    _summarise(report, options.output, "listed on the map under Layers", joined=options.join)
    if options.open:
        import webbrowser

        if not webbrowser.open(Path(options.output).resolve().as_uri()):
            complain(f"--open: no browser was found; open {options.output} yourself")
    return complaints.status


def _check_names(names: str, theatre: str) -> None:
    """Refuse a party that no theatre knows before anything is read."""
    from geomap.layers.naming import GENERAL, choose_naming

    if names in GENERAL:
        return
    from geomap.theatres import bundled_ids, load

    ids = {"auto": bundled_ids(), "none": ()}.get(theatre, (theatre,))
    choose_naming(names, tuple(load(each) for each in ids))


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

    _tell_of_languages([recognition(document) for document, _ in pairs])
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


def _tell_of_languages(recognitions: Iterable[Recognition], *, incidents: bool = False) -> None:
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
    _tell_of_languages(report.recognition, incidents=True)
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
