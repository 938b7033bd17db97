"""Feeds asked again: only for what is new, and less often where that fails."""

from __future__ import annotations

import pytest

from geomap.web import Visitor
from geomap.web.feeds import GONE_PAUSE, LONGEST_PAUSE, FeedState, failed, poll
from tests.served import answered, here, serving

pytestmark = pytest.mark.network

FEED = b"<rss version='2.0'><channel><title>Desk</title></channel></rss>"
NOW = 1_772_445_600.0
EVERY = 600.0


def asked(served, state=None, now=NOW, **options):
    visitor = Visitor(served.policy(), resolve=here)
    return poll(served.url("/feed"), state or FeedState(), visitor, now=now, every=EVERY, **options)


def test_a_feed_comes_and_is_then_asked_for_what_has_changed():
    answer = answered(FEED, 'ETag: "v1"', "Last-Modified: Mon, 02 Mar 2026 09:00:00 GMT")
    with serving({"/feed": answer}) as served:
        first = asked(served)
        served.answers["/feed"] = answered(status="304 Not Modified")
        second = asked(served, first.state, NOW + EVERY)
    assert (first.body, first.fault, first.address) == (FEED, None, served.url("/feed"))
    assert (first.state.etag, first.state.due) == ('"v1"', NOW + EVERY)
    request = served.requests[-1]
    assert request["if-none-match"] == '"v1"'
    assert request["if-modified-since"] == "Mon, 02 Mar 2026 09:00:00 GMT"
    assert second.body is None
    assert second.state == FeedState(
        first.state.etag, first.state.modified, first.state.digest, 0, NOW + 2 * EVERY
    )


def test_the_same_once_more_is_nothing_new():
    with serving({"/feed": answered(FEED)}) as served:
        first = asked(served)
        second = asked(served, first.state)
        served.answers["/feed"] = answered(FEED + b" ")
        third = asked(served, second.state)
    assert (first.body, second.body, third.body) == (FEED, None, FEED + b" ")


def test_a_version_by_which_a_server_no_longer_knows_it_is_forgotten():
    with serving({"/feed": answered(FEED, 'ETag: "v1"')}) as served:
        first = asked(served)
        served.answers["/feed"] = answered(FEED)
        assert asked(served, first.state).state.etag is None


def test_a_redirect_is_followed_and_told_by_the_address():
    with serving(
        {"/feed": answered(b"", "Location: /new", status="301 x"), "/new": answered(FEED)}
    ) as served:
        polled = asked(served)
    assert polled.address == served.url("/new")
    assert polled.body == FEED


def test_each_failure_doubles_the_pause_up_to_a_bound():
    with serving({"/feed": answered(status="500 x")}) as served:
        state, pauses = FeedState(etag='"v1"', digest="d"), []
        for _ in range(9):
            polled = asked(served, state)
            assert polled.fault.status == 500
            assert polled.body is None
            state = polled.state
            pauses.append(state.due - NOW)
    for number, pause in enumerate(pauses):
        usual = min(EVERY * 2**number, LONGEST_PAUSE)
        assert 0.75 * usual <= pause <= 1.25 * usual
    assert len(set(pauses)) == len(pauses)
    assert (state.failures, state.etag, state.digest) == (9, '"v1"', "d")


def test_chance_is_the_same_for_the_same_seed_and_another_for_another_feed():
    def due(name="a", seed=0):
        return failed(FeedState(), OSError(), name=name, now=NOW, every=EVERY, seed=seed).due

    assert due() == due()
    assert len({due(), due(seed=1), due("b")}) == 3


def test_a_failure_is_over_with_the_first_success():
    with serving({"/feed": answered(FEED)}) as served:
        polled = asked(served, FeedState(failures=7))
    assert (polled.state.failures, polled.state.due) == (0, NOW + EVERY)


@pytest.mark.parametrize("status", ["429 x", "503 x"])
def test_a_server_is_not_asked_before_it_wants_to_be(status):
    with serving({"/feed": answered(b"", "Retry-After: 7200", status=status)}) as served:
        assert asked(served).state.due == NOW + 7200
        served.answers["/feed"] = answered(b"", "Retry-After: 1", status=status)
        assert asked(served).state.due > NOW + 400


def test_a_feed_that_is_gone_is_left_alone_for_a_week():
    with serving({"/feed": answered(status="410 Gone")}) as served:
        assert asked(served).state.due == NOW + GONE_PAUSE


def test_a_pause_longer_than_the_bound_is_the_users_own():
    state = failed(FeedState(), OSError(), name="a", now=0, every=10 * LONGEST_PAUSE)
    assert state.due >= 7.5 * LONGEST_PAUSE
    assert failed(FeedState(failures=10**9), OSError(), name="a", now=0, every=1).due <= 1.25 * LONGEST_PAUSE


def test_when_a_feed_is_due():
    assert FeedState().is_due(NOW)
    assert not FeedState(due=NOW + 1).is_due(NOW)
    assert FeedState(due=NOW).is_due(NOW)
    assert FeedState(due=NOW * 2).is_due(NOW)  # a clock that was wrong


def test_a_state_goes_through_json_and_damage_is_not_believed():
    state = FeedState('"v1"', "Mon", "d", 3, 1.5)
    assert FeedState.of_record(state.as_record()) == state
    damaged = {"etag": 1, "due": "soon", "failures": 2, "more": None}
    assert FeedState.of_record(damaged) == FeedState(failures=2)
