"""What is kept between calls: the same for the same gazetteer and theatre, and for no other."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import geomap
from geomap.gazetteer.index import PlaceIndex
from geomap.pipeline.kept import kept_for
from geomap.theatres import load


def test_a_theatre_is_made_ready_once() -> None:
    kept = kept_for(PlaceIndex.bundled())
    first = kept.of(load("karabakh-2020"))
    assert kept.of(load("karabakh-2020")) is first
    assert first.sectors
    assert first.lexicon is not kept.lexicon


def test_another_theatre_of_the_same_id_is_another() -> None:
    kept = kept_for(PlaceIndex.bundled())
    theatre = load("karabakh-2020")
    first = kept.of(theatre)
    changed = kept.of(replace(theatre, places=()))
    assert changed is not first
    assert changed.index is not first.index


def test_gazetteers_have_their_own() -> None:
    one, other = PlaceIndex.bundled(), PlaceIndex.bundled()
    assert kept_for(one) is kept_for(one)
    assert kept_for(one) is not kept_for(other)


def test_threads_may_share_it() -> None:
    texts = [f"Shells fell in {place} on Tuesday, killing {i} people." for i, place in enumerate(PLACES * 4)]
    alone = [geomap.geoparse(text) for text in texts]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(geomap.geoparse, texts)) == alone


PLACES = ("Tartar", "Kharkiv", "Goma", "Idlib", "Bakhmut", "Taiz")
