"""One address fetched: its redirects followed by hand, each of them checked like the first."""

from __future__ import annotations

import http.client
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.message import Message
from email.utils import parsedate_to_datetime
from urllib.parse import urldefrag, urljoin

from geomap.errors import FetchError
from geomap.model.telling import visible
from geomap.web.addresses import Resolve, Target, checked_addresses, target_of
from geomap.web.bodies import ENCODINGS, read_body
from geomap.web.kinds import REFUSED
from geomap.web.policy import Policy
from geomap.web.showing import shown
from geomap.web.wire import Connection, Deadline, TooMuchError

ACCEPT = "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,*/*;q=0.5"

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_GIVEN = frozenset({200, 203})
_UNCHANGED = 304
_LONGEST_WAIT = 86_400.0  # seconds; what a server asks beyond that is taken for a mistake


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came from an address.

    Parameters
    ----------
    url
        The address asked for.
    final_url
        The address that gave it, after redirects.
    unchanged
        Whether the server says that it is as it was (304); then there is no body.
    content_type
        As stated, in lower case, without parameters; '' if not stated.
    charset
        As stated.
    etag, modified
        By what the server knows this version: ``ETag`` and ``Last-Modified``, as they came.
    body
        Unpacked.
    """

    url: str
    final_url: str
    unchanged: bool
    content_type: str
    charset: str | None
    etag: str | None
    modified: str | None
    body: bytes


def fetch(
    url: str,
    policy: Policy | None = None,
    *,
    headers: Mapping[str, str] | None = None,
    resolve: Resolve | None = None,
    before: Callable[[Target], None] | None = None,
    cut: bool = False,
) -> Fetched:
    """Fetch an address.

    Proxies that the environment names are not used: they would connect to what was not checked.

    Parameters
    ----------
    url
        http or https. What follows a ``#`` is left out.
    policy
        What is allowed; the strictest if not given.
    headers
        To be sent as well, such as ``If-None-Match``.
    resolve
        What gives a host's addresses; the system if not given.
    before
        Called with each address before it is asked, those of redirects too; what it raises ends the
        fetch. Its time does not count.
    cut
        Take the beginning of what is too large, instead of refusing it.

    Raises
    ------
    FetchError
        If it cannot be fetched, or must not be; one line says why.
    """
    policy = policy or Policy()
    deadline = Deadline(policy.seconds)
    address = urldefrag(url).url
    for _ in range(policy.redirects + 1):
        target = target_of(address, policy)
        if before is not None:
            began = time.monotonic()
            before(target)
            deadline.extend(time.monotonic() - began)
        found = _ask(url, target, policy, deadline, headers or {}, resolve, cut=cut)
        if isinstance(found, Fetched):
            return found
        if target.scheme == "https" and found.startswith("http:"):
            raise FetchError(
                "the server sends on from https to http",
                where=shown(url),
                hint="only https is followed from there",
            )
        address = found
    raise FetchError(
        f"more than {policy.redirects} redirects", where=shown(url), hint="they may lead in a circle"
    )


def retry_after(value: str | None, now: float) -> float | None:
    """Read ``Retry-After``, seconds or a date, as seconds from now (a day at most); None if it is neither."""
    if value is None:
        return None
    value = value.strip()
    if value.isascii() and value.isdigit():
        return min(float(value[:9]), _LONGEST_WAIT)
    try:
        wait = parsedate_to_datetime(value).timestamp() - now
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return min(max(wait, 0.0), _LONGEST_WAIT)


def _ask(
    url: str,
    target: Target,
    policy: Policy,
    deadline: Deadline,
    headers: Mapping[str, str],
    resolve: Resolve | None,
    *,
    cut: bool,
) -> Fetched | str:
    """Ask one address; what came, or the address that the server sends on to."""
    where = shown(target.url)
    try:
        addresses = checked_addresses(target, policy, resolve=resolve, seconds=deadline.left())
        connection = Connection(target, addresses, policy, deadline)
        try:
            answer = connection.ask(
                {"User-Agent": policy.user_agent, "Accept": ACCEPT, "Accept-Encoding": ENCODINGS, **headers}
            )
            with answer:
                return _answered(url, target, answer, policy, cut=cut)
        finally:
            connection.close()
    except FetchError:
        raise
    except TimeoutError as error:
        raise FetchError(
            f"it takes more than {policy.seconds:g} seconds", where=where, unreachable=True
        ) from error
    except TooMuchError as error:
        raise FetchError("more comes than is taken", where=where) from error
    except http.client.IncompleteRead as error:
        raise FetchError("it broke off", where=where) from error
    except (http.client.HTTPException, ValueError) as error:
        raise FetchError("the server does not answer as HTTP has it", where=where) from error
    except OSError as error:
        reason = (error.strerror or str(error) or type(error).__name__).lower()
        raise FetchError(f"the connection broke ({reason})", where=where) from error


def _answered(
    url: str, target: Target, answer: http.client.HTTPResponse, policy: Policy, *, cut: bool
) -> Fetched | str:
    where = shown(target.url)
    headers = answer.headers
    if answer.status in _REDIRECTS:
        location = headers.get("Location", "").strip()
        if not location:
            raise FetchError(
                "the server sends on, and does not say where to", where=where, status=answer.status
            )
        return urldefrag(urljoin(target.url, location.replace(" ", "%20"))).url
    if answer.status == _UNCHANGED:
        return _fetched(url, target, headers, b"", unchanged=True)
    if answer.status not in _GIVEN:
        raise FetchError(
            f"the server answers {answer.status} ({_told(answer)})",
            where=where,
            status=answer.status,
            wait=retry_after(headers.get("Retry-After"), time.time()),
        )
    content_type = _type_of(headers)
    if content_type.startswith(REFUSED):
        raise FetchError(f"the server sends {visible(content_type[:60])}", where=where, hint="text is needed")
    return _fetched(url, target, headers, read_body(answer, most=policy.max_bytes, where=where, cut=cut))


def _fetched(url: str, target: Target, headers: Message, body: bytes, *, unchanged: bool = False) -> Fetched:
    return Fetched(
        url=url,
        final_url=target.url,
        unchanged=unchanged,
        content_type=_type_of(headers),
        charset=headers.get_content_charset(),
        etag=_kept(headers.get("ETag")),
        modified=_kept(headers.get("Last-Modified")),
        body=body,
    )


def _type_of(headers: Message) -> str:
    return headers.get_content_type() if "Content-Type" in headers else ""


def _told(answer: http.client.HTTPResponse) -> str:
    """Give the status in words: ours, for a server's own may be anything."""
    return http.client.responses.get(answer.status, "unknown").lower()


def _kept(value: str | None) -> str | None:
    """Keep a validator only if it can be sent back as it is."""
    if value is None or len(value) > 1000 or not (value.isascii() and value.isprintable()):
        return None
    return value.strip() or None
