"""Fetching from servers that mean well, lie, hang and attack."""

from __future__ import annotations

import gzip
import socket
import ssl
import struct
import time
import zlib

import pytest
import trustme
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.errors import FetchError, UsageError
from geomap.web import Policy, fetch
from geomap.web.fetching import retry_after
from tests.served import NAME, answered, here, serving

pytestmark = pytest.mark.network

PAGE = b"<!doctype html><title>Shells</title><p>Shells fell on the village on Monday.</p>"


def gzipped(content):
    """Packed the same each time: names of tests are made of it."""
    return gzip.compress(content, mtime=0)


def got(served, path="/", resolve=here, **settings):
    headers = settings.pop("headers", None)
    cut = settings.pop("cut", False)
    return fetch(served.url(path), served.policy(**settings), resolve=resolve, headers=headers, cut=cut)


def refused(answer, path="/", **settings):
    """What is told of an answer."""
    with serving({"/": answer}) as served, pytest.raises(FetchError) as raised:
        got(served, path, **settings)
    assert str(raised.value).startswith(f"http://{NAME}:{served.port}/: ")
    assert "\n" not in str(raised.value)
    return str(raised.value).partition("/: ")[2]


def test_a_page_comes_with_what_is_stated_of_it():
    answer = answered(
        PAGE, 'ETag: "a1"', "Last-Modified: Mon, 02 Mar 2026 10:00:00 GMT", kind="Text/HTML; charset=UTF-8"
    )
    with serving({"/a?b=c": answer}) as served:
        found = got(served, "/a?b=c#part", contact="desk@example.org")
        (request,) = served.requests
    assert found.body == PAGE
    assert (found.url, found.final_url) == (served.url("/a?b=c#part"), served.url("/a?b=c"))
    assert (found.content_type, found.charset, found.unchanged) == ("text/html", "utf-8", False)
    assert (found.etag, found.modified) == ('"a1"', "Mon, 02 Mar 2026 10:00:00 GMT")
    assert request["host"] == f"{NAME}:{served.port}"
    assert request["user-agent"].startswith("geomap/")
    assert "desk@example.org" in request["user-agent"]
    assert request["connection"] == "close"


def test_nothing_inside_a_network_is_fetched_unless_told():
    with serving({"/": answered(PAGE)}) as served:
        for host in ("127.0.0.1", "localhost"):
            with pytest.raises(FetchError, match="which is no public address"):
                fetch(served.url("/", host), Policy(ports=frozenset({served.port})))
        assert served.requests == []


def test_the_connection_is_made_to_the_address_that_was_checked():
    """A name that leads to a public address when it is checked and inside afterwards is asked for once."""
    asked = []

    def rebinding(host, port):
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["127.0.0.2"]

    with serving({"/": answered(PAGE)}) as served:
        assert got(served, resolve=rebinding).body == PAGE
    assert asked == [NAME]


@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.1:{port}/inner",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::1]:{port}/",
        "http://[::ffff:7f00:1]/",
    ],
)
def test_a_redirect_inside_is_refused(target, monkeypatch):
    """The first address counts as public here, as it would be; the one it sends on to is checked anew."""
    from geomap.web import addresses

    really = addresses.is_public
    monkeypatch.setattr(addresses, "is_public", lambda address: address == "127.0.0.1" or really(address))
    target = target.replace("127.0.0.1", "127.0.0.2")
    with serving({"/": b"", "/inner": answered(PAGE)}) as served:
        address = target.format(port=served.port)
        served.answers["/"] = answered(b"", f"Location: {address}", status="302 Found")
        with pytest.raises(FetchError, match="which is no public address"):
            fetch(
                served.url(),
                Policy(ports=frozenset({80, served.port})),
                resolve=lambda host, port: ["127.0.0.1"] if host == NAME else [host],
            )
        assert served.paths == ["/"]


@pytest.mark.parametrize(
    ("location", "told"),
    [
        ("ftp://news.example/a", "only http and https are fetched"),
        ("file:///etc/passwd", "only http and https are fetched"),
        ("https://a:b@news.example/", "a name and password stand in the address"),
        ("http://news.example:1/", "port 1 is not asked"),
    ],
)
def test_a_redirect_elsewhere_is_checked_like_any_address(location, told):
    with (
        serving({"/": answered(b"", f"Location: {location}", status="301 Moved Permanently")}) as served,
        pytest.raises(FetchError, match=told),
    ):
        got(served)


