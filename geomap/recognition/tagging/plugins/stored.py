"""Models from a folder or from a hub's cache; a hub is asked only for what is in neither."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from geomap.errors import ModelError
from geomap.recognition.tagging.plugins.requiring import told_in_one_line


def load_stored(from_pretrained: Callable[..., Any], name: str, *, where: str) -> Any:
    """Call a ``from_pretrained`` of the transformers kind.

    By itself it would ask the hub about a model that it already has, and wait long where there is
    no network.

    Raises
    ------
    ModelError
        If there is no such model, or it cannot be loaded.
    """
    if Path(name).is_dir():
        with told_in_one_line("this folder's model cannot be loaded", where=where):
            return from_pretrained(name, local_files_only=True)
    if Path(name).is_absolute() or name.startswith("."):
        raise ModelError("no such folder", where=where)
    try:
        return from_pretrained(name, local_files_only=True)
    except Exception:  # noqa: BLE001 (each package and version has its own for what it has not stored)
        hint = "give the path of a folder, or run it once with a network"
        with told_in_one_line(
            "no model of that name is stored here, nor can it be downloaded", where=where, hint=hint
        ):
            return from_pretrained(name)
