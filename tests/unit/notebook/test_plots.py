"""Charts: what is drawn, what is said to be left out, and what is refused."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import date

import matplotlib as mpl
import pytest
import shapely

mpl.use("Agg")

from matplotlib import pyplot

from geomap.errors import MissingExtraError, UsageError
from geomap.notebook.framing import frame_map
from geomap.notebook.plots import Plots
from geomap.notebook.plots.periods import periods
from geomap.pipeline import Report
from tests.builders import DOCUMENT, geometry, incident


@pytest.fixture(autouse=True)
def _close_figures():
    yield
    pyplot.close("all")


def legend(plot):
    return [text.get_text() for text in plot.get_legend().get_texts()]


def heights(plot):
    return {bars.get_label(): [bar.get_height() for bar in bars.patches] for bars in plot.containers}


def test_the_map_draws_every_place(report, tmp_path):
    plot = report.plot(title="A $map")
    texts = [text.get_text() for text in plot.texts]
    assert "2" in texts
    assert "Northern sector" in texts
    assert legend(plot) == ["contested", "reported", "bombardment"]
    assert plot.get_title(loc="left") == "A $map"
    assert plot.get_xlabel() == "not in the picture: 1 without a place"
    plot.figure.savefig(tmp_path / "map.png")
    assert (tmp_path / "map.png").stat().st_size > 5_000


def test_it_draws_on_the_axes_that_it_is_given(report):
    _, (left, right) = pyplot.subplots(1, 2)
    assert report.plot.map(ax=left) is left
    assert report.plot.days(ax=right) is right


def test_the_legend_of_days_covers_no_bar(report):
    plot = report.plot.days(by="type")
    plot.figure.canvas.draw()
    assert plot.get_legend().get_window_extent().x0 >= plot.get_window_extent().x1
    given = report.plot.days(by="type", ax=pyplot.subplots()[1])
    given.figure.canvas.draw()
    assert given.get_legend().get_window_extent().x1 <= given.get_window_extent().x1


def test_days_are_stacked_by_status(report):
    plot = report.plot.days()
    assert heights(plot) == {"reported": [0, 1], "claimed": [1, 0], "contested": [2, 0]}
    assert plot.get_title(loc="left") == "Incidents a day by status"
    assert plot.get_xlabel().startswith("not drawn: 1 ")
    assert [label.get_text() for label in plot.get_xticklabels()] == ["1 Mar", "2 Mar"]


def test_days_by_type_and_within_bounds(report):
    plot = report.plot.days(by="type", start=date(2021, 3, 2), end=date(2021, 3, 4))
    assert heights(plot) == {"shelling": [1, 0, 0]}
    assert plot.get_xlabel().startswith("not drawn: 4 ")


def test_rare_types_are_one():
    from geomap.model import IncidentType

    some = [incident(id=f"{kind}{n}", type=kind) for kind in list(IncidentType)[:12] for n in range(2)]
    plot = Report(documents=(DOCUMENT,), toponyms=((),), incidents=tuple(some)).plot.days(by="type")
    bars = heights(plot)
    assert len(bars) == 9
    assert sum(sum(row) for row in bars.values()) == 24
    assert bars["other"] == [8]


def test_the_heat_table_has_a_row_a_sector_and_a_column_a_day(report):
    plot = report.plot.sectors()
    assert [label.get_text() for label in plot.get_yticklabels()] == ["Northern sector", "in no sector"]
    (image,) = plot.images
    assert image.get_array().tolist() == [[2.0, 1.0], [1.0, 0.0]]
    assert plot.get_xlabel() == "without a day: 1"


def test_the_sector_map_shows_sums(report):
    plot = report.plot.sector_map(value="status_contested")
    assert "1" in [text.get_text() for text in plot.texts]
    assert plot.get_xlabel() == "in no sector: 2"


def test_sectors_of_one_name_have_a_row_each(report):
    (north,) = report.sectors
    twins = (replace(north, name="$Ford$"), replace(north, id="south", name="$Ford$"))
    plot = replace(report, sectors=twins).plot.sectors()
    assert [label.get_text() for label in plot.get_yticklabels()] == ["$Ford$", "$Ford$", "in no sector"]
    assert plot.images[0].get_array().tolist() == [[2.0, 1.0], [0.0, 0.0], [1.0, 0.0]]
    plot.figure.canvas.draw()


@pytest.mark.parametrize("middle", [180.5, -179.5])
def test_a_sector_beyond_the_180th_meridian_stands_where_its_incidents_do(report, middle):
    band = shapely.box(middle - 1, 50, middle + 1, 50.4)
    stretch = shapely.LineString([(middle - 1, 50.2), (middle + 1, 50.2)])
    sector = replace(report.sectors[0], band=geometry(band.wkt), stretch=geometry(stretch.wkt))
    here = replace(
        report,
        incidents=(
            incident("POINT (-179.6 50.2)", theatre="east", sectors=("north",)),
            incident("POINT (179.2 50.3)", id="i2", theatre="east"),
        ),
        sectors=(sector,),
    )
    plot = here.plot.sector_map()
    (number,) = [text for text in plot.texts if text.get_text() == "1"]
    west, east = plot.get_xlim()
    assert west < 180 < number.get_position()[0] < east
    assert sum(badge.number for badge in frame_map(here).badges) == 2


def test_what_cannot_be_drawn_is_told(report):
    with pytest.raises(UsageError, match="status or type"):
        report.plot.days(by="colour")
    with pytest.raises(UsageError, match="is before"):
        report.plot.days(start=date(2021, 3, 2), end=date(2021, 3, 1))
    with pytest.raises(UsageError, match="incidents, shared, weight"):
        report.plot.sectors(value="colour")
    with pytest.raises(UsageError, match="no sectors"):
        replace(report, sectors=()).plot.sector_map()


@pytest.mark.parametrize("draw", ["map", "days", "sectors"])
def test_an_empty_report_gives_empty_axes(draw):
    empty = Report(documents=(DOCUMENT,), toponyms=((),), incidents=())
    plot = getattr(empty.plot, draw)()
    plot.figure.canvas.draw()


def test_without_matplotlib_it_says_what_to_install(report, monkeypatch):
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    monkeypatch.setitem(sys.modules, "matplotlib.ticker", None)
    for draw in ("map", "days", "sectors", "sector_map"):
        with pytest.raises(MissingExtraError, match=r"pip install 'geomap\[notebook\]'"):
            getattr(Plots(report), draw)()


def test_nothing_is_loaded_before_something_is_drawn():
    code = (
        "import sys, geomap, geomap.notebook.plots, geomap.pipeline\n"
        "assert not {'matplotlib', 'IPython', 'folium'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_periods_widen_with_the_span_and_have_no_gap():
    days = periods([date(2020, 10, 13), date(2020, 10, 15)])
    assert (days.unit, len(days.starts)) == ("day", 3)
    weeks = periods([date(2020, 9, 27), date(2021, 1, 31)])
    assert weeks.unit == "week"
    assert weeks.starts[0] == date(2020, 9, 21)
    assert weeks.column(date(2020, 9, 27)) == 0
    assert weeks.column(date(2020, 9, 28)) == 1
    assert weeks.column(date(2021, 1, 31)) == len(weeks.starts) - 1
    months = periods([date(2020, 1, 31), date(2022, 2, 1)])
    assert (months.unit, len(months.starts)) == ("month", 26)
    assert months.column(date(2021, 12, 31)) == 23
    assert months.column(date(2019, 12, 31)) is None
    assert months.column(date(2022, 3, 1)) is None
    assert periods([]).column(date(2020, 1, 1)) is None


def test_a_title_is_no_formula(report):
    for plot in (report.plot.days(title=r"$\nothing$"), report.plot.sectors(title=r"$\nothing$")):
        # matplotlib would raise when it draws a formula that it cannot read.
        plot.figure.canvas.draw()
        assert plot.get_title(loc="left") == r"$\nothing$"
