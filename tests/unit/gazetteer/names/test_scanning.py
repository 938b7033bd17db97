"""Names in running text: spans, longest names, what ends one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.gazetteer.names.fold import fold
from geomap.gazetteer.names.scanning import NameScanner

NAMES = {
    "aleppo", "deir ez zor", "rio de janeiro", "new york", "york", "st petersburg", "sanaa", "kyiv",
    "nagorno karabakh", "karabakh", "тартар", "حلب", "fuzuli", "trinidad and tobago", "trinidad",
}  # fmt: skip


class FewNames:
    """Stands for an index that knows a few names."""

    def has_prefix(self, folded: str) -> tuple[bool, bool]:
        return folded in NAMES, any(name.startswith(folded + " ") for name in NAMES)


@pytest.fixture
def scanner() -> NameScanner:
    return NameScanner(FewNames())  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Aleppo and Kyiv", ["aleppo", "kyiv"]),
        ("aleppo", []),
        ("Near Deir ez-Zor, shelling", ["deir ez zor"]),
        ("New York's mayor", ["new york"]),
        ("Aleppo's and Kyiv’s, the Aleppos", ["aleppo", "kyiv"]),
        ("St. Petersburg. Kyiv", ["st petersburg", "kyiv"]),
        ("Sana'a", ["sanaa"]),
        ("Nagorno-\nKarabakh", ["karabakh"]),
        ("Nagorno\nKarabakh", ["nagorno karabakh"]),
        ("Trinidad and Kyiv", ["trinidad", "kyiv"]),
        ("Trinidad and Tobago", ["trinidad and tobago"]),
        ("New Kyiv", ["kyiv"]),
        ("New", []),
        ("в Тартар вошли", ["тартар"]),
        ("في حلب اليوم", ["حلب"]),
        ("Füzuli", ["fuzuli"]),
        ("McKyiv", []),
        ("", []),
    ],
)
def test_names_in_texts(scanner: NameScanner, text: str, found: list[str]) -> None:
    spans = list(scanner.scan(text))
    assert [s.folded for s in spans] == found
    assert all(fold(text[s.start : s.end]) == s.folded for s in spans)


@given(text=st.text(st.sampled_from("AlepoKyivNwYrk' -.\nтарХحلب’s"), max_size=60))
def test_spans_follow_one_another_and_fold_to_names(text: str) -> None:
    end = 0
    for span in NameScanner(FewNames()).scan(text):  # type: ignore[arg-type]
        assert end <= span.start < span.end
        assert span.folded in NAMES
        assert fold(text[span.start : span.end]) == span.folded
        end = span.end
