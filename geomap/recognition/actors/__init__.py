"""Actors in a text: states, their institutions, armed organisations, bodies, persons in office.

- `geomap.recognition.actors.register`: the bundled register of names and words
- `geomap.recognition.actors.lexicon`: what each name stands for; a theatre's parties
- `geomap.recognition.actors.reading`: names in a text, abbreviations told apart by its countries
- `geomap.recognition.actors.phrases`: names with their institutions, offices and persons
- `geomap.recognition.actors.known_names`: a known name with what follows it
- `geomap.recognition.actors.coined`: organisations that the text itself introduces
- `geomap.recognition.actors.leaders`: persons for whom the register says whom they speak for
- `geomap.recognition.actors.tables`: the longest phrase of a table that begins at a token
- `geomap.recognition.actors.bare`: when a country's or capital's name alone is an actor
- `geomap.recognition.actors.finding`: `find_actors`, and whether it gains by knowing where the places lie
"""

from geomap.recognition.actors.finding import find_actors, find_actors_anew, needs_countries
from geomap.recognition.actors.lexicon import ActorLexicon

__all__ = ["ActorLexicon", "find_actors", "find_actors_anew", "needs_countries"]
