"""Being polite: robots.txt, and waiting."""

from __future__ import annotations

import pytest

from geomap.errors import FetchError
from geomap.web import Visitor
from tests.served import answered, here, serving

pytestmark = pytest.mark.network

PAGE = answered(b"<p>Shells fell.</p>")


class Time:
    """A clock that goes on only while somebody sleeps."""

    def __init__(self):
        self.now = 1000.0
        self.slept = []

    def clock(self):
        return self.now

    def sleep(self, seconds):
        self.slept.append(round(seconds, 3))
        self.now += seconds


@pytest.fixture
def time():
    return Time()


def visitor(served, time, **settings):
    return Visitor(served.policy(**settings), clock=time.clock, sleep=time.sleep, resolve=here)


def robots(text):
    return answered(text.encode(), kind="text/plain")


def test_what_the_site_does_not_allow_is_not_asked(time):
    with serving({"/robots.txt": robots("User-agent: *\nDisallow: /a?b"), "/a": PAGE}) as served:
        visits = visitor(served, time)
        assert visits.fetch(served.url("/a")).body
        with pytest.raises(
            FetchError, match=r"the site's robots\.txt does not allow it; save the page yourself"
        ):
            visits.fetch(served.url("/a?b=1"))
        assert served.paths == ["/robots.txt", "/a"]


def test_rules_are_kept_for_a_day(time):
    with serving({"/": PAGE}) as served:
        visits = visitor(served, time)
        for later in (0, 80_000, 80_000):
            time.now += later
            visits.fetch(served.url("/"))
        assert served.paths == ["/robots.txt", "/", "/", "/robots.txt", "/"]


@pytest.mark.parametrize("status", ["404 x", "410 x", "400 x"])
def test_no_rules_allow_all(status, time):
    with serving({"/robots.txt": answered(status=status), "/": PAGE}) as served:
        assert visitor(served, time).fetch(served.url("/")).body


@pytest.mark.parametrize("status", ["500 x", "503 x", "401 x", "403 x", "429 x"])
def test_rules_that_cannot_be_had_allow_nothing_for_an_hour(status, time):
    with serving({"/robots.txt": answered(status=status), "/": PAGE}) as served:
        visits = visitor(served, time)
        for later in (0, 3000, 1000):
            time.now += later
            with pytest.raises(FetchError, match=r"robots\.txt does not allow it"):
                visits.fetch(served.url("/"))
        assert served.paths == ["/robots.txt"] * 2


