"""Lines of a table read back as they were written."""

from __future__ import annotations

import csv
import io

import pytest

from geomap.exports.tables.cells import line_of


@pytest.mark.parametrize("delimiter", [",", "\t"])
@pytest.mark.parametrize("cell", ["a\rb", "a\r", "a\nb", "a\r\nb", 'a"b', "a,b", "a\tb", "", " a "])
def test_a_line_is_one_row(cell, delimiter):
    text = line_of([cell, "x"], delimiter)
    assert text.endswith("\n")
    assert not text.endswith("\r\n")
    assert list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)) == [[cell, "x"]]


def test_no_line_has_a_null_character():
    assert line_of(["a\0b", None, 1]) == "a\ufffdb,,1\n"
