"""Which addresses may be fetched, and where their hosts are."""

from __future__ import annotations

import threading

import pytest

from geomap.errors import FetchError
from geomap.web.addresses import checked_addresses, is_public, resolve_host, target_of
from geomap.web.policy import Policy
from geomap.web.showing import shown


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.8.9.1", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254",
        "100.64.0.1", "192.0.0.8", "192.0.2.1", "192.88.99.1", "198.18.0.1", "203.0.113.9", "224.0.0.1", "239.1.1.1",
        "240.0.0.1", "255.255.255.255",
        "::", "::1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::8.8.8.8", "64:ff9b::7f00:1", "64:ff9b::808:808",
        "64:ff9b:1::1", "100::1", "2001::1", "2001:db8::1", "2002:7f00:1::", "2002:808:808::", "3fff::1", "fc00::1",
        "fd12::1", "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1", "5f00::1", "no address", "",
    ],
)  # fmt: skip
def test_inner_and_wrapped_addresses_are_not_public(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "93.184.216.34", "2606:2800:220:1::1", "2a00:1450::1"])
def test_others_are(address):
    assert is_public(address)


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("ftp://example.org/a", "only http and https are fetched"),
        ("file:///etc/passwd", "only http and https are fetched"),
        ("gopher://example.org/", "only http and https are fetched"),
        ("https:///path", "'' is no name of a host"),
        ("https://exa mple.org/", "no address of the web"),
        ("https://example.org/a\r\nX: 1", "no address of the web"),
        ("https://example.org\\@evil.example/", "no address of the web"),
        ("https://example.org:99999/", "no address of the web"),
        ("https://[::1/", "no address of the web"),
        ("https://exa<mple.org/", "is no name of a host"),
        ("https://user:secret@example.org/", "a name and password stand in the address"),
        ("https://@example.org/", "a name and password stand in the address"),
        ("https://example.org:8080/", "port 8080 is not asked; allowed: 80, 443"),
        ("https://example.org:22/", "port 22 is not asked; allowed: 80, 443"),
        ("https://example.org:0/", "port 0 is not asked; allowed: 80, 443"),
        (f"https://example.org/{'a' * 5000}", "no address of the web"),
        (f"https://{'ä' * 70}.example/", "is no name of a host"),
    ],
)
def test_what_is_no_address_to_fetch_is_told(url, told):
    with pytest.raises(FetchError, match=": ") as raised:
        target_of(url, Policy())
    assert told in str(raised.value)
    assert "secret" not in str(raised.value)


def test_an_address_is_taken_apart_and_written_in_ascii():
    target = target_of("https://Новини.example/події?q=ö%20a", Policy())
    assert target.host == "xn--b1amarcd.example"
    assert target.url == ("https://xn--b1amarcd.example/%D0%BF%D0%BE%D0%B4%D1%96%D1%97?q=%C3%B6%20a")
    assert target_of("http://[2606:2800::1]:443", Policy()).origin == "http://[2606:2800::1]:443"
    assert target_of("http://example.org:80?a", Policy()).url == "http://example.org/?a"


@pytest.mark.parametrize("host", ["127.0.0.1", "2130706433", "0x7f.1", "0177.0.0.1", "127.1", "0"])
def test_no_way_of_writing_this_machine_gets_through(host):
    target = target_of(f"http://{host}/", Policy())
    with pytest.raises(FetchError, match="which is no public address; only public addresses are fetched"):
        checked_addresses(target, Policy(), resolve=resolve_host, seconds=10)


def test_one_inner_address_among_public_ones_is_enough():
    target = target_of("https://example.org/", Policy())
    with pytest.raises(FetchError, match=r"example\.org is at 10\.0\.0\.1, which is no public address"):
        checked_addresses(target, Policy(), resolve=lambda *_: ["8.8.8.8", "10.0.0.1"], seconds=10)
    found = checked_addresses(target, Policy(), resolve=lambda *_: ["8.8.8.8", "9.9.9.9"], seconds=10)
    assert found == ("8.8.8.8", "9.9.9.9")


@pytest.mark.parametrize("fault", [OSError("no such host"), UnicodeError("label too long"), None])
def test_a_host_that_is_not_there_is_told(fault):
    def resolve(host, port):
        if fault is not None:
            raise fault
        return []

    with pytest.raises(FetchError, match=r"there is no host example\.org; check the address and the network"):
        checked_addresses(target_of("https://example.org/", Policy()), Policy(), resolve=resolve, seconds=10)


def test_a_resolver_that_hangs_is_not_waited_for():
    over = threading.Event()
    try:
        with pytest.raises(FetchError, match=r"example\.org was not found in time"):
            checked_addresses(
                target_of("https://example.org/", Policy()),
                Policy(),
                resolve=lambda *_: [str(over.wait(60))],
                seconds=0.05,
            )
    finally:
        over.set()


def test_messages_show_no_password_and_no_end_of_what_is_long():
    assert shown("https://a:b@example.org/x@y") == "https://…@example.org/x@y"
    assert shown("https://example.org/x@y") == "https://example.org/x@y"
    assert len(shown("https://example.org/" + "a" * 900)) == 201
