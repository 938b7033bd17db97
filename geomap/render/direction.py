"""Characters that turn the direction of writing, taken out of texts of an input.

U+202E shows 'exe.txt' for 'txt.exe', and one that is left open turns what stands beside a name: a
number, another name. A map's page sets words that run the other way apart itself.
"""

from __future__ import annotations

import re

# Overrides show as a mark, for they make a text read as another. The others only say what a browser knows
# from the letters: nothing is seen in their place. One character for one, so that positions in a text hold.
_IN_PLACE = {0x202D: "\ufffd", 0x202E: "\ufffd"} | dict.fromkeys(
    (0x202A, 0x202B, 0x202C, 0x2066, 0x2067, 0x2068, 0x2069), "\u200b"
)
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")


def settled(text: str) -> str:
    """The text, of the same length, with nothing in it that turns the direction of what follows."""
    # Most texts have none, and a map's may be many megabytes.
    return text if text.isascii() or not _TURNING.search(text) else text.translate(_IN_PLACE)
