"""Docstrings as the reference shows them.

Public names in `backticks` and pages of the documentation are linked; parameters that share their words
get them each, since their types differ; an enumeration tells its members.
"""

from __future__ import annotations

import re
from typing import Any

import griffe

# Linked from a page in docs/reference/api/.
_PAGE = re.compile(r"\bdocs/(?P<page>[\w/-]+)\.md\b")
_NAME = re.compile(r"(?<![`\[\w])`(?P<name>[A-Za-z_][\w.]*)`(?![`\]\w])")
_SHARED = re.compile(r"^(?P<names>\w+(?:, \w+)+)\n(?P<words>(?:    .*\n?|\n(?=    ))+)", re.MULTILINE)


class Docstrings(griffe.Extension):
    """Changes the docstrings of what the package offers, and of its members."""

    def on_package(self, *, pkg: griffe.Module, **_: Any) -> None:
        """Change them once the whole package is known."""
        if not pkg.exports:
            return
        offered = {
            str(name): _target(pkg.members[str(name)]) for name in pkg.exports if str(name) in pkg.members
        }
        told = {name for name, item in offered.items() if item.docstring}
        for name, item in offered.items():
            if item.is_class:
                told |= {f"{name}.{member.name}" for member in _members(item) if member.docstring}
        for name, item in offered.items():
            for one in (item, *(_members(item) if item.is_class else ())):
                if one.docstring:
                    one.docstring.value = linked(apart(one.docstring.value), told - {name})
            if item.docstring and item.is_class and any("Enum" in str(base) for base in item.bases):
                item.docstring.value += f"\n\nMembers: {', '.join(_enumerated(item))}."


def linked(text: str, told: set[str]) -> str:
    """The text with those of its names linked that are told somewhere."""

    def link(match: re.Match[str]) -> str:
        name = match["name"].removeprefix("geomap.")
        return f"[{match[0]}][geomap.{name}]" if name in told else match[0]

    return _NAME.sub(link, _PAGE.sub(r"[\g<page>](../../\g<page>.md)", text))


def apart(text: str) -> str:
    """The text with the words that parameters share said of each."""

    def each(match: re.Match[str]) -> str:
        words = match["words"].rstrip("\n")
        rest = match["words"][len(words) :]
        return "\n".join(f"{name}\n{words}" for name in match["names"].split(", ")) + rest

    return _SHARED.sub(each, text)


def _enumerated(item: griffe.Object) -> list[str]:
    return [
        f"``{member.name}``"
        for member in item.members.values()
        if member.is_attribute and member.name.isupper()
    ]


def _target(item: griffe.Object | griffe.Alias) -> griffe.Object:
    return item.final_target if item.is_alias else item


def _members(item: griffe.Object) -> list[griffe.Object]:
    return [_target(member) for member in item.members.values() if member.is_public and not member.is_alias]
