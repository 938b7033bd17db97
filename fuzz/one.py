"""Fuzz one target: ``python -m fuzz.one NAME [options of libFuzzer]``; with a file, try that input again."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

BUILD = Path("build") / "fuzz"
LIMITS = ("-timeout=25", "-rss_limit_mb=2500")  # seconds, megabytes: a hang and a flood are crashes too


def main(name: str, options: list[str]) -> None:
    """Run one target until its time is over or something breaks."""
    import atheris

    # What is loaded while seeds run, late imports included, tells which lines were reached.
    with atheris.instrument_imports(include=["geomap"]):
        targets = import_module("fuzz.targets")
        target = targets.TARGETS[name]
        seeds = list(target.seeds())
        for seed in seeds:
            target.run(seed)
    corpus, crashes = BUILD / "corpus" / name, BUILD / "crashes"
    for folder in (corpus, crashes):
        folder.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds):
        (corpus / f"seed-{number}").write_bytes(seed)
    words = BUILD / f"{name}.dict"
    words.write_text("".join(f'"{escaped(word)}"\n' for word in target.words), encoding="ascii")
    tries = [option for option in options if not option.startswith("-")]
    arguments = [
        *LIMITS,
        f"-max_len={target.longest}",
        f"-dict={words}",
        f"-artifact_prefix={crashes}/{name}-",
        *options,
        *([] if tries else [str(corpus)]),
    ]
    atheris.Setup([f"fuzz {name}", *arguments], target.run, enable_python_coverage=True)
    atheris.Fuzz()


def escaped(word: str) -> str:
    """A word as libFuzzer's dictionaries have it."""
    return "".join(
        chr(b) if 32 <= b < 127 and b not in b'"\\' else f"\\x{b:02x}"
        for b in word.encode("utf-8", "replace")
    )


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
