"""The claims that answers and accusations add to what was told before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from geomap.incidents.accounts.frames import Frame
from geomap.incidents.actors.voices import Sides, Voice
from geomap.incidents.claims.claiming import claims_of
from geomap.incidents.drafts.draft import Draft
from geomap.model import About, Act, Claim, Document, Span, Stance


@dataclass(frozen=True, slots=True)
class ClaimMaker:
    """Makes claims of what the accounts of a document say.

    Parameters
    ----------
    document
        The document.
    sentences
        The spans of its sentences, which the claims quote.
    sides
        The sides that are known.
    parties
        The sides of its violent incidents.
    """

    document: Document
    sentences: Sequence[Span]
    sides: Sides
    parties: frozenset[str]

    def claims(
        self, frame: Frame, speaker: Voice, act: Act, stance: Stance, about: About = About.WHOLE
    ) -> tuple[Claim, ...]:
        """One claim for each side for which the speaker of an account speaks."""
        sentence = self.sentences[frame.sentence]
        return claims_of(self.document, speaker, act, stance, sentence, self.sides, self.parties, about)


def with_claims(draft: Draft, claims: Sequence[Claim], reason: str) -> Draft:
    """A draft with further claims about it, and why it has them."""
    new = tuple(c for c in claims if c not in draft.claims)
    return replace(draft, claims=(*draft.claims, *new), reasons=(*draft.reasons, reason))
