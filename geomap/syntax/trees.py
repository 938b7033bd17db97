"""The best tree over a sentence's words, from a score for each word and head.

Most often each word's best head makes a tree; only where there is a cycle are the words of it
weighed together (Chu and Liu 1965, Edmonds 1967).
"""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

Scores = npt.NDArray[np.float32]
Integers = npt.NDArray[np.int64]

#: Score of a head that cannot be; finite, so that differences of scores are numbers.
NEVER: Final = -1e12


def best_trees(scores: Scores, lengths: Integers) -> Integers:
    """Heads of the words of sentences.

    Parameters
    ----------
    scores
        Array of shape (sentences, words, 1 + words): of each word with no head (column 0), and
        with each word as its head. `NEVER` where that cannot be: beyond a sentence's end and of a word with
        itself. Changed in place.
    lengths
        Number of words of each sentence, at least 1.

    Returns
    -------
    ndarray of shape (sentences, words)
        0 for the one word without a head, else 1 + the head's index; nothing of use beyond the
        length.
    """
    count, longest = scores.shape[:2]
    here = np.arange(longest)
    # The word that gains most by being the root is it.
    gain = scores[..., 0] - scores[..., 1:].max(axis=2, initial=NEVER)
    gain[here >= lengths[:, None]] = -np.inf
    root = gain.argmax(axis=1)
    each = np.arange(count)
    of_root = scores[each, root, 0].copy()
    scores[..., 0] = NEVER
    scores[each, root] = NEVER
    scores[each, root, 0] = of_root
    heads: Integers = scores.argmax(axis=2)
    for i in np.flatnonzero(_has_cycle(heads, lengths)):
        n = int(lengths[i])
        heads[i, :n] = _spanning(scores[i, :n, : n + 1].astype(np.float64))
    return heads


def _has_cycle(heads: Integers, lengths: Integers) -> npt.NDArray[np.bool_]:
    """Whether following the heads does not end at the root, for each sentence."""
    count, longest = heads.shape
    above = np.zeros((count, longest + 1), dtype=np.int64)
    above[:, 1:] = np.where(np.arange(longest) < lengths[:, None], heads, 0)
    reach = 1
    while reach < longest:
        above = np.take_along_axis(above, above, axis=1)
        reach *= 2
    return np.asarray(above.any(axis=1))


def _spanning(scores: npt.NDArray[np.float64]) -> Integers:
    """Heads of the best tree of one sentence, as `best_trees` gives them."""
    n = len(scores)
    full = np.full((n + 1, n + 1), NEVER)
    full[1:] = scores
    return np.asarray(_contracted(full)[1:])


def _contracted(scores: npt.NDArray[np.float64]) -> Integers:
    """Best arborescence from node 0: the head of each node (of node 0: 0)."""
    heads: Integers = scores.argmax(axis=1)
    heads[0] = 0
    cycle = _cycle(heads)
    if not len(cycle):
        return heads
    inside = np.zeros(len(heads), dtype=bool)
    inside[cycle] = True
    outer = np.flatnonzero(~inside)
    lost = scores[cycle, heads[cycle]]
    entering = scores[np.ix_(cycle, outer)] - lost[:, None]  # what breaking the cycle at a node costs
    leaving = scores[np.ix_(outer, cycle)]
    size = len(outer) + 1  # the cycle as one node, the last
    smaller = np.full((size, size), NEVER)
    smaller[:-1, :-1] = scores[np.ix_(outer, outer)]
    smaller[-1, :-1] = entering.max(axis=0)
    smaller[:-1, -1] = leaving.max(axis=1)
    solved = _contracted(smaller)
    for i, node in enumerate(outer):
        if solved[i] == size - 1:
            heads[node] = cycle[leaving[i].argmax()]
        else:
            heads[node] = outer[solved[i]]
    broken = entering[:, solved[-1]].argmax()
    heads[cycle[broken]] = outer[solved[-1]]
    heads[0] = 0
    return heads


def _cycle(heads: Integers) -> Integers:
    """The nodes of a cycle, none if there is no cycle."""
    state = np.zeros(len(heads), dtype=np.int8)
    state[0] = 2
    for start in range(1, len(heads)):
        path = []
        node = start
        while state[node] == 0:
            state[node] = 1
            path.append(node)
            node = int(heads[node])
        if state[node] == 1:
            return np.array(path[path.index(node) :], dtype=np.int64)
        state[path] = 2
    return np.zeros(0, dtype=np.int64)
