"""All actors of a text: names with their institutions, persons, nameless actors."""

from __future__ import annotations

from collections.abc import Set

from geomap.model import ActorKind, ActorMention
from geomap.recognition.actors.coined import bind_coined
from geomap.recognition.actors.known_names import (
    Found,
    institution_of,
    mention_of,
    of_group,
    of_name,
    of_state,
)
from geomap.recognition.actors.lexicon import ActorLexicon
from geomap.recognition.actors.phrases import (
    read_compound,
    read_nameless,
    read_person,
    read_tail,
    stands_alone,
    titled_leader,
)
from geomap.recognition.actors.reading import ActorReading
from geomap.recognition.actors.tables import Sort
from geomap.recognition.header import read_header
from geomap.recognition.token_stream import tokenise

_OFFICE_SORTS = frozenset({"titles", "organs", "forces", "fighters", "armed"})
_HAVING = frozenset({"of", "for", "from", "in", "to", "with"})
_DETERMINERS = frozenset(
    "the a an its their his her our one two three another this that senior some several many all".split()
)
_THINGS = frozenset(
    """
        station stations post posts base bases building buildings headquarters camp camps vehicle
        vehicles car cars truck trucks convoy convoys checkpoint checkpoints outpost outposts
        position positions barracks academy facility facilities equipment hardware hospital depot
        depots installation installations airfield airport house houses infrastructure targets
        target site sites custody spending uniform uniforms van bus school
    """.split()
)
# Without an article these are adjectives ('government building').
_NEEDS_ARTICLE = frozenset({"military", "ministry", "government", "regime", "presidency"})
# Alone these titles and words are adjectives, verbs or too vague.
_WEAK_ALONE = frozenset(
    """
        major general head chief deputy private member members state command mission side captain
        leader leaders group movement wing lieutenant colonel col gen lt maj capt adm sgt marshal
        king queen premier minister force forces units cabinet congress administration leadership
        authority aide adviser advisor first brigade operative cells military representative rebel
        governor mayor ambassador envoy diplomat president commander commanders officer officers
    """.split()
)


def find_actors(
    text: str, lexicon: ActorLexicon, countries: Set[str] = frozenset()
) -> tuple[ActorMention, ...]:
    """Actors of a text, in order, without overlaps; the longest phrase stands.

    A mention has its institution and person ("Azerbaijan's Defense Ministry", 'Russian Foreign
    Minister Sergei Lavrov'); articles are left out. Persons named once with their office are
    known by their family name afterwards. A country's name alone is a mention only where it acts
    or is acted upon, a capital's only where it speaks for its government; the header is passed
    over.

    Parameters
    ----------
    text
        Any text; offsets of the mentions count its Unicode characters.
    lexicon
        Known names; see `ActorLexicon`.
    countries
        ISO 3166-1 alpha-2 codes of the countries in which the text's places lie, once these are
        resolved: 'RSF' is the group of Sudan in a text that names Omdurman and no country.
    """
    return _actors_of(text, ActorReading.of(tokenise(text), lexicon, countries))


def find_actors_anew(
    text: str, lexicon: ActorLexicon, countries: Set[str], before: tuple[ActorMention, ...]
) -> tuple[ActorMention, ...]:
    """What `find_actors` gives with countries; ``before`` is what it gave without them.

    Where the countries tell of no name what they did not tell before, nothing is read again.
    """
    stream = tokenise(text)
    reading = ActorReading.of(stream, lexicon, countries)
    return before if reading.hits == ActorReading.of(stream, lexicon).hits else _actors_of(text, reading)


def _actors_of(text: str, reading: ActorReading) -> tuple[ActorMention, ...]:
    stream, lexicon = reading.stream, reading.lexicon
    bind_coined(reading)
    mentions: list[ActorMention] = []
    begin = stream.token_from(read_header(text).body_start)
    keys = stream.keys
    hits, persons, words = reading.hits, reading.persons, lexicon.words
    for position in range(begin, len(keys)):
        if position < begin:
            continue  # within the mention before
        key = keys[position]
        # Most tokens begin no actor, and are told apart at once.
        if position not in hits and key not in lexicon.openers:
            if key not in words:
                if key not in persons:
                    continue
            elif stream.key(position + 1) not in {"-", "‑"}:
                continue
        found = _actor_at(reading, position)
        if found is None:
            continue
        mention, begin = found
        if mention is not None:
            mentions.append(mention)
    return tuple(mentions)


def needs_countries(text: str, lexicon: ActorLexicon) -> bool:
    """Whether names may be in a text that count only with their country."""
    return not lexicon.needing_context.isdisjoint(tokenise(text).keys)


