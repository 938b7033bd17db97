"""The optional packages: what each is for, and which extra brings it.

The one place that knows them. Whoever needs one asks `require`, so that what is missing is told in
the same words everywhere, and ``geomap doctor`` lists them from here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from types import ModuleType
from typing import Final

from geomap.errors import MissingExtraError, message_of


@dataclass(frozen=True, slots=True)
class Extra:
    """Packages that bring something more.

    Parameters
    ----------
    name
        As pip has it: ``pip install 'geomap[NAME]'``.
    purpose
        What they are for, as a clause for people.
    packages
        The names under which each is imported.
    """

    name: str
    purpose: str
    packages: tuple[str, ...]

    @property
    def command(self) -> str:
        """The command that installs it."""
        return f"pip install 'geomap[{self.name}]'"


EXTRAS: Final = (
    Extra("parquet", "writing GeoParquet, reading Parquet", ("pyarrow",)),
    Extra("dask", "large corpora on a Dask cluster", ("distributed",)),
    Extra(
        "html", "finding the story and the day of web pages", ("trafilatura", "htmldate", "lxml_html_clean")
    ),
    Extra("language", "telling the language of texts that do not say it", ("py3langid",)),
    Extra("pdf", "reading PDF files", ("pypdf",)),
    Extra("rss", "reading RSS and Atom feeds", ("feedparser",)),
    Extra("warc", "reading pages that WARC files hold packed with Brotli", ("brotli",)),
    Extra("zstd", "reading files packed with zstd", ("zstandard",)),
    Extra("postgis", "a team's store in PostgreSQL with PostGIS", ("sqlalchemy", "psycopg", "geoalchemy2")),
    Extra("notebook", "charts and progress bars in Jupyter", ("ipywidgets", "matplotlib")),
    Extra("spacy", "recognising names with a spaCy pipeline", ("spacy",)),
    Extra("transformers", "recognising names with a transformers model", ("transformers", "torch")),
    Extra("gliner", "recognising names with a GLiNER model", ("gliner",)),
    Extra("training", "training the bundled tagger anew", ("pycrfsuite",)),
)
"""What users may want. Those for working on geomap itself (test, lint and the like) are not here."""

# Where the package that pip installs has another name than the one that is imported.
_DISTRIBUTIONS: Final[Mapping[str, str]] = {"pycrfsuite": "python-crfsuite"}


def distribution_of(package: str) -> str:
    """The name under which pip knows a package that is imported by another."""
    return _DISTRIBUTIONS.get(package, package)


def extra_of(package: str) -> Extra:
    """The extra that brings a package; `KeyError` if none does.

    The package is given by the name under which it is imported. Of several extras the first counts.
    """
    for extra in EXTRAS:
        if package in extra.packages:
            return extra
    raise KeyError(package)


def require(package: str, *, what: str | None = None, where: str | None = None) -> ModuleType:
    """Import an optional package.

    Parameters
    ----------
    package
        The name under which it is imported, one of those in `EXTRAS`.
    what
        What needs it, such as 'GeoParquet'.
    where
        The file or option that asks for it.

    Raises
    ------
    MissingExtraError
        If it is not installed, or cannot be imported; the message says what to install.
    """
    try:
        return import_module(package)
    except ImportError as error:
        name = distribution_of(package)
        if isinstance(error, ModuleNotFoundError) and error.name == package:
            told = f"{what} needs {name}, which is not installed" if what else f"{name} is not installed"
        else:
            told = f"{name} cannot be imported: {message_of(error)}"
        raise MissingExtraError(told, where=where, hint=extra_of(package).command) from error
