"""Probabilities of labels along sequences: the forward-backward algorithm over a batch.

A linear-chain conditional random field (Lafferty et al. 2001): the score of a labelling is the
sum of the tokens' scores and of the transitions between neighbours. Sequences of a batch are
walked side by side, a step a token, so that Python's work grows with the longest sequence and
not with their number.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]


def marginals(scores: Floats, starts: npt.NDArray[np.int64], transitions: Floats) -> Floats:
    """Probability of each label at each token.

    Parameters
    ----------
    scores
        Array of shape (tokens, labels), all sequences one after the other.
    starts
        Index of the first token of each sequence, with the number of tokens at the end.
    transitions
        Array of shape (labels, labels), from row to column.

    Returns
    -------
    ndarray of shape (tokens, labels)
        Rows that add up to 1.
    """
    size, labels = scores.shape
    if not size:
        return np.zeros((0, labels), dtype=np.float32)
    lengths = np.diff(starts)
    order = np.argsort(-lengths, kind="stable")
    begins, lengths = starts[:-1][order], lengths[order]
    # How many sequences are longer than each step: the longest come first.
    steps = int(lengths[0])
    active = np.searchsorted(-lengths, -np.arange(1, steps + 1), side="right")
    local = np.exp(scores - scores.max(axis=1, keepdims=True))
    moves = np.exp(transitions - transitions.max())
    forward = np.empty_like(local)
    state = np.empty((0, labels), dtype=np.float32)
    for step in range(steps):
        rows = begins[: active[step]] + step
        state = local[rows] if step == 0 else (state[: len(rows)] @ moves) * local[rows]
        state /= state.sum(axis=1, keepdims=True)
        forward[rows] = state
    backward = np.ones_like(local)
    back = moves.T.copy()
    for step in range(steps - 1, 0, -1):
        rows = begins[: active[step]] + step
        state = (backward[rows] * local[rows]) @ back
        backward[rows - 1] = state / state.sum(axis=1, keepdims=True)
    both = forward * backward
    return np.asarray(both / both.sum(axis=1, keepdims=True), dtype=np.float32)
