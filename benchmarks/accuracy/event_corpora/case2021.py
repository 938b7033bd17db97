"""CASE 2021: the one label of a news snippet, out of thirty.

Twenty-five of the labels are ACLED's sub-event types, so that an incident's label follows from its
``sub_event_type``. Three more follow from the incidents of the snippet together:

- ground taken by states alone is regained by a government, else it is overtaken;
- a protest beside arrests or crowd control is one with intervention; beside violence that a state
  does, or people harmed while nobody but the state is said to act, it is one met with force;
- a riot beside a protest is a violent demonstration, and a riot alone mob violence.

Talks stand for diplomacy. Organised crime, disasters, who claims an attack, and 'other' are no
incidents, and such a snippet has no right answer here.

Of several incidents one gives the label: what is asserted before what is not, the news before its
background, a type that says how it was done (an air strike, a suicide bombing) before the general
ones (a clash, an attack), these before what follows upon violence (arrests, talks, damage), and
then the first of the text.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

from benchmarks.accuracy.event_corpora.outcome import (
    Outcome,
    incidents_by_document,
    one_line,
    told,
    write_rows,
)
from geomap.gazetteer.index import PlaceIndex
from geomap.model import ActorKind, Document, Incident, IncidentType, Polarity, Salience

LABELS = {
    "Armed clash": "ARMED_CLASH",
    "Government regains territory": "GOV_REGAINS_TERIT",
    "Non-state actor overtakes territory": "NON_STATE_ACTOR_OVERTAKES_TER",
    "Chemical weapon": "CHEM_WEAP",
    "Air/drone strike": "AIR_STRIKE",
    "Suicide bomb": "SUIC_BOMB",
    "Shelling/artillery/missile attack": "ART_MISS_ATTACK",
    "Remote explosive/landmine/IED": "REM_EXPLOS",
    "Grenade": "GRENADE",
    "Sexual violence": "SEX_VIOL",
    "Attack": "ATTACK",
    "Abduction/forced disappearance": "ABDUCT_DISSAP",
    "Peaceful protest": "PEACE_PROTEST",
    "Protest with intervention": "PROTEST_WITH_INTER",
    "Excessive force against protesters": "FORCE_AGAINST_PROTEST",
    "Violent demonstration": "VIOL_DEMONSTR",
    "Mob violence": "MOB_VIOL",
    "Agreement": "AGREEMENT",
    "Arrests": "ARREST",
    "Change to group/activity": "CHANGE_TO_GROUP_ACT",
    "Disrupted weapons use": "DISR_WEAP",
    "Headquarters or base established": "HQ_ESTABLISHED",
    "Looting/property destruction": "PROPERTY_DISTRUCT",
    "Non-violent transfer of territory": "NON_VIOL_TERRIT_TRANSFER",
}
"""The corpus' label of each of ACLED's sub-event types; 'Other' has none."""

_GENERAL = frozenset({"ARMED_CLASH", "ATTACK"})
_AFTERMATH = frozenset({"ARREST", "DIPLO", "PROPERTY_DISTRUCT", "CHANGE_TO_GROUP_ACT", "HQ_ESTABLISHED"})
_CROWD_CONTROL = frozenset({"tear gas", "water cannon", "water cannons", "rubber bullets"})
_HARM = frozenset(
    {
        IncidentType.CASUALTIES_REPORT,
        IncidentType.ATTACK_ON_CIVILIANS,
        IncidentType.OTHER_VIOLENCE,
        IncidentType.ARMED_CLASH,
    }
)


def measure(gold: Path, scorer: ModuleType, index: PlaceIndex, keep: Path) -> Outcome:
    """Score the labels of all snippets.

    Parameters
    ----------
    gold
        TSV with the columns ``id``, ``EventSnippet`` and ``SubType``.
    scorer
        The corpora's ``score.py``.
    index
        The gazetteer.
    keep
        Folder for the predictions.
    """
    with gold.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    documents = [Document(row["id"], row["EventSnippet"]) for row in rows]
    found = incidents_by_document(documents, index)
    given = {key: label_of(incidents) for key, incidents in found.items()}
    predictions = keep / "case2021.jsonl"
    write_rows(predictions, ({"id": key, "label": label} for key, label in given.items()))
    wrong = [row for row in rows if given[row["id"]] != row["SubType"]]
    confused = Counter(f"{row['SubType']} as {given[row['id']]}" for row in wrong)
    figures = {
        **scorer.case2021(gold, predictions),
        "snippets_without_label": sum(label is None for label in given.values()),
        "most_confused": dict(confused.most_common(12)),
    }
    return Outcome(figures, tuple(_error(row, given[row["id"]], found[row["id"]]) for row in wrong))


def label_of(incidents: Sequence[Incident]) -> str | None:
    """The label of a snippet with these incidents, or None; see the module's docstring."""
    labelled = [(label, incident) for incident in incidents if (label := _label(incident, incidents))]
    if not labelled:
        return None
    return min(labelled, key=lambda pair: _rank(*pair))[0]


def _rank(label: str, incident: Incident) -> tuple[bool, bool, int, int]:
    return (
        incident.polarity is not Polarity.ASSERTED,
        incident.salience is not Salience.CORE,
        2 if label in _AFTERMATH else 1 if label in _GENERAL else 0,
        incident.trigger_start,
    )


def _label(incident: Incident, all_of_them: Sequence[Incident]) -> str | None:
    if incident.type is IncidentType.TALKS:
        return "DIPLO"
    if incident.type is IncidentType.PROTEST:
        return _protest(all_of_them)
    if incident.type is IncidentType.RIOT:
        demonstrated = any(i.type is IncidentType.PROTEST for i in all_of_them)
        return "VIOL_DEMONSTR" if demonstrated else "MOB_VIOL"
    if incident.type is IncidentType.CAPTURE_OF_TERRITORY:
        return "GOV_REGAINS_TERIT" if _by_states(incident) else "NON_STATE_ACTOR_OVERTAKES_TER"
    return LABELS.get(incident.type.coding.sub_event_type)


def _protest(incidents: Sequence[Incident]) -> str:
    harm = [i for i in incidents if i.type in _HARM or i.casualties]
    if any(i.type is IncidentType.RIOT for i in incidents):
        return "VIOL_DEMONSTR"
    if any(_by_states(i) or not i.initiators for i in harm):
        return "FORCE_AGAINST_PROTEST"
    arrests = any(i.type is IncidentType.ARREST for i in incidents)
    if arrests or any(_CROWD_CONTROL & set(i.weapons) for i in incidents):
        return "PROTEST_WITH_INTER"
    return "PEACE_PROTEST"


def _by_states(incident: Incident) -> bool:
    """Whether somebody is said to have done it, and all who are belong to a state."""
    return bool(incident.initiators) and all(a.kind is ActorKind.STATE for a in incident.initiators)


def _error(row: dict[str, str], given: str | None, incidents: Sequence[Incident]) -> str:
    lines = [f"{row['id']}: {one_line(row['EventSnippet'], 700)}", f"  gold {row['SubType']}, given {given}"]
    return "\n".join([*lines, *(f"  - {told(i)}" for i in incidents)])
