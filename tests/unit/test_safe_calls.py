"""Nothing in the package runs what it reads, reads what could run, or writes where somebody else could have prepared a file."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "geomap"

FORBIDDEN_MODULES = {
    "pickle", "cPickle", "marshal", "shelve", "dill", "cloudpickle", "joblib", "code", "codeop", "imp", "yaml",
    "subprocess", "pty", "commands", "xml.dom", "xml.dom.minidom", "xml.dom.pulldom", "telnetlib", "ftplib",
}  # fmt: skip
FORBIDDEN_CALLS = {
    "eval", "exec", "compile", "__import__", "execfile", "input", "breakpoint",
    "os.system", "os.popen", "os.execv", "os.execve", "os.spawnv", "os.startfile", "os.tempnam",
    "tempfile.mktemp", "mktemp", "subprocess.run", "subprocess.Popen", "torch.load", "pd.read_pickle",
    "numpy.load", "np.load", "numpy.loads", "ET.parse", "ET.fromstring", "ElementTree.parse", "etree.parse",
    "etree.fromstring", "xml.sax.parse", "xml.sax.parseString", "random.seed",
}  # fmt: skip
# Of ElementTree only what builds: files are parsed by expat, with handlers that refuse entities.
BUILDING = {"Element", "SubElement", "tostring"}
OWN_PROCESSES = "geomap/engines/worker.py"
"""The pool's processes are children of this one, joined by a pipe: what they pickle is their own."""


@cache
def trees() -> tuple[tuple[str, ast.Module], ...]:
    paths = sorted(PACKAGE.rglob("*.py"))
    return tuple((p.relative_to(PACKAGE.parent).as_posix(), ast.parse(p.read_text("utf-8"))) for p in paths)


def faults(tree: ast.AST) -> list[str]:
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [f"import {each.name}" for each in node.names if each.name in FORBIDDEN_MODULES]
        elif isinstance(node, ast.ImportFrom) and node.module:
            if node.module in FORBIDDEN_MODULES:
                found.append(f"from {node.module} import")
            if node.module == "xml.etree.ElementTree":
                found += [f"parses XML by {n.name}" for n in node.names if n.name not in BUILDING]
        elif isinstance(node, ast.Call):
            if ast.unparse(node.func) in FORBIDDEN_CALLS:
                found.append(f"calls {ast.unparse(node.func)}")
            for keyword in node.keywords:
                on = isinstance(keyword.value, ast.Constant) and keyword.value.value is True
                if keyword.arg in ("shell", "allow_pickle", "trust_remote_code", "resolve_entities") and on:
                    found.append(f"{keyword.arg}=True")
    return found


def test_nothing_runs_what_it_reads():
    found = {name: said for name, tree in trees() if (said := faults(tree))}
    assert found.pop(OWN_PROCESSES) == ["import pickle"]
    assert found == {}


@pytest.mark.parametrize(
    "source",
    [
        "import pickle", "from marshal import loads", "eval(text)", "os.system(name)", "np.load(path)",
        "read(path, allow_pickle=True)", "run(command, shell=True)", "tempfile.mktemp()",
        "from xml.etree.ElementTree import fromstring", "import subprocess",
    ],
)  # fmt: skip
def test_each_would_be_found(source):
    assert faults(ast.parse(source)) != []


def test_modules_are_imported_by_names_of_our_own():
    """By `geomap.extras`, from a list, and by modules that load their parts late: never by a name out of a file."""
    users = {
        name
        for name, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) in ("import_module", "importlib.import_module")
    }
    assert users <= ALLOWED_TO_IMPORT, users - ALLOWED_TO_IMPORT


def test_every_parser_of_xml_refuses_entities():
    for name, tree in trees():
        text = ast.unparse(tree)
        if "ParserCreate(" in text:
            assert "EntityDeclHandler" in text or "StartDoctypeDeclHandler" in text, name


ALLOWED_TO_IMPORT = {
    "geomap/__init__.py", "geomap/model/__init__.py", "geomap/versions.py",  # parts that are loaded late
    "geomap/extras.py", "geomap/doctor/packages.py",  # the optional packages, from a list
}  # fmt: skip
