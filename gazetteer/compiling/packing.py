"""Packing shapes as the package does, which writes overlays of the same form."""

from __future__ import annotations

from compiling.sources import RUN_TIME, load_module

pack = load_module(RUN_TIME / "files/packing.py").pack
