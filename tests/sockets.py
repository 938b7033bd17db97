"""No test speaks to another machine, and only those that are marked to a server on this one.

An audit hook of the interpreter sees every connection and every look-up of a name, those by packages
written in C through Python's own sockets too. It cannot be taken out again: `Sockets` says what it lets through.
"""

from __future__ import annotations

import ipaddress
import socket
import sys
from contextlib import suppress
from typing import Any


class SocketUsedError(RuntimeError):
    """A test speaks to a network that it has not asked for."""


class Sockets:
    """What may be spoken to.

    ``loopback`` is whether the test that runs is marked ``network``; ``refused`` has what was refused.
    """

    def __init__(self) -> None:
        self.loopback = False
        self.refused: list[str] = []

    def install(self) -> None:
        """Watch this process from now on, to its end."""
        sys.addaudithook(self._hear)

    def _hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        if not event.startswith("socket."):
            return
        if event in ("socket.connect", "socket.sendto"):
            address = arguments[1]
            if isinstance(address, tuple):  # of a Unix socket it is a path
                self._check(str(address[0]), event)
        elif event in ("socket.getaddrinfo", "socket.gethostbyname"):
            host = arguments[0]
            name = host.decode("ascii", "replace") if isinstance(host, bytes) else host
            if name and not _is_number(name):  # to read a number asks nobody
                self._check(name, event)

    def _check(self, host: str, event: str) -> None:
        if self.loopback and _is_loopback(host):
            return
        self.refused.append(f"{event} {host}")
        wanted = "the marker `network` lets a test speak to this machine, and nothing to another"
        raise SocketUsedError(f"{event} {host}: {wanted}")


def _is_number(host: str) -> bool:
    return _number(host) is not None


def _is_loopback(host: str) -> bool:
    number = _number(host)
    return host == "localhost" or (number is not None and number.is_loopback)


def _number(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    with suppress(ValueError):
        return ipaddress.ip_address(host.partition("%")[0])
    with suppress(OSError):  # in the other ways of writing one: 0177.0.0.1, 2130706433
        return ipaddress.ip_address(socket.inet_aton(host))
    return None
