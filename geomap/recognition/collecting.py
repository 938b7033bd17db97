"""The garbage collector at rest while many small records are made that are kept anyway.

A batch of texts makes hundreds of thousands of tokens. Python's collector of cycles goes through all of
them again and again while they are made, in search of cycles that are not there: a third of the time
that tagging takes. Memory that no cycle holds is given back as ever.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_resting() -> Iterator[None]:
    """Let the collector of cycles rest within the block, if it is at work.

    It is at work again after the block, also where that ends in an error. Of blocks within blocks, and of
    those of several threads, the one that found it at work sets it to work again: who turns it off on
    purpose in another thread meanwhile finds it on. No process should be forked within the block.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
