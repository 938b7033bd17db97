"""Fetching dumps: resumed, checked, told; from a small server of our own on the loopback."""

from __future__ import annotations

import io
import json
import os
import threading
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from geomap.errors import GazetteerError, UsageError
from geomap.gazetteer import overlays
from geomap.gazetteer.overlays import fetching
from geomap.gazetteer.overlays.fetching import fetch

pytestmark = pytest.mark.network

FIXTURES = Path(__file__).parents[3] / "fixtures" / "gazetteers"
AT_ONCE = (0.0, 0.0, 0.0)


def archive(times: int = 1) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        stamp = zipfile.ZipInfo("UA.txt", (2026, 1, 1, 0, 0, 0))
        file.writestr(stamp, (FIXTURES / "dump.txt").read_bytes() * times)
    return packed.getvalue()


@dataclass
class Mirror:
    """What the server does; ``asked`` are the paths and ranges that it was asked for."""

    content: bytes = b""
    etag: str = '"one"'
    cuts: list[int] = field(default_factory=list)  # after how many bytes each of the next answers ends
    statuses: list[int] = field(default_factory=list)  # of the next answers
    length: int | None = None  # said, if not the true one
    ranges: bool = True
    redirect: str = ""
    kind: str = "application/zip"
    asked: list[tuple[str, str | None]] = field(default_factory=list)
    address: str = ""


def answer(mirror: Mirror, request: BaseHTTPRequestHandler) -> None:
    wanted = request.headers.get("Range")
    mirror.asked.append((request.path, wanted))
    status = mirror.statuses.pop(0) if mirror.statuses else 200
    begin = 0
    if mirror.redirect:
        request.send_response(302)
        request.send_header("Location", mirror.redirect)
        request.send_header("Content-Length", "0")
        request.end_headers()
        return
    if status == 200 and wanted and mirror.ranges and request.headers.get("If-Range") == mirror.etag:
        status, begin = 206, int(wanted.removeprefix("bytes=").partition("-")[0])
        if begin >= len(mirror.content):
            status = 416
    body = mirror.content[begin:] if status in {200, 206} else b""
    request.send_response(status)
    request.send_header("Content-Type", mirror.kind)
    request.send_header("ETag", mirror.etag)
    request.send_header("Content-Length", str(len(body) if mirror.length is None else mirror.length))
    if status == 206:
        request.send_header("Content-Range", f"bytes {begin}-{len(mirror.content) - 1}/{len(mirror.content)}")
    request.end_headers()
    cut = mirror.cuts.pop(0) if mirror.cuts else len(body)
    request.wfile.write(body[:cut])
    request.close_connection = True


@pytest.fixture
def mirror(monkeypatch) -> Iterator[Mirror]:
    for name in [n for n in os.environ if n.lower().endswith("_proxy")]:
        monkeypatch.delenv(name)
    made = Mirror(archive())

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            answer(made, self)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    made.address = f"http://127.0.0.1:{server.server_port}/dump"
    yield made
    server.shutdown()
    thread.join()
    server.server_close()


def install(mirror: Mirror, *countries: str, **options: object) -> tuple[overlays.Added, ...]:
    return overlays.install(countries or ("UA",), origin=mirror.address, pauses=AT_ONCE, **options)


def test_a_dump_is_fetched_and_added_by_code_or_name(data_folder, mirror):
    (added,) = install(mirror, "Ukraine", "ua")
    assert (added.overlay.name, added.overlay.places, added.overlay.file) == ("UA", 12, "UA.zip")
    assert mirror.asked == [("/dump/UA.zip", None)]
    assert not list((data_folder / "downloads").iterdir()), "the overlay keeps its source"
    pins = json.loads((data_folder / "downloads.lock.json").read_text("utf-8"))
    assert pins["UA.zip"]["sha256"] == added.overlay.sha256
    assert pins["UA.zip"]["bytes"] == len(mirror.content)


def test_the_default_is_geonames_own_server():
    from geomap.gazetteer.overlays.installing import ORIGIN

    assert ORIGIN.startswith("https://")


def test_a_connection_cut_half_way_is_taken_up_again(tmp_path, mirror):
    mirror.cuts = [1000, 500]
    target = tmp_path / "UA.zip"
    told: list[tuple[int, int | None]] = []
    fetch(f"{mirror.address}/UA.zip", target, progress=lambda *at: told.append(at), pauses=AT_ONCE)
    assert target.read_bytes() == mirror.content
    assert [wanted for _, wanted in mirror.asked] == [None, "bytes=1000-", "bytes=1500-"]
    assert told[-1] == (len(mirror.content), len(mirror.content))


