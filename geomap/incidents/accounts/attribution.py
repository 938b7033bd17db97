"""Who tells what in a sentence: the reporting frames around its verbs of speaking.

A frame is a verb of speaking with its speaker and the stretch of text that the speaker vouches
for. Frames nest; the innermost one around an incident tells whose account it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geomap.incidents import lexicon
from geomap.incidents.accounts.account_bounds import bounded, content_after, content_before
from geomap.incidents.accounts.accusing import accusation, passive_accusation, traded_blame
from geomap.incidents.accounts.answer_words import answered, claimed_deed
from geomap.incidents.accounts.behind import Behind, speaker_behind
from geomap.incidents.accounts.cueing import Cue, find_cues
from geomap.incidents.accounts.frames import Frame, frame_of
from geomap.incidents.accounts.further_frames import according_to, likewise
from geomap.incidents.actors.speakers import Cast
from geomap.incidents.actors.voices import Voice
from geomap.incidents.sentences.structure import Sentence
from geomap.model import Act

_ADVERBS = frozenset({"also", "later", "earlier", "then", "now", "again", "repeatedly", "today", "yesterday"})
_PRONOUNS = frozenset({"it", "they"})
_RELATIVE = frozenset({"which", "who", "that"})
_OWN = frozenset({"its", "their"})
_NOBODY = frozenset({"no", "nobody", "none", "neither"})


def find_frames(sentence: Sentence, cast: Cast) -> tuple[Frame, ...]:
    """The frames of one sentence, in the order of their verbs.

    Parameters
    ----------
    sentence
        The sentence.
    cast
        The actors within it.
    """
    frames: list[Frame] = []
    for cue in find_cues(sentence):
        frame = _frame(sentence, cast, cue, frames)
        if frame is not None:
            frames.append(frame)
            if frame.speaker is not None:
                # 'X accused Y of ...; its commander denied that'
                cast.memory.spoke(frame.speaker, frame.accused)
    frames.extend(likewise(sentence, cast, frames))
    frames.extend(according_to(sentence, cast))
    frames.extend(traded_blame(sentence, cast))
    frames.sort(key=lambda f: (f.cue_start, f.start))
    return bounded(sentence, frames)


def _frame(sentence: Sentence, cast: Cast, cue: Cue, earlier: Sequence[Frame]) -> Frame | None:
    """The frame of a verb of speaking, by the way it stands."""
    if cue.passive:
        return None if cue.negated else _passive_frame(sentence, cast, cue)
    behind = speaker_behind(sentence, cue) if cue.act is not Act.ACCUSES else None
    if behind is not None:
        return _frame_behind(sentence, cast, cue, behind)
    carried = _goes_on(sentence, cue, earlier)
    head = _speaking(sentence, cue) if carried is None else None
    if head is not None:
        # 'Crowds demanding bread blocked the road': what they call for is their deed, and describes nobody.
        cast.speaks(head, cue.head if cue.act is Act.CALLS_FOR else None)
    speaker = carried if head is None else cast.together(sentence.grammar.coordinated(head), anybody=True)
    if cue.act is Act.ACCUSES:
        return accusation(sentence, cast, cue, speaker)
    if head is not None and _nobody(sentence, head):
        return None  # 'No group has claimed the attack'
    before = content_before(sentence, cue, head)
    if before is not None:
        if head is not None and sentence.all_lows[head] in _PRONOUNS:
            speaker = _who_acts(sentence, cast, before, head) or speaker
        return frame_of(sentence, cue, speaker, before)
    content = content_after(sentence, cue)
    claimed = claimed_deed(sentence, cue)
    if claimed is not None:
        # 'The rebels claimed the attack': they say that it was theirs.
        return frame_of(sentence, replace(cue, act=Act.ADMITS), speaker, content, takes_up=claimed)
    takes_up = answered(sentence, cue)
    if cue.act is Act.DENIES and takes_up is not None and head is not None:
        speaker = _accused_before(sentence, cast, head) or speaker
    return frame_of(sentence, cue, speaker, content, takes_up=takes_up)


def _accused_before(sentence: Sentence, cast: Cast, head: int) -> Voice | None:
    """'X accused Y of shelling Z. It denied that.': who was accused, since nobody denies his own charge."""
    accused = cast.memory.accused
    if sentence.all_lows[head] not in _PRONOUNS or accused is None or not accused.sides:
        return None
    start, end = sentence.tokens[head].start, sentence.tokens[head].end
    return replace(accused, start=start, end=end, text=cast.text[start:end])


def _frame_behind(sentence: Sentence, cast: Cast, cue: Cue, behind: Behind) -> Frame:
    """'The alliance attacked X, it said', '..., its spokesman said': a speaker behind what he says."""
    grammar, lows = sentence.grammar, sentence.all_lows
    head = behind.head
    cast.speaks(head)
    speaker = cast.together(grammar.coordinated(head), anybody=True)
    if lows[head] in _PRONOUNS:
        told = _who_acts(sentence, cast, behind.content, head)
        if told is not None and (told.sides or speaker is None):
            speaker = told
    elif speaker is not None and not _OWN.isdisjoint(lows[slice(*grammar.name_phrase(head))]):
        # 'The alliance hit no village, its spokesman said': of who acts in what is said.
        owner = cast.together(_acting(sentence, behind.content), anybody=True)
        if owner is not None and owner.sides and owner.start < speaker.start:
            speaker = replace(owner, start=speaker.start, end=speaker.end, text=speaker.text)
    return frame_of(sentence, cue, speaker, behind.content)


def _passive_frame(sentence: Sentence, cast: Cast, cue: Cue) -> Frame | None:
    """'was accused (by X) of': the subject is the accused; 'was reported': nobody says it."""
    if cue.act is Act.ACCUSES:
        return passive_accusation(sentence, cast, cue)
    grammar, tokens = sentence.grammar, sentence.tokens
    speaker = cast.together(grammar.agents(cue.head), anybody=True)
    begin, cue_start = tokens[grammar.stretch(cue.head)[0]].start, tokens[cue.first].start
    if speaker is None or cue_start <= begin:
        return None
    # 'The claim was denied by X' takes up; 'X was confirmed by Y' speaks of the clause before.
    takes_up = "claim" if cue.act is Act.DENIES else None
    return frame_of(sentence, cue, speaker, (begin, cue_start), takes_up=takes_up)


def _goes_on(sentence: Sentence, cue: Cue, earlier: Sequence[Frame]) -> Voice | None:
    """'X denied that ... and said that ...': the speaker of the verb before, if this one has no subject."""
    grammar = sentence.grammar
    if not earlier or grammar.own_subject(cue.head) is not None or grammar.relations[cue.head] != "conj":
        return None
    above = set(grammar.above(cue.head))
    return next((f.speaker for f in reversed(earlier) if sentence.token_at(f.cue_start) in above), None)


def _speaking(sentence: Sentence, cue: Cue) -> int | None:
    """The head of the subject of a verb of speaking; where the tree has none, the noun right before."""
    grammar, lows = sentence.grammar, sentence.all_lows
    found = grammar.subject(cue.head)
    part = next((i for i in range(cue.first, -1, -1) if lows[i] == ";"), -1)
    if found is not None and found < part < cue.first:
        # The tree may take a subject from the other side of a semicolon.
        return next((i for i in range(part + 1, cue.first) if grammar.heads_phrase(i)), None)
    if found is None:
        i = cue.first - 1
        while i >= 0 and lows[i] in lexicon.words("auxiliaries") | _ADVERBS:
            i -= 1
        idiom = i > 0 and lows[i] == "turn" and lows[i - 1] == "in"
        found = i if i >= 0 and grammar.is_noun(i) and not idiom else None
    if found is not None and lows[found] in _RELATIVE and grammar.relations[cue.head] == "acl:relcl":
        found = grammar.heads[cue.head]  # 'the ministry, which had denied'
    return found if found != cue.head else None


def _nobody(sentence: Sentence, head: int) -> bool:
    first = sentence.grammar.name_phrase(head)[0]
    return sentence.all_lows[first] in _NOBODY


def _who_acts(sentence: Sentence, cast: Cast, content: tuple[int, int], pronoun: int) -> Voice | None:
    """'The alliance attacked X, it said': who acts in what is said, standing where the pronoun stands."""
    acting = _acting(sentence, content)
    told = cast.together(acting, anybody=True)
    if told is None:
        return None
    token = sentence.tokens[pronoun]
    if sentence.all_lows[pronoun] == "it" and any(_is_plural(sentence, each) for each in acting):
        # 'Azerbaijani forces had not shelled X, it said': not the forces; but who clears them is their side.
        if not told.sides or not _denies(sentence, content):
            return None
        return replace(told, start=token.start, end=token.end, text=cast.text[token.start : token.end])
    return replace(told, start=token.start, end=token.end)


def _is_plural(sentence: Sentence, token: int) -> bool:
    """Whether a noun stands for several, who are not 'it'."""
    return sentence.grammar.tags[token].endswith("NNS")


def _denies(sentence: Sentence, content: tuple[int, int]) -> bool:
    """Whether what is said is that something did not happen."""
    lows = (sentence.all_lows[token] for token in sentence.tokens_of(*content))
    return any(low in lexicon.words("negators") or low.endswith(("n't", "n’t")) for low in lows)


def _acting(sentence: Sentence, content: tuple[int, int]) -> tuple[int, ...]:
    """The heads of the subject of the first verb of a stretch."""
    grammar = sentence.grammar
    for token in sentence.tokens_of(*content):
        subject = grammar.own_subject(token)
        if subject is not None and sentence.tokens[subject].start < content[1]:
            return grammar.coordinated(subject)
    return ()
