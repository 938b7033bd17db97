"""The commands for a store: add, list, map, export, remove, vacuum, check."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from geomap.cli.choices import choices_of
from geomap.cli.console import Complaints, complain, counted, day, say
from geomap.cli.corrections import corrections_option
from geomap.cli.extract_outputs import add_output_options
from geomap.cli.map_output import add_map_options
from geomap.cli.stored import add_selection, export_stored, list_stored, map_stored
from geomap.cli.texts import reading_options, tell_of_languages
from geomap.errors import GeomapError, InputError, StoreError, UsageError

if TYPE_CHECKING:
    from geomap.corroboration import Joining
    from geomap.model import Document, Recognition
    from geomap.store import Added

_STORE = ("STORE", "the store: a GeoPackage, or the address of a database (postgresql://...)")
_MOST_DOCUMENTS = 200  # in one transaction


def add_commands(commands: Any) -> None:
    """Add the command with its verbs."""
    store = commands.add_parser(
        "store",
        help="keep incidents over time",
        description="Keep documents and their incidents over time, in a GeoPackage or in a database.",
    )
    verbs = store.add_subparsers(
        metavar="VERB STORE ...", prog="geomap store", required=True, help="what is to be done"
    )
    held = argparse.ArgumentParser(add_help=False)
    held.add_argument("store", metavar="STORE.gpkg", help=_STORE[1])
    _add_add(verbs)

    chosen = argparse.ArgumentParser(add_help=False)
    add_selection(chosen)
    list_ = verbs.add_parser(
        "list",
        parents=[held, chosen],
        help="list the incidents, or the documents",
        description="List the incidents of a store, or its documents, a line each.",
    )
    list_.add_argument("--documents", action="store_true", help="the documents, and which are copies")
    list_.add_argument("--json", action="store_true", help="JSON Lines")
    list_.set_defaults(run=list_stored)

    map_ = verbs.add_parser(
        "map",
        parents=[held, chosen, corrections_option()],
        help="draw a map of the incidents",
        description="Draw the incidents of a store on one page; nothing is read anew.",
    )
    add_map_options(map_)
    map_.set_defaults(run=map_stored)

    export = verbs.add_parser(
        "export",
        parents=[held, chosen, corrections_option()],
        help="write the incidents to a file",
        description="Write the incidents of a store as GeoJSON, a table or a GIS file.",
    )
    add_output_options(export)
    export.set_defaults(run=export_stored)

    remove = verbs.add_parser(
        "remove",
        parents=[held],
        help="take documents out, with all that was found in them",
        description="Take documents out of a store, with all that was found in them.",
    )
    remove.add_argument("ids", nargs="*", metavar="DOCUMENT", help="ids of documents")
    remove.add_argument(
        "--before", type=day, metavar="DATE", help="all documents published before this day (ISO)"
    )
    remove.set_defaults(run=_remove)
    _add_keeping(verbs, held)


def _add_add(verbs: Any) -> None:
    add = verbs.add_parser(
        "add",
        parents=[reading_options(before=("STORE.gpkg", _STORE[1], "store"))],
        help="read texts into a store",
        description="Read texts into a store, which is made if it is not there. What is there already "
        "and has not changed is not read again.",
    )
    add.add_argument(
        "--join-km",
        type=_kilometres,
        metavar="KM",
        help="of a new store: how far apart two exact places may lie that are one (3)",
    )
    add.add_argument(
        "--join-days",
        type=_days,
        metavar="DAYS",
        help="of a new store: how many days before its text's day something may lie whose own day the "
        "text does not say (1)",
    )
    add.set_defaults(run=_add)


def _add_keeping(verbs: Any, held: argparse.ArgumentParser) -> None:
    vacuum = verbs.add_parser(
        "vacuum",
        parents=[held],
        help="give back the room of what was removed",
        description="Give back the room on the disk of what was removed.",
    )
    vacuum.set_defaults(run=_vacuum)
    check = verbs.add_parser(
        "check",
        parents=[held],
        help="look for faults",
        description="Look for faults: the file, its indexes, columns against records, joined incidents "
        "against what joins them, rows that belong to nothing.",
    )
    check.set_defaults(run=_check)


def _add(options: argparse.Namespace) -> int:
    complaints = Complaints()
    choices = choices_of(options)
    joining = _joining(options)
    from geomap.pipeline import ABSTAIN_BELOW, extract, in_batches, provenance_of
    from geomap.readers import read
    from geomap.store import open_store

    provenance = provenance_of(
        theatre=choices["theatre"],
        recogniser=choices["recogniser"],
        overrides=choices.get("overrides", ()),
        min_score=choices.get("min_score", ABSTAIN_BELOW),
    )
    total = 0
    recognition: list[Recognition] = []
    with open_store(options.store, joining=joining) as store:

        def keep(documents: Iterable[Document]) -> Added:
            report = extract(documents, progress=False, **choices)
            recognition.extend(report.recognition)
            return store.add(report, provenance=provenance)

        documents = read(
            *options.inputs,
            date=options.date,
            fields=options.fields,
            fetch=options.fetch,
            on_error=complaints,
        )
        for batch in in_batches(documents, most=_MOST_DOCUMENTS):
            total += len(batch)
            known = store.known(batch, provenance=provenance)
            told = _keep_all([document for document in batch if document.id not in known], keep, complaints)
            line = f"{told}{len(known)} unchanged; {counted(total, 'document')} so far"
            say(line, at_once=True)  # whoever waits for it may take it that the batch is kept
        tell_of_languages(recognition, incidents=True)
        if not total:
            from geomap.web.showing import shown_inputs

            raise InputError("nothing could be read", where=shown_inputs(options.inputs))
        counts = store.counts()
        say(
            f"{store.address}: {counted(counts.incidents, 'incident')}, told "
            f"{counted(counts.accounts, 'time')} in {counted(counts.documents, 'document')}"
        )
    return complaints.status


def _keep_all(
    documents: Sequence[Document], keep: Callable[[Iterable[Document]], Added], complaints: Complaints
) -> str:
    """Read and keep documents, and say how many were new and changed; when this returns they are on the disk.

    One that cannot be read or kept is named, and the others are kept without it.
    """
    if not documents:
        return ""
    try:
        added = [keep(documents)]
    except StoreError:
        raise
    except GeomapError as error:
        if len(documents) == 1:
            complaints(error)
            return ""
        added = []
        for document in documents:
            try:
                added.append(keep([document]))
            except StoreError:
                raise
            except GeomapError as own:
                complaints(InputError(str(own), where=f"document {document.id}"))
    new, changed = (sum(len(getattr(each, name)) for each in added) for name in ("new", "changed"))
    return f"{new} new, {changed} changed, "


def _joining(options: argparse.Namespace) -> Joining | None:
    """The settings that are asked for; None if none are."""
    from geomap.corroboration import Joining

    asked: dict[str, Any] = {"distance_km": options.join_km, "days": options.join_days}
    asked = {name: value for name, value in asked.items() if value is not None}
    return Joining(**asked) if asked else None


def _kilometres(value: str) -> float:
    try:
        return float(value)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{value!r} is no number of kilometres") from None


def _days(value: str) -> int:
    try:
        return int(value)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{value!r} is no number of days") from None


def _remove(options: argparse.Namespace) -> int:
    if not options.ids and options.before is None:
        raise UsageError(
            "nothing says what to remove", where="store remove", hint="ids of documents or --before is needed"
        )
    from geomap.store import open_store

    with open_store(options.store, create=False) as store:
        kept = {document.id: document.published for document in store.documents()}
        missing = [id_ for id_ in dict.fromkeys(options.ids) if id_ not in kept]
        wanted = [id_ for id_ in dict.fromkeys(options.ids) if id_ in kept]
        if options.before is not None:
            wanted += [
                id_ for id_, published in kept.items() if published is not None and published < options.before
            ]
        for id_ in missing:
            complain(f"{store.address}: no document {id_!r}")
        removed = store.remove(wanted)
    say(f"{counted(removed, 'document')} removed")
    return 1 if missing else 0


def _vacuum(options: argparse.Namespace) -> int:
    from geomap.store import open_store

    with open_store(options.store, create=False) as store:
        before = store.size()
        store.vacuum()
        say(f"{store.address}: {before / 1e6:.1f} MB before, {store.size() / 1e6:.1f} MB now")
    return 0


def _check(options: argparse.Namespace) -> int:
    from geomap.store import open_store

    with open_store(options.store, create=False) as store:
        faults = store.check()
        counts = store.counts()
    for fault in faults:
        say(fault)
    if not faults:
        say(f"no faults in {counted(counts.documents, 'document')}, {counted(counts.incidents, 'incident')}")
    return 1 if faults else 0
