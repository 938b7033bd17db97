"""What the bundled samples give, boiled down to what a reviewer can read.

Shapes are told by kind and bounds to a hundredth of a degree: the last decimals of a band or an
outline differ between versions of the geometry library, and say nothing about geomap.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import shapely

from geomap.demo import sample_paths
from geomap.gazetteer.index import PlaceIndex
from geomap.layers import MapLayers, build_layers
from geomap.pipeline import Report, extract
from geomap.readers import read

FOLDER = Path(__file__).parent / "recorded"


def make() -> dict[str, str]:
    """The text of each golden file, by its name."""
    report = extract(read(*sample_paths()))
    made = {f"{document.id}.json": _incidents(report, document.id) for document in report.documents}
    made["layers.json"] = _layers(build_layers(report, PlaceIndex.bundled()))
    return made


def _incidents(report: Report, document_id: str) -> str:
    features = [
        {"geometry": _told(feature["geometry"]), **feature["properties"]}
        for feature in report.to_geojson()["features"]
        if feature["properties"]["document_id"] == document_id
    ]
    for feature in features:
        # The document is the same for all of them, and told by the file's name.
        del feature["documents"], feature["document_id"], feature["source"], feature["url"]
        for claim in feature["claims"]:
            del claim["document_id"]
    return _text(features)


def _told(geometry: dict[str, Any] | None) -> str | None:
    if geometry is None:
        return None
    bounds = shapely.geometry.shape(geometry).bounds
    return f"{geometry['type']} " + " ".join(f"{degrees:.2f}" for degrees in bounds)


def _layers(layers: MapLayers) -> str:
    box = layers.view.bounds
    return _text(
        {
            "title": layers.title,
            "as_of": str(layers.as_of),
            "view": [round(edge, 1) for edge in (box.west, box.south, box.east, box.north)],
            "elsewhere": len(layers.elsewhere),
            "signs": dict(sorted(Counter(f"{s.type.label}, {s.status}" for s in layers.signs).items())),
            "drawn": {
                "signs with an anchor": sum(bool(s.anchors) for s in layers.signs),
                "areas hit": len(layers.hits),
                "sectors": len(layers.sectors),
                "lines": len(layers.lines),
                "areas of control": len(layers.areas),
                "circles": len(layers.circles),
                "places mentioned": len(layers.mentioned),
                "names not placed": len(layers.unplaced.names),
                "passages": sum(len(source.passages) for source in layers.sources),
                "marks in texts": sum(len(source.marks) for source in layers.sources),
            },
        }
    )


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
