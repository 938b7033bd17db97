"""An address as a message may show it: without what is secret in it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from geomap.model.telling import visible

_LONGEST = 200  # characters of an address in a message
_PARTS = re.compile(
    r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*:)?(?P<slashes>//)?(?P<host>[^/?#]*)(?P<rest>.*)", re.DOTALL
)
# By these names a key is handed over in a query or after a #, alone or as the end of a longer name.
_SECRET = re.compile(
    r"(?P<name>[?&;#][^=&;#?]*(?:token|key|auth|pass(?:word|wd|phrase)?|pwd|pw|secret|sig(?:nature)?|credential|session|sid|jwt)=)"
    r"[^&;#]+",
    re.IGNORECASE,
)


def shown(url: str) -> str:
    """An address for a message: not too long, without passwords and keys, and without control characters.

    A server chooses where it sends on to, and what it chooses must not reach a terminal as it is.
    """
    hidden = _SECRET.sub(r"\g<name>…", _without_password(url[:4000]))
    return "".join(
        ch if ch.isprintable() else f"[U+{ord(ch):04X}]"
        for ch in visible(hidden if len(hidden) <= _LONGEST else f"{hidden[:_LONGEST]}…")
    )


def shown_inputs(inputs: Iterable[object]) -> str:
    """What was to be read, files and addresses, for a message: addresses as `shown` has them."""
    told = (str(each) for each in inputs)
    return ", ".join(shown(each) if "://" in each else each for each in told)[:_LONGEST]


def _without_password(url: str) -> str:
    """The address without what stands before an @, if that is a name and password."""
    parts = _PARTS.match(url)
    if parts is None or "@" not in url:
        return url
    before = f"{parts['scheme'] or ''}{parts['slashes'] or ''}"
    _, at, host = parts["host"].rpartition("@")
    if at:
        return f"{before}…@{host}{parts['rest']}"
    # A password in which a '/' was not written %2F ends the host for whoever reads the address.
    _, colon, port = parts["host"].rpartition(":")
    if colon and port and not port.isdecimal() and not parts["host"].endswith("]"):
        return f"{before}…@{url.rpartition('@')[2]}"
    return url
