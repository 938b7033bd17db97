"""Pages link files of the repository that are outside of docs/: these become pages of the site too.

A Markdown file becomes a page as it is, any other text a page with a block. The changelog is always
there. Links are written as they work in the repository, and turned here to where the pages are; one that
has a file's name for its words gets the page's title.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

DOCS = "docs"
NOTEBOOKS = "notebooks/"  # these have pages of their own: notebooks.py
CHANGELOG = "CHANGELOG.md"
_FENCED = re.compile(r"^(?P<fence>```+|~~~+).*?^(?P=fence)[ \t]*$", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)", re.DOTALL)
# [words](target "title"); a picture may stand in the words.
_LINK = re.compile(
    r"(?P<picture>!?)\[(?P<words>(?:[^\[\]]|!?\[[^\[\]]*\])*)\]\((?P<target>[^()\s]+)(?P<title>\s+\"[^\"]*\")?\)"
)
_TITLE = re.compile(r"^# (.+)$", re.MULTILINE)
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*:|//|#|/", re.IGNORECASE)

_pages: dict[str, str] = {}
"""Address within the site's sources by path in the repository, of files outside docs/."""


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the files outside docs/ that pages link, and those that these link."""
    from mkdocs.structure.files import File

    root = Path(config.config_file_path).parent
    _pages.clear()
    waiting = [CHANGELOG]
    for file in files.documentation_pages():
        waiting += targets(file.content_string, _path(file.src_uri))
    while waiting:
        path = waiting.pop()
        if path in _pages or path.startswith((f"{DOCS}/", NOTEBOOKS, "..")) or not (root / path).is_file():
            continue
        text = (root / path).read_text("utf-8")
        _pages[path] = address(path)
        files.append(
            File.generated(config, _pages[path], content=text if is_page(path) else block(path, text))
        )
        if is_page(path) and path != CHANGELOG:
            waiting += targets(text, path)
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Turn the page's links to where the linked pages are in the site."""
    root = Path(config.config_file_path).parent
    here = _path(page.file.src_uri)

    def turned(match: re.Match[str]) -> str:
        target, mark, fragment = match["target"].partition("#")
        path = resolved(target, here)
        words = titled(match["words"], root / path)
        if here == CHANGELOG and not (root / path).exists():
            # It tells of the past: what it links may have moved since.
            return words
        if path in _pages:
            there = _pages[path]
        elif path.startswith(NOTEBOOKS) and path.endswith(".ipynb"):
            there = f"{path.removesuffix('.ipynb')}.md"
        elif here.startswith(f"{DOCS}/") or not path.startswith(f"{DOCS}/"):
            return match[0].replace(f"[{match['words']}]", f"[{words}]", 1)
        else:
            there = path.removeprefix(f"{DOCS}/")
        relative = posixpath.relpath(there, posixpath.dirname(page.file.src_uri) or ".")
        return f"{match['picture']}[{words}]({relative}{mark}{fragment}{match['title'] or ''})"

    return with_links(markdown, turned)


def titled(words: str, path: Path) -> str:
    """The words of a link; where they are the file's name alone, the title of the page that it is."""
    if is_page(words) and words.endswith(path.name) and path.is_file():
        title = _TITLE.search(path.read_text("utf-8"))
        return title[1] if title else words
    return words


def address(path: str) -> str:
    """Where a file of the repository is among the site's sources."""
    if path == CHANGELOG:
        return "changelog.md"
    # README.md would be its folder's index; any name does, for these pages are reached by links alone.
    return f"repository/{path if is_page(path) else f'{path}.md'}"


def _path(address: str) -> str:
    """Path in the repository of what is at an address among the site's sources."""
    if address.startswith(NOTEBOOKS):
        return address
    outside = {there: path for path, there in _pages.items()}
    return outside.get(address, f"{DOCS}/{address}")


def is_page(path: str) -> bool:
    """Whether the file is Markdown."""
    return path.endswith(".md")


def block(path: str, text: str) -> str:
    """The page of a file that is not Markdown."""
    kind = {".toml": "toml", ".json": "json", ".py": "python"}.get(posixpath.splitext(path)[1], "text")
    return f"---\nsearch:\n  exclude: true\n---\n# {path}\n\n````{kind}\n{text.rstrip()}\n````\n"


def targets(markdown: str, here: str) -> list[str]:
    """Paths in the repository of all that a text links, but for addresses and places on its own page."""
    found: list[str] = []

    def noted(match: re.Match[str]) -> str:
        found.append(resolved(match["target"].partition("#")[0], here))
        return match[0]

    with_links(markdown, noted)
    return found


def resolved(target: str, here: str) -> str:
    """Path in the repository of a link's target in a file."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(here), target))


def with_links(markdown: str, change: Callable[[re.Match[str]], str]) -> str:
    """The text with its relative links changed, but for those in code."""

    def changed(match: re.Match[str]) -> str:
        return match[0] if _ADDRESS.match(match["target"]) else change(match)

    return "".join(part if is_code else _LINK.sub(changed, part) for part, is_code in _parts(markdown))


def _parts(markdown: str) -> Iterator[tuple[str, bool]]:
    """The text in pieces; whether each is fenced code, or code within a line that holds a link's signs."""
    end = 0
    for fenced in _FENCED.finditer(markdown):
        yield from _lines(markdown[end : fenced.start()])
        yield fenced[0], True
        end = fenced.end()
    yield from _lines(markdown[end:])


def _lines(text: str) -> Iterator[tuple[str, bool]]:
    end = 0
    for code in _CODE.finditer(text):
        # The words of a link may be code: only code with a link in it is of concern.
        if "](" in code[0]:
            yield text[end : code.start()], False
            yield code[0], True
            end = code.end()
    yield text[end:], False
