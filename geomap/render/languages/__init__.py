"""The words of a map's page in several languages, as catalogues of key and text.

A catalogue is a JSON object: ``{name}`` in a text is replaced, and a key that ends with ``.one``,
``.few``, ``.many`` or ``.other`` is the form for a number, as the language counts (Unicode CLDR).
English is complete; what another lacks is said in English.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from geomap.errors import UsageError
from geomap.render.packing import squeeze_json

CODES = ("en", "ru", "uk", "fr", "es", "ar")
"""Languages of the page, ISO 639-1."""


@cache
def catalogue(code: str) -> dict[str, str]:
    """The texts of a language by their keys."""
    found: dict[str, str] = json.loads((Path(__file__).parent / f"{code}.json").read_text("utf-8"))
    return found


def check_language(code: str) -> str:
    """The code if the page has that language or it is ``auto``.

    Raises
    ------
    UsageError
        If it is neither; the message lists those there are.
    """
    if code != "auto" and code not in CODES:
        raise UsageError(f"language={code!r}", hint=f"auto or one of {', '.join(CODES)} is needed")
    return code


@cache
def script() -> str:
    """The script that gives a page its words: English as it is, the others packed."""
    others = {
        code: squeeze_json(catalogue(code))
        for code in CODES[1:]
        if (Path(__file__).parent / f"{code}.json").exists()
    }
    told = json.dumps({"en": catalogue("en"), "packed": others}, ensure_ascii=True, separators=(",", ":"))
    return f"(window.geomap = window.geomap || {{}}).catalogues = {told};"
