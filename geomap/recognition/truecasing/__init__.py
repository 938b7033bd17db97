"""Text in capitals read as if it were written in the usual way.

Old wire reports and monitoring services wrote in capitals throughout, which hides what a
recogniser goes by. `restore` gives each word its usual case, character by character: the
restored text has the length of the given one, so that every span found in it holds there too.

- `geomap.recognition.truecasing.stretches`: what is in capitals
- `geomap.recognition.truecasing.pieces`: words, and what may be said of one before the others
- `geomap.recognition.truecasing.lexicon`: the usual case of words, counted from text
- `geomap.recognition.truecasing.deciding`: which case, by the word and its neighbours
- `geomap.recognition.truecasing.abbreviations`: what the text itself explains as an abbreviation
- `geomap.recognition.truecasing.restoring`: the whole
"""

from geomap.recognition.truecasing.restoring import restore
from geomap.recognition.truecasing.stretches import capital_stretches

__all__ = ["capital_stretches", "restore"]
