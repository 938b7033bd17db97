"""What other packages log about the faults of a file is kept from standard error."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def quiet(*packages: str) -> Iterator[None]:
    """Have packages log nothing for a while; geomap tells what matters in words of its own."""
    loggers = [logging.getLogger(package) for package in packages]
    before = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        for logger, level in zip(loggers, before, strict=True):
            logger.setLevel(level)
