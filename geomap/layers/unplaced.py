"""The names that have no place: listed on a map, never drawn.

They are names of the texts, and not to be taken for incidents without a place, which have cards.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from geomap.layers import words
from geomap.model import Extraction, Role, Unresolved
from geomap.model.unresolved import guess_words
from geomap.resolution.unplaced import gather_unresolved

MOST_NAMES = 200
"""Names on a map; of those beyond it tells the number."""
MOST_TELLINGS = 3
"""Documents in which a name is shown; of those beyond it tells the number."""
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class Telling:
    """A name as one document has it.

    Parameters
    ----------
    source
        Position in `MapLayers.sources`.
    quote
        The sentence of its first mention; empty if quotes are not shown.
    reason, guesses
        Why it has no place, and what it may mean, the likeliest first, in words.
    """

    source: int
    quote: str
    reason: str
    guesses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UnplacedName:
    """A name that has no place.

    Parameters
    ----------
    name
        As the texts write it first.
    times
        Its mentions in all documents.
    role
        In words; empty for a place spoken of.
    tellings
        Of the first documents that have it.
    documents
        In how many it stands.
    """

    name: str
    times: int
    role: str
    tellings: tuple[Telling, ...]
    documents: int


@dataclass(frozen=True, slots=True)
class Unplaced:
    """The names that have no place, in the order of the texts; those within other names last.

    ``left_out`` counts those for which there is no room.
    """

    names: tuple[UnplacedName, ...] = ()
    left_out: int = 0


@dataclass(slots=True)
class _Gathered:
    first: Unresolved
    within_name: bool = True
    times: int = 0
    documents: int = 0
    tellings: list[Telling] = field(default_factory=list)


def unplaced_names(extraction: Extraction, *, quotes: str) -> Unplaced:
    """The names of all documents that have no place, each once.

    Parameters
    ----------
    extraction
        What was found.
    quotes
        With ``none`` their sentences are left out.
    """
    positions = {document.id: i for i, document in enumerate(extraction.documents)}
    gathered: dict[str, _Gathered] = {}
    for unresolved in gather_unresolved(extraction):
        own = gathered.setdefault(unresolved.key, _Gathered(unresolved))
        if own.within_name and not unresolved.within_name:
            # What stands for itself in one text is told as that.
            own.first, own.within_name = unresolved, False
        own.times += len(unresolved.mentions)
        own.documents += 1
        if len(own.tellings) < MOST_TELLINGS:
            own.tellings.append(
                Telling(
                    source=positions[unresolved.document_id],
                    quote="" if quotes == "none" else unresolved.quote,
                    reason=unresolved.reason,
                    guesses=tuple(map(_cut, guess_words(unresolved.guesses))),
                )
            )
    listed = sorted(gathered.values(), key=lambda own: own.within_name)
    return Unplaced(tuple(_named(own) for own in listed[:MOST_NAMES]), max(0, len(listed) - MOST_NAMES))


def _named(own: _Gathered) -> UnplacedName:
    role = own.first.role
    return UnplacedName(
        name=_cut(own.first.name),
        times=own.times,
        role="" if role is Role.PLACE else words.ROLES[role],
        tellings=tuple(own.tellings),
        documents=own.documents,
    )


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
