"""What fuzzing begins with: small files of every kind, made of the tests' own samples, and words to put in."""

from __future__ import annotations

import io
import json
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from geomap.demo import sample_paths
from tests import files_made as made

ROOT = Path(__file__).resolve().parents[1]
PART = b"\n#=====#\n"
"""Between the files of a folder in one input."""

WORDS = (
    "killed", "wounded", "shelled", "shelling", "air strike", "accused", "denied", "said", "both sides", "near",
    "between", " and ", "north of", "12 km", "on Monday", "October 13", "2020-10-13", "at least", "dozens",
    "hundreds", "three", "Goma", "Donetsk", "Kharkiv", "Tartar district", "Armenia", "Azerbaijan's Defense Ministry",
    "KYIV (Reuters) --", "according to", "the front line", "northern sector", "' ", "\u201c", "\u201d", "\u202e",
    "\u0301", "\u0130", "\u00df", "\U0001f600", "\u041a\u0438\u0435\u0432", "\u063a\u0632\u0629", "\n\n", "[words indistinct]",
)  # fmt: skip

TABLE_WORDS = (
    "id", "doc_id", "text", "title", "published", "source", "url", "language", "name", "context", "place", "lat", "lon",
    "radius_km", "label", "country", "note", "none", "geonames:216281", "NaN", "inf", "-0", "1e999", '""', "\\u0000",
    "\\ud800", "2020-02-30", "9999-12-31", "0000-01-01",
)  # fmt: skip

TOML_WORDS = (
    "id", "name", "kind", "side", "geometry", "valid_from", "valid_to", "area", "[titles]", "[[parties]]", "[[lines]]",
    "[[areas]]", "[[places]]", "[sectors]", "[[sectors.cuts]]", "until", "[180.0, 90.0]", "aliases", "1999-01-01",
    "0001-01-01", "9999-12-31", "nan", "inf", '"Polygon"', '"MultiLineString"', '"coordinates"', "[[correction]]",
    "[[override]]", "action", "reject", "retype", "relocate", "redate", "merge", "incident", "by", "why", "on",
)  # fmt: skip

MARKUP_WORDS = (
    "<p>", "</p>", "<!DOCTYPE html>", "<html>", "<item>", "<entry>", "<title>", "<description>", "<pubDate>", "<guid>",
    "<![CDATA[", "]]>", "&#x0;", "&#xd800;", "&amp;", "<!ENTITY a 'b'>", "<?xml version='1.0' encoding='utf-16'?>",
    "<time datetime=", "<script type='application/ld+json'>", "<meta charset=", "<article>", "<w:p>", "<w:t>",
    "Content-Type:", "charset=", "boundary=", "base64", "quoted-printable", "=?utf-8?q?", "WARC/1.0", "Content-Length:",
    "User-agent: *", "Disallow: /", "Allow:", "Crawl-delay:", "*", "$", "%2F",
)  # fmt: skip


def texts() -> Iterator[bytes]:
    """The sample dispatches, whole and by paragraphs."""
    for path in sample_paths():
        whole = path.read_text(encoding="utf-8")
        yield whole.encode()
        yield from (part.encode() for part in whole.split("\n\n") if part.strip())
    yield whole[:600].upper().encode()


def files(suffix: str) -> Iterator[bytes]:
    """Files of that suffix."""
    rows = [{"id": "a", "text": made.STORY, "published": "2020-10-13", "url": "https://example.org/"}] * 2
    table = 'id,text,published\na,"Shells fell, he said.",2020-10-13\nb,Two died.,\n'
    page = (
        f"<!DOCTYPE html><html><head><title>A</title><meta charset=utf-8></head><body><article><h1>A</h1>"
        f"<p>{made.STORY}</p><p>{made.STORY}</p></article></body></html>"
    )
    feed = (
        "<?xml version='1.0'?><rss version='2.0'><channel><title>T</title><item><title>A</title>"
        f"<description>{made.STORY}</description><guid>g</guid><pubDate>Tue, 13 Oct 2020 01:00:00 GMT</pubDate>"
        "</item></channel></rss>"
    )
    word = made.docx(made.word_body(f"<w:r><w:t>{made.STORY}</w:t></w:r>"))
    by_suffix = {
        "": [made.STORY.encode(), table.encode(), page.encode(), feed.encode(), made.MAIL, json.dumps(rows).encode()],
        ".txt": [made.STORY.encode(), made.STORY.encode("utf-16"), "Обстрел города Донецка".encode("cp1251")],
        ".json": [json.dumps(rows).encode(), json.dumps({"documents": rows}).encode()],
        ".jsonl": ["\n".join(map(json.dumps, rows)).encode()],
        ".csv": [table.encode(), table.replace(",", ";").encode("utf-16")],
        ".html": [page.encode()],
        ".rss": [feed.encode(), (
            "<feed xmlns='http://www.w3.org/2005/Atom'><entry><id>i</id><updated>2020-10-13T01:00:00Z</updated>"
            f"<content type='html'>{made.STORY}</content></entry></feed>"
        ).encode()],
        ".eml": [made.MAIL],
        ".warc": [made.warc_record("https://example.org/", page.encode())],
        ".docx": [word],
        ".pdf": [made.pdf([[made.STORY, "Again."], ["More."]], title="A", created="D:20210102030405Z")],
        ".parquet": [_parquet(rows)],
        ".zip": [_zip({"a.txt": made.STORY.encode(), "b/c.csv": table.encode()})],
        ".tar": [_tar({"a.txt": made.STORY.encode(), "b/c.csv": table.encode()})],
        ".gz": [_gz(made.STORY.encode()), _gz(_tar({"a.txt": made.STORY.encode()}))],
    }  # fmt: skip
    yield from by_suffix[suffix]


