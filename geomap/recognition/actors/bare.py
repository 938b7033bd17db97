"""When the name of a country or capital alone is an actor, and when only a place."""

from __future__ import annotations

from geomap.model import ActorKind
from geomap.recognition.actors.reading import ActorReading
from geomap.recognition.actors.tables import Sort
from geomap.recognition.dates.vocabulary import MONTHS, WEEKDAYS

_LOCATIVE = frozenset(
    """
        in at from near across inside into throughout over outside around within through toward
        towards via to onto along off of beyond under above northern southern eastern western
        central northeastern northwestern southeastern southwestern north south east west
        mainland downtown around
    """.split()
)
_PARTNER = frozenset({"by", "with", "against", "between"})
_AUXILIARIES = frozenset(
    "will would must should may might can could has have had does did do is are was were".split()
)
_MODALS = frozenset("will would must should may might can could does did do".split())
_SKIPPED = frozenset(
    "also not never again repeatedly now still once then in turn later already initially first immediately "
    "have has had been swiftly strongly quickly officially formally and yet long clearly both all".split()
)
# Their object is somebody, not a place ('Kyiv accused Moscow').
_ADDRESSING = frozenset(
    """
        accused accuses accusing blamed blames blaming urged urges urging warned warns told asked
        pressed pressured condemned criticised criticized threatened sanctioned invited backed backs
        supports supported joined fought defied angered prompted helped allowed accuse blame urge
    """.split()
)
# Their object is a place, not somebody ('he fled Chile').
_MOVING = frozenset(
    "fled left entered reached flee leave enter reach fleeing leaving entering reaching".split()
)
_PASSIVE_BE = frozenset({"was", "were", "is", "are", "been", "be"})
_PLACE_NOUNS = frozenset(
    """
        city cities town towns village villages region regions capital border borders north south
        east west northern southern eastern western northwest northeast southeast southwest
        coast district districts province provinces territory airspace soil centre center
        airport port largest second main second-largest biggest state states population people
        economy history old suburbs outskirts streets independence
    """.split()
)
_VERB_REACH = 7
_LONGEST_LIST = 12


def state_acts(reading: ActorReading, position: int, last: int) -> bool:
    """Whether a country's name alone stands for an actor.

    It does before a verb of saying or doing, as a possessor of deeds, and generally where no
    preposition of place, no 'northern' and no town with a comma makes a place of it.
    """
    stream = reading.stream
    before = stream.key(position - 1)
    if before in {"the", "both", "either", "neither"}:
        before = stream.key(position - 2) if before == "the" else ""
    if stream.key(last) in {"'s", "'", "’"} and stream.key(last) != "":
        return before not in _LOCATIVE - {"of", "to", "over", "from"} and _possesses_deed(reading, last + 1)
    known = reading.hits[position].known
    if known.kind is not ActorKind.STATE:
        # A region by whose name its authorities are called is mostly just a place.
        return before in _PARTNER or (before not in _LOCATIVE and _verb_follows(reading, last, strict=True))
    if _verb_follows(reading, last):
        return not (before in _LOCATIVE and _object_of_place(before))
    if (
        before in _LOCATIVE
        or before in _MOVING
        or (before in {"and", "or", ","} and _list_of_places(reading, position))
    ):
        return False
    if stream.key(position - 1) == "," and stream.word(position - 2)[:1].isupper():
        # 'Goma, Congo' is a town with its country; 'Armenia, Azerbaijan and Russia' is a list.
        return any(
            reading.hits.get(f, reading.hits[position]).last == position - 1
            for f in range(position - 6, position)
        )
    if stream.key(position - 1) == "(" or stream.key(last) in {"-", "‑"}:
        return False
    following = stream.word(last)
    # 'Israel Katz', 'Jordan River': a capitalised word goes on with another name.
    if following[:1].isupper() and not stream.all_caps:
        return stream.key(last) in MONTHS or stream.key(last) in WEEKDAYS
    return before in _PARTNER or not stream.all_caps


def _object_of_place(before: str) -> bool:
    """'in Russia said' is a place; 'of Russia said' leaves it open."""
    return before not in {"of", "to"}


