"""Names with what stands around them: institutions, offices, persons, words for nameless actors."""

from __future__ import annotations

from dataclasses import dataclass

from geomap.recognition.actors.reading import ActorReading
from geomap.recognition.actors.tables import Sort
from geomap.recognition.dates.vocabulary import MONTHS, WEEKDAYS
from geomap.recognition.token_stream import TokenStream
from geomap.recognition.words import folded_words

# 'Turkish-backed rebels': a name so joined is no actor here, the noun behind it is.
COMPOUNDS = frozenset(
    """
        backed led brokered run controlled held based aligned occupied linked affiliated inspired
        allied supported sponsored installed appointed made mediated funded trained supplied
        sanctioned dominated administered era born owned friendly majority populated speaking
        related style
    """.split()
)
_NON_STATE = frozenset(
    {"separatist", "rebel", "opposition", "tribal", "ethnic", "self-proclaimed", "jihadist", "islamist"}
)
_PARTICLES = frozenset(
    "al el bin ibn ben van von der de del da di du la le abu ad ash el- al- ould ag".split()
)
# Words that open a sentence before a name and are no part of it; 'In' and the like make a place of it.
_OPENING = frozenset(
    """
        but and yet so later when while as although though after before since if because once however
        both then that
    """.split()
)
_MOST_MODIFIERS = 4
_MOST_HEADS = 4
_MOST_NAMES = 5
# After a title in capitals, what is no name (in a text all in capitals).
_NO_NAMES = frozenset(
    """
        said says has have had was were is are will would could may in on at to of for from by with
        and or but who that which told also after before during as the a an this not he she it
        reported announced stated added accused denied yesterday today
    """.split()
)


@dataclass(frozen=True, slots=True)
class Tail:
    """What follows a name: institution and person.

    Parameters
    ----------
    first, last
        Half-open range of the tokens of the institution's words (person's name not included).
    end
        The token after everything.
    sort
        The sort of the head word (see `WORD_SORTS`).
    person
        Token of the person's family name, or None.
    non_state
        Whether a modifier such as 'separatist' stands before the head.
    """

    first: int
    last: int
    end: int
    sort: str
    person: int | None = None
    non_state: bool = False


def read_tail(reading: ActorReading, position: int, sorts: frozenset[str]) -> Tail | None:
    """The institution, office or people that a name goes on with, after at most four modifiers."""
    keys = reading.stream.keys
    words = reading.lexicon.words
    here = position
    non_state = False
    for _ in range(_MOST_MODIFIERS + 1):
        head = _head(reading, here, sorts)
        step = _modifier(reading, here)
        if head is not None and (step is None or _head(reading, step, sorts) is None or head[0] > step):
            return _with_person(reading, here, head[0], head[1], non_state=non_state)
        if step is None:
            return None
        non_state = non_state or keys[here] in _NON_STATE
        here = step
        if here < len(keys) and keys[here] not in words and here not in reading.hits:
            return None
    return None


def _head(reading: ActorReading, position: int, sorts: frozenset[str]) -> tuple[int, str] | None:
    """The longest word of one of the sorts at a token, further ones joined on ('army chief')."""
    found: tuple[int, str] | None = None
    here = position
    for _ in range(_MOST_HEADS):
        step = _one_head(reading, here, sorts)
        if step is None:
            return found
        if found is not None and step[1] in {"deeds", "civil"} and found[1] != "deeds":
            return found
        found = step
        here = step[0]
    return found


def _one_head(reading: ActorReading, position: int, sorts: frozenset[str]) -> tuple[int, str] | None:
    """The longest word of one of the sorts at a token."""
    lexicon, keys = reading.lexicon, reading.stream.keys
    if position >= len(keys) or sorts.isdisjoint(lexicon.sorts.get(keys[position], ())):
        return None
    for last, values in lexicon.words.all_at(keys, position):
        for sort in values:
            if sort in sorts:
                return last, sort
    return None


def _modifier(reading: ActorReading, position: int) -> int | None:
    """The token after a modifier at a token: a word, a hyphened one, a second demonym."""
    keys = reading.stream.keys
    if position >= len(keys):
        return None
    if "modifiers" in reading.lexicon.sorts.get(keys[position], ()):
        for last, values in reading.lexicon.words.all_at(keys, position):
            if "modifiers" in values:
                return last
    hit = reading.hits.get(position)
    if hit is not None and hit.known.sort is Sort.DEMONYM:
        return hit.last
    return None


def _with_person(reading: ActorReading, first: int, last: int, sort: str, *, non_state: bool) -> Tail:
    end, person = last, None
    if sort == "titles":
        name = read_person(reading, last)
        if name is not None:
            end, person = name, name - 1
    return Tail(first, last, end, sort, person, non_state)


_ABBREVIATED = 5
"""Letters of a shortened title ('Brig.', 'Maj.')."""


