"""The notebooks as pages: run while the site is built, their maps in files of their own.

A page of its own for each notebook in notebooks/, with a link to the notebook itself. It runs in a
folder of its own that has a copy of the notebooks' data. With the environment
variable EXECUTE_NOTEBOOKS=false the pages have the words and the code alone. One that stands in the folder
EXECUTED_NOTEBOOKS with the same cells has run already, and is taken as it is.
"""

from __future__ import annotations

import base64
import html
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

FOLDER = "notebooks"
_LONGEST = 300  # seconds for a cell
_FRAMED = re.compile(r"<iframe[^>]*?\ssrcdoc=(?P<quote>[\"'])(?P<page>.*?)(?P=quote)[^>]*>", re.DOTALL)
_STYLE = re.compile(r"<style scoped>.*?</style>", re.DOTALL)  # that of a table of pandas
_WIDGET = "application/vnd.jupyter.widget-view+json"  # a bar of progress, which no page moves
_BAR = re.compile(r"\r|\d+%\|")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add a page for each notebook, the notebook, and what its cells drew."""
    from mkdocs.structure.files import File

    root = Path(config.config_file_path).parent
    for path in sorted((root / FOLDER).glob("*.ipynb")):
        notebook = _read(path)
        if config.extra.get("execute_notebooks", True):
            kept = config.extra.get("executed_notebooks")
            notebook = (executed(notebook, Path(kept) / path.name) if kept else None) or _run(notebook, root)
        made = Written(path.stem)
        files.append(File.generated(config, f"{FOLDER}/{path.stem}.md", content=made.page(notebook)))
        files.append(File.generated(config, f"{FOLDER}/{path.name}", abs_src_path=str(path)))
        for name, content in made.files.items():
            files.append(File.generated(config, f"{FOLDER}/{name}", content=content))
    return files


def _read(path: Path) -> Any:
    import nbformat

    return nbformat.read(path, as_version=4)


def executed(notebook: Any, path: Path) -> Any | None:
    """The notebook as somebody has run it and kept it, if it is there and still has the same cells."""
    if not path.is_file():
        return None
    found = _read(path)
    cells = [[(cell["cell_type"], cell["source"]) for cell in each["cells"]] for each in (notebook, found)]
    return found if cells[0] == cells[1] else None


def _run(notebook: Any, root: Path) -> Any:
    """The notebook with what its cells give."""
    from mkdocs.exceptions import PluginError
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError
    from traitlets.config import Config

    os.environ.setdefault("PYDEVD_DISABLE_FILE_VALIDATION", "1")  # no debugger is meant to be used
    with tempfile.TemporaryDirectory() as folder:
        if (root / FOLDER / "data").exists():
            shutil.copytree(root / FOLDER / "data", Path(folder, "data"))
        client = NotebookClient(
            notebook,
            timeout=_LONGEST,
            resources={"metadata": {"path": folder}},
            # No port that others could listen at.
            config=Config({"KernelManager": {"transport": "ipc", "ip": f"{folder}/kernel"}}),
        )
        try:
            return client.execute()
        except CellExecutionError as error:
            raise PluginError(f"a notebook's cell fails:\n{error}") from error


class Written:
    """A notebook written as Markdown, and the files that its page shows."""

    def __init__(self, stem: str) -> None:
        self.stem = stem
        self.files: dict[str, str | bytes] = {}

    def page(self, notebook: Any) -> str:
        """The whole page."""
        cells = "\n\n".join(part for cell in notebook["cells"] for part in self._cell(cell))
        head, _, rest = cells.partition("\n")
        itself = f'<a href="{self.stem}.ipynb" download>The notebook itself</a>'
        return f"{head}\n\n{itself}\n\n{rest.lstrip()}\n"

    def _cell(self, cell: Any) -> Iterator[str]:
        source = cell["source"].strip()
        if cell["cell_type"] == "markdown":
            yield source
        elif cell["cell_type"] == "code" and source:
            yield f"````python\n{source}\n````"
            for output in cell.get("outputs", ()):
                yield from self._output(output)

    def _output(self, output: Any) -> Iterator[str]:
        if output["output_type"] == "stream":
            lines = [line for line in output["text"].split("\n") if not _BAR.search(line)]
            yield from _block("\n".join(lines))
        elif output["output_type"] in {"display_data", "execute_result"}:
            yield from self._shown(output["data"])

    def _shown(self, data: dict[str, str]) -> Iterator[str]:
        """The richest form that a page can have."""
        if _WIDGET in data:
            return
        if "text/html" in data:
            shown = _FRAMED.sub(self._framed, _STYLE.sub("", data["text/html"]))
            yield f'<div class="notebook-output" tabindex="0">{shown.strip().replace(chr(10), "&#10;")}</div>'
        elif "image/svg+xml" in data:
            yield f"![Figure]({self._filed('svg', data['image/svg+xml'])})"
        elif "image/png" in data:
            yield f"![Figure]({self._filed('png', base64.b64decode(data['image/png']))})"
        elif "text/markdown" in data:
            yield data["text/markdown"]
        else:
            yield from _block(data.get("text/plain", ""))

    def _framed(self, match: re.Match[str]) -> str:
        """A page within the page: as a file, which is loaded when it is scrolled to."""
        name = self._filed("html", html.unescape(match["page"]))
        return f'<iframe src="{name}" loading="lazy" title="Map">'

    def _filed(self, kind: str, content: str | bytes) -> str:
        name = f"{self.stem}/{len(self.files) + 1}.{kind}"
        self.files[name] = content
        return name


def _block(text: str) -> Iterator[str]:
    if text.strip():
        yield f"````text\n{text.strip(chr(10)).rstrip()}\n````"
