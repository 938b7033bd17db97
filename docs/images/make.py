"""The pictures of the map in README.md and docs, made of the bundled samples and of the gallery's texts.

    python docs/images/make.py [FOLDER] [--only NAME ...]

Needs Chromium or Chrome on the PATH (or GEOMAP_CHROMIUM) and the test extra; no network. The maps are
written to a temporary folder and photographed; of each picture 256 colours are kept.
"""

from __future__ import annotations

import argparse
import base64
import os
import re
import shutil
import struct
import tempfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from playwright.sync_api import Browser, sync_playwright

from geomap import draw, extract, read
from geomap.demo import TITLE, sample_paths

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-sync",
    "--no-first-run",
)
COLOURS = 256
DESKTOP, PHONE = (1280, 800), (390, 844)

_LOOK = """async ([lat, lon, zoom]) => {
  const { map } = await geomap.ready;
  map.setView([lat, lon], zoom, { animate: false });
}"""
# Chooses the first incident of which all of these words are told, as a sign that is clicked does; without
# its popup, which would cover what is to be seen.
_CHOOSE = """async (words) => {
  const { table } = await geomap.ready;
  for (let i = 0; i < table.size; i++) {
    const account = await table.account(i);
    const told = [geomap.say.what(table, i, account), table.statusOf(i)].join();
    if (words.every((word) => told.includes(word))) return table.choose(i, 'map');
  }
  throw new Error(`no such incident: ${words}`);
}"""


class Shot(NamedTuple):
    """One picture: of which map, at which size, in light or dark, with what fragment of the address.

    ``view`` is latitude, longitude and zoom, ``chosen`` words of the incident that is chosen.
    """

    map: str
    size: tuple[int, int] = DESKTOP
    scheme: Any = "light"
    fragment: str = ""
    view: tuple[float, ...] = ()
    chosen: tuple[str, ...] = ()


# Pages have the texts that their pictures are made of, each a block that names its file.
DOCS = Path(__file__).parents[1]
GALLERY, TUTORIAL = DOCS / "gallery" / "index.md", DOCS / "tutorials" / "journalist.md"
_FILE = re.compile(r'^```\w+ title="([^"]+)"\n(.*?)^```', re.MULTILINE | re.DOTALL)

SHOTS = {
    "demo-map": Shot("demo"),
    "map-contested": Shot("truces", view=(40.05, 46.25, 8.75), chosen=("Shelling", "Tartar", "contested")),
    "map-beside": Shot("truces", fragment="#account=Armenia%7CAzerbaijan", view=(39.95, 46.75, 8)),
    "map-texts": Shot("truces", fragment="#tab=text", chosen=("Kapan", "contested")),
    "map-dark": Shot("demo", scheme="dark", fragment="#time=2020-10-01..2020-10-31"),
    "map-phone": Shot("truces", size=PHONE),
    "tutorial-journalist": Shot("barda", chosen=("Rocket", "Barda", "contested")),
    "gallery-ukraine": Shot("ukraine"),
    "gallery-sudan": Shot("sudan"),
    "gallery-congo": Shot("congo"),
    "gallery-myanmar": Shot("myanmar"),
    "gallery-sahel": Shot("sahel"),
    "gallery-gaza": Shot("gaza"),
    "gallery-kashmir": Shot("kashmir"),
    "gallery-red-sea": Shot("red-sea", view=(12.6, 46.4, 7), chosen=("Off Aden",)),
    "gallery-haiti": Shot("haiti"),
}


def write_maps(folder: Path) -> None:
    """Write the maps that are photographed."""
    chosen = {"demo": sample_paths(), "truces": [p for p in sample_paths() if p.name.startswith("2020-10-1")]}
    for name, paths in chosen.items():
        title = TITLE if name == "demo" else None
        draw(extract(read(*paths)), title=title, quotes="full").save(folder / f"{name}.html")
    samples = {"ukraine": "ukraine", "congo": "drc"}
    inputs = {name: [p for p in sample_paths() if f"-{part}-" in p.name] for name, part in samples.items()}
    for path in files_of(GALLERY, folder):
        inputs.setdefault(path.relative_to(folder).parts[1].removesuffix(".txt"), []).append(path)
    for name, paths in inputs.items():
        draw(extract(read(*paths))).save(folder / f"{name}.html")
    texts = [path for path in files_of(TUTORIAL, folder) if path.suffix == ".txt" and path.parent != folder]
    report = extract(read(*texts), corrections=folder / "corrections.toml")
    draw(report, sensitive=folder / "sensitive.txt").save(folder / "barda.html")


