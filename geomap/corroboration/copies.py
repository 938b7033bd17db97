"""Near-duplicate texts: the same agency text in ten papers is one voice.

Min-wise hashing (Broder 1997) over shingles of five words: the share of equal places in two signatures
estimates the Jaccard likeness of the two sets of shingles. Bands of three places (Leskovec, Rajaraman and
Ullman, *Mining of Massive Datasets*, chapter 3) find candidates: two texts that share half of their
shingles share a band in 98 cases of 100, two that share a twentieth in 1 of 250.
"""

from __future__ import annotations

import re
import zlib
from typing import Final

import numpy as np
from numpy.typing import NDArray

COPY: Final = 0.5
"""Texts at least so alike are copies: another headline, a paragraph cut or added."""

_WORDS = 5
_PLACES = 96
_BAND = 3
SIGNATURE_BYTES: Final = 4 * _PLACES
"""The length of a signature that is not empty."""
_WORD = re.compile(r"\w+")


def _multipliers() -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    # A fixed seed: signatures are kept in stores, and have to be the same for ever.
    drawn = np.random.Generator(np.random.PCG64(20201013)).integers(
        0, np.iinfo(np.uint64).max, (2, _PLACES), dtype=np.uint64, endpoint=True
    )
    return drawn[0] | np.uint64(1), drawn[1]


_A, _B = _multipliers()


def signature_of(text: str) -> bytes:
    """The signature of a text: 96 numbers of four bytes; of a text without a word, empty."""
    words = _WORD.findall(text.casefold())
    if not words:
        return b""
    runs = {" ".join(words[i : i + _WORDS]) for i in range(max(1, len(words) - _WORDS + 1))}
    hashes = np.fromiter((zlib.crc32(run.encode("utf-8", "replace")) for run in runs), np.uint64, len(runs))
    least = np.full(_PLACES, np.iinfo(np.uint64).max, np.uint64)
    for begin in range(0, len(hashes), 4096):
        part = hashes[begin : begin + 4096, None]
        # Multiply-shift (Dietzfelbinger et al. 1997): products wrap at 64 bits, and the upper half counts.
        least = np.minimum(least, (part * _A + _B).min(axis=0))
    return (least >> np.uint64(32)).astype("<u4").tobytes()


def bands_of(signature: bytes) -> tuple[bytes, ...]:
    """The bands of a signature, each with its number: texts that share one are candidates."""
    width = 4 * _BAND
    return tuple(
        bytes((number,)) + signature[at : at + width]
        for number, at in enumerate(range(0, len(signature) - width + 1, width))
    )


def copy_likeness(one: bytes, other: bytes) -> float:
    """The estimated share of shingles that two texts have in common, 0 to 1 (Jaccard)."""
    if not one or not other:
        return 0.0
    return float(np.mean(np.frombuffer(one, "<u4") == np.frombuffer(other, "<u4")))