def _actor_at(reading: ActorReading, position: int) -> Found | None:
    """The actor that begins at a token and the token after it; None for the mention if only passed over."""
    key = reading.stream.keys[position]
    hit = reading.hits.get(position)
    if hit is None and key not in reading.lexicon.words and key not in {"pro", "anti", "non"}:
        return _known_person(reading, position) if key in reading.persons else None
    compound = read_compound(reading, position)
    if compound is not None:
        # 'Turkish-backed rebels' is about the rebels; 'Russian-brokered truce' about nobody here.
        return _nameless(reading, position) or (None, compound)
    if hit is not None:
        return of_name(reading, position, hit)
    return _office_of(reading, position) or _titled(reading, position) or _nameless(reading, position)


def _office_of(reading: ActorReading, position: int) -> Found | None:
    """'a spokesperson for the Sudanese army', 'president of Azerbaijan', 'officials in Baku'."""
    stream = reading.stream
    head = read_tail(reading, position, _OFFICE_SORTS)
    if head is None or head.person is not None or stream.key(head.last) not in _HAVING:
        return None
    preposition = stream.key(head.last)
    inner = head.last + 1
    inner += stream.key(inner) == "the"
    hit = reading.hits.get(inner)
    if hit is None or read_compound(reading, inner) is not None:
        return None
    if hit.known.sort is Sort.CAPITAL:
        if preposition != "in" or head.sort in {"fighters", "armed", "forces"}:
            return None
        found: Found = (None, hit.last)
        institution: str | None = None
        party: str | None = reading.lexicon.party_name(hit.known)
    else:
        if preposition in {"in", "to", "with"} and (
            head.sort not in {"titles", "organs"} or preposition != "in"
        ):
            return None
        if head.sort in {"fighters", "armed"} and hit.known.sort in {Sort.STATE, Sort.DEMONYM}:
            return None
        nested = of_state(reading, inner, hit) if hit.known.sort in {Sort.STATE, Sort.DEMONYM} else None
        if hit.known.sort not in {Sort.STATE, Sort.DEMONYM}:
            nested = of_group(reading, inner, hit)
        if nested is None and hit.known.sort is Sort.DEMONYM:
            return None
        found = nested if nested is not None else (None, hit.last)
        inner_mention = found[0]
        party = inner_mention.party if inner_mention is not None else reading.lexicon.party_name(hit.known)
        institution = inner_mention.institution if inner_mention is not None else None
    end = found[1]
    kind = hit.known.kind
    if head.sort == "titles" and kind in {ActorKind.STATE, ActorKind.ARMED_GROUP}:
        person = read_person(reading, end) if stream.key(end) == "," else None
        end = person or end
        if person is not None:
            reading.persons[stream.keys[person - 1]] = (party, institution_of(reading, head))
        if person is not None or not stream.keys[head.last - 1].endswith("s"):
            kind = ActorKind.PERSON
    mention = mention_of(reading, position, end, party, kind, institution or institution_of(reading, head))
    return mention, end


def _titled(reading: ActorReading, position: int) -> Found | None:
    """'President Joe Biden', 'the spokesman': a person in office whose party is not said."""
    stream = reading.stream
    tail = read_tail(reading, position, frozenset({"titles"}))
    if tail is None:
        return None
    institution = institution_of(reading, tail)
    if tail.person is not None and (stream.words[tail.last - 1][0].isupper() or tail.end - tail.last > 1):
        known = reading.persons.get(stream.keys[tail.person])
        party = known[0] if known is not None else titled_leader(reading, tail)
        reading.persons.setdefault(stream.keys[tail.person], (party, institution))
        return mention_of(reading, position, tail.end, party, ActorKind.PERSON, institution), tail.end
    alone = tail.last - tail.first == 1 and stream.keys[tail.first] in _WEAK_ALONE
    if alone or (
        stream.key(position - 1) not in _DETERMINERS and not stream.keys[tail.last - 1].endswith("s")
    ):
        return None
    kind = ActorKind.OTHER if stream.keys[tail.last - 1].endswith("s") else ActorKind.PERSON
    return mention_of(reading, position, tail.last, None, kind, institution), tail.last


def _nameless(reading: ActorReading, position: int) -> Found | None:
    stream = reading.stream
    found = read_nameless(reading, position)
    if found is None:
        return None
    kind = ActorKind.ARMED_GROUP if found.sort == "armed" else ActorKind.OTHER
    words = " ".join(stream.quote(found.head, found.last).split())
    alone = found.last - found.first == 1 and stream.keys[found.first] in _NEEDS_ARTICLE
    if alone and stream.key(position - 1) not in _DETERMINERS:
        return None
    if stream.key(found.last) in _THINGS:
        return None  # 'a police station', 'the government building'
    institution = None if found.sort == "pairs" else words.lower()
    return mention_of(reading, position, found.last, None, kind, institution), found.last


def _known_person(reading: ActorReading, position: int) -> Found | None:
    """A family name, after its bearer was named with the office."""
    if not stands_alone(reading, position):
        return None
    party, institution = reading.persons[reading.stream.keys[position]]
    return mention_of(reading, position, position + 1, party, ActorKind.PERSON, institution), position + 1