def _possesses_deed(reading: ActorReading, position: int) -> bool:
    stream = reading.stream
    key, word = stream.key(position), stream.word(position)
    if key in _PLACE_NOUNS or stream.key(position + 1) in _PLACE_NOUNS:
        return False
    return word[:1].islower() or (stream.all_caps and key[:1].isalpha())


def _list_of_places(reading: ActorReading, position: int) -> bool:
    """Whether the list in which a name stands is one of places ('in Armenia and Azerbaijan')."""
    stream = reading.stream
    first = position
    for _ in range(_LONGEST_LIST):
        before = _listed_before(reading, first)
        if before is None:
            return False
        first = before
        opener = stream.key(first - 1)
        if opener in {"and", "or", ","}:
            continue
        if opener == "of" and stream.key(first - 2) in reading.lexicon.words:
            return False  # 'the leaders of Armenia, Azerbaijan and Russia'
        return opener in _LOCATIVE or (opener == "the" and stream.key(first - 2) in _LOCATIVE)
    return False


def _listed_before(reading: ActorReading, position: int) -> int | None:
    """The known name that ends before the 'and' or comma in front of a token."""
    for first in range(position - 2, max(-1, position - 7), -1):
        hit = reading.hits.get(first)
        if hit is not None and hit.last == position - 1:
            return first
    return None


def capital_acts(reading: ActorReading, position: int, last: int) -> bool:
    """Whether a capital's name stands for its government: 'Baku said', 'talks with Ankara'."""
    stream = reading.stream
    before = stream.key(position - 1)
    if before in _LOCATIVE - {"of", "to", "from"} or stream.key(last) in {"-", "‑", "("}:
        return False
    previous = stream.word(position - 1)
    begins = reading.stream.sentence_at(position)[0] == position
    if previous[:1].isupper() and not begins and position - 1 not in reading.hits and not stream.all_caps:
        return stream.key(position - 1) in {"both", "but", "and", "while", "as", "although", "the"}
    if (before == "for" and stream.key(last) == "to") or before in _ADDRESSING:
        return True
    if before in {"with", "against", "between"}:
        return not stream.word(last)[:1].isupper() or stream.all_caps
    if before == "and" and _partner_before(reading, position):
        return True
    if before == "by":
        return stream.key(last) in {".", ",", "and", "as", "to", "in", "on"}
    if stream.key(last) in {"and", "or", ","} and reading.hits.get(last + 1) is not None:
        joined = reading.hits[last + 1]
        if joined.known.sort in {Sort.CAPITAL, Sort.STATE} and stream.key(last) != ",":
            return _verb_follows(reading, joined.last, strict=True)
    return _verb_follows(reading, last, strict=True)


def _partner_before(reading: ActorReading, position: int) -> bool:
    """'between Kyiv and Moscow', 'both Ankara and Baku'."""
    for first in range(position - 2, max(-1, position - 5), -1):
        hit = reading.hits.get(first)
        if hit is not None and hit.last == position - 1 and hit.known.sort in {Sort.CAPITAL, Sort.STATE}:
            return reading.stream.key(first - 1) in {"between", "both", "with"}
    return False


def _verb_follows(reading: ActorReading, position: int, *, strict: bool = False) -> bool:
    """Whether a verb of saying or doing follows, past adverbs and auxiliaries.

    ``strict``: 'was' and the like followed by a participle are no deed ('Kyiv was hit').
    """
    stream, words = reading.stream, reading.lexicon.words
    modal = passive = False
    end = min(position + _VERB_REACH, stream.sentence_at(position)[1] if position < len(stream) else 0)
    for here in range(position, end):
        key = stream.keys[here]
        found = words.longest(stream.keys, here)
        sorts = found[1] if found is not None else ()
        if passive:
            return "stances" in sorts and key != "not"
        if "verbs" in sorts:
            return not (strict and modal and key == "been")
        if key in _MODALS:
            modal = True
        elif key in _PASSIVE_BE:
            if strict:
                passive = True
            elif here == position:
                return True
        elif modal and key.isalpha() and key not in _SKIPPED:
            return key not in {"be", "become", "remain"} or not strict
        elif key not in _AUXILIARIES and key not in _SKIPPED and not key.endswith("ly"):
            return False
    return False
