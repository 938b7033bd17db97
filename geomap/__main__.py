"""``python -m geomap`` is the command ``geomap``."""

import sys

from geomap.cli.process import command

sys.exit(command())
