"""From sentences to incidents, with all who speak of them.

`reading` lays out what was found in a document; `structure` cuts a sentence into clauses;
`triggers` finds what happened, `attribution` who tells it, `where` where, `timing` when,
`participants` who to whom, `harm` with what toll, `modality` whether at all; `inheriting` takes
over what the sentence before said; `joining`, `claiming` and `answers` put together what belongs
to one happening; `shaping` gives its geometry.
"""

from geomap.incidents.finding import find_incidents

__all__ = ["find_incidents"]
