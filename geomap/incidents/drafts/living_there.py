"""What those tell who live where it happened: 'Residents of X said that soldiers had arrested ten men'.

The seat of a speaker is no place of what he says: a ministry, a spokesman or a governor speaks of the
whole country. People who are named by where they live speak of that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geomap.incidents import lexicon
from geomap.incidents.actors.voices import Voice
from geomap.incidents.drafts.draft import Draft
from geomap.incidents.drafts.inheriting import names_elsewhere
from geomap.incidents.places.placing import Placing
from geomap.incidents.reading import Reading, inside
from geomap.incidents.sentences.structure import Sentence
from geomap.model import IncidentType, Polarity, Role, Toponym

_ELSEWHERE = frozenset(
    {
        IncidentType.TALKS,
        IncidentType.CEASEFIRE_AGREEMENT,
        IncidentType.CEASEFIRE_VIOLATION,
        IncidentType.PRISONER_EXCHANGE,
        IncidentType.MOBILISATION,
        IncidentType.WITHDRAWAL,
        IncidentType.CASUALTIES_REPORT,
    }
)
"""What people tell of though it happened far from them."""


def local_place(reading: Reading, sentence: Sentence, draft: Draft) -> Draft:
    """'Residents of X said that soldiers had arrested ten students': where those live who tell of it.

    Only of people who live where they speak, never of an office with its seat there, and only where
    neither what they say nor anything told before names another place.
    """
    frame = draft.frame
    if draft.placing is not None or frame is None or frame.speaker is None or frame.speaker.sides:
        return draft
    if draft.definite or draft.polarity is not Polarity.ASSERTED or draft.type in _ELSEWHERE:
        return draft
    if reading.memory.placed or names_elsewhere(reading, sentence, frame.start):
        return draft
    toponyms = inside(reading.toponyms, sentence)
    if any(t.role is Role.PLACE and frame.start <= t.start < frame.end for t in toponyms):
        return draft
    home = _home_of(sentence, frame.speaker, toponyms)
    if home is None:
        return draft
    why = "where those who tell it live"
    placing = Placing(home, None, home.start, home.end, why)
    return replace(draft, placing=placing, reasons=(*draft.reasons, f"where: {why}"))


def _home_of(sentence: Sentence, speaker: Voice, toponyms: Sequence[Toponym]) -> Toponym | None:
    """The settlement in which those live who speak: 'residents of X', 'a villager in X'."""
    grammar = sentence.grammar
    heads = sentence.tokens_of(speaker.start, speaker.end)
    for head in (i for i in heads if sentence.all_lows[i] in lexicon.words("locals")):
        for kid in grammar.of(head, "nmod"):
            if kid < head or grammar.preposition(kid) not in {"in", "of", "from", "near"}:
                continue
            first, last = grammar.stretch(kid)
            for toponym in toponyms:
                settled = toponym.resolution is not None and toponym.resolution.place.feature_class == "P"
                if settled and first <= sentence.token_at(toponym.start) < last:
                    return toponym
    return None
