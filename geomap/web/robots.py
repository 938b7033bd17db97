"""What a site's robots.txt allows, as RFC 9309 has it.

Python's own parser knows neither ``*`` and ``$`` in paths nor that the longest rule decides; sites
write their rules for readers that do.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote, unquote

AGENT = "geomap"
"""The name by which a site's rules may speak of us."""

MOST_BYTES = 512_000
"""How much of a robots.txt is read; the RFC asks for 500 KiB at least."""

_MOST_RULES = 5000
_UNRESERVED = "/?&=:@!$'()*+,;~-._%"


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules for us.

    Parameters
    ----------
    rules
        Pairs of whether to allow, and the pattern of a path.
    delay
        Seconds that a site wants between two fetches (``Crawl-delay``); 0 if it does not say.
    """

    rules: tuple[tuple[bool, str], ...] = ()
    delay: float = 0.0

    def allow(self, path: str) -> bool:
        """Whether a path, with its query, may be fetched: the longest rule decides, allowing in a tie."""
        path = _settled(path)
        fitting = ((len(pattern), allowed) for allowed, pattern in self.rules if _fits(pattern, path))
        return max(fitting, default=(0, True))[1]


ALL = Rules()
NONE = Rules(((False, "/"),))


def parse_rules(text: str) -> Rules:
    """Take the rules for us out of a robots.txt: those of our name, or else of ``*``."""
    own: list[tuple[str, str]] = []
    general: list[tuple[str, str]] = []
    named_own = False
    into: list[list[tuple[str, str]]] = []
    naming = False
    for field, value in _lines(text):
        if field == "user-agent":
            if not naming:
                into = []
            naming = True
            name = value.casefold().partition("/")[0].strip()
            if name == AGENT:
                into.append(own)
                named_own = True
            elif name == "*":
                into.append(general)
        elif field in ("allow", "disallow", "crawl-delay"):
            naming = False
            for group in into:
                group.append((field, value))
    return _rules_of(own if named_own else general)


def _lines(text: str) -> Iterable[tuple[str, str]]:
    for line in text.removeprefix("\ufeff").splitlines():
        field, colon, value = line.partition("#")[0].partition(":")
        if colon:
            yield field.strip().casefold(), value.strip()


def _rules_of(lines: list[tuple[str, str]]) -> Rules:
    delay = 0.0
    rules = []
    for field, value in lines:
        if field == "crawl-delay":
            delay = max(delay, _seconds(value))
        elif value:  # 'Disallow:' with nothing behind it forbids nothing
            rules.append((field == "allow", _settled(value)))
    if len(rules) > _MOST_RULES:
        return NONE
    return Rules(tuple(rules), delay)


def _seconds(value: str) -> float:
    try:
        seconds = float(value)
    except ValueError:
        return 0.0
    return seconds if 0 < seconds < float("inf") else 0.0


def _settled(path: str) -> str:
    """Write a path's characters in one way, whether they were quoted or not."""
    return quote(unquote(path), safe=_UNRESERVED)


def _fits(pattern: str, path: str) -> bool:
    """Whether a path begins as a pattern says; ``*`` is anything, ``$`` at the end the path's end.

    Each piece is looked for where it comes first: no pattern takes longer than the path is long.
    """
    closed = pattern.endswith("$")
    first, *others = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    at = len(first)
    if not others:
        return not closed or at == len(path)
    if closed:
        *others, last = others
        if len(path) - len(last) < at or not path.endswith(last):
            return False
        path = path[: len(path) - len(last)]
    for piece in others:
        found = path.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    return True
