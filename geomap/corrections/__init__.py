"""What persons say is wrong with incidents, read from a file and applied to what was found.

`reading` reads the file and collects all its faults; `placing` finds the places that it names;
`changing` gives one incident its new values, `merging` makes one of several; `applying` does it all
to an extraction and says what came of each correction.
"""

from geomap.corrections.applying import correct
from geomap.corrections.reading import read_corrections

__all__ = ["correct", "read_corrections"]
