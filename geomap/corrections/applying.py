"""Corrections applied to what was found.

Rejections, types, places and days come before mergers, whatever the order of the file. Of two
corrections of one action for one incident the later wins. An incident that several documents tell of is
corrected by its id, and one of its accounts by the id of that one. What was settled once is not done again:
applying the same corrections twice gives what applying them once does.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from difflib import get_close_matches
from typing import TypeVar

from geomap.corrections.accounts import account_of, with_account_changed, without_account
from geomap.corrections.changing import changed
from geomap.corrections.merging import merged
from geomap.model import (
    Correction,
    CorrectionAction,
    CorrectionOutcome,
    CorrectionState,
    Extraction,
    Incident,
)

E = TypeVar("E", bound=Extraction)

_SINGLE = (
    CorrectionAction.REJECT,
    CorrectionAction.RETYPE,
    CorrectionAction.RELOCATE,
    CorrectionAction.REDATE,
)
# An id that was written down wrongly still begins or ends as the right one does.
_HEAD, _TAIL, _LIKENESS = 8, 4, 0.8


def correct(extraction: E, corrections: Iterable[Correction]) -> E:
    """What was found, with corrections applied.

    Parameters
    ----------
    extraction
        What was found; it is left as it is. Corrections that it carries already came first.
    corrections
        What persons say is wrong, in the order in which they said so.

    Returns
    -------
    Extraction
        Of the same class. ``incidents`` carry what was corrected in them, ``rejected`` has those
        that were taken out, ``corrections`` says of every correction what came of it. One whose
        incident is not there is no error: its document may be in another run.
    """
    known = {outcome.correction: outcome for outcome in extraction.corrections}
    fresh = [
        correction
        for correction in dict.fromkeys(corrections)
        if correction not in known or known[correction].state is CorrectionState.NOT_APPLIED
    ]
    desk = _Desk(extraction)
    desk.change([correction for correction in fresh if correction.action in _SINGLE])
    for correction in fresh:
        if correction.action is CorrectionAction.MERGE:
            desk.merge(correction)
    desk.finish()
    outcomes = known | {correction: desk.outcomes[correction] for correction in fresh}
    return replace(
        extraction,
        incidents=tuple(incident for incident in desk.incidents if incident is not None),
        rejected=tuple(desk.rejected),
        corrections=tuple(outcomes.values()),
    )


class _Desk:
    """Where the incidents lie while they are corrected.

    ``incidents`` has None in the place of those that are no more; ``at`` their positions by id.
    """

    def __init__(self, extraction: Extraction) -> None:
        self.incidents: list[Incident | None] = list(extraction.incidents)
        self.rejected: list[Incident] = list(extraction.rejected)
        self.outcomes: dict[Correction, CorrectionOutcome] = {}
        self._at: dict[str, list[int]] = {}
        self._part_of: dict[str, str] = {}
        self._alike: dict[str, list[str]] = {}
        self._left: dict[Correction, tuple[str, ...]] = {}
        self._rejected: dict[str, Incident] = {}
        for incident in extraction.rejected:
            self._rejected.setdefault(incident.id, incident)
        for position, incident in enumerate(extraction.incidents):
            self._at.setdefault(incident.id, []).append(position)
            self._part_of |= dict.fromkeys(incident.merged_from, incident.id)
        for known in self._at:
            for part in {known[:_HEAD], known[-_TAIL:]}:
                self._alike.setdefault(part, []).append(known)

    def change(self, corrections: Sequence[Correction]) -> None:
        """Apply corrections that are no mergers, the rejections first."""
        latest = {(correction.incidents[0], correction.action): correction for correction in corrections}
        for correction in sorted(corrections, key=lambda c: _SINGLE.index(c.action)):
            (wanted,) = correction.incidents
            later = latest[wanted, correction.action]
            if wanted not in self._at and self._joined(wanted) is None:
                self._left[correction] = (wanted,)
            elif later is not correction:
                place = f" ({later.where})" if later.where else ""
                note = f"a later one of {later.by}{place} stands in its place"
                self.outcomes[correction] = CorrectionOutcome(correction, CorrectionState.SUPERSEDED, note)
            elif wanted in self._at:
                self._change(wanted, correction)
            else:
                self._change_account(wanted, correction)

    def merge(self, correction: Correction) -> None:
        """Make one incident of several; those that are not there are left out."""
        ids = tuple(dict.fromkeys(self._now(wanted) for wanted in correction.incidents))
        there = [wanted for wanted in ids if wanted in self._at]
        missing = tuple(wanted for wanted in ids if wanted not in self._at)
        if len(there) < 2:
            self._left[correction] = missing
            return
        positions = [position for wanted in there for position in self._at.pop(wanted)]
        parts = [part for part in (self.incidents[position] for position in positions) if part is not None]
        one = merged(parts, correction)
        for position in positions:
            self.incidents[position] = None
        self.incidents[positions[0]] = one
        self._at[one.id] = positions[:1]
        self._part_of |= dict.fromkeys(one.merged_from, one.id)
        note = "; ".join(map(self._absence, missing))
        self._note(correction, one, f"without some: {note}" if missing else "")

    def finish(self) -> None:
        """Say why some were not applied: last, so that the reason is the same when asked again."""
        for correction, missing in self._left.items():
            note = "; ".join(map(self._absence, missing)) or "they are one already"
            self.outcomes[correction] = CorrectionOutcome(correction, CorrectionState.NOT_APPLIED, note)

    def _change(self, wanted: str, correction: Correction) -> None:
        positions = self._at[wanted]
        for position in positions:
            incident = self.incidents[position]
            if incident is None:
                continue
            after = changed(incident, correction)
            if correction.action is CorrectionAction.REJECT:
                self._reject(after)
                self.incidents[position] = None
            else:
                self.incidents[position] = after
            self._note(correction, after)
        if correction.action is CorrectionAction.REJECT:
            del self._at[wanted]

    def _joined(self, wanted: str) -> int | None:
        """Where the incident lies of which that one is an account; None if there is none."""
        for position in self._at.get(self._part_of.get(wanted, ""), ()):
            incident = self.incidents[position]
            if incident is not None and account_of(incident, wanted) is not None:
                return position
        return None

    def _change_account(self, wanted: str, correction: Correction) -> None:
        """Correct one account of a joined incident; rejected, it is told no more."""
        position = self._joined(wanted)
        incident = self.incidents[position] if position is not None else None
        account = account_of(incident, wanted) if incident is not None else None
        if position is None or incident is None or account is None:
            return
        if correction.action is CorrectionAction.REJECT:
            rejected = changed(account.incident, correction)
            self._reject(rejected)
            self.incidents[position] = without_account(incident, wanted)
            self._note(correction, rejected, f"an account of {incident.id}")
            return
        after = with_account_changed(incident, wanted, correction)
        self.incidents[position] = after
        self._note(correction, after)

    def _reject(self, incident: Incident) -> None:
        self.rejected.append(incident)
        self._rejected.setdefault(incident.id, incident)

    def _note(self, correction: Correction, after: Incident, note: str = "") -> None:
        before = after.corrections[-1].before
        self.outcomes[correction] = CorrectionOutcome(correction, CorrectionState.APPLIED, note, before)

    def _now(self, wanted: str) -> str:
        """The id under which an incident stands now that some were merged."""
        while wanted not in self._at and wanted in self._part_of and self._part_of[wanted] != wanted:
            wanted = self._part_of[wanted]
        return wanted

    def _absence(self, wanted: str) -> str:
        """Why there is no incident of that id."""
        rejected = self._rejected.get(wanted)
        if rejected is not None:
            return f"{wanted} was rejected by {rejected.corrections[-1].by}"
        if self._now(wanted) != wanted:
            return f"{wanted} was merged into {self._now(wanted)}: that one is to be corrected"
        alike = [*self._alike.get(wanted[:_HEAD], ()), *self._alike.get(wanted[-_TAIL:], ())]
        alike = [known for known in dict.fromkeys(alike) if known in self._at]
        nearest = get_close_matches(wanted, alike, n=1, cutoff=_LIKENESS)
        return f"no incident {wanted}" + (f"; nearest {nearest[0]}" if nearest else "")
