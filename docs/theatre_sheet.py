"""One picture of all bundled theatres: lines, areas, sectors and names, as our own map draws them.

    python docs/theatre_sheet.py docs/images/theatres.png [--chromium PATH]

Needs Chromium or Chrome on the PATH, or its path. Each theatre's map is written to a temporary
folder and photographed; a page of these photographs is photographed in turn.
"""

from __future__ import annotations

import argparse
import html
import shutil
import subprocess
import tempfile
from datetime import date
from pathlib import Path

from geomap import draw
from geomap.model import Document, Extraction
from geomap.theatres import bundled_ids, load, make_sectors

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
WIDTH, HEIGHT = 900, 660
COLUMNS, SHOWN = 7, 0.6
CAPTION = 26
# The share of the page that the map has: beside it there is the list, below it the sources.
MAP_WIDTH, MAP_HEIGHT = 0.66, 0.94


def photograph(browser: str, page: Path, picture: Path, width: int, height: int) -> None:
    """Let the browser open a page and write what it shows."""
    options = (
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--hide-scrollbars",
        "--virtual-time-budget=4000",
    )
    size = f"--window-size={width},{height}"
    command = [browser, *options, size, f"--screenshot={picture}", page.as_uri()]
    subprocess.run(command, check=True, capture_output=True, timeout=120)  # noqa: S603 - our own page


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
    return f"{theatre.title}: {len(theatre.lines)} lines, {len(theatre.areas)} areas, {len(sectors)} sectors"


def sheet(pictures: list[tuple[Path, str]]) -> str:
    """The page of the photographs."""
    cells = "".join(
        f'<figure><img src="{picture.as_uri()}"><figcaption>{html.escape(caption)}</figcaption></figure>'
        for picture, caption in pictures
    )
    return (
        "<!doctype html><meta charset=utf-8><style>body{margin:0;display:grid;background:#fff;"
        f"grid-template-columns:repeat({COLUMNS},{WIDTH * SHOWN * MAP_WIDTH:.0f}px)}}figure{{margin:0}}"
        f"img{{width:{WIDTH * SHOWN * MAP_WIDTH:.0f}px;height:{HEIGHT * SHOWN * MAP_HEIGHT:.0f}px;"
        "display:block;"
        "object-fit:cover;object-position:left top}"
        f"figcaption{{font:13px/{CAPTION}px sans-serif;height:{CAPTION}px;padding-left:6px;"
        f"overflow:hidden}}</style>{cells}"
    )


def main() -> None:
    """Make the picture."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("picture", type=Path)
    parser.add_argument("theatres", nargs="*", default=bundled_ids())
    parser.add_argument("--chromium", default=next(filter(None, map(shutil.which, BROWSERS)), None))
    arguments = parser.parse_args()
    if arguments.chromium is None:
        raise SystemExit("no Chromium or Chrome on the PATH: give its path with --chromium")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pictures = []
        for key in arguments.theatres:
            caption = map_of(key, folder / f"{key}.html")
            photograph(arguments.chromium, folder / f"{key}.html", folder / f"{key}.png", WIDTH, HEIGHT)
            pictures.append((folder / f"{key}.png", caption))
        page = folder / "sheet.html"
        page.write_text(sheet(pictures), encoding="utf-8")
        rows = -(-len(pictures) // COLUMNS)
        width, height = round(WIDTH * SHOWN * MAP_WIDTH), round(HEIGHT * SHOWN * MAP_HEIGHT) + CAPTION
        size = width * COLUMNS, height * rows
        photograph(arguments.chromium, page, arguments.picture.resolve(), *size)


if __name__ == "__main__":
    main()
