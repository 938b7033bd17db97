"""How a count hangs on a word of harm: active, passive and as a noun."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from geomap.model import CasualtyCount, Harm
from geomap.recognition.counts.objects import by_noun, by_verb_before
from geomap.recognition.counts.people import Counted
from geomap.recognition.counts.reading import Hit, Sentence
from geomap.recognition.counts.subjects import by_verb_after
from geomap.recognition.counts.totals import is_total, read_toll
from geomap.recognition.counts.vocabulary import (
    BE,
    CAPTIVES,
    COUNTED,
    HARM_OF,
    INFLICTED,
    SUFFERED,
)
from geomap.recognition.token_stream import TokenStream, tokenise

_QUANTITY_OPENERS = frozenset(
    """
        a an at no not more over up as in fewer less nearly almost close about around some
        roughly approximately estimated reportedly exactly another the all other only just
        further additional between dozens scores hundreds thousands millions tens several few
        couple half one two three four five six seven eight nine ten eleven twelve thirteen
        fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty
        seventy eighty ninety his her their its my upwards well those these zero
    """.split()
)


_HARM_WORDS = frozenset(
    {
        *SUFFERED,
        *INFLICTED,
        *COUNTED,
        *HARM_OF,
        *CAPTIVES,
        *"toll lost lives death unaccounted forced driven".split(),
    }
)


def find_counts(text: str) -> tuple[CasualtyCount, ...]:
    """Counts of people harmed in a text, in order.

    Active ('killed three civilians', 'wounding 12'), passive ('three civilians were killed') and
    nominal ('two dead', 'the deaths of two soldiers', 'the death toll rose to 42') counts are
    found; part counts ('including 3 children') are not, as they would be counted twice. Where one
    number stands for two harms ('30 killed or wounded'), it is an upper bound of each.

    Parameters
    ----------
    text
        Any text; offsets of the counts count its Unicode characters.

    Returns
    -------
    tuple of CasualtyCount
        ``party`` is None: whose people they are is for those who know the actors.
    """
    stream = tokenise(text)
    harmed = [i for i, key in enumerate(stream.keys) if key in _HARM_WORDS]
    if not harmed:
        return ()
    begins = [begin for begin, _ in stream.sentences]
    telling = sorted({bisect_right(begins, i) - 1 for i in harmed})
    return tuple(count for n in telling for count in _in_sentence(Sentence(stream, *stream.sentences[n])))


def _in_sentence(sentence: Sentence) -> Iterator[CasualtyCount]:
    stream = sentence.stream
    total = is_total(stream, sentence.begin, sentence.end)
    position = sentence.begin
    # Where the last object of a verb of harm ended: 'killed two soldiers and a civilian' goes on.
    object_end = -1
    object_harms: tuple[Harm, ...] = ()
    while position < sentence.end:
        toll = read_toll(stream, position, sentence.end)
        if toll is not None:
            yield _count(
                stream, toll.counted, Hit((toll.harm,), position, toll.counted.last, total=True), total
            )
            position = toll.counted.last
            continue
        key = stream.keys[position]
        if key not in _QUANTITY_OPENERS and not key[0].isdigit():
            position += 1
            continue
        counted = sentence.counted(position)
        if counted is None:
            position += 1
            continue
        if _is_subset(sentence, counted):
            position = counted.last
            continue
        hit = (
            by_verb_before(sentence, counted)
            or by_noun(sentence, counted)
            or by_verb_after(sentence, counted)
        )
        if hit is None and object_harms and _goes_on(stream, object_end, counted):
            hit = Hit(object_harms, counted.first, counted.last)
        if hit is None:
            position = counted.quantity.last if counted.bare else counted.last
            continue
        yield from (_count(stream, counted, hit, total, harm) for harm in hit.harms)
        object_end, object_harms = (hit.last, hit.harms) if hit.last == counted.last else (-1, ())
        position = max(counted.last, position + 1)


def _count(
    stream: TokenStream, counted: Counted, hit: Hit, total: bool, harm: Harm | None = None
) -> CasualtyCount:
    quantity = counted.quantity
    first, last = min(hit.first, counted.first), max(hit.last, counted.last)
    shared = len(hit.harms) > 1
    high = quantity.high or quantity.best if shared else quantity.high
    return CasualtyCount(
        start=stream.starts[first],
        end=stream.ends[last - 1],
        quote=stream.quote(first, last),
        harm=harm or hit.harms[0],
        victims=counted.victims,
        low=None if shared else quantity.low,
        best=None if shared else quantity.best,
        high=high,
        cumulative=total or hit.total,
    )


def _is_subset(sentence: Sentence, counted: Counted) -> bool:
    """'including 3 children', 'among them two women', 'three of them', 'of whom five'."""
    stream = sentence.stream
    before = [stream.key(counted.first - n) for n in (1, 2, 3)]
    if before[0] in {"including", "include", "included", "includes", "among", "mostly", "mainly", "namely"}:
        return True
    if before[0] in {"them", "whom"} and before[1] in {"among", "of"}:
        return True
    if before[0] == "those" and before[1] == "among":
        return True
    last = counted.quantity.last
    if stream.key(last) == "of" and stream.key(last + 1) in {"them", "whom", "these", "those", "which"}:
        return True
    # 'including two women and three children': the list goes on.
    for place in range(counted.first - 1, max(sentence.begin, counted.first - 9), -1):
        key = stream.keys[place]
        if key in {"including", "among"}:
            return stream.key(counted.first - 1) in {"and", ","} and not _verb_follows(stream, counted.last)
        if key in SUFFERED or key in INFLICTED or key in BE or key in {";", ":"}:
            return False
    return False


def _verb_follows(stream: TokenStream, position: int) -> bool:
    return stream.key(position) in {"was", "were", "have", "has", "had", "are", "is"} or (
        stream.key(position) in SUFFERED
    )


def _goes_on(stream: TokenStream, object_end: int, counted: Counted) -> bool:
    """'killing two soldiers and a civilian': a second object of the same verb."""
    between = stream.keys[object_end : counted.first]
    return not counted.bare and between in {("and",), (",",), (",", "and"), ("as", "well", "as"), ("plus",)}
