"""KMZ: the KML document with the pictures of its signs, zipped."""

from __future__ import annotations

import io
import zipfile

from geomap.exports.gis.kml.document import dump_kml, styles_of
from geomap.exports.gis.signs import badge_png
from geomap.model import Extraction

_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The same time for all members, so that the same document is the same bytes."""


def dump_kmz(extraction: Extraction) -> bytes:
    """Write the incidents as KMZ; see `dump_kml`."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        _put(archive, "doc.kml", dump_kml(extraction, icons=True))
        for status, family in styles_of(extraction.incidents):
            _put(archive, f"icons/{status.value}-{family.value}.png", badge_png(family, status))
    return held.getvalue()


def _put(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    member = zipfile.ZipInfo(name, _EARLIEST)
    member.compress_type = zipfile.ZIP_DEFLATED
    member.external_attr = 0o644 << 16
    archive.writestr(member, content)
