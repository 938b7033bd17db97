"""A web server on this machine that answers as a test says, byte by byte if it likes."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress

from geomap.web import Policy

NAME = "news.example"

Answer = bytes | Callable[[socket.socket, "Request"], None]


class Request(dict[str, str]):
    """The headers of a request, names in lower case, and its path."""

    def __init__(self, head: bytes) -> None:
        first, *lines = head.decode("latin-1").split("\r\n")
        self.path = first.split(" ")[1]
        super().__init__((k.lower(), v) for k, _, v in (line.partition(": ") for line in lines if line))


class Served:
    """Answers by path; ``requests`` has what was asked."""

    def __init__(self, answers: Mapping[str, Answer], tls: ssl.SSLContext | None = None) -> None:
        self.answers = {"/robots.txt": answered(status="404 Not Found"), **answers}
        self.requests: list[Request] = []
        self._tls = tls
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listening.getsockname()[1]
        self.over = threading.Event()
        threading.Thread(target=self._serve, daemon=True).start()

    @property
    def paths(self) -> list[str]:
        return [request.path for request in self.requests]

    def url(self, path: str = "/", host: str = NAME) -> str:
        return f"{'https' if self._tls else 'http'}://{host}:{self.port}{path}"

    def policy(self, **settings) -> Policy:
        """What allows to ask this server, and loses no time."""
        return Policy(
            **{"allow_private": True, "ports": frozenset({self.port}), "gap": 0, "seconds": 20} | settings
        )

    def close(self) -> None:
        self.over.set()
        with suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()

    def _serve(self) -> None:
        while not self.over.is_set():
            try:
                connection, _ = self._listening.accept()
            except OSError:
                return
            threading.Thread(target=self._answer, args=(connection,), daemon=True).start()

    def _answer(self, connection: socket.socket) -> None:
        with suppress(OSError):
            if self._tls is not None:
                connection = self._tls.wrap_socket(connection, server_side=True)
            with connection:
                head = b""
                while b"\r\n\r\n" not in head:
                    more = connection.recv(4096)
                    if not more:
                        return
                    head += more
                    if head[:1] == b"\x16":  # TLS begins so
                        connection.sendall(answered(status="400 Bad Request"))
                        return
                request = Request(head.partition(b"\r\n\r\n")[0])
                self.requests.append(request)
                answer = self.answers.get(request.path, answered(status="404 Not Found"))
                if callable(answer):
                    answer(connection, request)
                else:
                    connection.sendall(answer)
                with suppress(OSError):  # so that what was sent is not lost for what was not read
                    connection.shutdown(socket.SHUT_WR)
                    connection.recv(1)


def answered(
    body: bytes = b"",
    *headers: str,
    status: str = "200 OK",
    kind: str | None = "text/html",
    length: bool = True,
) -> bytes:
    """A whole answer."""
    lines = [f"HTTP/1.1 {status}", *headers]
    if kind is not None:
        lines.append(f"Content-Type: {kind}")
    if length:
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body


def here(host: str, port: int) -> list[str]:
    """Resolve every name to this machine."""
    return ["127.0.0.1"]


@contextmanager
def serving(answers: Mapping[str, Answer], tls: ssl.SSLContext | None = None) -> Iterator[Served]:
    served = Served(answers, tls)
    try:
        yield served
    finally:
        served.close()
