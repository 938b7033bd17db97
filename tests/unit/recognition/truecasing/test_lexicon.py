"""The lexicon's file: what it may hold, and that it is what ships."""

from __future__ import annotations

from importlib.resources import files

import pytest

from geomap.errors import ModelError
from geomap.recognition.truecasing.lexicon import bundled, parse


def test_sections() -> None:
    lexicon = parse(
        "# note\n[lower]\nshell\n[capital]\nkyiv\n[upper]\nnato\n[forms]\nMcCoy\n[weights]\nk?\t1 2 3\n"
    )
    assert [lexicon.class_of(w) for w in ("shell", "kyiv", "nato", "shelling", "zzgrad")] == list("lcud?")
    assert lexicon.forms == {"mccoy": "McCoy"}
    assert lexicon.weights == {"k?": (1, 2, 3)}


@pytest.mark.parametrize("text", ["shell\n", "[weights]\nk? 1 2\n", "[weights]\nk?\tx y z\n"])
def test_malformed_lines_are_refused(text: str) -> None:
    with pytest.raises(ModelError, match="line"):
        parse(text)


def test_bundled_is_small_and_knows_words() -> None:
    file = files("geomap.recognition.truecasing").joinpath("english.txt.gz")
    assert len(file.read_bytes()) < 300_000
    lexicon = bundled()
    assert lexicon.class_of("reported") == "l"
    assert lexicon.class_of("baghdad") == "c"
