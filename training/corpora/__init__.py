"""The corpora that the tagger is trained from: what they are, their sentences, what is held out.

`read` gives a corpus as it is, `clean` (in `training.corpora.cleaning`) what is fit to train on,
`split` parts it by document.
"""

from __future__ import annotations

from training.corpora.reading import Corpus, corpora, read
from training.corpora.records import Sentence
from training.corpora.splitting import split

__all__ = ["Corpus", "Sentence", "corpora", "read", "split"]
