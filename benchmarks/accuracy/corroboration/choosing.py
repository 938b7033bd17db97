"""Which incidents of a document tell of which happening.

An incident tells of a happening if the words that made it one lie in a stretch of the document that
tells of the happening, and its type fits the happening's kind: a type of the kind's own family, or, if
no incident of the stretch has one, a type that says only what came of it (people killed, houses damaged).
All such incidents of a stretch are taken: an extraction may cut one happening into several. A denial
('denied that it had shelled ...') is an incident like the others. Place, day and toll play no part in the
choice: whether these are read rightly is what the joining has to live with.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from benchmarks.accuracy.corroboration.records import Half, Told
from geomap.model import Incident, IncidentType

_T = IncidentType
_FIRE = frozenset(
    {
        _T.SHELLING,
        _T.ROCKET_MISSILE,
        _T.AIR_STRIKE,
        _T.DRONE_STRIKE,
        _T.CHEMICAL_WEAPON,
        _T.CEASEFIRE_VIOLATION,
    }
)
_BLAST = frozenset({_T.IED_MINE, _T.SUICIDE_BOMBING, _T.GRENADE})
_HARM = frozenset({_T.ATTACK_ON_CIVILIANS, _T.CASUALTIES_REPORT, _T.PROPERTY_DAMAGE, _T.OTHER_VIOLENCE})
_UNREST = frozenset({_T.PROTEST, _T.RIOT})
_GROUND = frozenset({_T.CAPTURE_OF_TERRITORY, _T.WITHDRAWAL})
_ACCORD = frozenset({_T.TALKS, _T.CEASEFIRE_AGREEMENT})

#: By kind of happening: the types of its own family, and those taken where none of them is found.
TYPES: Mapping[str, tuple[frozenset[IncidentType], frozenset[IncidentType]]] = {
    **dict.fromkeys(("shelling", "drone", "air", "missile", "rocket"), (_FIRE, _HARM | _BLAST)),
    **dict.fromkeys(("ied", "mine", "suicide", "grenade"), (_BLAST, _HARM | _FIRE)),
    "clash": (frozenset({_T.ARMED_CLASH, _T.CEASEFIRE_VIOLATION}), _HARM | _GROUND | _FIRE | _BLAST),
    **dict.fromkeys(
        ("raid", "attack"),
        (frozenset({_T.ATTACK_ON_CIVILIANS}), _HARM | _FIRE | _BLAST | {_T.ARMED_CLASH, _T.SEXUAL_VIOLENCE}),
    ),
    "abduction": (frozenset({_T.ABDUCTION}), _HARM | {_T.ARREST}),
    "riot": (_UNREST, _HARM | {_T.ARREST}),
    "protest": (_UNREST, frozenset({_T.ARREST, _T.OTHER_VIOLENCE, _T.ATTACK_ON_CIVILIANS})),
    "arrest": (frozenset({_T.ARREST}), frozenset({_T.WEAPON_SEIZURE, _T.ABDUCTION})),
    "seizure": (frozenset({_T.WEAPON_SEIZURE}), frozenset({_T.ARREST})),
    "capture": (_GROUND, frozenset({_T.ARMED_CLASH})),
    "withdrawal": (_GROUND, frozenset({_T.ARMED_CLASH})),
    "talks": (_ACCORD, frozenset()),
    "ceasefire": (_ACCORD, frozenset()),
    "exchange": (frozenset({_T.PRISONER_EXCHANGE}), _ACCORD),
    "downed": (frozenset({_T.AIRCRAFT_SHOT_DOWN}), _HARM | _FIRE),
    "displacement": (frozenset({_T.DISPLACEMENT}), frozenset({_T.HUMANITARIAN})),
    "aid": (frozenset({_T.HUMANITARIAN}), frozenset({_T.DISPLACEMENT})),
}


@dataclass(frozen=True, slots=True)
class Mention:
    """One happening in one document.

    Parameters
    ----------
    document, happening
        Their ids.
    main
        Whether the document is about it; else it is told in the background.
    copied
        Whether the document is a copy of another.
    incidents
        Ids of the incidents that tell of it; empty if the extraction missed it.
    """

    document: str
    happening: str
    main: bool
    copied: bool
    incidents: tuple[str, ...]


def mentions_of(half: Half, incidents: Iterable[Incident]) -> tuple[Mention, ...]:
    """Find for each happening of each document the incidents that tell of it.

    Parameters
    ----------
    half
        Documents and happenings.
    incidents
        What was extracted of the documents, before any joining.
    """
    kinds = {happening.id: happening.kind for happening in half.happenings}
    by_document: dict[str, list[Incident]] = {}
    for incident in incidents:
        by_document.setdefault(incident.document_id, []).append(incident)
    return tuple(
        Mention(
            told.id,
            happening,
            any(t.main for t in told.tells if t.happening == happening),
            bool(told.copy_of),
            _chosen(told, happening, kinds[happening], by_document.get(told.id, ())),
        )
        for told in half.documents
        for happening in dict.fromkeys(t.happening for t in told.tells)
    )


def _chosen(told: Told, happening: str, kind: str, incidents: Iterable[Incident]) -> tuple[str, ...]:
    stretches = [t for t in told.tells if t.happening == happening]
    there = [i for i in incidents if any(t.start <= i.trigger_start < t.end for t in stretches)]
    for types in TYPES[kind]:
        if chosen := tuple(i.id for i in there if i.type in types):
            return chosen
    return ()
