"""Record anew what the samples give, after a change that is meant; look at the difference in git.

::

    python tests/golden/update.py
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.golden.golden import FOLDER, make


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    made = make()
    for old in FOLDER.glob("*.json"):
        if old.name not in made:
            old.unlink()
    for name, text in made.items():
        (FOLDER / name).write_text(text, encoding="utf-8")
    print(f"{len(made)} files in {FOLDER}")  # noqa: T201


if __name__ == "__main__":
    main()