@pytest.mark.parametrize(
    "status", ["301 Moved", "302 Found", "303 See Other", "307 Temporary", "308 Permanent"]
)
def test_redirects_are_followed(status):
    with serving(
        {"/": answered(b"", "Location: b c?d#e", status=status), "/b%20c?d": answered(PAGE)}
    ) as served:
        found = got(served)
    assert (found.url, found.final_url, found.body) == (served.url(), served.url("/b%20c?d"), PAGE)


@pytest.mark.parametrize(
    ("header", "status"),
    [
        ("Location: /\x1b[2J", "302 Found"),
        ("Content-Encoding: \x1b[2J", "200 OK"),
        ("Content-Type: image/\x1b[2J", "200 OK"),
    ],
)
def test_what_a_server_writes_does_not_reach_a_terminal_as_it_is(header, status):
    with (
        serving({"/": answered(b"x", header, status=status, kind=None)}) as served,
        pytest.raises(FetchError) as raised,
    ):
        got(served)
    assert "[U+001B][2J" in str(raised.value).replace("[2j", "[2J")


def test_redirects_in_a_circle_end():
    with serving({"/": answered(b"", "Location: /", status="302 Found")}) as served:
        with pytest.raises(FetchError, match="more than 3 redirects; they may lead in a circle"):
            got(served, redirects=3)
        assert served.paths == ["/"] * 4


def test_a_redirect_to_nowhere():
    assert refused(answered(status="302 Found")) == "the server sends on, and does not say where to"


@pytest.mark.parametrize(
    ("status", "told"),
    [
        ("404 <script>", "the server answers 404 (not found)"),
        ("500 x", "the server answers 500 (internal server error)"),
        ("204 No Content", "the server answers 204 (no content)"),
        ("299 \x1b[31m", "the server answers 299 (unknown)"),
    ],
)
def test_other_answers_are_told_in_our_words(status, told):
    assert refused(answered(status=status)) == told


def test_when_to_ask_again_is_kept():
    with (
        serving({"/": answered(b"", "Retry-After: 120", status="503 Busy")}) as served,
        pytest.raises(FetchError) as raised,
    ):
        got(served)
    assert (raised.value.status, raised.value.wait) == (503, 120)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        (None, None), ("", None), ("soon", None), ("-5", None), ("7", 7), (" 7 ", 7), ("9" * 400, 86400),
        ("Mon, 02 Mar 2026 10:00:30 GMT", 30), ("Mon, 02 Mar 2026 09:00:00 GMT", 0), ("Mon, 02 Mar 2099 09:00:00 GMT", 86400),
        ("Mon, 99 Mar 2026 10:00:30 GMT", None),
    ],
)  # fmt: skip
def test_retry_after(value, seconds):
    assert retry_after(value, 1772445600) == seconds


@pytest.mark.parametrize("kind", ["image/png", "video/mp4", "audio/mpeg", "font/woff2"])
def test_what_nobody_can_read_is_refused_before_it_comes(kind):
    assert refused(answered(b"x" * 100, kind=kind)) == f"the server sends {kind}; text is needed"


@pytest.mark.parametrize("length", [True, False])
def test_what_is_too_large_is_refused(length):
    assert refused(answered(b"x" * 3000, length=length), max_bytes=2000) == "it has more than 2,000 bytes"


def test_what_is_exactly_as_large_as_allowed_is_taken():
    for answer in (answered(b"x" * 2000), answered(b"x" * 2000, length=False)):
        with serving({"/": answer}) as served:
            assert len(got(served, max_bytes=2000).body) == 2000


def test_the_beginning_is_taken_where_that_is_asked_for():
    packed = gzipped(b"x" * 3000)
    for answer in (
        answered(b"x" * 3000),
        answered(b"x" * 3000, length=False),
        answered(packed, "Content-Encoding: gzip"),
    ):
        with serving({"/": answer}) as served:
            assert got(served, max_bytes=2000, cut=True).body == b"x" * 2000


@pytest.mark.parametrize(
    ("packed", "encoding"),
    [
        (gzipped(PAGE), "gzip"),
        (gzipped(PAGE), "X-GZIP"),
        (gzipped(PAGE[:20]) + gzipped(PAGE[20:]), "gzip"),
        (gzipped(PAGE) + b"\0" * 12, "gzip"),
        (zlib.compress(PAGE), "deflate"),
        (zlib.compress(PAGE)[2:-4], "deflate"),
        (gzipped(PAGE), "deflate"),
        (PAGE, "identity"),
        (b"", "gzip"),
    ],
)
def test_what_is_packed_is_unpacked(packed, encoding):
    with serving({"/": answered(packed, f"Content-Encoding: {encoding}")}) as served:
        assert got(served).body == (PAGE if packed else b"")


