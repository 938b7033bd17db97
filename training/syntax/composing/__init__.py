"""Trees of news of war, composed by a grammar of our own: what the treebank's web text has little of.

Who attacked what, passives with their agents, participles after nouns ('the men killed in'), who
said so before, within or after; words from ``words.txt``, names from geomap's gazetteer. Relations
are those that the treebank would give. `sentences.compose` is the whole of it.
"""
