"""What is in a store, shown: listed, drawn, written."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from geomap.cli.blurring import sensitive_of
from geomap.cli.console import STDOUT, complain, counted, day, put, say
from geomap.cli.corrections import tell_of_corrections
from geomap.cli.extract_outputs import outputs_of
from geomap.cli.map_output import check_map, put_map, show_map

if TYPE_CHECKING:
    from geomap.model import Incident
    from geomap.pipeline import Report
    from geomap.store import Kept, Store

_COLUMNS = {"type": "incident_type", "status": "status", "theatre": "theatre", "country": "country"}


def add_selection(parser: argparse.ArgumentParser) -> None:
    """Add the options that choose among the incidents of a store."""
    parser.add_argument(
        "--start", type=day, metavar="DATE", help="what may have happened on this day or later (ISO)"
    )
    parser.add_argument(
        "--end", type=day, metavar="DATE", help="what may have happened on this day or earlier (ISO)"
    )
    for name, told in (
        ("type", "of this type, such as shelling"),
        ("status", "reported, claimed, contested, denied or confirmed"),
        ("theatre", "of the theatre of this id"),
        ("country", "in the country of this ISO code"),
        ("document", "of which the document of this id tells"),
    ):
        parser.add_argument(
            f"--{name}", action="append", metavar=name.upper(), help=f"{told}; may be repeated"
        )
    parser.add_argument(
        "--bbox",
        type=_box,
        metavar="W,S,E,N",
        help="what lies, as far as is known, in this box of decimal degrees",
    )
    parser.add_argument(
        "--accounts", action="store_true", help="each account by itself, as the one document has it"
    )


def _box(value: str) -> tuple[float, float, float, float]:
    """Read an option's box."""
    try:
        west, south, east, north = map(float, value.split(","))
    except ValueError:
        raise argparse.ArgumentTypeError(f"{value!r} is no box; one such as 44,38,51,42 is needed") from None
    return west, south, east, north


def list_stored(options: argparse.Namespace) -> int:
    """List the incidents, or the documents."""
    from geomap.exports import encode
    from geomap.store import open_store

    with open_store(options.store, create=False) as store:
        if options.documents:
            lines = [_document_line(each, json_=options.json) for each in store.documents()]
        else:
            report = _chosen(store, options)
            if options.json:
                from geomap.exports.geojson import dump_feature_lines

                put(encode(dump_feature_lines(report, explain=False)), STDOUT)
                return 0
            lines = [_incident_line(each) for each in report.incidents]
    put(encode("".join(f"{line}\n" for line in lines)), STDOUT)
    return 0


def map_stored(options: argparse.Namespace) -> int:
    """Draw the incidents."""
    check_map(options)
    sensitive = sensitive_of(options)
    report = _corrected(options)
    put_map(report, options, sensitive)
    _summarise(report, options.output if options.output != STDOUT else "")
    show_map(options)
    return 0


def export_stored(options: argparse.Namespace) -> int:
    """Write the incidents."""
    outputs = outputs_of(options, "store export")
    outputs.check()
    report = _corrected(options)
    left_out = outputs.write(report)
    _summarise(report, outputs.named)
    for line in left_out:
        (say if outputs.named else complain)(line)
    return 0


def _corrected(options: argparse.Namespace) -> Report:
    """What is chosen, with corrections applied."""
    from geomap.store import open_store

    with open_store(options.store, create=False) as store:
        report = _chosen(store, options)
    if options.corrections is not None:
        from geomap.corrections import correct
        from geomap.pipeline import read_corrections

        report = correct(report, read_corrections(options.corrections))
        tell_of_corrections(report, counted=False)
    return report


def _chosen(store: Store, options: argparse.Namespace) -> Report:
    from geomap.pipeline import Report

    where = {column: getattr(options, name) for name, column in _COLUMNS.items() if getattr(options, name)}
    return Report.of(
        store.report(
            where=where,
            start=options.start,
            end=options.end,
            bbox=options.bbox,
            document_ids=options.document,
            accounts=options.accounts,
        )
    )


def _summarise(report: Report, output: str) -> None:
    if output:
        incidents = counted(len(report.incidents), "incident")
        say(f"{incidents} in {counted(len(report.documents), 'document')}: {output}")


def _incident_line(incident: Incident) -> str:
    from geomap.model.telling import visible

    first, last = incident.date_start, incident.date_end
    days = " to ".join(dict.fromkeys(each.isoformat() for each in (first, last) if each is not None))
    place = incident.place.name if incident.place is not None else "no place"
    documents = len({account.incident.document_id for account in incident.accounts}) or 1
    told, voices = counted(documents, "document"), incident.independent_voices
    if voices != documents:
        told += f", {counted(voices, 'voice')}"
    kinds = (incident.type.value, incident.status.value)
    return "  ".join(map(visible, (incident.id, days or "no day", *kinds, place, f"({told})")))


def _document_line(document: Kept, *, json_: bool) -> str:
    from geomap.model.telling import visible

    if json_:
        record = asdict(document)
        record["published"] = document.published.isoformat() if document.published else None
        return json.dumps(record, ensure_ascii=False)
    day_ = document.published.isoformat() if document.published else "no day"
    copy = f", a copy of {document.copy_of}" if document.copy_of is not None else ""
    told = counted(document.incidents, "incident")
    parts = (document.id, day_, document.source or "", document.title or "")
    return "  ".join(visible(part) for part in (*parts, f"({told}{copy})") if part)
