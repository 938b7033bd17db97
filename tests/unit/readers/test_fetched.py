"""Addresses on the web as inputs."""

from __future__ import annotations

import gzip
from datetime import date

import pytest

from geomap.errors import FetchError, InputError
from geomap.readers import InputWarning, read
from geomap.web import Policy, Visitor
from tests.served import answered, here, serving

pytestmark = pytest.mark.network

STORY = "<p>date 2021-03-04 KIDAL -- Обстріл: shells fell on the village, officials said on Thursday.</p>"
PAGE = f'<!doctype html><html lang="en"><title>Shells</title>{STORY}'


def gzipped(content):
    """Packed the same each time: names of tests are made of it."""
    return gzip.compress(content, mtime=0)


def fetched(served, *paths, **options):
    visitor = Visitor(served.policy(), resolve=here)
    return list(read(*(served.url(path) for path in paths), fetch=visitor, **options))


def test_a_page_is_read_like_a_file_and_its_id_is_the_address():
    with serving({"/a?b=1": answered(PAGE.encode(), kind="text/html; charset=utf-8")}) as served:
        (document,) = fetched(served, "/a?b=1")
    assert document.text.startswith("date 2021-03-04 KIDAL -- Обстріл")
    assert (document.id, document.url) == (served.url("/a?b=1"),) * 2
    assert (document.title, document.published) == ("Shells", date(2021, 3, 4))


def test_what_came_by_a_redirect_has_the_id_that_was_asked_and_the_address_that_gave_it():
    with serving(
        {"/a": answered(b"", "Location: /b", status="302 x"), "/b": answered(PAGE.encode())}
    ) as served:
        (document,) = fetched(served, "/a")
    assert (document.id, document.url) == (served.url("/a"), served.url("/b"))


def test_an_encoding_that_only_the_server_states_is_used():
    body = PAGE.encode("cp1251")
    with serving({"/": answered(body, kind="text/html; charset=windows-1251")}) as served:
        (document,) = fetched(served, "/")
    assert "Обстріл" in document.text
    assert document.fields == ()


def test_a_feed_says_its_encoding_itself():
    feed = "<?xml version='1.0' encoding='windows-1251'?><rss version='2.0'><channel><item><guid>urn:1</guid>"
    body = f"{feed}<title>Обстріл села</title></item></channel></rss>".encode("cp1251")
    with serving({"/": answered(body, kind="application/rss+xml; charset=windows-1251")}) as served:
        (document,) = fetched(served, "/")
    assert document.text == "Обстріл села"


@pytest.mark.parametrize(
    ("path", "kind", "body", "ids"),
    [
        ("/a", "text/plain", b"Shells fell.", [""]),
        ("/a.csv", "text/plain", b"id,text\n7,Shells fell.\n", ["7"]),
        ("/a", "application/json", b'{"text": "Shells fell."}', [""]),
        ("/a", None, b'{"text": "Shells fell."}\n{"text": "Shots fell."}\n', [":1", ":2"]),
        ("/a.jsonl.gz", "application/gzip", gzipped(b'{"id": "x", "text": "Shells fell."}\n'), ["x"]),
        ("/a.txt.gz", "application/x-gzip", gzipped(b"Shells fell."), [""]),
        (
            "/feed",
            "application/rss+xml",
            b"<rss version='2.0'><channel><item><guid>urn:1</guid><title>Shells fell.</title></item></channel></rss>",
            ["urn:1"],
        ),
    ],
)
def test_the_stated_type_or_the_name_or_the_beginning_tell_what_it_is(path, kind, body, ids):
    with serving({path: answered(body, kind=kind)}) as served:
        documents = fetched(served, path)
    # What has no id of its own is called by its address.
    address = served.url(path).removesuffix(".txt.gz")
    assert [document.id.removeprefix(address) for document in documents] == ids
    assert {document.text.split(" ")[1].strip() for document in documents} == {"fell."}


def test_addresses_are_fetched_in_their_turn_and_one_that_fails_is_named():
    with serving({"/a": answered(PAGE.encode()), "/c": answered(b"")}) as served:
        faults = []
        visitor = Visitor(served.policy(), resolve=here)
        inputs = [served.url(path) for path in ("/a", "/b", "/c")]
        documents = read(*inputs, fetch=visitor, on_error=faults.append)
        assert next(documents).id == inputs[0]
        assert served.paths == ["/robots.txt", "/a"]
        assert list(documents) == []
    assert [str(fault).removeprefix(served.url("/")) for fault in faults] == [
        "b: the server answers 404 (not found)",
        "c: nothing came in",
    ]


def test_a_single_page_that_cannot_be_had_raises():
    with serving({}) as served, pytest.raises(FetchError, match="404"):
        fetched(served, "/")


def test_without_a_way_to_report_the_failures_are_warned_of():
    with serving({"/a": answered(PAGE.encode())}) as served, pytest.warns(InputWarning, match="404"):
        assert len(fetched(served, "/a", "/b")) == 1


def test_nothing_inside_a_network_is_fetched_by_default():
    with serving({"/": answered(PAGE.encode())}) as served:
        for fetch in (True, Policy(ports=frozenset({served.port}))):
            with pytest.raises(InputError, match=r"no public address|is not asked"):
                list(read(served.url("/", "127.0.0.1"), fetch=fetch))
        assert served.requests == []


def test_a_policy_of_the_users_own():
    with serving({"/": answered(PAGE.encode())}) as served:
        (document,) = read(served.url("/", "127.0.0.1"), fetch=served.policy())
    assert document.title == "Shells"
