"""Whatever is typed: an exit status as documented, and no traceback."""

from __future__ import annotations

import argparse
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geomap.cli import main
from geomap.cli.parser import build_parser
from tests.property.drawing import examples


def _all_words(parser: argparse.ArgumentParser) -> Iterator[str]:
    for action in parser._actions:
        yield from action.option_strings
        if isinstance(action, argparse._SubParsersAction):
            for name, inner in action.choices.items():
                yield name
                yield from _all_words(inner)
        elif action.choices is not None:
            yield from map(str, action.choices)


PARSER = build_parser()
COMMANDS = sorted(PARSER._subparsers._group_actions[0].choices)  # type: ignore[union-attr,arg-type,call-overload]
NAMES = sorted(set(_all_words(PARSER)))
VALUES = st.one_of(
    st.sampled_from(
        ["a.txt", "missing.txt", ".", "", "-", "--", "-1", "0", "1e999", "nan", "2020-02-30", "2020-10-13", "Goma", "48.5",
         "200", "out.geojson", "out.csv", "out.exe", "missing/out.csv", "a.txt/b.csv", "none", "karabakh-2020", "CD", "a=b", "="]
    ),
    st.text(max_size=6),
)  # fmt: skip
TYPED = st.tuples(
    st.sampled_from(COMMANDS), st.lists(st.one_of(st.sampled_from(NAMES), VALUES), max_size=6)
).map(lambda drawn: [drawn[0], *drawn[1]])


@settings(max_examples=examples(300))
@given(st.one_of(TYPED, st.lists(st.one_of(st.sampled_from(NAMES), VALUES), max_size=4)))
def test_what_is_typed_is_parsed_or_refused(typed: list[str]) -> None:
    try:
        status = 0 if callable(PARSER.parse_args(typed).run) else 1
    except SystemExit as end:
        status = end.code
    assert status in (0, 2)


# Those that need neither a network nor long, and write nothing but what is named.
QUICK = ("geocode", "reverse", "theatres", "geoparse", "extract", "map")
RUN = st.tuples(
    st.sampled_from(QUICK),
    st.lists(
        st.one_of(
            VALUES,
            st.sampled_from(["-o", "--date", "--theatre", "--country", "--limit", "--json", "--explain", "--fields", "check", "show"]),
        ),
        max_size=6,
    ),
).map(lambda drawn: [drawn[0], *drawn[1]])  # fmt: skip


@settings(max_examples=examples(60), suppress_health_check=list(HealthCheck))
@given(RUN)
def test_what_is_run_ends_as_documented(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], typed: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"Shells hit Goma.")))
    (tmp_path / "a.txt").write_text("Shells hit Goma on Monday, killing three people.")
    try:
        status = main(typed)
    except SystemExit as end:
        status = end.code
    _, err = capsys.readouterr()
    assert status in (0, 1, 2), (status, err)
    assert "Traceback" not in err
    assert "--debug shows where" not in err, err  # the last stop: what was foreseen is said better
    assert status == 0 or err.strip()
