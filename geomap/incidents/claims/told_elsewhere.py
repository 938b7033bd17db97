"""Whether a document tells anywhere of what a denial speaks of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from geomap.incidents.accounts.frames import Frame
from geomap.incidents.claims.spoken_of import told_within
from geomap.incidents.drafts.draft import Draft, same_family
from geomap.model import IncidentType


class ToldElsewhere:
    """Drafts of a document by place and type, so that no denial has to look through all of them.

    Parameters
    ----------
    drafts
        All of the document's; some may be left out of it later, none is added.
    """

    def __init__(self, drafts: Sequence[Draft]) -> None:
        self._told: defaultdict[tuple[str | None, IncidentType], list[Draft]] = defaultdict(list)
        for draft in drafts:
            self._told[draft.place_key(), draft.type].append(draft)

    def tells(self, frame: Frame, own: Sequence[Draft], drafts: Sequence[Draft]) -> bool:
        """Whether another account tells of the like of ``own`` at the same place.

        Parameters
        ----------
        frame
            The account of ``own``.
        own
            What is told in it.
        drafts
            The drafts that are left, in the order of their sentences.
        """
        return any(
            self._has(mine.place_key(), kind, frame, drafts)
            for mine in own
            for kind in IncidentType
            if same_family(kind, mine.type) or (mine.generic and kind.violent)
        )

    def _has(self, place: str | None, kind: IncidentType, frame: Frame, drafts: Sequence[Draft]) -> bool:
        held = self._told.get((place, kind), [])
        for number in range(len(held) - 1, -1, -1):
            if held[number].frame is frame:
                continue
            if _is_left(held[number], drafts):
                return True
            del held[number]  # and is never asked for again
        return False


def _is_left(draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether a draft is still there, whatever claims it has by now."""
    return any(
        (d.start, d.end, d.type) == (draft.start, draft.end, draft.type)
        and d.frame is draft.frame
        and d.place_key() == draft.place_key()
        for d in (drafts[i] for i in told_within(drafts, draft.sentence, draft.sentence))
    )
