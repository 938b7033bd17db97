"""The documents as the page has them: whatever is referred to by position is found there again."""

from __future__ import annotations

import base64
import gzip
import json
from array import array
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from geomap.layers import build_layers
from geomap.layers.passages import Mark, Source
from geomap.model import Document, Stance
from geomap.render.direction import settled
from geomap.render.incident_rows import incident_table
from geomap.render.source_rows import PORTION, Offsets, source_rows
from tests import builders, drawn

PIECES = st.sampled_from(
    ["😀", "a", "é", "\U0001f1fa\U0001f1e6", "Ж", "\u0301", "\x00", " ", "\n", "\u202e", "中"]
)
TEXTS = st.lists(PIECES, min_size=1, max_size=40).map("".join).filter(str.strip)


def units(text):
    """The text as JavaScript has it: a list of UTF-16 units."""
    data = text.encode("utf-16-le", "surrogatepass")
    return [data[i : i + 2] for i in range(0, len(data), 2)]


def words(of_units):
    return b"".join(of_units).decode("utf-16-le", "surrogatepass")


def unpacked(portion):
    """The rows of a portion, as the page makes them."""
    told = json.loads(gzip.decompress(base64.b64decode(portion)))
    return [
        {key: values[i] for key, values in told["columns"].items() if values[i] != 0}
        for i in range(told["size"])
    ]


NUMBERS = {"": 0}.__getitem__


def numbers(columns):
    """Columns of unsigned numbers by name."""
    data, at, found = gzip.decompress(base64.b64decode(columns["data"])), 0, {}
    for name, _, length, _ in columns["names"]:
        found[name] = list(array("I", data[at : at + length]))
        at += length
    return found


@given(TEXTS)
def test_offsets_count_as_javascript_does(text):
    at = Offsets(text)
    assert [at[k] for k in range(len(text) + 1)] == [len(units(text[:k])) for k in range(len(text) + 1)]


@given(TEXTS, st.data())
def test_every_quote_that_travels_is_found_back_by_its_reference(text, data):
    text = Document("d1", text).text  # without what no file can hold
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    made = builders.incident(
        start=start, end=end, quote=text[start:end], trigger=text[start:end], trigger_start=start,
        trigger_end=end, place=None, claims=(), casualties=(),
    )  # fmt: skip
    extraction = replace(builders.extraction(made), documents=(Document("d1", text),), toponyms=((),))
    for quotes in ("sentence", "full"):
        table = incident_table(build_layers(extraction, None, quotes=quotes))
        (row,) = unpacked(table["rows"][0])
        first, last = row["quote"]
        (source,) = unpacked(table["documents"]["rows"][0])
        passages, marks = source["passages"], source["marks"]
        found = [
            words(units(said)[first - begin : last - begin])
            for begin, said in passages
            if begin <= first and last <= begin + len(units(said))
        ]
        assert found == [settled(text[start:end])]
        assert [first, last, 0, [0]] in marks


def test_a_text_with_half_a_pair_keeps_its_offsets():
    text = "a\ud83d b 😀 c"
    made = Source("d", "d", None, None, None, text, ((0, len(text)),), (Mark(6, 7, "mention", role="place"),))
    rows = unpacked(source_rows([made], [Offsets(text)], NUMBERS)["rows"][0])
    ((_, said),), ((start, end, *_),) = rows[0]["passages"], rows[0]["marks"]
    assert words(units(said)[start:end]) == text[6:7]


def test_how_much_travels_is_told():
    told = {
        quotes: incident_table(build_layers(drawn.extraction(), None, quotes=quotes))["documents"]["travels"]
        for quotes in ("none", "sentence", "full")
    }
    assert told == {"none": "none", "sentence": "passages", "full": "all"}


def test_documents_that_speak_of_incidents_of_others_are_named():
    other = Document("d2", "Marland denied it once more.")
    told = builders.claim("Marland", Stance.REJECTS, document_id="d2", start=0, end=28, quote=other.text)
    made = builders.extraction(builders.incident(claims=(told,)))
    made = replace(made, documents=(builders.DOCUMENT, other), toponyms=((), ()))
    packed = incident_table(build_layers(made, None))["documents"]
    assert numbers(packed["elsewhere"]) == {"of": [1], "signs": [0]}
    assert unpacked(packed["rows"][0])[1]["marks"] == [[0, 28, 1, [0], 1]]


def test_rows_are_packed_in_portions():
    made = [Source(f"d{i}", f"d{i}", None, None, None, "") for i in range(PORTION + 1)]
    packed = source_rows(made, [Offsets("")] * len(made), NUMBERS)
    assert [len(unpacked(rows)) for rows in packed["rows"]] == [PORTION, 1]
    assert packed["travels"] == "none"
