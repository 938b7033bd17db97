"""Ids that no database keeps as they are: refused when they come in, and not there when they are asked for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from geomap.errors import StoreError, UsageError
from geomap.store.keepable import is_keepable
from tests.builders import DOCUMENT, extraction, incident
from tests.unit.store.kinds import KINDS

UNKEEPABLE = ["a\udcffb", "a\0b", "\ud800"]


@pytest.mark.parametrize("text", ["", "a", "\n", "Гома", "\U0001f5fa", "'; DROP TABLE documents;--"])
def test_what_can_be_kept(text):
    assert is_keepable(text)


@pytest.mark.parametrize("kind", KINDS)
class TestStore:
    @pytest.mark.parametrize("text", UNKEEPABLE)
    def test_such_an_id_is_refused_and_nothing_is_kept(self, store, text):
        """Of an incident: a document has no such id, whatever it was given."""
        with pytest.raises(StoreError, match=r"the id of an incident .* cannot be kept") as caught:
            store.add(extraction(incident(None, id="i2"), incident(id=text)))
        assert "\n" not in str(caught.value)
        assert store.documents() == ()
        assert not store.check()

    @pytest.mark.parametrize("text", UNKEEPABLE)
    def test_none_is_there(self, store, text):
        store.add(extraction(incident()))
        assert store.known([replace(DOCUMENT, id=text)]) == frozenset()
        assert store.remove([text]) == 0
        assert store.report(document_ids=[text]).incidents == ()
        assert text not in store.notes
        assert store.report(document_ids=["d1", text]).incidents == store.report().incidents

    @pytest.mark.parametrize("text", UNKEEPABLE)
    def test_no_note_has_it_in_its_name_or_value(self, store, text):
        for name, value in ((text, "v"), ("n", text)):
            with pytest.raises(StoreError, match="cannot be kept"):
                store.notes[name] = value
        assert dict(store.notes) == {}

    @pytest.mark.parametrize("wanted", ["a\0b", "\ud800", None, 1.5, (b"x",)])
    def test_nothing_is_chosen_by_what_is_no_text(self, store, wanted):
        with pytest.raises(UsageError, match="country="):
            store.report(where={"country": wanted})

    def test_a_number_may_be_given_for_a_column_of_numbers(self, store):
        store.add(extraction(incident()))
        assert store.report(where={"where_prec": 1}) == store.report(where={"where_prec": ["1", "2"]})
        assert store.report(where={"where_prec": 1}).incidents
