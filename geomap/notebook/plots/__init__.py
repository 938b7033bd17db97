"""Static maps and charts of a report with matplotlib: ``report.plot()``, ``report.plot.days()`` ...

Each function draws on matplotlib's axes and gives them back, so that titles, sizes and colours can be
changed and the figure saved as usual. matplotlib is loaded when something is drawn.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from geomap.model import Extraction

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from geomap.gazetteer.index import PlaceIndex

__all__ = ["Plots"]


class Plots:
    """The charts of one report; called, it draws the map.

    Parameters
    ----------
    extraction
        The report.

    Raises
    ------
    MissingExtraError
        By each method, if matplotlib is not installed.
    """

    def __init__(self, extraction: Extraction) -> None:
        self._extraction = extraction

    def __call__(self, *, ax: Axes | None = None, title: str | None = None) -> Axes:
        """Draw the map; see `map`."""
        return self.map(ax=ax, title=title)

    def map(
        self, *, ax: Axes | None = None, title: str | None = None, index: PlaceIndex | None = None
    ) -> Axes:
        """Draw where the incidents lie: districts as areas, sectors as bands, signs by status and family.

        Parameters
        ----------
        ax
            Axes to draw on; those of a new figure if not given.
        title
            Of the axes; that of the map page if not given.
        index
            The gazetteer for the ground; the installed one if not given.
        """
        from geomap.notebook.plots.maps import draw_map

        return draw_map(self._extraction, ax=ax, title=title, index=index)

    def sector_map(
        self, *, value: str = "incidents", ax: Axes | None = None, title: str | None = None
    ) -> Axes:
        """Draw the sectors, the darker the more is told of them.

        Parameters
        ----------
        value
            A column of `Report.sector_table` to add up over the days: ``incidents``, ``weight``,
            ``status_contested``, ``type_shelling``, ``fatalities_low`` ...
        ax, title
            As for `map`.

        Raises
        ------
        UsageError
            If there is no such column, or the report has no sectors.
        """
        from geomap.notebook.plots.maps import draw_sector_map

        return draw_sector_map(self._extraction, value=value, ax=ax, title=title)

    def days(
        self,
        *,
        by: str = "status",
        start: date | None = None,
        end: date | None = None,
        ax: Axes | None = None,
        title: str | None = None,
    ) -> Axes:
        """Draw incidents a day as stacked bars; a line below tells how many have no day.

        Parameters
        ----------
        by
            ``status`` or ``type``.
        start, end
            First and last day; those of the incidents if not given.
        ax, title
            As for `map`.

        Raises
        ------
        UsageError
            If ``by`` is neither, or the last day is before the first.
        """
        from geomap.notebook.plots.charts import draw_days

        return draw_days(self._extraction, by=by, start=start, end=end, ax=ax, title=title)

    def sectors(
        self,
        *,
        value: str = "incidents",
        start: date | None = None,
        end: date | None = None,
        ax: Axes | None = None,
        title: str | None = None,
    ) -> Axes:
        """Draw a heat table: a row for each sector, a column for each day.

        Parameters
        ----------
        value
            A column of `Report.sector_table`.
        start, end
            As for `Report.sector_table`.
        ax, title
            As for `map`.

        Raises
        ------
        UsageError
            If there is no such column, or the last day is before the first.
        """
        from geomap.notebook.plots.charts import draw_sectors

        return draw_sectors(self._extraction, value=value, start=start, end=end, ax=ax, title=title)
