"""A check that fails, however it does, is a finding."""

from __future__ import annotations

import pytest

from geomap.doctor.findings import Finding, State, check
from geomap.errors import GazetteerError


def raiser(error):
    def look():
        raise error

    return look


def test_what_works_is_told():
    assert check("g", "n", lambda: "3 files", hint="x") == Finding("g", "n", State.WORKS, "3 files")


@pytest.mark.parametrize(
    ("error", "told", "hint"),
    [
        (
            GazetteerError("damaged", where="a.sqlite", hint="copy it anew"),
            "a.sqlite: damaged",
            "copy it anew",
        ),
        (GazetteerError("damaged"), "damaged", "install anew"),
        (ModuleNotFoundError("No module named 'folium'"), "No module named 'folium'", "see below"),
        (KeyError("two\nlines"), r"KeyError: 'two\nlines'", "install anew"),
        (OSError(5, "Input/output\nerror"), "OSError: [Errno 5] Input/output error", "install anew"),
        (RuntimeError(), "RuntimeError: RuntimeError", "install anew"),
    ],
)
def test_what_fails_is_broken_in_one_line(error, told, hint):
    found = check("g", "n", raiser(error), hint="install anew", without="see below")
    assert found == Finding("g", "n", State.BROKEN, told, hint)


def test_a_missing_package_without_another_advice():
    assert check("g", "n", raiser(ImportError("no")), hint="pip install n").hint == "pip install n"


def test_an_interrupt_is_none_of_the_findings():
    with pytest.raises(KeyboardInterrupt):
        check("g", "n", raiser(KeyboardInterrupt()), hint="")
