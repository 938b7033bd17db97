"""Whatever the text, the whole way survives it, and all it gives points into it."""

from __future__ import annotations

import json
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geomap.model import Document
from geomap.pipeline import extract
from tests.property.drawing import examples

PIECES = st.sampled_from(
    [
        "Shells hit Goma on Monday, killing three people.",
        "Armenia's Defense Ministry denied the accusation",
        "accused the rebels of shelling",
        "“We hold the town,” he said.",
        ", which",
        " -- ",
        "both sides",
        "in the northern and southern sectors of the front line",
        "near",
        "Tartar district",
        "since September 27",
        "\n\n",
        "(RSF)",
        "12 km north of Donetsk",
        "'",
        "\u202e",
        "Донецк",
        "😀",
    ]
)
TEXTS = st.lists(st.one_of(PIECES, st.text(max_size=12)), min_size=1, max_size=14).map(" ".join)


@settings(max_examples=examples(60), suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS.filter(str.strip))
def test_any_text_goes_the_whole_way(text: str) -> None:
    document = Document("d", text, published=date(2020, 10, 13))
    report, text = extract([document]), document.text  # what no file holds is U+FFFD in a document
    for toponym in report.toponyms[0]:
        assert text[toponym.start : toponym.end] == toponym.text
    for incident in report.incidents:
        assert text[incident.start : incident.end] == incident.quote
        assert text[incident.trigger_start : incident.trigger_end] == incident.trigger
        assert all(text[c.start : c.end] == c.quote for c in incident.claims)
        assert all(text[c.start : c.end] == c.quote for c in incident.casualties)
        if incident.place is not None:
            assert text[incident.place.start : incident.place.end] == incident.place.text
    assert len({i.id for i in report.incidents}) == len(report.incidents)


@settings(max_examples=examples(20), suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS.filter(str.strip))
def test_geojson_is_read_back_as_written(text: str) -> None:
    collection = extract([Document("d", text)]).to_geojson()
    written = json.dumps(collection, allow_nan=False, ensure_ascii=False)
    assert json.loads(written) == collection
    for feature in collection["features"]:
        assert feature["geometry"] is None or feature["geometry"]["coordinates"]
