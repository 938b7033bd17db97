"""From a specification, 'SCHEME:NAME', to a tagger."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from geomap.errors import ModelError, UsageError
from geomap.recognition.tagging.plugins.checking import checked
from geomap.recognition.tagging.plugins.requiring import told_in_one_line
from geomap.recognition.tagging.spans import Tagger

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP: Final = "geomap.taggers"
"""The group of entry points in which a package registers a tagger of its own."""


def _spacy(name: str, where: str) -> Tagger:
    from geomap.recognition.tagging.plugins.spacy_pipeline import load

    return load(name, where=where)


def _transformers(name: str, where: str) -> Tagger:
    from geomap.recognition.tagging.plugins.token_classifier import load

    return load(name, where=where)


def _gliner(name: str, where: str) -> Tagger:
    from geomap.recognition.tagging.plugins.gliner_model import load

    return load(name, where=where)


_LOADERS: dict[str, Callable[[str, str], Tagger]] = {
    "spacy": _spacy,
    "hf": _transformers,
    "gliner": _gliner,
}

SCHEMES: Final = {
    "spacy": "spacy:NAME_OR_PATH",
    "hf": "hf:MODEL_OR_PATH",
    "gliner": "gliner:MODEL_OR_PATH",
}
"""The schemes that are built in, and how each is written."""


def load_tagger(spec: str, *, besides: Sequence[str] = ()) -> Tagger:
    """Load the tagger that a specification names.

    Parameters
    ----------
    spec
        'spacy:NAME_OR_PATH', 'hf:MODEL_OR_PATH' or 'gliner:MODEL_OR_PATH'; or 'NAME' or 'NAME:ARG'
        of a tagger that another package registers in the group `GROUP` of entry points.
    besides
        What else the caller takes in place of one, for the message about one that there is not.

    Returns
    -------
    Tagger
        Checked: what breaks the protocol raises `geomap.errors.ModelError`.

    Raises
    ------
    UsageError
        If there is no such scheme, or a model's name is wanting.
    MissingExtraError
        If the package that the scheme needs is not installed.
    ModelError
        If the model is not found, cannot be loaded, or labels no names.
    """
    scheme, _, argument = spec.strip().partition(":")
    if scheme in _LOADERS:
        if not argument:
            raise UsageError("no model is named", where=spec, hint=f"{SCHEMES[scheme]} is needed")
        home = argument.startswith("~")  # no shell unfolds it behind a colon
        name = str(Path(argument).expanduser()) if home else argument
        return checked(_LOADERS[scheme](name, spec), name=spec)
    return checked(_registered(scheme, argument, spec, besides), name=spec)


def _registered(name: str, argument: str, spec: str, besides: Sequence[str]) -> Tagger:
    """The tagger of an entry point: what it names is called, with the argument if there is one."""
    from importlib.metadata import entry_points

    group = entry_points(group=GROUP)
    # A package may be seen twice, as installed and as the checkout it was installed from.
    found: dict[str, EntryPoint] = {point.value: point for point in group if point.name == name}
    if not found:
        others = sorted({point.name for point in group} - SCHEMES.keys())
        raise UsageError(
            f"{spec!r} is no recogniser",
            hint=f"one of {', '.join([*besides, *SCHEMES.values(), *others])} is needed",
        )
    if len(found) > 1:
        raise UsageError(f"several packages register {name!r}: {', '.join(sorted(found))}", where=spec)
    (value, point), *_ = found.items()
    with told_in_one_line(f"{value} cannot be loaded", where=spec):
        make = point.load()
        if not callable(make):
            raise ModelError(f"{value} cannot be called", where=spec, hint="a class or function is needed")
        tagger: Tagger = make(argument) if argument else make()
    return tagger
