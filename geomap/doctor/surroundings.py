"""What lies around geomap: the browser, the terminal, the folders that it may write to."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final, TextIO

from geomap.doctor.findings import Finding, State
from geomap.errors import GazetteerError

GROUP: Final = "around it"

_LETTERS = "Şuşa Шуша Շուշի غزة – é"


def examine(terminal: TextIO) -> Iterator[Finding]:
    """Look at each; nothing here is needed, so nothing is broken."""
    yield browser()
    yield encoding(terminal)
    yield own_places()
    yield this_folder()


def browser() -> Finding:
    """Whether ``geomap map --open`` has something to open a page with."""
    import webbrowser

    try:
        name = getattr(webbrowser.get(), "name", "")
    except webbrowser.Error:
        told, hint = "none is found: --open opens nothing", "open the page yourself, or set BROWSER"
        return Finding(GROUP, "browser", State.NOTE, told, hint)
    return Finding(GROUP, "browser", State.WORKS, f"{name or 'the system has one'}; --open opens pages")


def encoding(terminal: TextIO) -> Finding:
    """Whether the output can show names in every script."""
    name = getattr(terminal, "encoding", None) or "unknown"
    try:
        _LETTERS.encode(name)
    except (UnicodeEncodeError, LookupError):
        told = f"its encoding {name} lacks letters, which are shown as \\u0448"
        hint = "set PYTHONUTF8=1, or choose a UTF-8 locale; files are UTF-8 in any case"
        return Finding(GROUP, "terminal", State.NOTE, told, hint)
    return Finding(GROUP, "terminal", State.WORKS, name.lower())


def own_places() -> Finding:
    """Whether places of one's own can be added."""
    from geomap.gazetteer.overlays.folder import VARIABLE, data_folder

    try:
        folder = data_folder()
    except GazetteerError as error:
        return Finding(GROUP, "data folder", State.NOTE, error.what, error.hint or "")
    if can_write(folder):
        told = str(folder) if folder.is_dir() else f"{folder} (made when it is needed)"
        return Finding(GROUP, "data folder", State.WORKS, told)
    told = f"{folder} cannot be written: no places of your own can be added"
    return Finding(GROUP, "data folder", State.NOTE, told, f"set {VARIABLE} to another folder")


def this_folder() -> Finding:
    """Whether outputs can be written beside one."""
    try:
        folder = Path.cwd()
    except OSError:
        return Finding(GROUP, "this folder", State.NOTE, "it is there no more", "cd to another folder")
    if can_write(folder):
        return Finding(GROUP, "this folder", State.WORKS, "can be written")
    hint = "give outputs with their folder: -o FOLDER/map.html"
    return Finding(GROUP, "this folder", State.NOTE, f"{folder} cannot be written", hint)


def can_write(folder: Path) -> bool:
    """Whether files can be made in a folder, or it can be made where it is not there yet."""
    there = next((each for each in (folder, *folder.parents) if each.exists()), None)
    return there is not None and there.is_dir() and os.access(there, os.W_OK | os.X_OK)