def files_of(page: Path, folder: Path) -> Iterator[Path]:
    """Write the files that stand in a page of the documentation; give their paths."""
    for name, text in _FILE.findall(page.read_text("utf-8")):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        yield path


def photograph(browser: Browser, folder: Path, shot: Shot) -> bytes:
    """Open a map and take its picture, as PNG."""
    width, height = shot.size
    context = browser.new_context(
        viewport={"width": width, "height": height}, offline=True, color_scheme=shot.scheme, locale="en-GB"
    )
    page = context.new_page()
    page.goto((folder / f"{shot.map}.html").as_uri() + shot.fragment)
    page.wait_for_selector("html[data-geomap=ready]")
    if shot.view:
        page.evaluate(_LOOK, list(shot.view))
    if shot.chosen:
        page.evaluate(_CHOOSE, list(shot.chosen))
    page.wait_for_timeout(1200)
    png = page.screenshot()
    context.close()
    return png


def fewer_colours(browser: Browser, png: bytes) -> bytes:
    """The picture with a palette of `COLOURS`."""
    page = browser.new_page()
    found = page.evaluate(
        """async (data) => {
          const file = await fetch(`data:image/png;base64,${data}`);
          const picture = await createImageBitmap(await file.blob());
          const canvas = new OffscreenCanvas(picture.width, picture.height);
          const pen = canvas.getContext('2d');
          pen.drawImage(picture, 0, 0);
          const bytes = pen.getImageData(0, 0, picture.width, picture.height).data;
          let text = '';
          for (let k = 0; k < bytes.length; k += 32768) {
            text += String.fromCharCode(...bytes.subarray(k, k + 32768));
          }
          return { width: picture.width, height: picture.height, bytes: btoa(text) };
        }""",
        base64.b64encode(png).decode("ascii"),
    )
    page.close()
    pixels = np.frombuffer(base64.b64decode(found["bytes"]), np.uint8).reshape(-1, 4)[:, :3]
    colours, of, counts = np.unique(pixels, axis=0, return_inverse=True, return_counts=True)
    palette, nearest = median_cut(colours.astype(float), counts)
    rows = nearest[of.reshape(-1)].astype(np.uint8).reshape(found["height"], found["width"])
    return indexed_png(rows, palette)


def median_cut(colours: np.ndarray, counts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """A palette for the colours, and the position in it of each."""
    # Rare colours count for more than their share: signs are small, land is large.
    weights = np.sqrt(counts)
    boxes = [np.arange(len(colours))]

    def spread(box: np.ndarray) -> float:
        middle = np.average(colours[box], axis=0, weights=weights[box])
        return float((weights[box, None] * (colours[box] - middle) ** 2).sum())

    spreads = [spread(boxes[0])]
    while len(boxes) < COLOURS and max(spreads) > 0:
        k = int(np.argmax(spreads))
        box = boxes[k]
        axis = int(np.argmax(np.ptp(colours[box], axis=0)))
        values = colours[box, axis]
        above = values > np.average(values, weights=weights[box])
        boxes[k : k + 1] = [box[~above], box[above]]
        spreads[k : k + 1] = [spread(box[~above]), spread(box[above])]
    palette = np.array([np.average(colours[box], axis=0, weights=weights[box]) for box in boxes]).round()
    # A colour is told by the nearest of the palette, which need not be that of its own box.
    return palette, np.array([np.argmin(((palette - colour) ** 2).sum(axis=1)) for colour in colours])


def indexed_png(rows: np.ndarray, palette: np.ndarray) -> bytes:
    """A PNG of numbers of colours and their palette."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    height, width = rows.shape
    lines = np.zeros((height, width + 1), np.uint8)
    lines[:, 1:] = rows
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        chunk(kind, data)
        for kind, data in (
            (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
            (b"PLTE", palette.astype(np.uint8).tobytes()),
            (b"IDAT", zlib.compress(lines.tobytes(), 9)),
            (b"IEND", b""),
        )
    )


def chromium() -> str:
    """The browser's path."""
    executable = os.environ.get("GEOMAP_CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if executable is None:
        raise SystemExit("no Chromium or Chrome on the PATH: give its path in GEOMAP_CHROMIUM")
    return executable


def main() -> None:
    """Make the pictures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, nargs="?", default=Path(__file__).parent)
    parser.add_argument("--only", nargs="+", choices=SHOTS, default=list(SHOTS))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        write_maps(folder)
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        for picture in options.only:
            png = fewer_colours(browser, photograph(browser, folder, SHOTS[picture]))
            (options.folder / f"{picture}.png").write_bytes(png)
        browser.close()


if __name__ == "__main__":
    main()
