"""The same happening told by several documents: which incidents are one, and what becomes of them.

`sketches` takes from an incident what is compared; `evidence` and `comparing` say how alike two are and
why; `grouping` decides from that, by `linkage`, which are one; `settling` does so as documents come and go,
over a `ledger`; `joins` makes one incident of several; `copies` knows near-duplicate texts.
"""

from geomap.corroboration.comparing import Likeness, compare
from geomap.corroboration.corroborating import corroborate
from geomap.corroboration.joins import join
from geomap.corroboration.ledger import Ledger, MemoryLedger
from geomap.corroboration.settings import REACH_DAYS, WEAK, Joining
from geomap.corroboration.settling import clusters_of, settle
from geomap.corroboration.sketches import Sketch, sketch_of, sketches_of

__all__ = [
    "REACH_DAYS",
    "WEAK",
    "Joining",
    "Ledger",
    "Likeness",
    "MemoryLedger",
    "Sketch",
    "clusters_of",
    "compare",
    "corroborate",
    "join",
    "settle",
    "sketch_of",
    "sketches_of",
]
