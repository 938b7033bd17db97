"""Taggers: which words of a text name a place, a people, an organisation or a person.

`spans` has the protocol that every tagger follows; `plugins` loads others than the bundled one.
"""
