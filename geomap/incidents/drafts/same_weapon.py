"""A bare 'hit' or 'struck' goes on with the weapon of the sentence before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from geomap.incidents.drafts.draft import Draft
from geomap.incidents.drafts.likeness import TAKEN_UP_WITHIN, UNDECIDED
from geomap.model import IncidentType

_REMOTE = frozenset(
    {IncidentType.SHELLING, IncidentType.ROCKET_MISSILE, IncidentType.AIR_STRIKE, IncidentType.DRONE_STRIKE}
)
_STRUCK = re.compile(r"(?:hit|struck|strik|land|fell|slam|target|raid)", re.IGNORECASE)


def like_before(text: str, draft: Draft, earlier: Sequence[Draft]) -> Draft:
    """A draft with the type of the one before if it does not say by what it struck.

    'Russia fired missiles at cities. Kyiv was hit in the morning.'
    """
    undecided = draft.generic and not draft.weapons and draft.type in UNDECIDED
    if not undecided or not _STRUCK.match(text, draft.start):
        return draft
    reach = 2 if draft.verbal else TAKEN_UP_WITHIN
    for before in reversed(earlier[-5:]):
        if before.type in _REMOTE and 0 < draft.sentence - before.sentence <= reach and not before.generic:
            return replace(draft, type=before.type, reasons=(*draft.reasons, "weapon of the sentence before"))
    return draft
