"""The parts of words that the parser sees."""

from __future__ import annotations

from geomap.syntax.words import PARTS, hashes_of, shape_of


def test_every_word_has_as_many_parts():
    for word in ("", "a", "Azerbaijan's", "Yerevan-backed", "2,500", "\ud800", "آ"):
        hashes = hashes_of(word)
        assert len(hashes) == PARTS
        assert all(0 <= h < 2**32 for h in hashes)


def test_digits_and_apostrophes_count_as_one_another():
    assert hashes_of("1997") == hashes_of("2024")
    assert hashes_of("Sudan\u2019s") == hashes_of("Sudan's")


def test_case_is_in_the_shape_alone():
    assert sum(a != b for a, b in zip(hashes_of("Fighting"), hashes_of("fighting"), strict=True)) == 1


def test_a_possessive_shares_its_stem():
    assert hashes_of("Sudan's")[1] == hashes_of("Sudan")[1]


def test_shapes():
    assert shape_of("Tartar") == "Xxx"
    assert shape_of("UN") == "XX"
    assert shape_of("F-16") == "X-dd"
    assert shape_of("2,500") == "d,dd"
