"""PolNeAR: who accuses, denies or claims, in political news.

There are hardly any incidents in such news, so that the machinery of attribution is asked by
itself: `accounts` gives the verbs of speaking that geomap finds in a document, with their speakers.

Counted are the attributions whose cue has a form of a verb of `FAMILIES` and whose source is in
the text; a noun ('his claim that', "Clinton's claims") is no verb. For each: is there an account
whose verb overlaps the cue (*cue found*), and has one of these a speaker whose words overlap the
source (*speaker right*)? Of a cue that is found without the right speaker, there is *no speaker*
or *another speaker*. Where the source is a pronoun, geomap gives whom it stands for, as named
before, which the corpus does not annotate: that is no other speaker but counted by itself (*pronoun
taken up*), and is left out of ``speaker_right_of_judged``.

``other_cues`` has the same figures of all other attributions ('said', 'according to'), to see
whether a change is one of these verbs alone; they are not in the total nor among the errors.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.accuracy.event_corpora.outcome import Outcome, one_line, share
from geomap.gazetteer.index import PlaceIndex
from geomap.model import Document, Span

FAMILIES = {
    "accuse": r"accus(?:e|es|ed|ing)|blam(?:e|es|ed|ing)",
    "deny": (
        r"den(?:y|ies|ied|ying)|reject(?:s|ed|ing)?|dismiss(?:es|ed|ing)?|refut(?:e|es|ed|ing)"
        r"|rebut(?:s|ted|ting)?|disput(?:e|es|ed|ing)|disavow(?:s|ed|ing)?|repudiat(?:e|es|ed|ing)"
    ),
    "claim": (
        r"claim(?:s|ed|ing)?|alleg(?:e|es|ed|ing)|assert(?:s|ed|ing)?|insist(?:s|ed|ing)?"
        r"|maintain(?:s|ed|ing)?|contend(?:s|ed|ing)?"
    ),
}
_VERBS = {family: re.compile(rf"\b(?:{forms})\b", re.IGNORECASE) for family, forms in FAMILIES.items()}
_NOUN = re.compile(
    r"(?:\b(?:the|a|an|this|that|these|those|any|no|his|her|its|their|our|my|your)|['’]s|s['’])"
    r"(?: (?!also\b|\w+ly\b)\w+)? ?\Z",
    re.IGNORECASE,
)
"""Before a word that is a noun: a determiner or possessive, perhaps with an adjective."""
_EITHER = re.compile(r"(?:claims?|rejects?|disputes?|blame|rebut)\Z", re.IGNORECASE)
OTHER_CUES = "other"
_PRONOUN = re.compile(r"(?:i|we|you|he|she|it|they|who|which|that)\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Account:
    """A verb of speaking with its speaker, None where geomap knows none."""

    cue: Span
    speaker: Span | None
    text: str


@dataclass(frozen=True, slots=True)
class Attribution:
    """A gold cue with its sources, and the family of its verb."""

    family: str
    cue: tuple[Span, ...]
    source: tuple[Span, ...]


def accounts(documents: Sequence[Document], index: PlaceIndex) -> Iterator[tuple[Account, ...]]:
    """Yield the accounts of each document.

    This alone knows how geomap finds them: sentence by sentence, as `find_incidents` does, because
    who was named before tells who 'he' is. `find_incidents` parses what stands near an incident;
    here every sentence with a verb of speaking is parsed, as the corpus has hardly any incidents.
    """
    from geomap.incidents import lexicon
    from geomap.incidents.drafts.draft import Draft
    from geomap.incidents.drafts.drafting import read_sentence
    from geomap.incidents.reading import Reading
    from geomap.incidents.sentences.structure import parse_all
    from geomap.pipeline.reading import AUTO, read_toponyms
    from geomap.pipeline.settings import MODEL

    for read in read_toponyms(
        documents, theatre=AUTO, date=None, index=index, recogniser=MODEL, progress=None
    ):
        reading = Reading(read.document, read.toponyms, read.actors, read.setting.index, read.setting.theatre)
        speaking = {*lexicon.cues(), "according"}
        parse_all([s for s in reading.sentences if not speaking.isdisjoint(s.all_lows)])
        drafts: list[Draft] = []
        heard: list[Account] = []
        for sentence in reading.sentences:
            found, frames = read_sentence(reading, sentence, drafts)
            drafts += found
            for frame in frames:
                voice = frame.speaker
                heard.append(
                    Account(
                        Span(frame.cue_start, frame.cue_end),
                        Span(voice.start, voice.end) if voice is not None else None,
                        voice.text if voice is not None else "",
                    )
                )
        yield tuple(heard)


def measure(gold: Path, index: PlaceIndex) -> Outcome:
    """Score the attributions; ``gold`` is a JSON list of articles with ``attributions``."""
    rows: list[dict[str, Any]] = json.loads(gold.read_text(encoding="utf-8"))
    documents = [Document(row["id"], row["text"]) for row in rows]
    by_family: dict[str, Counter[str]] = {family: Counter() for family in (*FAMILIES, OTHER_CUES)}
    errors = []
    for row, heard in zip(rows, accounts(documents, index), strict=True):
        for attribution in attributions(row):
            verdict = judge(attribution, heard, row["text"])
            by_family[attribution.family][verdict] += 1
            if verdict not in {RIGHT, TAKEN_UP} and attribution.family != OTHER_CUES:
                errors.append(_error(row, attribution, verdict, heard))
    others = by_family.pop(OTHER_CUES)
    total = sum(by_family.values(), Counter[str]())
    figures = {
        "documents": len(rows),
        **_shares(total),
        "by_family": {family: _shares(tally) for family, tally in by_family.items()},
        "other_cues": _shares(others),
    }
    return Outcome(figures, tuple(errors))


RIGHT, OTHER, MISSING, TAKEN_UP, NO_CUE = (
    "speaker right",
    "another speaker",
    "no speaker",
    "pronoun taken up",
    "cue not found",
)


def attributions(row: dict[str, Any]) -> list[Attribution]:
    """The attributions of an article with a source, in the order of their cues."""
    found = []
    for given in row["attributions"]:
        cue, source = _spans(given.get("cue")), _spans(given.get("source"))
        if cue and source:
            found.append(Attribution(family_of(cue, row["text"]), cue, source))
    return sorted(found, key=lambda a: a.cue[0].start)


def family_of(cue: Sequence[Span], text: str) -> str:
    """The family of the verb in a cue."""
    for family, verbs in _VERBS.items():
        for span in cue:
            for verb in verbs.finditer(text, span.start, span.end):
                noun = _EITHER.match(verb.group()) and _NOUN.search(text, 0, verb.start())
                if not noun:
                    return family
    return OTHER_CUES


def judge(attribution: Attribution, heard: Sequence[Account], text: str) -> str:
    """How the accounts answer an attribution."""
    alike = [a for a in heard if any(a.cue.overlaps(span) for span in attribution.cue)]
    if not alike:
        return NO_CUE
    speakers = [a.speaker for a in alike if a.speaker is not None]
    if any(speaker.overlaps(span) for speaker in speakers for span in attribution.source):
        return RIGHT
    if not speakers:
        return MISSING
    before = attribution.source[0].start
    pronoun = all(_PRONOUN.match(span.of(text)) for span in attribution.source)
    return TAKEN_UP if pronoun and all(speaker.end <= before for speaker in speakers) else OTHER


def _spans(parts: Sequence[dict[str, Any]] | None) -> tuple[Span, ...]:
    return tuple(Span(start, end) for part in parts or () for start, end in part["spans"])


def _shares(counts: Counter[str]) -> dict[str, Any]:
    total = counts.total()
    return {
        "attributions": total,
        "cue_found": share(total - counts[NO_CUE], total),
        "speaker_right": share(counts[RIGHT], total),
        "speaker_right_of_judged": share(counts[RIGHT], total - counts[TAKEN_UP]),
        "verdicts": {v: counts[v] for v in (RIGHT, OTHER, MISSING, TAKEN_UP, NO_CUE)},
    }


def _error(row: dict[str, Any], attribution: Attribution, verdict: str, heard: Sequence[Account]) -> str:
    text = row["text"]
    spans = (*attribution.cue, *attribution.source)
    begin = max(0, min(s.start for s in spans) - 120)
    around = one_line(text[begin : max(s.end for s in spans) + 120])
    alike = [a for a in heard if any(a.cue.overlaps(span) for span in attribution.cue)]
    given = "; ".join(f"{a.cue.of(text)!r} by {a.text or 'nobody'!r}" for a in alike) or "none"
    cue = " ".join(span.of(text) for span in attribution.cue)
    source = " ".join(span.of(text) for span in attribution.source)
    return f"{row['id']}: ... {around} ...\n  {verdict}: gold {cue!r} by {source!r}; given {given}"
