"""Executes a notebook: ``python executing.py IN.ipynb OUT.ipynb``; status 1 and the traceback if a cell fails.

A process of its own, since a kernel's client warns of much that is none of ours.
"""

from __future__ import annotations

import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient


def main(source: Path, target: Path, folder: Path) -> None:
    """Run the cells in a folder that has the notebooks' data, and write the notebook with its outputs."""
    notebook = nbformat.read(source, as_version=4)
    NotebookClient(
        notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": str(folder)}}
    ).execute()
    nbformat.write(notebook, target)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