def test_what_has_come_is_kept_for_the_next_process(tmp_path, mirror):
    mirror.cuts = [1000, 0, 0, 0]
    target = tmp_path / "UA.zip"
    with pytest.raises(GazetteerError, match="what has come is kept"):
        fetch(f"{mirror.address}/UA.zip", target, pauses=AT_ONCE)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["UA.zip.part", "UA.zip.part.json"]
    fetch(f"{mirror.address}/UA.zip", target, pauses=AT_ONCE)
    assert target.read_bytes() == mirror.content
    assert mirror.asked[-1] == ("/dump/UA.zip", "bytes=1000-")
    assert [p.name for p in tmp_path.iterdir()] == ["UA.zip"]


def test_the_part_of_a_killed_process_is_taken_up(tmp_path, mirror):
    part = tmp_path / "UA.zip.999999.part"
    part.write_bytes(mirror.content[:700])
    part.with_name(part.name + ".json").write_text('{"validator": "\\"one\\""}')
    os.utime(part, (1, 1))
    fetch(f"{mirror.address}/UA.zip", tmp_path / "UA.zip", pauses=AT_ONCE)
    assert mirror.asked == [("/dump/UA.zip", "bytes=700-")]
    assert (tmp_path / "UA.zip").read_bytes() == mirror.content


def test_a_part_that_another_process_writes_is_left_alone(tmp_path, mirror):
    part = tmp_path / "UA.zip.999999.part"
    part.write_bytes(b"half of it")
    fetch(f"{mirror.address}/UA.zip", tmp_path / "UA.zip", pauses=AT_ONCE)
    assert part.read_bytes() == b"half of it"
    assert mirror.asked == [("/dump/UA.zip", None)]


@pytest.mark.parametrize("ranges", [True, False])
def test_two_halves_of_different_files_are_never_joined(tmp_path, mirror, ranges):
    mirror.cuts = [1000, 0, 0, 0]
    with pytest.raises(GazetteerError):
        fetch(f"{mirror.address}/UA.zip", tmp_path / "UA.zip", pauses=AT_ONCE)
    mirror.content, mirror.etag, mirror.ranges = archive(2), '"two"', ranges
    fetch(f"{mirror.address}/UA.zip", tmp_path / "UA.zip", pauses=AT_ONCE)
    assert (tmp_path / "UA.zip").read_bytes() == mirror.content


def test_a_part_longer_than_the_file_is_fetched_anew(tmp_path, mirror):
    part = tmp_path / "UA.zip.part"
    part.write_bytes(b"x" * (len(mirror.content) + 10))
    part.with_name(part.name + ".json").write_text('{"validator": "\\"one\\""}')
    fetch(f"{mirror.address}/UA.zip", tmp_path / "UA.zip", pauses=AT_ONCE)
    assert (tmp_path / "UA.zip").read_bytes() == mirror.content


@pytest.mark.parametrize("notes", ["", "[]", "{", '{"validator": ""}'])
def test_a_part_that_nothing_vouches_for_is_fetched_anew(tmp_path, mirror, notes):
    (tmp_path / "UA.zip.part").write_bytes(b"x" * 100)
    (tmp_path / "UA.zip.part.json").write_text(notes)
    fetch(f"{mirror.address}/UA.zip", tmp_path / "UA.zip", pauses=AT_ONCE)
    assert (tmp_path / "UA.zip").read_bytes() == mirror.content


def test_a_length_that_is_not_kept_is_told(tmp_path, mirror):
    mirror.length = len(mirror.content) + 100
    with pytest.raises(GazetteerError, match="cannot be fetched"):
        fetch(f"{mirror.address}/UA.zip", tmp_path / "UA.zip", pauses=AT_ONCE)
    assert not (tmp_path / "UA.zip").exists()


def test_a_server_that_is_busy_is_asked_again(tmp_path, mirror):
    mirror.statuses = [503, 429]
    fetch(f"{mirror.address}/UA.zip", tmp_path / "UA.zip", pauses=AT_ONCE)
    assert len(mirror.asked) == 3


@pytest.mark.parametrize(
    ("status", "words", "times"),
    [(404, r"the server answers 404 \(Not Found\); check the code", 1), (403, "403", 1), (500, "500", 4)],
)
def test_a_refusal_is_told(data_folder, mirror, status, words, times):
    mirror.statuses = [status] * 9
    with pytest.raises(GazetteerError, match=words) as caught:
        install(mirror)
    assert "/dump/UA.zip" in str(caught.value)
    assert len(mirror.asked) == times
    assert overlays.installed() == ()


