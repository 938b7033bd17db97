"""Corpora made fit to learn from: pure steps, and counts of what each one changes."""

from __future__ import annotations

from training.corpora.cleaning.chain import Report, clean
from training.corpora.cleaning.lexicon import Lexicon

__all__ = ["Lexicon", "Report", "clean"]
