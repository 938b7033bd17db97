"""The whole way from documents to incidents: pure composition of the stages.

::

    documents -> actors, toponyms -> theatre -> resolved toponyms -> incidents -> corrections -> Report

Nothing else knows the whole way, and nothing is decided here but which theatre's names, parties
and sectors the stages are given. `reading` leads up to resolved toponyms, `extracting` from there to
incidents; `settings` and `kept` hold what the stages are given.
"""

from __future__ import annotations

from geomap.pipeline.extracting import extract
from geomap.pipeline.geoparsing import geoparse, geoparse_each
from geomap.pipeline.incidents import Incidents
from geomap.pipeline.persons_files import read_corrections, read_overrides
from geomap.pipeline.provenance import provenance_of
from geomap.pipeline.reading import AUTO, NONE, Progress, Source, in_batches
from geomap.pipeline.report import Report
from geomap.pipeline.settings import MODEL, RULES, recognition_of
from geomap.pipeline.showing import Shown, show
from geomap.resolution.resolving import ABSTAIN_BELOW

__all__ = [
    "ABSTAIN_BELOW",
    "AUTO",
    "MODEL",
    "NONE",
    "RULES",
    "Incidents",
    "Progress",
    "Report",
    "Shown",
    "Source",
    "extract",
    "geoparse",
    "geoparse_each",
    "in_batches",
    "provenance_of",
    "read_corrections",
    "read_overrides",
    "recognition_of",
    "show",
]
