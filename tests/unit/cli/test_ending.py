"""A command that goes on for ever ends when it is told to."""

from __future__ import annotations

import signal

import pytest

from geomap.cli.ending import Ended, Ending, ends_in_order


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_is_heard_and_ends_the_pause(number):
    before, heard = signal.getsignal(number), []
    with Ending(lambda: heard.append(1)) as ending:
        assert not ending.stopping()
        ending.pause(0.01)
        signal.raise_signal(number)
        assert ending.stopping()
        ending.pause(1e6)
        assert heard == [1]
    assert signal.getsignal(number) is before


def test_the_second_signal_ends_at_once():
    with Ending(lambda: None):
        signal.raise_signal(signal.SIGTERM)
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_that_would_kill_is_raised(number):
    with pytest.raises(Ended) as ended, ends_in_order():
        signal.raise_signal(number)
    assert ended.value.number is number
    assert signal.getsignal(number) is signal.SIG_DFL


def test_a_signal_that_is_ignored_stays_so():
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with ends_in_order():
            signal.raise_signal(signal.SIGHUP)
    finally:
        signal.signal(signal.SIGHUP, before)
