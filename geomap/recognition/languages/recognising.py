"""The recogniser for texts that are not English: the gazetteer, base forms, and cues; no trained model."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass

from geomap.model import ActorKind, ActorMention, Document, Role, Toponym
from geomap.recognition.cues import Cues
from geomap.recognition.header import read_header
from geomap.recognition.languages.cueing import read_cues
from geomap.recognition.languages.detection import detect
from geomap.recognition.languages.grammar import Grammar, grammar
from geomap.recognition.languages.roles import dateline_end, role_of
from geomap.recognition.languages.romance import split_elisions
from geomap.recognition.languages.unlisted import unlisted_names
from geomap.recognition.languages.walking import FormFinder, Found
from geomap.recognition.languages.weighing import WEIGHTS, weigh
from geomap.recognition.names import GivenNameFinder, NameFinder, Names
from geomap.recognition.tokens import Token, tokenise

_SURE = 1.5
_GROUPS = frozenset({ActorKind.ARMED_GROUP, ActorKind.MEDIATOR, ActorKind.PERSON})
# What stands between the members of a list, in all these languages.
_LISTED = frozenset(
    (
        ", ",
        "; ",
        " և ",
        " ու ",
        " и ",
        " та ",
        " і ",
        " й ",
        " və ",
        " ve ",
        " ile ",
        " et ",
        " y ",
        " e ",
        " und ",
        " و",
        "، ",
        "، و",
    )
)


@dataclass(frozen=True, slots=True)
class _Weighed:
    """A name, what stands beside it, and how much speaks for it."""

    found: Found
    cues: Cues
    weight: float


class LexiconRecogniser:
    """Finds place names in texts of other languages than English, by gazetteer, endings and cues.

    Parameters
    ----------
    index
        The gazetteer (`geomap.gazetteer.index.PlaceIndex` or anything with its two look-ups).
    given
        Folded names that the user says are places'.

    Examples
    --------
    >>> from geomap.gazetteer.index import PlaceIndex
    >>> from geomap.model import Document
    >>> recogniser = LexiconRecogniser(PlaceIndex.bundled())
    >>> [(t.text, t.lemma) for t in recogniser.recognise(Document("d", "Взрывы в Харькове."))]
    [('Харькове', 'Харьков')]
    """

    def __init__(self, index: Names, given: Set[str] = frozenset()) -> None:
        finder = NameFinder(index)
        self._names = GivenNameFinder(finder, given) if given else finder
        self._finders: dict[str, FormFinder] = {}

    def recognise(self, document: Document, actors: Sequence[ActorMention] = ()) -> tuple[Toponym, ...]:
        """The toponyms of ``document`` in the order of its text, none overlapping another.

        Parameters
        ----------
        document
            Its text tells its language (`detection.detect`), whatever its ``language`` says.
        actors
            A name that is an armed group's or body's is no place.

        Returns
        -------
        tuple of Toponym
            Where the text has another form than the gazetteer, ``lemma`` has the gazetteer's.
        """
        text = document.text
        language = grammar(detect(text))
        tokens = split_elisions(tokenise(text))
        found = list(self._finder(language).find(tokens))
        bodies = {(a.start, a.end) for a in actors if a.kind in _GROUPS}
        found = [f for f in found if (f.name.start, f.name.end) not in bodies or f.name.facts.well_known]
        small = {t.text for t in tokens if not t.capital and t.text[0].isalpha()}
        taken = {i for f in found for i in range(f.name.first, f.name.last + 1)}
        found += unlisted_names(tokens, taken, language)
        found.sort(key=lambda f: f.name.first)
        kept = _keep_company(text, _weigh(found, tokens, language, small, taken))
        header = read_header(text).dateline
        end = max(header.end if header is not None else 0, dateline_end(text, [w.found for w in kept]))
        return tuple(_toponym(text, tokens, w, language, end) for w in kept)

    def _finder(self, language: Grammar) -> FormFinder:
        finder = self._finders.get(language.code)
        if finder is None:
            finder = self._finders[language.code] = FormFinder(self._names, language)
        return finder


def _weigh(
    found: Sequence[Found], tokens: Sequence[Token], language: Grammar, small: set[str], taken: set[int]
) -> list[_Weighed]:
    own = {
        i
        for f in found
        if f.name.facts.state or f.name.facts.capital or f.cue is not None
        for i in range(f.name.first, f.name.last + 1)
    }
    weighed: list[_Weighed] = []
    for one in found:
        cues = read_cues(tokens, one, language, taken)
        weighed.append(_Weighed(one, cues, weigh(one, tokens, cues, language, small, own)))
    return weighed


def _keep_company(text: str, weighed: Sequence[_Weighed]) -> list[_Weighed]:
    """The names that weigh more than nothing, with the help of lists and of what was sure elsewhere."""
    sure = {w.found.name.key for w in weighed if w.weight >= _SURE}
    kept: list[_Weighed] = []
    for i, w in enumerate(weighed):
        cues = w.cues
        weight = w.weight
        before = kept[-1] if kept and i and kept[-1].found is weighed[i - 1].found else None
        joined = before is not None and text[before.found.name.end : w.found.name.start] in _LISTED
        if (
            joined
            and before is not None
            and cues.relation == "in"
            and not cues.locative
            and w.weight > -_SURE
        ):
            # 'под Харьковом и Изюмом': what leads to a list leads to all of it.
            weight += WEIGHTS["words of place"] if before.cues.locative else 0.6
            cues = Cues(cues.word, before.cues.relation, None, None, before.cues.locative, cues.assailed)
        if weight <= 0 and w.found.name.key in sure and weight > -4.0:
            weight += WEIGHTS["seen before"]
        if weight > 0:
            kept.append(_Weighed(w.found, cues, weight))
    return kept


def _toponym(text: str, tokens: Sequence[Token], w: _Weighed, language: Grammar, dateline: int) -> Toponym:
    name, cues = w.found.name, w.cues
    role = Role.DATELINE if name.end <= dateline else role_of(tokens, w.found, cues, language)
    place = role is Role.PLACE
    return Toponym(
        name.start,
        name.end,
        text[name.start : name.end],
        role,
        cue=cues.word,
        relation=cues.relation if place else "in",
        distance_km=cues.distance_km if place else None,
        lemma=name.known,
    )
