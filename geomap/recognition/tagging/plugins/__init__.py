"""Other taggers than the bundled one: spaCy, transformers, GLiNER, and whatever a user's package registers.

`load_tagger` takes a specification such as 'spacy:en_core_web_sm' (docs/how-to/recognisers.md). The
packages behind it are optional: each is imported when a tagger of its kind is asked for.
"""

from geomap.recognition.tagging.plugins.checking import checked
from geomap.recognition.tagging.plugins.loading import GROUP, SCHEMES, load_tagger

__all__ = ["GROUP", "SCHEMES", "checked", "load_tagger"]