@pytest.mark.parametrize(
    ("packed", "encoding", "told"),
    [
        (PAGE, "gzip", "it is not packed in the way that it says"),
        (gzipped(PAGE)[:-9], "gzip", "it broke off: what is packed has no end"),
        (gzipped(PAGE)[:-8] + b"12345678", "gzip", "it is not packed in the way that it says"),
        (PAGE, "br", "it is packed in a way that was not asked for (br); gzip, deflate"),
        (PAGE, "gzip, gzip", "it is packed in a way that was not asked for (gzip, gzip); gzip, deflate"),
    ],
)
def test_what_lies_about_its_packing_is_told(packed, encoding, told):
    assert refused(answered(packed, f"Content-Encoding: {encoding}")) == told


@pytest.mark.parametrize(
    "bomb",
    [
        gzipped(b"\0" * 5_000_000),
        zlib.compress(b"\0" * 5_000_000),
        zlib.compress(b"\0" * 5_000_000)[2:-4],
        gzipped(b"\0" * 90_000) * 50,
    ],
    ids=["gzip", "deflate", "raw", "members"],
)
def test_a_bomb_is_not_unpacked_beyond_the_bound(bomb):
    assert len(bomb) < 100_000
    assert (
        refused(answered(bomb, "Content-Encoding: gzip"), max_bytes=100_000)
        == "it has more than 100,000 bytes"
    )


def dripping(head, piece):
    """A server that sends a little again and again, so that no single read ever times out."""

    def answer(connection, request):
        connection.sendall(head)
        for _ in range(2000):
            connection.sendall(piece)
            time.sleep(0.01)

    return answer


@pytest.mark.parametrize(
    "answer",
    [
        dripping(b"HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n", b"x"),
        dripping(b"HTTP/1.1 200 OK\r\nX: ", b"x"),
        dripping(b"H", b""),
        dripping(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"),
        dripping(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
        lambda connection, request: time.sleep(0.6),
    ],
    ids=["body", "header", "nothing", "chunks", "continue", "silence"],
)
def test_a_slow_server_is_left_when_the_time_is_up(answer):
    assert refused(answer, seconds=0.3) == "it takes more than 0.3 seconds"


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (b"HTTP/1.1 200 OK\r\nX: " + b"x" * 70_000 + b"\r\n\r\n", "more comes than is taken"),
        (b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 200 + b"\r\n", "the server does not answer as HTTP has it"),
        (b"HTTP/1.1 100 Continue\r\n\r\n" * 9000, "more comes than is taken"),
        (b"SSH-2.0-OpenSSH_9\r\n", "the server does not answer as HTTP has it"),
        (b"HTTP/1.1 abc OK\r\n\r\n", "the server does not answer as HTTP has it"),
        (b"", "the server does not answer as HTTP has it"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nshort", "it broke off: 45 bytes are missing"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab", "it broke off"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n", "it broke off"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabcde\r\n0\r\n\r\n", "it broke off"),
        (
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-5\r\nabcde\r\n0\r\n\r\n",
            "the server does not answer as HTTP has it",
        ),
    ],
    ids=[
        "long",
        "many",
        "continue",
        "ssh",
        "status",
        "nothing",
        "short",
        "chunk",
        "unended",
        "hex",
        "negative",
    ],
)
def test_broken_answers_are_told(answer, told):
    assert refused(answer) == told


@pytest.fixture(scope="module")
def any_server():
    with serving({}) as served:
        yield served


HEADS = (
    b"", b"HTTP/1.1 ", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n\x1f\x8b\x08",
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"HTTP/1.1 302 Found\r\nLocation: ",
    b"HTTP/1.1 200 OK\r\nContent-Encoding: deflate\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Type: ",
)  # fmt: skip


@given(st.sampled_from(HEADS), st.binary(max_size=200), st.booleans())
@settings(max_examples=60)
def test_whatever_comes_is_taken_or_told(any_server, head, rest, ends):
    any_server.answers["/"] = head + rest + (b"\r\n\r\n" if ends else b"")
    try:
        found = got(any_server, redirects=1)
    except FetchError as error:
        told = str(error)
    else:
        told = ""
        assert len(found.body) <= any_server.policy().max_bytes
    assert told.isprintable()


def test_trailers_without_end_are_not_read_for_ever():
    endless = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n" + b"X: y\r\n" * 40_000
    assert refused(endless, max_bytes=1000) == "more comes than is taken"


