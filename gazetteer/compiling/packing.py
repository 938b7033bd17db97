"""Packing shapes as the package does, which writes overlays of the same form."""

from __future__ import annotations

from compiling.names import FOLD_PATH
from compiling.sources import load_module

pack = load_module(FOLD_PATH.with_name("packing.py")).pack