def read_person(reading: ActorReading, position: int) -> int | None:
    """The token after a person's name at a token, or behind a comma ('minister, Hulusi Akar,')."""
    stream = reading.stream
    # 'Gen. Smith', and not 'the envoy. Seven people'
    short = position > 0 and len(stream.words[position - 1]) <= _ABBREVIATED
    dotted = stream.key(position) == "." and stream.glued(position)
    if dotted and not (short and (stream.words[position - 1][0].isupper() or stream.all_caps)):
        return None
    here = position + dotted
    if stream.key(here) == ",":
        last = _name(reading, here + 1)
        inserted = last is not None and last - here > 2 and stream.key(last) in {",", "."}
        return last if inserted else None
    return _name(reading, here)


def _name(reading: ActorReading, position: int) -> int | None:
    stream = reading.stream
    last: int | None = None
    here = position
    while here < len(stream) and here - position < _MOST_NAMES * 2:
        word, key = stream.words[here], stream.keys[here]
        if not word[0].isalpha():
            hyphen = (
                word in {"-", "‑"}
                and stream.glued(here)
                and (last == here or stream.key(here - 1) in _PARTICLES)
            )
            initial = word == "." and last == here and stream.glued(here) and len(stream.words[here - 1]) <= 2
            if not (hyphen or initial):
                break
        elif key in MONTHS or key in WEEKDAYS or _is_other(reading, here) or key in _NO_NAMES:
            break
        elif word[0].isupper():
            if stream.all_caps and (here - position >= 3 or _is_word(key)):
                break
            last = here + 1
        elif key not in _PARTICLES or not _name_goes_on(stream, here + 1):
            break
        here += 1
    # In a text all in capitals one unknown word is too little to be a name by.
    return last if last is None or not stream.all_caps or last - position > 1 else None


def stands_alone(reading: ActorReading, position: int, opening: frozenset[str] = _OPENING) -> bool:
    """Whether a capitalised family name is not the end of another's name ('Anna Testova')."""
    stream = reading.stream
    if not stream.words[position][0].isupper():
        return False
    if stream.all_caps or not stream.word(position - 1)[:1].isupper():
        return True
    # 'But Testova left': the word before opens the sentence, and no name.
    begins = stream.sentence_at(position)[0]
    return begins == position or (begins == position - 1 and stream.key(begins) in opening)


def leader_alone(reading: ActorReading, position: int) -> bool:
    """Whether a leader's family name is not part of anything else's either ('Testov Street')."""
    stream = reading.stream
    following, key = stream.word(position + 1), stream.key(position + 1)
    goes_on = following[:1].isupper() and not (stream.all_caps or key in MONTHS or key in WEEKDAYS)
    return stands_alone(reading, position, _OPENING | {"the"}) and not goes_on


def titled_leader(reading: ActorReading, tail: Tail) -> str | None:
    """The party of a leader named by the family name behind a title; 'President Anna Testova' is another."""
    if tail.person is None or not (
        tail.person == tail.last or reading.stream.key(tail.person - 1) in {",", "."}
    ):
        return None
    hit = reading.hits.get(tail.person)
    return reading.lexicon.party_name(hit.known) if hit is not None and hit.known.leader is not None else None


def _is_word(key: str) -> bool:
    """Whether a word in capitals is an ordinary one and no part of a name."""
    lists = ("function_words", "common_words", "action_verbs", "speech_verbs")
    return key.endswith(("ed", "ing")) or any(key in folded_words(name) for name in lists)


def _name_goes_on(stream: TokenStream, position: int) -> bool:
    """Whether a capitalised word, a hyphen or a further particle follows a particle."""
    return stream.word(position)[:1].isupper() or stream.key(position) in _PARTICLES | {"-", "‑"}


def _is_other(reading: ActorReading, position: int) -> bool:
    """Whether another known name begins here, so that the person's has ended."""
    hit = reading.hits.get(position)
    return hit is not None and hit.known.sort not in {Sort.CAPITAL, Sort.LEADER}


def read_compound(reading: ActorReading, position: int) -> int | None:
    """The token after 'Turkish-backed', 'pro-Russian', 'Hamas-run' at a token."""
    stream = reading.stream
    if stream.keys[position] in {"pro", "anti", "non"} and stream.key(position + 1) in {"-", "‑"}:
        hit = reading.hits.get(position + 2)
        return (
            hit.last if hit is not None else position + 3 if stream.word(position + 2)[:1].isalpha() else None
        )
    hit = reading.hits.get(position)
    last = hit.last if hit is not None else position + 1
    if stream.key(last) in {"-", "‑"} and stream.key(last + 1) in COMPOUNDS:
        return last + 2
    return None


@dataclass(frozen=True, slots=True)
class Nameless:
    """An actor without a name: 'suspected militants', 'the army', 'both sides'."""

    first: int
    head: int
    last: int
    sort: str


_NAMELESS = frozenset({"armed", "official", "civil", "pairs"})


def read_nameless(reading: ActorReading, position: int) -> Nameless | None:
    """The nameless actor whose first modifier or word is at a token; the longest reading stands."""
    best: Nameless | None = None
    here = position
    for _ in range(_MOST_MODIFIERS + 1):
        if here >= len(reading.stream):
            break
        head = _head(reading, here, _NAMELESS)
        if head is not None and (best is None or head[0] > best.last):
            best = Nameless(position, here, head[0], head[1])
        step = read_compound(reading, here) or _modifier(reading, here)
        if step is None:
            break
        here = step
    return best