def test_chunks_are_put_together_and_a_wrong_length_beside_them_is_nothing():
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\nContent-Type: text/html\r\n\r\n"
    with serving({"/": head + b"2;a=b\r\nab\r\n3\r\ncde\r\n0\r\nX: y\r\n\r\n"}) as served:
        assert got(served).body == b"abcde"


def test_nobody_listens():
    with serving({}) as served:
        served.close()
    with pytest.raises(FetchError, match=r"news\.example cannot be reached \(connection refused\)"):
        got(served)


def test_an_address_that_does_not_answer_leaves_time_for_the_next():
    with serving({"/": answered(PAGE)}) as served:
        found = got(served, resolve=lambda *_: ["127.0.0.9", "127.0.0.1"])
    assert found.body == PAGE


def test_a_connection_that_breaks():
    def breaking(connection, request):
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n")
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        connection.close()

    told = refused(breaking)
    assert told in ("the connection broke (connection reset by peer)", "it broke off: 50 bytes are missing")


def test_unchanged_is_told_to_who_asked_so():
    with serving({"/": answered(status="304 Not Modified")}) as served:
        found = got(served, headers={"If-None-Match": '"a1"'})
        assert served.requests[0]["if-none-match"] == '"a1"'
    assert found.unchanged
    assert found.body == b""


def test_a_validator_that_could_not_be_sent_back_is_not_kept():
    with serving({"/": answered(PAGE, "ETag: \x01\xff", f"Last-Modified: {'x' * 2000}")}) as served:
        found = got(served)
    assert (found.etag, found.modified) == (None, None)


@pytest.fixture(scope="module")
def authority():
    return trustme.CA()


def secured(authority, host):
    server, client = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), ssl.create_default_context()
    authority.issue_cert(host).configure_cert(server)
    authority.configure_trust(client)
    return server, client


def test_a_certificate_that_holds(authority):
    server, client = secured(authority, NAME)
    with serving({"/": answered(PAGE)}, tls=server) as served:
        assert got(served, tls=client).body == PAGE


@pytest.mark.parametrize("host", ["other.example", "127.0.0.1"])
def test_the_certificate_is_checked_against_the_name_and_not_the_address(authority, host):
    server, client = secured(authority, host)
    with serving({"/": answered(PAGE)}, tls=server) as served:
        with pytest.raises(
            FetchError, match=r"the certificate of news\.example does not hold \(Hostname mismatch"
        ):
            got(served, tls=client)
        assert served.requests == []


def test_a_certificate_of_nobody_known(authority):
    server, _ = secured(authority, NAME)
    with (
        serving({"/": answered(PAGE)}, tls=server) as served,
        pytest.raises(FetchError, match=r"the certificate of news\.example does not hold"),
    ):
        got(served)


def test_no_tls_where_https_is_asked_for():
    with (
        serving({"/": answered(PAGE)}) as served,
        pytest.raises(FetchError, match=r"no secure connection to news\.example"),
    ):
        fetch(served.url().replace("http:", "https:"), served.policy(), resolve=here)


def test_a_server_that_hangs_in_the_handshake_is_left():
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        policy = Policy(allow_private=True, ports=frozenset({port}), seconds=0.2)
        with pytest.raises(FetchError, match=r"it takes more than 0\.2 seconds"):
            fetch(f"https://{NAME}:{port}/", policy, resolve=here)


def test_no_way_from_https_to_http(authority):
    server, client = secured(authority, NAME)
    with serving({"/": answered(PAGE)}) as plain, serving({}, tls=server) as served:
        served.answers["/"] = answered(b"", f"Location: {plain.url()}", status="302 Found")
        with pytest.raises(FetchError, match="the server sends on from https to http"):
            got(served, tls=client, ports=frozenset({served.port, plain.port}))
        assert plain.requests == []


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({"max_bytes": 0}, "max_bytes is 0; 1 or more is needed"),
        ({"seconds": 0}, "seconds is 0"),
        ({"seconds": float("nan")}, "seconds is nan"),
        ({"redirects": -1}, "redirects is -1"),
        ({"contact": "a\r\nX: b"}, "is no contact"),
        ({"contact": " "}, "is no contact"),
    ],
)
def test_a_policy_checks_itself(settings, told):
    with pytest.raises(UsageError, match=told.replace("(", r"\(")):
        Policy(**settings)


def test_the_strictest_is_what_is_not_said():
    policy = Policy()
    assert (policy.allow_private, policy.ports, policy.redirects) == (False, {80, 443}, 5)
    assert policy.max_bytes == 10_000_000
