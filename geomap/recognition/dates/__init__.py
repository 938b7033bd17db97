"""Time expressions of English news as intervals of days.

A small grammar of our own: general date parsers take '72nd' for 1972 and know no 'overnight'.
Everything is reckoned from the anchor, the day of the text, and never from today.

- `geomap.recognition.dates.calendar`: arithmetic of days
- `geomap.recognition.dates.absolute`, `weekdays`: days, months and years of the calendar
- `geomap.recognition.dates.relative`, `stretches`: what is reckoned from the anchor
- `geomap.recognition.dates.clock`, `parts_of_day`: hours, parts of the day, and their days
- `geomap.recognition.dates.grammar`, `joining`: how they are joined ('from X to Y', 'since X')
- `geomap.recognition.dates.found`, `vocabulary`: what these hand to each other, and their words
"""

from geomap.recognition.dates.grammar import find_dates, read_full_date

__all__ = ["find_dates", "read_full_date"]
