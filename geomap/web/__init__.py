"""Pages and feeds fetched from the web, safely and politely.

Nothing is fetched unless a user asks for it. The address comes from a user or a feed and is not
trusted: only public addresses are connected to, exactly those that were checked, and what comes
back is bounded in size and time. The standard library is all that is used.

``policy`` says what is allowed, ``addresses`` checks where an address leads, ``wire`` has the
connection with its deadline, ``bodies`` unpacks what came, ``fetching`` goes the whole way of one
address, ``robots`` and ``visiting`` are polite about it, ``feeds`` asks again and again.
"""

from geomap.web.fetching import Fetched, fetch
from geomap.web.policy import Policy
from geomap.web.visiting import Visitor

__all__ = ["Fetched", "Policy", "Visitor", "fetch"]
