"""What may be fetched, and how much of it."""

from __future__ import annotations

import ssl
import sys
from dataclasses import dataclass, field

from geomap.errors import UsageError

PORTS = frozenset({80, 443})
MOST_BYTES = 10_000_000
SECONDS = 30.0
REDIRECTS = 5


@dataclass(frozen=True, slots=True)
class Policy:
    """What may be fetched, and how much of it. What is loosened is loosened by its caller alone.

    Parameters
    ----------
    allow_private
        Connect to addresses inside a network too: this machine, a company's own servers. Never for
        addresses that a text or a feed gives.
    ports
        Which ports may be connected to.
    max_bytes
        How large an answer may be, both as it is sent and unpacked.
    seconds
        How long a fetch may take, redirects and all. It ends then, however the server goes on.
    redirects
        How many are followed.
    contact
        How the keeper of a site can reach whoever fetches: an address of mail or a page.
    robots
        Whether robots.txt is asked and obeyed.
    gap
        Seconds between two fetches from the same host, at least.
    tls
        What checks the certificates of servers; the system's own if not given.
    """

    allow_private: bool = False
    ports: frozenset[int] = PORTS
    max_bytes: int = MOST_BYTES
    seconds: float = SECONDS
    redirects: int = REDIRECTS
    contact: str | None = None
    robots: bool = True
    gap: float = 1.0
    tls: ssl.SSLContext | None = field(default=None, compare=False)

    def __post_init__(self) -> None:
        for name, least in (("max_bytes", 1), ("seconds", 0.001), ("redirects", 0), ("gap", 0)):
            if not getattr(self, name) >= least:
                raise UsageError(f"{name} is {getattr(self, name)}", hint=f"{least} or more is needed")
        contact = self.contact
        if contact is not None and not (contact.isascii() and contact.isprintable() and contact.strip()):
            raise UsageError(
                f"{contact[:100]!r} is no contact", hint="an address of mail or of a page in ASCII is needed"
            )

    @property
    def user_agent(self) -> str:
        """What servers are told about who asks."""
        contact = f"; {self.contact.strip()}" if self.contact else ""
        # Looked up, not imported: the package's face imports all that is above this.
        version = sys.modules["geomap"].__version__
        return f"geomap/{version} (news to maps{contact})"
