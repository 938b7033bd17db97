"""The gazetteer of whoever gives none: the bundled one with the user's own places.

It is opened once and kept while the folder of overlays stays as it is. An overlay that is added,
made anew or removed while Python runs, as in a notebook, holds from the next call on.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from geomap.pipeline.kept import kept_for

if TYPE_CHECKING:
    from geomap.gazetteer.index import PlaceIndex

# What tells one file from another under the same name.
_State = tuple[tuple[Path, int, int, int], ...]


@dataclass(slots=True)
class _Opened:
    """The index that is kept, and of which files it was made."""

    index: PlaceIndex | None = None
    state: _State = ()


_opened = _Opened()
_opening = Lock()


def installed_index() -> PlaceIndex:
    """Give the bundled gazetteer with the overlays that are installed now.

    The same index while no overlay comes, goes or changes: that costs a listing of their folder. One
    that was given before stays open for whoever still reads with it, and is closed after that.

    Raises
    ------
    GazetteerError
        If an overlay cannot be opened.
    """
    from geomap.gazetteer.overlays import installed_files

    with _opening:
        state = _state_of(installed_files())
        index = _opened.index
        if index is None or _opened.state != state:
            if index is not None:
                _opened.index = None
                _let_go()
            index = _opened.index = _open()
            _opened.state = state
        return index


def _open() -> PlaceIndex:
    from geomap.gazetteer.index import PlaceIndex

    return PlaceIndex.installed()


def _let_go() -> None:
    """Forget what is kept for the gazetteers of before, so that their files are closed."""
    from geomap.resolution.relative.waters import waters_off

    kept_for.cache_clear()
    waters_off.cache_clear()


def _state_of(files: tuple[Path, ...]) -> _State:
    return tuple((path, *_facts(path)) for path in files)


def _facts(path: Path) -> tuple[int, int, int]:
    try:
        facts = path.stat()
    except OSError:
        return 0, 0, 0  # opening it tells what is wrong
    return facts.st_ino, facts.st_size, facts.st_mtime_ns
