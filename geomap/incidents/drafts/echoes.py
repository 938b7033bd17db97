"""Echoes: nouns that only take up what was told ('the fighting', 'the talks') and add nothing."""

from __future__ import annotations

from collections.abc import Sequence

from geomap.incidents.drafts.draft import Draft
from geomap.incidents.drafts.likeness import ONCE, RUNNING, TAKEN_UP_WITHIN
from geomap.model import IncidentType, Polarity, Salience

_LOOK_BACK = 5
"""Drafts before an echo that it may take up."""


def drop_echoes(drafts: Sequence[Draft]) -> list[Draft]:
    """Leave out the echoes among drafts; who speaks in one is heard of what it takes up."""
    kept: list[Draft] = []
    violent = False  # whether any that is kept is
    for draft in drafts:
        empty = draft.placing is None and not draft.counts and not _dated(draft)
        if empty and draft.definite and _repeatable(draft, violent=violent):
            # 'announced the capture in an address': his voice goes to the capture told before.
            at = _echoed(kept, draft)
            if at is not None:
                kept[at] = kept[at].with_said((draft,), "taken up later in the text")
        elif not (empty and draft.salience is Salience.BACKGROUND and draft.type.violent):
            kept.append(draft)
            violent = violent or draft.type.violent
    return kept


def _dated(draft: Draft) -> bool:
    """Whether words give it a day of its own."""
    mention = draft.timing.mention
    return draft.timing.text is not None and (mention is None or mention.relation not in RUNNING)


def _repeatable(draft: Draft, *, violent: bool) -> bool:
    """Whether a noun with 'the' is of a kind that news takes up without telling it anew."""
    if draft.generic or draft.type in ONCE or draft.type is IncidentType.ARMED_CLASH:
        return True
    return draft.type.violent and violent


def _echoed(kept: Sequence[Draft], draft: Draft) -> int | None:
    """The last draft of which a noun that takes something up speaks, if somebody says it; else None."""
    if draft.frame is None or draft.frame.speaker is None or not draft.frame.speaker.sides or draft.generic:
        return None
    return next(
        (
            i
            for i in range(len(kept) - 1, max(-1, len(kept) - 1 - _LOOK_BACK), -1)
            if draft.sentence - kept[i].sentence <= TAKEN_UP_WITHIN
            and kept[i].type is draft.type
            and kept[i].polarity is Polarity.ASSERTED
            and draft.polarity is Polarity.ASSERTED
        ),
        None,
    )
