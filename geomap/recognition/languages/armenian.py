"""Armenian: names without their case endings and their article."""

from __future__ import annotations

from functools import lru_cache

from geomap.gazetteer.names.fold import fold
from geomap.recognition.languages.forms import LONGEST_WORD, Form, by_endings, cheapest, endings

# Eastern Armenian; folding writes և as եւ. A name in ու has վ before an ending, one in ա or ո a յ,
# one in ի may change it for ու or վա (Գյումրու, Շուշվա).
_ENDINGS = endings(
    """
    ում: 0 | in
    ից: 0 ի | from
    ի: 0 | of
    ին: 0 ի | to
    ով: 0 ի
    ը: 0
    ն: 0
    իս: 0
    յում: 0 | in
    յից: 0 | from
    յի: 0 | of
    յին: 0 | to
    յով: 0
    վում: ու | in
    վից: ու | from
    վի: ու | of
    վին: ու | to
    վով: ու
    ու: ի | of | 1.5
    ուն: ի | to | 1.5
    ուց: ի | from | 1.5
    ուում: ու | in
    վա: ի | of | 1.5
    վան: ի | of | 2
    ումն: 0 | in
    ներում: 0 | in | 1.5
    """
)
_LEAST = 3


@lru_cache(maxsize=16384)
def armenian(written: str) -> tuple[Form, ...]:
    """The base forms that an Armenian name may have.

    >>> [form.key for form in armenian("Երեւանում")][:1]
    ['երեւան']
    """
    word = fold(written)
    if not 3 < len(word) <= LONGEST_WORD:
        return ()
    found = [f for f in by_endings(word, _ENDINGS, least=2) if len(f.key) >= _LEAST]
    # In capitals the ligature և is two letters, and the gazetteer has names with either second one.
    if "եվ" in word:
        joined = word.replace("եվ", "եւ")
        found.append(Form(joined, 0.1))
        found += [f for f in by_endings(joined, _ENDINGS, least=2) if len(f.key) >= _LEAST]
    return cheapest(found, word)
