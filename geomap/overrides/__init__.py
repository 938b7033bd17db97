"""What users say that names mean, in all texts or in those about something, read from a file and applied.

`listing` takes the rows of a CSV or TOML file apart; `placing` finds the place of each; `reading`
reads the file so, and collects all its faults; `matching` tells which override holds for a name of
a document, and how often each was applied; `naming` asks the same for names in tables.
"""

from geomap.overrides.matching import Held, Overrides, outcomes
from geomap.overrides.naming import ForNames
from geomap.overrides.reading import read_overrides

__all__ = ["ForNames", "Held", "Overrides", "outcomes", "read_overrides"]
