"""Draw which package of geomap uses which, as it stands in the code, into architecture.md.

::

    python docs/packages.py

The picture is the part of the page between its two marks; a test tells when it is no longer true.
"""

from __future__ import annotations

import ast
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "architecture.md"
BEGIN, END = "<!-- packages: drawn by docs/packages.py -->\n", "<!-- packages: end -->\n"
_USES, _USES_LATE, _ITSELF = "x", "o", "·"


def layers() -> list[str]:
    """The packages from the top down, as the contract in pyproject.toml has them."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contract = settings["tool"]["importlinter"]["contracts"][0]
    return [package.strip() for layer in contract["layers"] for package in layer.split("|")]


def used_by(package: str) -> tuple[set[str], set[str]]:
    """The packages that a package imports with itself, and those that it imports only when it needs them."""
    at_once: set[str] = set()
    late: set[str] = set()
    folder = ROOT / "geomap" / package
    for file in sorted(folder.rglob("*.py")) if folder.is_dir() else [folder.with_suffix(".py")]:
        tree = ast.parse(file.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            for child in ast.iter_child_nodes(node):
                child.parent = node  # type: ignore[attr-defined]
        for node in ast.walk(tree):
            if packages := _imported(node):
                (late if _is_late(node) else at_once).update(packages)
    at_once.discard(package)
    return at_once, late - at_once - {package}


def _imported(node: ast.AST) -> set[str]:
    if isinstance(node, ast.ImportFrom) and node.module and not node.level:
        names = [node.module] if node.module != "geomap" else [f"geomap.{a.name}" for a in node.names]
    elif isinstance(node, ast.Import):
        names = [alias.name for alias in node.names]
    else:
        return set()
    return {name.split(".")[1] for name in names if name.startswith("geomap.")}


def _is_late(node: ast.AST) -> bool:
    """Whether a statement stands within a function, or is there for the checker of types alone."""
    while (node := getattr(node, "parent", None)) is not None:  # type: ignore[assignment]
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            return True
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            return True
    return False


def picture() -> str:
    """The matrix: a row for each package, a mark for each that it uses, to the right of its own."""
    order = layers()
    widest = max(map(len, order))
    rows = []
    for i, package in enumerate(order):
        at_once, late = used_by(package)
        marks = [
            _ITSELF
            if other == package
            else _USES
            if other in at_once
            else _USES_LATE
            if other in late
            else " "
            for other in order
        ]
        rows.append(f"{i + 1:>2} {package:<{widest}} {''.join(f'{mark:>3}' for mark in marks)}".rstrip())
    head = " " * (widest + 4) + "".join(f"{i + 1:>3}" for i in range(len(order)))
    return "\n".join(["```text", head, *rows, "```", ""])


def drawn(page: str) -> str:
    """The page with the picture as the code has it now."""
    before, rest = page.split(BEGIN)
    _, after = rest.split(END)
    return f"{before}{BEGIN}{picture()}{END}{after}"


def main() -> None:
    """Draw it into the page."""
    PAGE.write_text(drawn(PAGE.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
