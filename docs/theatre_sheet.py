"""One picture of all bundled theatres: lines, areas, sectors and names, as our own map draws them.

    python docs/theatre_sheet.py docs/images/theatres.png [THEATRE ...]

Needs what docs/images/make.py needs. Each theatre's map is written to a temporary folder, and the map in
it photographed without its boxes; a page of these photographs is photographed in turn, in 256 colours.
"""

from __future__ import annotations

import argparse
import html
import tempfile
from datetime import date
from pathlib import Path

from images.make import ARGUMENTS, chromium, fewer_colours
from playwright.sync_api import Browser, sync_playwright

from geomap import draw
from geomap.model import Document, Extraction
from geomap.theatres import bundled_ids, load, make_sectors

# The window in which a map is drawn, the share of its size at which it is shown, and the maps of a row.
WINDOW = {"width": 900, "height": 460}
LIST = 434  # the list beside the map
SHOWN, COLUMNS = 0.56, 7
BARE = ".leaflet-control, .gm-box { display: none !important }"


def map_of(key: str, page: Path) -> str:
    """Write the map of a theatre without any incident; give the caption."""
    theatre = load(key)
    day = theatre.valid_from or date(2020, 1, 1)
    nothing = Document(id=key, text=theatre.title, published=day)
    sectors = make_sectors(theatre)
    extraction = Extraction(
        documents=(nothing,), toponyms=((),), incidents=(), theatres=(theatre,), sectors=sectors
    )
    draw(extraction, title=theatre.title).save(str(page))
    counts = ((theatre.lines, "line"), (theatre.areas, "area"), (sectors, "sector"))
    told = (f"{len(things)} {word}{'' if len(things) == 1 else 's'}" for things, word in counts if things)
    return f"{theatre.title}: {', '.join(told)}"


def photograph(browser: Browser, page: Path, picture: Path) -> None:
    """Take the picture of the map of a page, as large as it is there."""
    tab = browser.new_page(viewport=WINDOW, locale="en-GB", bypass_csp=True)
    tab.goto(page.as_uri())
    tab.wait_for_selector("html[data-geomap=ready]")
    tab.wait_for_timeout(800)
    tab.locator(".leaflet-container").first.screenshot(path=picture, style=BARE)
    tab.close()


def sheet(pictures: list[tuple[Path, str]]) -> str:
    """The page of the photographs."""
    cells = "".join(
        f'<figure><img src="{picture.as_uri()}"><figcaption>{html.escape(caption)}</figcaption></figure>'
        for picture, caption in pictures
    )
    width = round((WINDOW["width"] - LIST) * SHOWN)
    return (
        "<!doctype html><meta charset=utf-8><style>body{margin:0;display:grid;gap:4px;background:#fff;width:"
        f"max-content;grid-template-columns:repeat({COLUMNS},{width}px)}}figure{{margin:0}}"
        "img{width:100%;display:block}figcaption{font:13px/1.3 sans-serif;padding:3px 4px 6px}"
        f"</style>{cells}"
    )


def main() -> None:
    """Make the picture."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("picture", type=Path)
    parser.add_argument("theatres", nargs="*", default=bundled_ids())
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        pictures = []
        for key in arguments.theatres:
            caption = map_of(key, folder / f"{key}.html")
            photograph(browser, folder / f"{key}.html", folder / f"{key}.png")
            pictures.append((folder / f"{key}.png", caption))
        page = folder / "sheet.html"
        page.write_text(sheet(pictures), encoding="utf-8")
        tab = browser.new_page(viewport={"width": 2000, "height": 800})
        tab.goto(page.as_uri())
        png = tab.locator("body").screenshot()
        arguments.picture.write_bytes(fewer_colours(browser, png))
        browser.close()


if __name__ == "__main__":
    main()
