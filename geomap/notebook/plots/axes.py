"""matplotlib's axes, or one line that says how to get them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geomap.extras import require

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def axes(ax: Axes | None, *, size: tuple[float, float]) -> Axes:
    """The axes given, or those of a new figure of so many inches.

    Raises
    ------
    MissingExtraError
        If matplotlib is not installed.
    """
    pyplot = load_pyplot()
    if ax is not None:
        return ax
    made: Axes = pyplot.subplots(figsize=size, layout="constrained")[1]
    return made


def load_pyplot() -> Any:
    """matplotlib.pyplot; not a name of a module here, so that nothing loads it before it is wanted."""
    require("matplotlib", what="a chart", where="plot")
    from matplotlib import pyplot

    return pyplot
