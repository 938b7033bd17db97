"""The language of a document that does not say it."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from typing import Any, Final

from geomap.extras import require
from geomap.recognition.languages.detection import ENGLISH, detect

SURE: Final = 0.9
"""How sure py3langid has to be, 0 to 1. Of 91 pieces of 160 characters in eight languages it was right in
all of which it was that sure, and was that sure of 96 %; of pieces of 40 characters of 59 %."""

_LEAST = 40  # characters; what is shorter is hardly more than names
_REACH = 2_000
_EVERY = 250  # characters in which English has a 'the'


def language_of(text: str) -> str | None:
    """The ISO 639-1 code of a text's language.

    Plain English is told by its article, which is quick; other texts by py3langid.

    Returns
    -------
    str or None
        None if py3langid is not installed or not sure (`SURE`), or the language has no such code.
    """
    sample = text[:_REACH]
    if len(sample.strip()) < _LEAST or not _is_installed():
        return None
    # No other language has this word, and loading a model takes a second.
    if sample.lower().count(" the ") > len(sample) / _EVERY and detect(sample) == ENGLISH:
        return ENGLISH
    language, share = _identifier().classify(sample)
    return language if share >= SURE and len(language) == 2 else None


@cache
def _is_installed() -> bool:
    return find_spec("py3langid") is not None


@cache
def _identifier() -> Any:
    require("py3langid", what="telling languages")
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
