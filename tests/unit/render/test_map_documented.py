"""What the pages on the map say of code: modules and shares of the address are those there are."""

from __future__ import annotations

import re
from pathlib import Path

from geomap.render import assets

ROOT = Path(__file__).resolve().parents[3]
PAGES = [ROOT / "docs" / "how-to" / "map.md", ROOT / "docs" / "reference" / "map-layers.md"]
MAP, LAYERS = (page.read_text("utf-8") for page in PAGES)
STATIC = ROOT / "geomap" / "render" / "static"


def test_every_module_of_the_page_is_told():
    table = LAYERS[LAYERS.index("### The page's modules") : LAYERS.index("How they work together")]
    folder, told = "", set()
    _, _, *rows = re.findall(r"^\|(.*?)\|(.*?)\|", table, flags=re.MULTILINE)
    for row in rows:
        folder = row[0].strip("`/ ") or folder
        told |= {f"{folder}/{name}" for name in re.findall(r"`([a-z_]+)`", row[1])}
    told = {name.removeprefix("/") for name in told}
    assert told == set(assets._OWN_MODULES)


def test_every_share_of_the_address_is_told():
    table = MAP[MAP.index("### A view by its address") : MAP.index("## Languages")]
    told = {
        name
        for cell in re.findall(r"^\| (`.*?) \|", table, flags=re.MULTILINE)
        for name in re.findall(r"`(\w+)`", cell)
    }
    scripts = "".join(path.read_text("utf-8") for path in STATIC.rglob("*.js"))
    named = set(re.findall(r"state\.part\('(\w+)'", scripts))
    # The filters' dimensions have a share each.
    dimensions = {"type", "status", "publisher", "party", "claimant", "sector", "disputed"}
    assert told == named | dimensions


def test_every_picture_is_there():
    for page in (*PAGES, ROOT / "README.md"):
        for address in re.findall(r"!\[[^]]+\]\(([^)]+)\)", page.read_text("utf-8")):
            assert (page.parent / address).is_file(), address
