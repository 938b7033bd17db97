"""The process of the command: what is set for it before anything is imported, and for nobody else."""

from __future__ import annotations

import gc
import os
from typing import Final

from geomap.cli import main

# The matrices are small: threads cost more to wake than they save, and wait for each other in circles.
_THREADS: Final = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
# Tables of words are a hundred thousand objects that live to the end. Python's collector of cycles would
# look through them again and again while they are made: a tenth of the time that one dispatch takes.
_COLLECTING: Final = (50_000, 20, 100)


def command() -> int:
    """Run the command line in a process of its own; see `geomap.cli.main`."""
    for name in _THREADS:
        os.environ.setdefault(name, "1")
    gc.set_threshold(*_COLLECTING)
    return main()
