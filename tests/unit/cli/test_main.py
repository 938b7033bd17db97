"""main(): statuses and messages, whatever happens within a command."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import geomap.cli
from geomap.cli import console, main
from geomap.cli.ending import Ended
from geomap.errors import InputError
from geomap.model import Document, Extraction
from geomap.store import open_store


@pytest.fixture
def command(monkeypatch):
    """Let every command line run a function of the test's own."""

    def install(function, *, debug=False):
        class Parser:
            def parse_args(self, arguments):
                return argparse.Namespace(run=function, debug=debug)

        monkeypatch.setattr(geomap.cli, "build_parser", Parser)

    return install


def raiser(error):
    def run(options):
        raise error

    return run


def test_the_status_of_a_command_is_returned(command):
    command(lambda options: 1)
    assert main([]) == 1


@pytest.mark.parametrize(
    ("error", "status", "words"),
    [
        (InputError("bad", where="a.txt"), 2, "geomap: a.txt: bad\n"),
        (KeyboardInterrupt(), 130, "geomap: interrupted\n"),
        (Ended(15), 143, "geomap: ended by SIGTERM\n"),
        (MemoryError(), 2, "geomap: out of memory; give fewer texts at a time, or more memory\n"),
        (KeyError("x\ny"), 2, "geomap: KeyError: 'x\\ny'; --debug shows where\n"),
        (
            OSError(28, "No space\nleft"),
            2,
            "geomap: OSError: [Errno 28] No space left; --debug shows where\n",
        ),
    ],
)
def test_an_error_is_one_line(command, capsys, error, status, words):
    command(raiser(error))
    assert main([]) == status
    assert capsys.readouterr().err == words


@pytest.mark.parametrize("error", [InputError("bad"), KeyError("x")])
def test_with_debug_it_is_raised(command, error):
    command(raiser(error), debug=True)
    with pytest.raises(type(error)):
        main([])


@pytest.mark.parametrize("arguments", [["theatres", "show", "karabakh-2020"], ["--version"], ["--help"]])
def test_a_closed_pipe_is_no_traceback(arguments):
    # Its reader is gone before the first line is written.
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [sys.executable, "-m", "geomap", *arguments],
        stdout=writer,
        stderr=subprocess.PIPE,
        cwd=Path(geomap.cli.__file__).parents[2],
        check=False,
    )
    os.close(writer)
    assert done.stderr == b""
    # argparse itself passes over what help could not write, if that shows at once.
    assert done.returncode == 141 or (arguments == ["--help"] and done.returncode == 0)


def test_no_bar_where_nobody_looks(capsys):
    with console.progress_bar("x") as progress:
        assert progress is None
    assert capsys.readouterr().err == ""


def test_a_bar_where_somebody_looks(monkeypatch):
    class Terminal:
        written = ""

        def isatty(self):
            return True

        def write(self, text):
            self.written += text
            return len(text)

        def flush(self):
            pass

    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(console, "_BAR_DELAY", 0)
    with console.progress_bar("trial") as progress:
        assert progress is not None
        progress(1, 2)
        progress(2, 2)
    assert "trial" in terminal.written


@pytest.mark.parametrize(("number", "words"), [(0, "0 incidents"), (1, "1 incident"), (2, "2 incidents")])
def test_counted(number, words):
    assert console.counted(number, "incident") == words


def test_help_comes_without_the_heavy_packages():
    script = (
        "import contextlib, io, sys\n"
        "from geomap.cli import main\n"
        "with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):\n"
        "    main(['--help'])\n"
        "print(*sorted(set(sys.modules) & {'geomap.pipeline', 'geomap.readers', 'sqlite3', 'json', 'tqdm'}))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert set(done.stdout.split()) <= {"json"}


def test_two_hyphens_are_no_value_of_an_option(capsys):
    with pytest.raises(SystemExit) as left:
        main(["extract", "a.txt", "--theatre=--"])
    assert left.value.code == 2
    assert capsys.readouterr().err == "geomap: argument --theatre: '--' is no value; see 'geomap --help'\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ["extract", "a.txt", "-o", "-", "--corrections", ""],
        ["map", "a.txt", "-o", "a.html", "--corrections", ""],
        ["extract", "a.txt", "-o", "-", "--overrides", ""],
        ["map", "a.txt", "-o", "a.html", "--sensitive", ""],
    ],
)
def test_an_empty_path_is_not_taken_for_none(arguments, capsys, tmp_path, monkeypatch):
    """As of a variable of the shell that is not set: what it should have changed would not be."""
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("A market was opened by the mayor.")
    assert main(arguments) == 2
    out, told = capsys.readouterr()
    assert out == ""
    assert told.count("\n") == 1


def test_commands_import_only_what_they_need(tmp_path):
    """Commands in one process, from the lightest to the heaviest, and what has been imported by then."""
    text, store = tmp_path / "dispatch.txt", tmp_path / "kept.gpkg"
    text.write_text(
        "KHARKIV, March 3 -- Shells hit two houses in Kupiansk on Sunday, officials said.\n", "utf-8"
    )
    with open_store(store) as kept:
        kept.add(Extraction((Document("d", "Nothing."),), ((),), ()))
    commands = [
        ["geocode", "Kharkiv"],
        ["reverse", "50", "36.2"],
        ["gazetteer", "list"],
        ["store", "list", str(store)],
        ["extract", str(text), "--date", "2022-03-06", "-o", str(tmp_path / "incidents.geojson")],
        ["store", "add", str(store), str(text), "--date", "2022-03-06"],
    ]
    heavy = (
        "numpy shapely pyproj http.client ssl pandas geopandas pyogrio pyarrow folium branca jinja2 geopy requests "
        "charset_normalizer tqdm spacy dask sqlalchemy multiprocessing asyncio"
    ).split()
    script = (
        "import contextlib, io, json, sys\n"
        "from geomap.cli import main\n"
        "commands, heavy = json.loads(sys.argv[1])\n"
        "found = []\n"
        "for command in commands:\n"
        "    with contextlib.redirect_stdout(io.TextIOWrapper(io.BytesIO())):\n"
        "        status = main(command)\n"
        "    found.append([' '.join(command[:2]) if command[0] != 'extract' else 'extract', status, "
        "[name for name in heavy if name in sys.modules]])\n"
        "print(json.dumps(found))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, json.dumps([commands, heavy])],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "GEOMAP_DATA_DIR": str(tmp_path / "data")},
    )
    geometry = ["numpy", "shapely"]
    assert json.loads(done.stdout) == [
        ["geocode Kharkiv", 0, []],
        ["reverse 50", 0, []],
        ["gazetteer list", 0, []],
        ["store list", 0, ["numpy"]],
        ["extract", 0, geometry],
        ["store add", 0, geometry],
    ]
