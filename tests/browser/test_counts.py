"""Whatever is filtered and whoever tells it: the page counts what Python counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from geomap.demo import sample_paths
from geomap.model import Extraction
from geomap.pipeline import extract
from geomap.readers import read
from geomap.render import draw
from tests import drawn
from tests.browser.conftest import Opened
from tests.page_counts import DIMENSIONS, THIRD, Choice, Counted

# As wide as it takes to show all incidents at a zoom at which no world is seen twice.
SIZE = (1900, 1100)
SEEDS = range(30)

FIT = """async () => {
  const { map, table } = await geomap.ready;
  const spots = [...table.of.keys()].map((a) => [table.lat[a] / 1e6, table.lon[a] / 1e6]);
  if (spots.length) map.fitBounds(L.latLngBounds(spots).pad(0.05), { animate: false, maxZoom: 9 });
  return 256 * 2 ** map.getZoom() > 1.3 * map.getSize().x && spots.every((at) => map.getBounds().contains(at));
}"""
APPLY = """async (choice) => {
  const { filters, lens } = await geomap.ready;
  for (const dimension of Object.keys(filters.values)) {
    const wanted = choice.only[dimension];
    const numbers = (names) => new Set([...filters.values[dimension].keys()].filter((k) => names.includes(filters.values[dimension][k] || 'none')));
    filters.set(dimension, wanted ? numbers(wanted) : null);
  }
  filters.set('killed', choice.killed);
  filters.setTime({ from: choice.from, to: choice.to, undated: choice.undated });
  await filters.setText(choice.text);
  lens.setAccount(choice.account);
  await new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)));
}"""
READ = """async () => {
  const { lens, layers } = await geomap.ready;
  const signs = layers.get('incidents');
  const named = (numbers, keys) => Object.fromEntries(keys.map((key, k) => [key, numbers[k]]).filter(([, n]) => n));
  return {
    line: document.querySelector('.gm-count').textContent,
    shown: [...lens.mask.keys()].filter((i) => lens.mask[i]),
    signs: [...signs._signs.values()].map(({ spot, element }) => ({
      total: spot.total, statuses: named(spot.statuses, lens.table.statuses), families: named(spot.families, lens.table.families),
      members: signs._clusters.members(spot.cell), label: element.getAttribute('aria-label'),
      number: (element.querySelector('.gm-cluster-number') || {}).textContent, drawn: element.isConnected,
    })),
    sectors: layers.get('sectors') ? layers.get('sectors').labels.map((label) => label.text).sort() : [],
  };
}"""
# What the menus above the list say, opened one after the other.
MENUS = """async () => {
  const found = {};
  for (const menu of document.querySelectorAll('.gm-menu[data-dimension]')) {
    menu.open = true;
    await new Promise((go) => menu.addEventListener('toggle', go, { once: true }));
    await new Promise((go) => setTimeout(go, 0));
    found[menu.dataset.dimension] = [...menu.querySelectorAll('[data-facet]')].map((row) => [
      row.dataset.facet, Number(row.textContent.match(/ \\(([\\d,]+)\\)$/)[1].replaceAll(',', ''))]);
    menu.open = false;
  }
  return found;
}"""


EXTRACTIONS: dict[str, Callable[[], Extraction]] = {
    "drawn": drawn.extraction,
    "samples": lambda: extract(read(*sample_paths())),
    "many": lambda: drawn.many(3000),
}


@pytest.fixture(scope="module", params=EXTRACTIONS)
def made(request: Any) -> tuple[str, Counted]:
    """A page, and what is counted of it in Python."""
    extraction = EXTRACTIONS[request.param]()
    with pytest.MonkeyPatch.context() as patch:
        drawn.put_basemap(patch, drawn.fake_basemap())
        return draw(extraction, drawn.FakeIndex()).to_html(), Counted(extraction)


@pytest.fixture
def both(made: tuple[str, Counted], open_page: Any) -> tuple[Opened, Counted]:
    """A page that shows all incidents at once, and what is counted in Python."""
    page, counted = made
    opened = open_page(page, SIZE)
    assert opened.js(FIT)
    return opened, counted


def days(day: date | None) -> int | None:
    return None if day is None else (day - date(1970, 1, 1)).days


def apply(opened: Opened, choice: Choice) -> dict[str, Any]:
    asked = {
        "only": {dimension: sorted(names) for dimension, names in choice.only.items()},
        "killed": choice.killed, "text": choice.text, "account": choice.account,
        "from": days(choice.start), "to": days(choice.end), "undated": choice.undated,
    }  # fmt: skip
    opened.js(APPLY, asked)
    found: dict[str, Any] = opened.js(READ)
    return found


def check(opened: Opened, told: Counted, choice: Choice) -> dict[str, Any]:
    """The list, the signs and the sectors show the choice."""
    found = apply(opened, choice)
    shown = told.shown(choice)
    assert found["shown"] == shown, choice
    assert found["line"] == told.count_line(choice), choice
    assert found["sectors"] == told.sector_labels(choice, sector_names(told)), choice
    times: Counter[int] = Counter()
    for sign in found["signs"]:
        members = sign["members"]
        assert sign["drawn"]
        assert sign["total"] == len(members) == len(set(members))
        assert sign["statuses"] == told.statuses(members, choice.account)
        assert sign["families"] == told.families(members)
        if len(members) > 1:
            assert sign["number"] == str(len(members))
            assert sign["label"].startswith(f"{len(members):,} incidents")
        times.update(members)
    # Each that has a place is counted once a sign, and no more often than it has spots.
    assert set(times) == {i for i in shown if told.anchors[i]}
    assert all(number <= told.anchors[i] for i, number in times.items())
    assert sum(times.values()) == sum(sign["total"] for sign in found["signs"])
    return found


def sector_names(told: Counted) -> list[str]:
    return list(told._sectors.values())


def menus(opened: Opened) -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = {}
    for dimension, pairs in opened.js(MENUS).items():
        found[dimension] = Counter()
        for value, number in pairs:
            found[dimension][value] += number
    return found


def test_nothing_filtered(both: tuple[Opened, Counted]) -> None:
    opened, told = both
    found = check(opened, told, Choice())
    assert len(found["shown"]) == len(told.incidents)
    for dimension, counted in menus(opened).items():
        assert counted == told.facet(Choice(), dimension)
        assert set(counted) == set(told.every(dimension))
    assert opened.faults == []


def test_each_dimension_and_account(both: tuple[Opened, Counted]) -> None:
    opened, told = both
    for dimension in DIMENSIONS:
        values = told.every(dimension)
        for value in values if len(values) < 7 else values[:: len(values) // 6]:
            check(opened, told, Choice({dimension: frozenset({value})}))
        check(opened, told, Choice({dimension: frozenset()}))
    for killed in (1, 2, 200, 10**6):
        check(opened, told, Choice(killed=killed))
    for text in ("tamsin", "ARMY said", "shelling", "Fighting goes", "no such words"):
        check(opened, told, Choice(text=text))
    for account in (*told.sides, THIRD):
        check(opened, told, Choice(account=account))
    known = sorted({i.date_start for i in told.incidents if i.date_start})
    for start, end in ((known[0], known[0]), (known[-1], None), (None, known[0]), (known[0], known[-1])):
        check(opened, told, Choice(start=start, end=end))
        check(opened, told, Choice(start=start, end=end, undated=False))
    check(opened, told, Choice(start=known[-1] + timedelta(days=400)))
    assert opened.faults == []


def test_filters_together(both: tuple[Opened, Counted]) -> None:
    opened, told = both
    some = 0
    for seed in SEEDS:
        choice = told.random(seed)
        some += bool(check(opened, told, choice)["shown"])
        for dimension, counted in menus(opened).items():
            assert counted == told.facet(choice, dimension), (seed, dimension, choice)
    # Of thirty, some leave something.
    assert some >= 5
    assert opened.faults == []


def test_what_is_seen_on_two_maps_is_counted_once_in_the_list(open_page: Any, make_map: Any) -> None:
    told = Counted(drawn.many(300))
    opened = open_page(make_map(drawn.many(300)), SIZE)
    opened.page.click("[data-account=beside]")
    opened.settle()
    either = {i for side in ("Ostra", "Velm") for i in told.shown(Choice(account=side))}
    line = opened.page.locator(".gm-count").inner_text()
    contested = told.statuses(sorted(either), "all")["contested"]
    assert line == f"{len(either)} incidents of 300 · {contested} contested"
    assert opened.faults == []