def _zip(members: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return file.getvalue()


def _tar(members: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        for name, content in members.items():
            told = tarfile.TarInfo(name)
            told.size = len(content)
            archive.addfile(told, io.BytesIO(content))
    return file.getvalue()


def _gz(content: bytes) -> bytes:
    packing = zlib.compressobj(wbits=31)
    return packing.compress(content) + packing.flush()


def _parquet(rows: list[dict[str, str]]) -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    file = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows), file)
    return file.getvalue()


THEATRE = b"""id = "made"
valid_from = 2001-02-03
area = "area.geojson"
references = ["made up"]
[titles]
en = "Made"
[[parties]]
id = "north"
name = "Northland"
kind = "state"
side = "north"
aliases = ["Northern side"]
forces = ["Northland army"]
[[parties]]
id = "south"
name = "Southland"
kind = "armed_group"
side = "south"
[[lines]]
id = "front"
name = "Front"
geometry = "line.geojson"
valid_from = 2001-02-03
source = "made up"
[[areas]]
id = "held"
name = "Held"
party = "south"
geometry = "area.geojson"
valid_from = 2001-02-03
source = "made up"
[[places]]
id = "village"
name = "Otherwhere"
lon = 30.4
lat = 50.2
feature = "P/PPL"
country = "UA"
[sectors]
line = "front"
[[sectors.cuts]]
id = "west"
name = "Western sector"
until = [30.5, 50.0]
aliases = ["northwest"]
[[sectors.cuts]]
id = "east"
name = "Eastern sector"
"""
AREA = b"""{"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates":
[[[30, 49.5], [31, 49.5], [31, 50.5], [30, 50.5], [30, 49.5]]]}}"""
LINE = b"""{"type": "Feature", "properties": {}, "geometry": {"type": "LineString", "coordinates":
[[30, 50], [30.5, 50.0], [31, 50]]}}"""


def theatres() -> Iterator[bytes]:
    """A theatre's sheet and shapes, one after the other."""
    yield PART.join((THEATRE, AREA, LINE))


def overlays() -> Iterator[bytes]:
    """Files of places, from which overlays are made."""
    for path in sorted((ROOT / "tests" / "fixtures" / "gazetteers").iterdir()):
        yield path.read_bytes()


def overrides() -> Iterator[bytes]:
    """Files of overrides."""
    yield (
        b"name,context,place,lat,lon,radius_km,label,country,note\nAlta,Bela|North Cora,geonames:216281,,,,,,N.N.\n"
        b"Bela,,,48.5,37.9,2.5,A farm,Ukraine,\nCora,,None,,,,,,\n"
    )
    yield b'[[override]]\nname = "Alta"\ncontext = "Bela|North Cora"\nplace = "geonames:216281"\nnote = "N.N."\n'


def corrections() -> Iterator[bytes]:
    """Files of corrections."""
    said = b'by = "N.N."\nwhy = "read again"\non = 2020-10-10\n'
    yield b"".join(
        b"[[correction]]\n" + each + said
        for each in (
            b'incident = "i"\naction = "reject"\n',
            b'incident = "i"\naction = "retype"\ntype = "air_strike"\n',
            b'incident = "i"\naction = "relocate"\nlat = 40.3\nlon = 46.9\nradius_km = 10\nname = "A farm"\n',
            b'incident = "i"\naction = "relocate"\nplace = "Goma"\n',
            b'incident = "i"\naction = "redate"\ndate_start = 2020-10-01\ndate_end = "2020-10-09"\n',
            b'action = "merge"\nmerge = ["i", "j"]\n',
        )
    )
    yield b'{"incident": "i", "action": "reject", "by": "N.N.", "why": "read again"}\n'


def rules() -> Iterator[bytes]:
    """A site's robots.txt, and a path."""
    yield b"/news/a?b=1\nUser-agent: *\nDisallow: /news/*.pdf$\nAllow: /news\nCrawl-delay: 2.5\n\nUser-agent: geomap/1\nDisallow: /x%2Fy\n"


def addresses() -> Iterator[bytes]:
    """Addresses."""
    yield from (
        b"https://example.org:443/a/b?c=d#e",
        b"http://[2001:db8::1]/",
        "https://bücher.example/ä".encode(),
    )


def records() -> Iterator[bytes]:
    """Records as they are kept."""
    from geomap.wire import to_bytes
    from tests.builders import DOCUMENT, incident, toponym

    yield b"I" + to_bytes(incident())
    yield b"D" + to_bytes(DOCUMENT)
    yield b"T" + to_bytes((toponym(), toponym(resolved=False)))