def test_rules_that_break_off_are_told_as_the_fault_they_are(time):
    with serving({"/robots.txt": b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nUser", "/": PAGE}) as served:
        with pytest.raises(FetchError, match=r"/robots\.txt: it broke off"):
            visitor(served, time).fetch(served.url("/"))
        assert served.paths == ["/robots.txt"]


def test_of_rules_without_end_the_beginning_counts(time):
    text = "User-agent: *\nDisallow: /a\n" + "# nothing\n" * 60_000
    with serving({"/robots.txt": robots(text), "/": PAGE, "/a": PAGE}) as served:
        visits = visitor(served, time)
        assert visits.fetch(served.url("/")).body
        with pytest.raises(FetchError, match="does not allow it"):
            visits.fetch(served.url("/a"))


def test_rules_elsewhere_are_followed_and_the_address_sent_on_to_has_its_own(time):
    with serving({"/robots.txt": robots("User-agent: geomap\nDisallow: /"), "/b": PAGE}) as second:
        sends_on = answered(b"", f"Location: {second.url('/b', '127.0.0.1')}", status="302 Found")
        with serving({"/": sends_on}) as first:
            visits = visitor(first, time, ports=frozenset({first.port, second.port}))
            with pytest.raises(FetchError, match=r"/b: the site's robots\.txt does not allow it"):
                visits.fetch(first.url("/"))
        assert second.paths == ["/robots.txt"]


def test_a_host_is_not_asked_more_often_than_the_policy_says(time):
    with serving({"/a": PAGE, "/b": PAGE}) as served:
        visits = visitor(served, time, gap=2)
        visits.fetch(served.url("/a"))
        time.now += 0.5
        visits.fetch(served.url("/b"))
        time.now += 5
        visits.fetch(served.url("/a"))
    assert time.slept == [1.5]


def test_a_host_that_wants_longer_gets_it_within_reason(time):
    with serving({"/robots.txt": robots("User-agent: *\nCrawl-delay: 40"), "/": PAGE}) as served:
        visits = visitor(served, time, gap=2)
        visits.fetch(served.url("/"))
        visits.fetch(served.url("/"))
    assert time.slept == [40]


def test_a_host_that_wants_too_long_is_told_unless_the_time_has_passed_anyway(time):
    with serving({"/robots.txt": robots("User-agent: *\nCrawl-delay: 600"), "/": PAGE}) as served:
        visits = visitor(served, time)
        visits.fetch(served.url("/"))
        with pytest.raises(
            FetchError, match="the site wants 600 seconds between two fetches; 60 are waited at most"
        ):
            visits.fetch(served.url("/"))
        time.now += 600
        assert visits.fetch(served.url("/")).body
    assert time.slept == []


def test_a_host_that_cannot_be_had_is_left_alone_for_a_while(time):
    lost = {"news.example"}

    def resolve(host, port):
        return [] if host in lost else ["127.0.0.1"]

    with serving({"/": PAGE}) as served:
        visits = Visitor(served.policy(), clock=time.clock, sleep=time.sleep, resolve=resolve)
        with pytest.raises(FetchError, match="there is no host"):
            visits.fetch(served.url("/"))
        lost.clear()
        with pytest.raises(
            FetchError, match=r"news\.example failed a moment ago, and is left alone for a while"
        ):
            visits.fetch(served.url("/"))
        assert visits.fetch(served.url("/", "other.example")).body
        assert visits.fetch(served.url("/"), regardless=True).body
        time.now += 300
        assert visits.fetch(served.url("/")).body


def test_what_takes_too_long_counts_as_a_host_that_cannot_be_had():
    with (
        serving({"/": lambda connection, request: served.over.wait(5)}) as served,
        pytest.raises(FetchError) as raised,
    ):
        Visitor(served.policy(seconds=0.2, robots=False), resolve=here).fetch(served.url("/"))
    assert raised.value.unreachable


@pytest.mark.parametrize(("wait", "seconds"), [("Retry-After: 900", 900), ("X: y", 300)])
def test_a_host_that_has_enough_is_left_alone_as_long_as_it_wants(wait, seconds, time):
    with serving({"/": answered(b"", wait, status="429 x"), "/b": PAGE}) as served:
        visits = visitor(served, time)
        with pytest.raises(FetchError, match="429"):
            visits.fetch(served.url("/"))
        time.now += seconds - 1
        with pytest.raises(FetchError, match="failed a moment ago"):
            visits.fetch(served.url("/b"))
        time.now += 1
        assert visits.fetch(served.url("/b")).body


def test_what_a_host_does_not_have_is_no_reason_to_leave_it_alone(time):
    with serving({"/b": PAGE}) as served:
        visits = visitor(served, time)
        with pytest.raises(FetchError, match="404"):
            visits.fetch(served.url("/"))
        assert visits.fetch(served.url("/b")).body


def test_only_so_many_hosts_are_remembered(time, monkeypatch):
    monkeypatch.setattr("geomap.web.visiting._MOST_HOSTS", 2)
    with serving({"/": PAGE}) as served:
        visits = visitor(served, time)
        for host in ("a.example", "b.example", "c.example", "a.example", "c.example"):
            visits.fetch(served.url("/", host))
        assert served.paths.count("/robots.txt") == 4


def test_rules_are_not_asked_for_where_the_policy_says_so(time):
    with serving({"/robots.txt": robots("User-agent: *\nDisallow: /"), "/": PAGE}) as served:
        assert visitor(served, time, robots=False).fetch(served.url("/")).body
        assert served.paths == ["/"]


def test_waiting_for_a_host_is_not_taken_from_the_time_of_the_fetch(monkeypatch):
    from time import monotonic

    gone = []
    monkeypatch.setattr("time.monotonic", lambda: monotonic() + sum(gone))
    with serving({"/": PAGE}) as served:
        visits = Visitor(served.policy(gap=50), clock=lambda: 0.0, sleep=gone.append, resolve=here)
        visits.fetch(served.url("/"))
        assert visits.fetch(served.url("/")).body
    assert gone == [50]
