"""The picture of packages in the page on architecture is that of the code."""

from docs.packages import PAGE, drawn, layers, used_by


def test_the_picture_is_as_the_code_is():
    page = PAGE.read_text("utf-8")
    assert page == drawn(page), "python docs/packages.py draws it anew"


def test_what_a_package_uses_is_told_by_when_it_does():
    at_once, late = used_by("wire")
    assert "model" in at_once
    assert late.isdisjoint(at_once)
    assert "doctor" in used_by("cli")[1]  # doctor is imported by its command alone


def test_the_layers_are_those_of_the_contract():
    assert layers()[0] == "cli"
    assert layers().index("errors") > layers().index("model")
