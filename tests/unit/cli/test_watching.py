"""geomap watch: its options, and what it does with a store and a map."""

from __future__ import annotations

import argparse
import re

import pytest

from geomap.cli import main, watching
from geomap.cli.watching import duration
from geomap.store import open_store
from tests.served import answered, here, serving
from tests.watched import feed, item

pytestmark = pytest.mark.network

STORY = "Azerbaijani forces shelled the village of Talish on Monday, killing two people, officials in Yerevan said."
ONE = item(STORY, "https://desk.example/1", day="Tue, 13 Oct 2020 08:00:00 GMT")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "feed.xml").write_bytes(feed(ONE))
    return tmp_path


@pytest.fixture
def drawn(monkeypatch):
    """Maps that are nearly nothing, for what is not about them."""
    monkeypatch.setattr(watching, "page_of", lambda *_: b"<html></html>")


def watch(*arguments):
    return main(["watch", *arguments, "--store", "news.gpkg", "-o", "map.html", "--once"])


@pytest.mark.parametrize(
    ("value", "seconds"), [("60s", 60), ("10m", 600), ("2h", 7200), ("1d", 86400), (" 5m ", 300)]
)
def test_times(value, seconds):
    assert duration(value) == seconds


@pytest.mark.parametrize("value", ["", "10", "m", "59s", "0m", "-5m", "1.5h", "10 m", "5w", "9999999m"])
def test_what_is_no_time_is_told(value):
    with pytest.raises(
        argparse.ArgumentTypeError, match="is no time of 60s or more; one such as 10m is needed"
    ):
        duration(value)


def test_a_feed_fills_a_store_and_a_map_and_once_more_changes_nothing(folder, capsys):
    assert watch("feed.xml", "feed.xml") == 0
    out, err = capsys.readouterr()
    assert re.fullmatch(
        r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ feed\.xml: 1 new, 0 changed of 1 items; incidents: 1\n", out
    )
    assert err == ""
    with open_store("news.gpkg", create=False) as store:
        (document,) = store.report().documents
    assert (document.id, document.source) == ("https://desk.example/1", "The Desk")
    written = (folder / "map.html").stat()
    assert (folder / "map.html").read_bytes().endswith(b"</html>\n")

    assert watch("feed.xml") == 0
    assert capsys.readouterr() == ("", "")
    assert (folder / "map.html").stat().st_mtime_ns == written.st_mtime_ns
    assert sorted(path.name for path in folder.iterdir()) == ["feed.xml", "map.html", "news.gpkg"]


def test_a_map_that_is_not_there_any_more_is_drawn(folder, drawn):
    (folder / "feed.xml").write_bytes(feed())
    assert watch("feed.xml") == 0
    assert (folder / "map.html").exists()


@pytest.mark.parametrize(("feeds", "status"), [(("feed.xml", "no.xml"), 1), (("no.xml",), 2)])
def test_the_status_tells_of_feeds_that_failed(feeds, status, folder, drawn, capsys):
    assert watch(*feeds) == status
    assert re.fullmatch(
        r"geomap: \d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ no\.xml: it cannot be read \(no such file or directory\); "
        r"asked again after [-0-9 :]+ UTC\n",
        capsys.readouterr().err,
    )


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("-o", "-"), "a map that is drawn again and again is a file"),
        (("-o", "map.pdf"), "a map is an HTML page"),
        (("-o", "nowhere/map.html"), "the folder is not there"),
        (("-o", "map.html", "--store", "news.txt"), "a store is a GeoPackage"),
        (("-o", "map.html", "--contact", "a\nb"), "is no contact"),
        (("-o", "map.html", "--names", "nobody"), "nobody"),
    ],
)
def test_wrong_usage_is_told_before_anything_is_asked(arguments, told, folder, capsys):
    given = {"--store": "news.gpkg"} | dict(zip(arguments[::2], arguments[1::2], strict=True))
    assert main(["watch", "feed.xml", "--once", *(part for pair in given.items() for part in pair)]) == 2
    assert told in capsys.readouterr().err
    assert sorted(path.name for path in folder.iterdir()) == ["feed.xml"]


def test_feeds_and_articles_are_fetched_from_the_web(folder, drawn, monkeypatch, capsys):
    page = f"<!doctype html><title>Shelling</title><p>{STORY} {'Talks go on. ' * 9}</p>".encode()
    with serving(
        {"/a": answered(page), "/feed": b"", "/robots.txt": answered(b"", kind="text/plain")}
    ) as served:
        served.answers["/feed"] = answered(
            feed(item("Shells fell.", "https://desk.example/1", served.url("/a"))), kind="application/rss+xml"
        )
        policy = served.policy(contact="desk@example.org")
        monkeypatch.setattr(watching, "policy_of", lambda options: policy)
        monkeypatch.setattr("geomap.web.addresses.resolve_host", here)
        assert watch(served.url("/feed"), "--articles") == 0
    assert served.paths == ["/robots.txt", "/feed", "/a"]
    assert "1 new" in capsys.readouterr().out
    with open_store("news.gpkg", create=False) as store:
        (document,) = store.report().documents
    assert document.text.startswith(STORY)
    assert (document.id, document.url) == ("https://desk.example/1", served.url("/a"))


def test_who_asks_is_told_to_servers():
    policy = watching.policy_of(argparse.Namespace(contact="desk@example.org"))
    assert "desk@example.org" in policy.user_agent
    assert not policy.allow_private