def test_no_network_is_one_line(data_folder):
    with pytest.raises(GazetteerError, match=r"UA.zip: cannot be fetched \(.*refused\); .*--from") as caught:
        overlays.install(["UA"], origin="http://127.0.0.1:9", pauses=(0.0,))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("where", "words"),
    [
        ("http://127.0.0.1:9/x", "only an https address is followed"),
        ("ftp://x/y", "only an https address is followed"),
        ("file:///etc/passwd", "is not allowed"),
    ],
)
def test_redirects_lead_to_https_alone(tmp_path, mirror, where, words):
    mirror.redirect = where
    with pytest.raises(GazetteerError, match=words):
        fetch(f"{mirror.address}/UA.zip", tmp_path / "UA.zip", pauses=AT_ONCE)
    assert len(mirror.asked) == 1


def test_a_page_instead_of_a_dump_is_told(tmp_path, mirror):
    mirror.content, mirror.kind = b"<html>Sign in</html>", "text/html; charset=utf-8"
    with pytest.raises(GazetteerError, match="answers with a page of the web"):
        fetch(f"{mirror.address}/UA.zip", tmp_path / "UA.zip", pauses=AT_ONCE)
    assert not list(tmp_path.iterdir())


def test_what_is_no_archive_is_not_added(data_folder, mirror):
    mirror.content = archive()[:-30]
    with pytest.raises(GazetteerError, match="what came is no archive, or a damaged one"):
        install(mirror)
    assert overlays.installed() == ()
    assert not (data_folder / "downloads.lock.json").exists(), "a damaged file is not pinned"
    assert not list((data_folder / "downloads").iterdir())


@pytest.mark.parametrize("said", [True, False])
def test_too_large_a_file_is_not_fetched(tmp_path, mirror, said):
    mirror.length = None if said else 10
    with pytest.raises(GazetteerError, match="it has more than"):
        fetch(f"{mirror.address}/UA.zip", tmp_path / "UA.zip", most=9, pauses=AT_ONCE)


def test_a_full_disk_is_told(tmp_path, mirror, monkeypatch):
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(fetching.os, "fsync", full)
    with pytest.raises(GazetteerError, match=r"cannot be written \(no space left on device\)"):
        fetch(f"{mirror.address}/UA.zip", tmp_path / "UA.zip", pauses=AT_ONCE)
    assert len(mirror.asked) == 1


def test_a_dump_that_changed_is_told_and_taken_only_if_wanted(data_folder, mirror):
    install(mirror)
    mirror.content = archive(2)
    with pytest.raises(GazetteerError, match=r"UA.zip: changed since \d{4}-.*; --update takes the new one"):
        install(mirror)
    (kept,) = overlays.installed()
    first = kept.sha256
    (updated,) = install(mirror, update=True)
    assert updated.overlay.sha256 != first
    assert install(mirror)[0].replaced, "now it is the one that is known"


def test_a_spoiled_record_of_what_was_fetched_is_told(data_folder, mirror):
    data_folder.mkdir()
    (data_folder / "downloads.lock.json").write_text('{"UA.zip": 1}')
    with pytest.raises(GazetteerError, match="the record of what was fetched cannot be read"):
        install(mirror)


def test_a_folder_serves_without_a_network(data_folder, tmp_path):
    (tmp_path / "UA.zip").write_bytes(archive())
    (tmp_path / "AM.txt").write_bytes((FIXTURES / "dump.txt").read_bytes())
    added = overlays.install(["Ukraine", "AM"], origin=tmp_path)
    assert [a.overlay.file for a in added] == ["UA.zip", "AM.txt"]
    with pytest.raises(GazetteerError, match=r"there is no AZ.zip and no AZ.txt"):
        overlays.install(["AZ"], origin=str(tmp_path))
    with pytest.raises(UsageError, match="no such folder"):
        overlays.install(["AZ"], origin=str(tmp_path / "x"))


def test_what_cannot_be_an_origin_is_told():
    with pytest.raises(UsageError, match="ftp:// cannot be fetched from"):
        overlays.install(["AZ"], origin="ftp://example.org/dump")


def test_an_unknown_country_is_told_before_anything_is_fetched(mirror):
    with pytest.raises(UsageError, match="'Atlantis', 'QQ': no such country"):
        install(mirror, "UA", "Atlantis", "QQ")
    assert not mirror.asked
