"""Names that every JavaScript object has, names that the page itself uses, and very long ones."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests import drawn
from tests.browser.hostile.opening import OPEN_ALL, PARTS
from tests.browser.hostile.payloads import bare

# Two sides a page.
PAIRS = (
    ("__proto__", "constructor"),
    ("toString", "hasOwnProperty"),
    ("__defineGetter__", "valueOf"),
    ("all", "third"),
    ("beside", "none"),
    ("-", "~"),
    ("|", "%"),
    ("a|b~c%zz", "null"),
    ("undefined", "0"),
)


def renamed(first: str, second: str):
    """The drawn extraction whose sides, parties, publisher, sectors, places and ids bear such names."""
    plain = drawn.hostile(first)
    sides = {"Velm": first, "Ostra": second}

    def claim(made, old):
        return replace(made, side=sides.get(old.side, old.side), speaker=first)

    incidents = tuple(
        replace(made, claims=tuple(claim(*pair) for pair in zip(made.claims, old.claims, strict=True)))
        for made, old in zip(plain.incidents, drawn.incidents(), strict=True)
    )
    names = (first, second, f"{first}~", f"{second}|")
    sectors = tuple(replace(sector, name=name) for sector, name in zip(plain.sectors, names, strict=True))
    return replace(plain, incidents=incidents, sectors=sectors)


CHOOSE_ALL = """async () => {
  const {accounts, filters, lens, state, table} = await geomap.ready;
  const found = {sides: table.sides, all: table.size, accounts: {}, filters: {}};
  const parts = new Map();
  for (const account of lens.accounts) {
    accounts.choose(account);
    const text = accounts.write();
    const shown = [...lens.mask].join('');
    accounts.choose('all');
    await accounts.read(text);
    found.accounts[`a:${account}`] = [account === lens.account, shown === [...lens.mask].join(''), lens.count];
  }
  const [left, right] = [lens.accounts[1], lens.accounts.at(-2)];
  if (table.sides.length) {
    accounts.choose('all');
    await accounts.beside(left, right);
    const text = accounts.write();
    await accounts.read('all');
    await accounts.read(text);
    found.beside = [lens.account === left, accounts.second.lens.account === right];
    await accounts.read(null);
  }
  for (const [dimension, values] of Object.entries(filters.values)) {
    const sets = [[], ...values.map((_, k) => [k]), values.map((_, k) => k)];
    for (const chosen of sets) {
      const set = new Set(chosen.filter((k) => values.indexOf(values[k]) === k));
      const told = new URLSearchParams(new URLSearchParams([['x', geomap.writeSet(set, values)]]).toString()).get('x');
      const back = geomap.readSet(told, values);
      if ([...set].sort().join() !== [...back].sort().join()) found.filters[`${dimension} ${[...set]}`] = [told, [...back]];
    }
  }
  found.buttons = document.querySelectorAll('.gm-teller').length;
  found.polluted = Object.keys(Object.prototype).concat(Object.keys(Function.prototype));
  return found;
}"""


@pytest.mark.parametrize("names", PAIRS, ids=" ".join)
def test_a_name_is_a_name(open_page, make_map, names):
    opened = open_page(make_map(renamed(*names), evil=names[0], title=names[0]))
    found = opened.js(CHOOSE_ALL)
    assert found["polluted"] == []
    assert {side.rstrip("\u2060") for side in found["sides"]} == set(names)
    # Each account is its own: 'all' shows all, a side of that name does not.
    assert len(found["accounts"]) == 4
    assert all(same and shown for same, shown, _ in found["accounts"].values())
    assert found["accounts"]["a:all"][2] == found["all"]
    assert all(count < found["all"] for key, (_, _, count) in found["accounts"].items() if key != "a:all")
    assert found["beside"] == [True, True]
    # all, the sides, third parties, side by side
    assert found["buttons"] == 5
    assert found["filters"] == {}
    assert opened.faults == []
    assert opened.js("window.violations") == []


def test_all_of_the_page_takes_it_for_a_name(open_page, make_map):
    name = "__proto__"
    opened = open_page(make_map(renamed(name, "constructor"), evil=name, title=name, quotes="full"))
    found = opened.js(OPEN_ALL, {"payload": bare(name), "parts": PARTS})
    assert opened.faults == []
    assert opened.js("window.violations") == []
    assert sorted(name.rsplit(".")[-1] for name in found["files"]) == ["csv", "geojson", "png"]
    assert opened.js("() => Object.keys(Object.prototype).length") == 0


@pytest.mark.parametrize("size", [(1280, 800), (390, 844)], ids=["desktop", "phone"])
def test_long_names_leave_the_page_its_shape(open_page, make_map, size):
    word = "ж" * 3_000
    opened = open_page(
        make_map(renamed(word, word + "2"), evil=word, title="ы" * 100_000, quotes="full"), size
    )
    told = opened.js(
        """async () => {
          const {map, table, accounts, panel} = await geomap.ready;
          const wide = () => document.documentElement.scrollWidth;
          const found = [wide(), map.getSize().y];
          table.choose(1, 'panel');
          await new Promise((r) => setTimeout(r, 200));
          found.push(wide(), map.getSize().y);
          panel.show('text');
          await accounts.beside();
          await new Promise((r) => setTimeout(r, 200));
          found.push(wide());
          const {blob} = await geomap.picture(await geomap.ready);
          found.push(blob.size);
          return found;
        }"""
    )
    assert told[0] == told[2] == told[4] == size[0]
    assert told[1] > 0.25 * size[1]
    assert told[3] > 0.25 * size[1]
    assert told[5] > 10_000
    assert opened.faults == []
    opened.screenshot(f"hostile_long_{size[0]}")
