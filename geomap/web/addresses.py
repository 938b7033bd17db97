"""Where an address on the web leads, and whether one may go there."""

from __future__ import annotations

import ipaddress
import re
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from geomap.errors import FetchError
from geomap.web.policy import Policy
from geomap.web.showing import shown

Resolve = Callable[[str, int], list[str]]
"""The IP addresses of a host, given its name and a port; `OSError` if it has none."""

_DEFAULT_PORTS = {"http": 80, "https": 443}
_LONGEST = 4000  # characters of an address
_UNSEEN = re.compile(r"[\x00-\x20\x7f\\]")
_HOST = re.compile(r"[A-Za-z0-9._-]{1,253}|\[[0-9A-Fa-f:.]+\]")
_SAFE = "/:?#[]@!$&'()*+,;=%~-._"

# What Python's `is_global` calls global in one version or another, or what wraps an IPv4 address
# that would have to be checked in its turn.
_NOT_PUBLIC = tuple(
    ipaddress.ip_network(network)
    for network in (
        "192.0.0.0/24",  # protocol assignments
        "192.88.99.0/24",  # relays of 6to4
        "2001::/23",  # protocol assignments, Teredo among them
        "2002::/16",  # 6to4
        "3fff::/20",  # documentation
    )
)
# All public IPv6 lies here: mapped IPv4, NAT64, link-local, unique local and multicast do not.
_PUBLIC_IPV6 = ipaddress.ip_network("2000::/3")


@dataclass(frozen=True, slots=True)
class Target:
    """One address, taken apart and found to be of a form that may be fetched.

    Parameters
    ----------
    scheme
        ``http`` or ``https``.
    host
        In ASCII, in lower case; an IPv6 address without brackets.
    port
        The port, given or usual.
    path
        What the server is asked for: path and query, quoted.
    """

    scheme: str
    host: str
    port: int
    path: str

    @property
    def netloc(self) -> str:
        """Host and, if it is not the usual one, port."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _DEFAULT_PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        """Scheme, host and port."""
        return f"{self.scheme}://{self.netloc}"

    @property
    def url(self) -> str:
        """The whole address, without its fragment."""
        return f"{self.origin}{self.path}"


def target_of(url: str, policy: Policy) -> Target:
    """Take an address apart.

    Raises
    ------
    FetchError
        If it is none, is not http or https, has a name and password in it, or a port that is not allowed.
    """
    where = shown(url)
    if len(url) > _LONGEST or _UNSEEN.search(url):
        raise FetchError(
            "this is no address of the web", where=where, hint="one such as https://example.org/"
        )
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        # The error quotes what it took for a port or a host, which may be the end of a password.
        raise FetchError(
            "this is no address of the web (its host or port cannot be read)", where=where
        ) from None
    if parts.scheme not in _DEFAULT_PORTS:
        raise FetchError("only http and https are fetched", where=where)
    if "@" in parts.netloc:
        raise FetchError(
            "a name and password stand in the address",
            where=where,
            hint="give it without what is before the @",
        )
    host = _ascii_host(parts.hostname or "", where)
    port = _DEFAULT_PORTS[parts.scheme] if port is None else port
    if port not in policy.ports:
        allowed = ", ".join(map(str, sorted(policy.ports)))
        raise FetchError(f"port {port} is not asked", where=where, hint=f"allowed: {allowed}")
    path = quote(parts.path or "/", safe=_SAFE)
    query = f"?{quote(parts.query, safe=_SAFE)}" if parts.query else ""
    return Target(parts.scheme, host, port, path + query)


def checked_addresses(
    target: Target, policy: Policy, *, resolve: Resolve | None = None, seconds: float
) -> tuple[str, ...]:
    """Give the IP addresses of a host, all of them checked.

    The connection has to be made to one of these and not to the name: a name may lead elsewhere
    when it is asked for again.

    Raises
    ------
    FetchError
        If there is none, it takes too long, or one of them is not public and that is not allowed.
    """
    found = _resolved(target, resolve or resolve_host, seconds)
    if not policy.allow_private:
        inner = next((address for address in found if not is_public(address)), None)
        if inner is not None:
            raise FetchError(
                f"{target.host} is at {inner}, which is no public address",
                where=shown(target.url),
                hint="only public addresses are fetched",
            )
    return found


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet's, and wraps no other address."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    if ip.version == 6 and (ip.scope_id is not None or ip not in _PUBLIC_IPV6):
        return False
    if any(ip in network for network in _NOT_PUBLIC if network.version == ip.version):
        return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified or ip.is_loopback)


def resolve_host(host: str, port: int) -> list[str]:
    """Ask the system for a host's addresses, in its order and each once."""
    answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(answer[4][0]) for answer in answers))


def _ascii_host(host: str, where: str) -> str:
    try:
        plain = host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise FetchError(f"{host[:100]!r} is no name of a host", where=where) from error
    bracketed = f"[{plain}]" if ":" in plain else plain
    if not _HOST.fullmatch(bracketed):
        raise FetchError(f"{host[:100]!r} is no name of a host", where=where)
    return plain.lower()


def _resolved(target: Target, resolve: Resolve, seconds: float) -> tuple[str, ...]:
    """Resolve on a thread of its own: the system's resolver cannot be given a time."""
    where = shown(target.url)
    found: list[str] = []
    failed: list[OSError] = []

    def ask() -> None:
        try:
            found.extend(resolve(target.host, target.port))
        except UnicodeError as error:  # a label of more than 63 letters
            failed.append(OSError(str(error)))
        except OSError as error:
            failed.append(error)

    thread = threading.Thread(target=ask, name="resolving", daemon=True)
    thread.start()
    thread.join(seconds)
    if thread.is_alive():
        raise FetchError(f"{target.host} was not found in time", where=where, unreachable=True)
    if failed or not found:
        raise FetchError(
            f"there is no host {target.host}",
            where=where,
            hint="check the address and the network",
            unreachable=True,
        ) from (failed[0] if failed else None)
    return tuple(found)
