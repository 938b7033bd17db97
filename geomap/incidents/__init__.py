"""From sentences to incidents, with all who speak of them.

`structure` cuts a sentence into clauses; `triggers` finds what happened, `attribution` who tells
it, `placing` where, `timing` when, `participants` who to whom, `harm` with what toll, `modality`
whether at all; `joining` and `claiming` put together what belongs to one happening.
"""

from geomap.incidents.finding import find_incidents

__all__ = ["find_incidents"]
