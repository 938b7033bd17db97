"""From sentences to incidents, with all who speak of them.

`finding` goes the whole way, over what `reading` lays out of a document. `sentences` has the
structure of a sentence, `accounts` who says what, `actors` who is meant, `deeds` what happened,
`places` where, `drafts` incidents in the making, `claims` who asserts or denies them, and
`lexicon` the tables of words. `recording` makes the records, `explaining` their explanations.
"""

from geomap.incidents.finding import Case, OpenCase, find_in_each, find_incidents, open_case

__all__ = ["Case", "OpenCase", "find_in_each", "find_incidents", "open_case"]
