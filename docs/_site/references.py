"""What docstrings name is linked: public names in `backticks`, and pages of the documentation."""

from __future__ import annotations

import re
from typing import Any

import griffe

# From a page in docs/reference/api/; the built site is checked for links that lead nowhere.
_PAGE = re.compile(r"\bdocs/(?P<page>[\w/-]+)\.md\b")
_NAME = re.compile(r"(?<![`\[\w])`(?P<name>[A-Za-z_][\w.]*)`(?![`\]\w])")


class References(griffe.Extension):
    """Links between what is public; a name links neither itself nor what no page shows."""

    def on_package(self, *, pkg: griffe.Module, **_: Any) -> None:
        """Link the names in the docstrings of all that the package offers, and of their members."""
        if not pkg.exports:
            return
        offered = {str(name): _target(pkg.members[str(name)]) for name in pkg.exports}
        told = {name for name, item in offered.items() if item.docstring}
        for name, item in offered.items():
            if item.is_class:
                told |= {f"{name}.{member.name}" for member in _members(item) if member.docstring}
        for name, item in offered.items():
            for one in (item, *(_members(item) if item.is_class else ())):
                if one.docstring:
                    one.docstring.value = linked(one.docstring.value, told - {name})


def linked(text: str, told: set[str]) -> str:
    """The text with those of its names linked that are told somewhere."""

    def link(match: re.Match[str]) -> str:
        name = match["name"].removeprefix("geomap.")
        return f"[{match[0]}][geomap.{name}]" if name in told else match[0]

    text = _PAGE.sub(r"[\g<page>](../../\g<page>.html)", text)
    return _NAME.sub(link, text)


def _target(item: griffe.Object | griffe.Alias) -> griffe.Object:
    return item.final_target if item.is_alias else item


def _members(item: griffe.Object) -> list[griffe.Object]:
    return [_target(member) for member in item.members.values() if member.is_public and not member.is_alias]
