"""Whether and how the reading of many documents shows its progress."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import Any

from geomap.pipeline.reading import Progress

# A bar that would be gone again within a second only flickers.
_DELAY = 1.0  # seconds


@contextmanager
def progress_of(asked: Progress | bool | None) -> Iterator[Progress | None]:
    """Give the function to be called after each document, or None for no bar.

    Parameters
    ----------
    asked
        A function; True for a bar of tqdm's, False for none; None for a bar in a notebook alone.
    """
    if callable(asked):
        yield asked
        return
    if asked is False or (asked is None and not in_notebook()):
        yield None
        return
    bar = _bar_class()(desc="reading", unit=" documents", leave=False, delay=_DELAY)
    with bar:

        def show(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        yield show


def in_notebook() -> bool:
    """Whether this runs in a Jupyter kernel; IPython is not loaded to find out."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython is not None else None
    return shell is not None and "IPKernelApp" in shell.config


def _bar_class() -> Any:
    """The bar of the notebook where its widgets are installed, else the one of text."""
    if in_notebook() and find_spec("ipywidgets") is not None:
        from tqdm.notebook import tqdm as widget

        return widget
    from tqdm import tqdm

    return tqdm
