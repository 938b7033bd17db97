"""``python -m geomap`` is the command ``geomap``."""

import sys

from geomap.cli import main

sys.exit(main())
