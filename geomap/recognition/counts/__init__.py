"""Counts of people killed, wounded, missing, captured and displaced.

- `geomap.recognition.counts.quantities`: numbers with what qualifies them ('at least', 'up to')
- `geomap.recognition.counts.people`: the noun phrase that says who is counted
- `geomap.recognition.counts.grammar`: how it hangs on a word of harm
"""

from geomap.recognition.counts.grammar import find_counts

__all__ = ["find_counts"]
