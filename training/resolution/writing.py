"""The weights as a file that can be read: ``geomap/resolution/weights.toml``."""

from __future__ import annotations

from geomap.resolution.options import OPEN
from geomap.resolution.ranking import LinearRanker
from geomap.resolution.scene import CHANGING, COMPANY, FEATURES
from geomap.resolution.static_features import STATIC

_HEAD = """\
# Weights of the resolution ranker, fitted by `python -m training.resolution` (see training/README.md).
# A candidate's number is the sum of its features times these; a difference of 1 makes it e times as
# likely. Features are 0 to 1, but for those that begin with 'prior', whose scale is the decimal logarithm
# of the people that would make a town as likely to be meant (gazetteer/compiling/prior.py).
# docs/explanation/resolution.md tells what each feature is.
"""


def as_toml(ranker: LinearRanker) -> str:
    """The file's text; `LinearRanker.read` takes it back."""
    of = dict(zip(FEATURES, ranker.weights.tolist(), strict=True))
    parts = [_HEAD, "\n[candidate]\n"]
    for told, names in (
        ("# by itself", STATIC),
        ("# by what the other names could mean, and the theatre", COMPANY),
        ("# by what the other names are believed to mean", CHANGING),
    ):
        parts += [told + "\n", *(f'"{name}" = {_rounded(of[name])}\n' for name in names)]
    parts.append("\n# the choice to leave a toponym open\n[open]\n")
    for name, weight in zip(OPEN, ranker.open_weights.tolist(), strict=True):
        parts.append(f'"{name}" = {_rounded(weight)}\n')
    return "".join(parts)


def _rounded(weight: float) -> float:
    # Adding zero turns minus zero into zero.
    return round(weight, 3) + 0.0
