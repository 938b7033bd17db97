"""Counts of people killed, wounded, missing, captured and displaced.

- `geomap.recognition.counts.quantities`: numbers with what qualifies them ('at least', 'up to')
- `geomap.recognition.counts.people`: the noun phrase that says who is counted
- `geomap.recognition.counts.seafarers`: whether sailors are a navy's or a merchant ship's
- `geomap.recognition.counts.grammar`: how it hangs on a word of harm (`subjects`, `objects`)
- `geomap.recognition.counts.totals`: running totals
- `geomap.recognition.counts.reading`, `vocabulary`: what these hand around, and their words
"""

from geomap.recognition.counts.grammar import find_counts

__all__ = ["find_counts"]
