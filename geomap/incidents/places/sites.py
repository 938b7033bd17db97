"""Named sites that no gazetteer has: 'the Amarula hotel', 'Oxford Street bus station', 'the Old Bridge'.

Such a site is where something happened, and its name is kept; its ground is the town or unit that
the text gives with it, or named last, and no more exact than that.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from geomap.incidents import lexicon
from geomap.incidents.accounts.frames import Frame
from geomap.incidents.places.placing import on_ground_of
from geomap.incidents.sentences.clauses import Clause
from geomap.incidents.sentences.structure import Sentence
from geomap.model import Role, Toponym

_NEAREST = 3
"""Relations between a trigger and the site at which it happened."""
_TOWN_PREC = 3
"""UCDP GED's precision code up to which a place may hold a site."""


@dataclass(frozen=True, slots=True)
class Site:
    """A named site: its head, and the characters of its name."""

    token: int
    start: int
    end: int


def site_of(
    text: str,
    sentence: Sentence,
    head: int,
    clause: Clause,
    toponyms: Sequence[Toponym],
    frame: Frame | None,
) -> Toponym | None:
    """The named site at which a trigger's happening took place, without ground as yet.

    Parameters
    ----------
    text
        The document's text.
    sentence, head, clause
        The trigger's sentence, head and clause.
    toponyms
        Those of the sentence: what is one already is no site.
    frame
        The account in which the trigger stands, or None.
    """
    grammar = sentence.grammar
    inside = set(clause.tokens)
    best: tuple[int, Site] | None = None
    for site in _sites(sentence, toponyms):
        if site.token not in inside:
            continue
        if frame is not None and not frame.start <= site.start < frame.end:
            continue
        located = grammar.preposition(site.token) in lexicon.words("locative")
        placed = located or grammar.relations[site.token] in {"obj", "nsubj:pass", "conj"}
        steps = sentence.steps(site.token, head)
        if placed and steps <= _NEAREST and (best is None or steps < best[0]):
            best = steps, site
    if best is None:
        return None
    site = best[1]
    return Toponym(site.start, site.end, text[site.start : site.end], cue=sentence.all_lows[site.token])


def on_ground(site: Toponym, towns: Sequence[Toponym]) -> Toponym:
    """The site with the ground of the first place that may hold it; as it is if there is none."""
    for town in towns:
        if town.resolution is not None and town.resolution.where_prec <= _TOWN_PREC:
            return on_ground_of(site, town)
    return site


def _sites(sentence: Sentence, toponyms: Sequence[Toponym]) -> Iterator[Site]:
    """The phrases of a sentence that name a site."""
    grammar = sentence.grammar
    taken = {i for t in toponyms if t.role is not Role.DEMONYM for i in sentence.tokens_of(t.start, t.end)}
    for i, low in enumerate(sentence.all_lows):
        if low.removesuffix("s") not in lexicon.words("site_nouns") or i in taken or not grammar.is_noun(i):
            continue
        first = i
        while first > 0 and _belongs(sentence, first - 1, i):
            first -= 1
        if sentence.lows(i + 1, i + 2) == ["of"] and i + 2 < len(sentence.tokens) and i + 2 in taken:
            continue  # 'the Libyan air base of X': X
        named = [j for j in range(first, i + 1) if sentence.tokens[j].capitalised and j > 0 and j != i]
        if not named or all(j in taken for j in named):
            continue
        begin = min(first, named[0])
        while begin < i and sentence.all_lows[begin] in {"the", "a", "an"}:
            begin += 1
        yield Site(i, sentence.tokens[begin].start, sentence.tokens[i].end)


def _belongs(sentence: Sentence, token: int, head: int) -> bool:
    """Whether a word before the head is part of its name."""
    grammar = sentence.grammar
    if grammar.tags[token].startswith(("NN", "NOUN", "PROPN", "ADJ", "NUM")):
        return grammar.clause_verb(token) == grammar.clause_verb(head) and sentence.all_lows[token] != ","
    return False
