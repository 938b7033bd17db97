"""How much is measured: everything, or so little that it only shows that the benchmarks work."""

from __future__ import annotations

import os
from typing import TypeVar

VARIABLE = "GEOMAP_BENCH_QUICK"
"""Set to 1 by ``python -m benchmarks.run --quick``."""

Amount = TypeVar("Amount")


def is_quick() -> bool:
    """Whether figures are only to be there, not to be trusted."""
    return os.environ.get(VARIABLE) == "1"


def amount(full: Amount, quick: Amount) -> Amount:
    """The first, or the second where it is to be quick."""
    return quick if is_quick() else full
