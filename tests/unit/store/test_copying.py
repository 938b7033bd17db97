"""Copies of a text are known, whichever came first into the store."""

from __future__ import annotations

from datetime import date
from itertools import permutations

import pytest

from geomap.model import Document
from geomap.store import open_store
from tests.builders import extraction
from tests.unit.store.kinds import KINDS

pytestmark = pytest.mark.parametrize("kind", KINDS)

WORDS = (
    "officials of the district said that the bridge over the river was hit before dawn and that two lorries"
)
AGENCY = f"{WORDS} waiting there burnt out while the road to the market town stayed open for the whole day"
DOCUMENTS = {
    "first": Document("first", AGENCY, published=date(2024, 1, 2)),
    "paper": Document("paper", f"Dawn strike. {AGENCY}", published=date(2024, 1, 3)),
    "undated": Document("undated", f"{AGENCY} again"),
    "other": Document(
        "other", "A festival of flowers drew crowds to the lakeside on a mild spring afternoon."
    ),
}
COPIES = {"first": None, "paper": "first", "undated": "first", "other": None}


def copies(store):
    return {document.id: document.copy_of for document in store.documents()}


@pytest.mark.parametrize("order", [*permutations(DOCUMENTS)][::5])
def test_in_any_order(path, order):
    with open_store(path) as store:
        for name in order:
            store.add(extraction(documents=(DOCUMENTS[name],)))
        assert copies(store) == COPIES
        assert store.counts().copies == 2
        assert not store.check()


def test_the_same_text_many_times(store):
    same = [Document(f"d{n}", AGENCY, published=date(2024, 1, n)) for n in (5, 3, 4)]
    for document in same:
        store.add(extraction(documents=(document,)))
    assert copies(store) == {"d3": None, "d4": "d3", "d5": "d3"}
    store.add(extraction(documents=(DOCUMENTS["paper"], DOCUMENTS["first"], Document("none", "..."))))
    assert copies(store) == {
        "d3": "first",
        "d4": "first",
        "d5": "first",
        "first": None,
        "paper": "first",
        "none": None,
    }
    store.remove(["first", "d3"])
    assert copies(store) == {"d4": "paper", "d5": "paper", "none": None, "paper": None}
    store.remove(["paper", "d4"])
    assert copies(store) == {"d5": None, "none": None}
    assert store.check() == ()


def test_what_was_a_copy_is_one_of_the_next_when_the_first_goes(store):
    store.add(extraction(documents=tuple(DOCUMENTS.values())))
    assert copies(store) == COPIES
    store.remove(["first"])
    assert copies(store) == {"paper": None, "undated": "paper", "other": None}
    changed = Document("paper", DOCUMENTS["other"].text + " It rained.", published=date(2024, 1, 3))
    store.add(extraction(documents=(changed,)))
    assert copies(store) == {"paper": None, "undated": None, "other": "paper"}
    assert not store.check()
