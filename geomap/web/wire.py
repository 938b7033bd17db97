"""A connection to a checked address, with one deadline for all that goes over it."""

from __future__ import annotations

import http.client
import io
import socket
import ssl
import time
from collections.abc import Sequence
from typing import Any

from geomap.errors import FetchError
from geomap.web.addresses import Target
from geomap.web.policy import Policy
from geomap.web.showing import shown

_HEAD_BYTES = 64 * 1024  # of a status line and headers, those of answers in between included
_FRAMING = 6  # bytes that a chunk of one byte takes


class Deadline:
    """When a fetch has to be over.

    Parameters
    ----------
    seconds
        From now.
    """

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds that are left; `TimeoutError` if there are none."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise TimeoutError("the time is up")
        return left

    def extend(self, seconds: float) -> None:
        """Let it be later by what was spent on something else."""
        self._end += seconds


class TooMuchError(OSError):
    """More bytes come than are taken."""


class _Incoming(io.RawIOBase):
    """What a socket receives, until a deadline and up to a number of bytes.

    A time-out of the socket alone would begin anew with each byte that a slow server sends.
    """

    def __init__(self, connected: socket.socket, deadline: Deadline) -> None:
        super().__init__()
        self._socket = connected
        self._deadline = deadline
        self.left = _HEAD_BYTES

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        """Receive at most as many bytes as the buffer holds."""
        if self.left <= 0:
            raise TooMuchError("too much comes")
        self._socket.settimeout(self._deadline.left())
        view = memoryview(buffer)[: self.left]
        received = self._socket.recv_into(view)
        self.left -= received
        return received


class _TimedSocket:
    """As much of a socket as `http.client` uses."""

    def __init__(self, connected: socket.socket, deadline: Deadline) -> None:
        self._socket = connected
        self._deadline = deadline
        self.incoming = _Incoming(connected, deadline)

    def makefile(self, *_: object, **__: object) -> io.BufferedReader:
        """Give the one file that is read from."""
        return io.BufferedReader(self.incoming)

    def sendall(self, data: bytes) -> None:
        """Send all, until the deadline."""
        self._socket.settimeout(self._deadline.left())
        self._socket.sendall(data)

    def close(self) -> None:
        """Leave it open: an answer without a length is read after this; `Connection.close` closes it."""


class Connection:
    """One connection for one request.

    Parameters
    ----------
    target
        What is asked for.
    addresses
        The host's addresses, checked; the first that answers is taken.
    policy
        What checks certificates, and how much may come.
    deadline
        When all has to be over.

    Raises
    ------
    FetchError
        If no address answers, or the certificate does not hold.
    """

    def __init__(self, target: Target, addresses: Sequence[str], policy: Policy, deadline: Deadline) -> None:
        self._target = target
        self._policy = policy
        connected = _connected(target, addresses, deadline)
        try:
            if target.scheme == "https":
                connected = _secured(connected, target, policy, deadline)
        except BaseException:
            connected.close()
            raise
        self._connected = connected
        self._socket = _TimedSocket(connected, deadline)

    def ask(self, headers: dict[str, str]) -> http.client.HTTPResponse:
        """Send a GET and give the answer, of which status and headers have come."""
        target = self._target
        connection = http.client.HTTPConnection(target.host, target.port)
        connection.sock = self._socket
        connection.putrequest("GET", target.path, skip_host=True, skip_accept_encoding=True)
        for name, value in {"Host": target.netloc, **headers, "Connection": "close"}.items():
            connection.putheader(name, value)
        connection.endheaders()
        answer = connection.getresponse()
        # A chunked answer has more bytes than are in it; the body itself is counted by its reader.
        self._socket.incoming.left = self._policy.max_bytes * _FRAMING + _HEAD_BYTES
        return answer

    def close(self) -> None:
        """Close it, whatever else may come."""
        self._connected.close()


def _connected(target: Target, addresses: Sequence[str], deadline: Deadline) -> socket.socket:
    last: OSError | None = None
    for number, address in enumerate(addresses):
        # One address that does not answer must not take the time of all.
        seconds = deadline.left() / (len(addresses) - number)
        try:
            return socket.create_connection((address, target.port), timeout=seconds)
        except OSError as error:
            last = error
    reason = "no answer in time" if isinstance(last, TimeoutError) else (last and last.strerror) or str(last)
    raise FetchError(
        f"{target.host} cannot be reached ({reason.lower()})", where=shown(target.url), unreachable=True
    ) from last


def _secured(connected: socket.socket, target: Target, policy: Policy, deadline: Deadline) -> ssl.SSLSocket:
    context = policy.tls or ssl.create_default_context()
    connected.settimeout(deadline.left())
    try:
        return context.wrap_socket(connected, server_hostname=target.host)
    except ssl.SSLCertVerificationError as error:
        raise FetchError(
            f"the certificate of {target.host} does not hold ({error.verify_message})",
            where=shown(target.url),
        ) from error
    except ssl.SSLError as error:
        raise FetchError(
            f"no secure connection to {target.host} ({error.reason or error})", where=shown(target.url)
        ) from error
