"""What the pages on the map say of code: blocks run, modules and shares of the address are those there are."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from geomap.demo import sample_paths
from geomap.render import assets

ROOT = Path(__file__).resolve().parents[3]
PAGES = [ROOT / "docs" / "how-to" / "map.md", ROOT / "docs" / "reference" / "map-layers.md"]
MAP, LAYERS = (page.read_text("utf-8") for page in PAGES)
STATIC = ROOT / "geomap" / "render" / "static"


@pytest.mark.parametrize("text", [MAP, LAYERS], ids=["map", "map-layers"])
def test_blocks_run_in_their_order(text, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    dispatch = next(path for path in sample_paths() if "moscow-truce" in path.name)
    shutil.copy(dispatch, "dispatch.txt")
    names: dict[str, object] = {}
    blocks = re.findall(r"^```python\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL)
    assert blocks
    for block in blocks:
        exec(compile(block, "docs", "exec"), names)
    for written in set(re.findall(r'"(\w+\.html)"', "".join(blocks))):
        assert (tmp_path / written).stat().st_size > 10_000


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
    dimensions = {"type", "status", "publisher", "party", "claimant", "sector"}
    assert told == named | dimensions


def test_every_picture_is_there():
    for page in (*PAGES, ROOT / "README.md"):
        for address in re.findall(r"!\[[^]]+\]\(([^)]+)\)", page.read_text("utf-8")):
            assert (page.parent / address).is_file(), address
