"""Installing GeoNames' country dumps: fetched, or taken from a folder, and made overlays of.

GeoNames publishes no checksums. The first time that a dump is fetched, its own is written down;
one that differs later is told, and taken only if that is wanted.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypedDict

from geomap.errors import GazetteerError, InputError, UsageError, reason_of
from geomap.gazetteer.overlays import folder
from geomap.gazetteer.overlays.adding import Added, add
from geomap.gazetteer.overlays.archive import check_archive
from geomap.gazetteer.overlays.bundled import Bundled
from geomap.gazetteer.overlays.fetching import PAUSES, Progress, fetch

ORIGIN = "https://download.geonames.org/export/dump"
"""Where GeoNames publishes its dumps."""

_PINS = "downloads.lock.json"


class Pin(TypedDict):
    """What was fetched under a name for the first time."""

    sha256: str
    bytes: int
    fetched: str
    origin: str


def install(
    countries: Sequence[str],
    *,
    origin: str | os.PathLike[str] = ORIGIN,
    update: bool = False,
    progress: Callable[[str], Progress] | None = None,
    pauses: tuple[float, ...] = PAUSES,
) -> tuple[Added, ...]:
    """Fetch the dumps of countries and make overlays of them, called by their codes.

    Parameters
    ----------
    countries
        ISO codes or names.
    origin
        Address of a folder of dumps (``.../AZ.zip``), or a folder on disk.
    update
        Take a dump that has changed since it was first fetched.
    progress
        Given the name of a file that is to be fetched, gives the function that is told of its bytes.
    pauses
        Seconds to wait before each further try of the same file.

    Returns
    -------
    tuple of Added
        One for each country, in their order.

    Raises
    ------
    UsageError
        If a country or the origin does not exist; nothing has been fetched then.
    GazetteerError
        If a dump cannot be fetched, is damaged, or has changed. Those before it are installed.
    """
    codes = country_codes(countries)
    return tuple(_install(code, origin, progress, pauses, update=update) for code in codes)


def country_codes(countries: Sequence[str]) -> list[str]:
    """ISO codes of countries by code or name, each once; `UsageError` names those that do not exist."""
    bundled = Bundled()
    try:
        found = {name: bundled.country_code(name) for name in countries}
    finally:
        bundled.close()
    unknown = [name for name, code in found.items() if code is None]
    if unknown:
        raise UsageError(
            "no such country",
            where=", ".join(map(repr, unknown)),
            hint="an ISO code such as AZ or an English name is needed",
        )
    return list(dict.fromkeys(code for code in found.values() if code is not None))


def _install(
    code: str,
    origin: str | os.PathLike[str],
    progress: Callable[[str], Progress] | None,
    pauses: tuple[float, ...],
    *,
    update: bool,
) -> Added:
    name = f"{code}.zip"
    if not isinstance(origin, str) or "://" not in origin:
        path = _from_folder(Path(origin), code)
        _check_pin(path.name, _digest(path), path.stat().st_size, str(origin), update=update)
        return add(path, name=code)
    address = _address(origin, name)
    downloads = folder.data_folder() / "downloads"
    try:
        downloads.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = reason_of(error)
        raise GazetteerError(f"cannot be written ({reason})", where=str(downloads)) from error
    target = downloads / name
    digest = fetch(address, target, progress=progress(name) if progress else None, pauses=pauses)
    try:
        try:
            check_archive(target)
        except InputError as error:
            what = "what came is no archive, or a damaged one"
            raise GazetteerError(what, where=address, hint="try again later, or another --from") from error
        _check_pin(name, digest, target.stat().st_size, origin, update=update)
        return add(target, name=code)
    finally:
        target.unlink(missing_ok=True)  # the overlay keeps its source


def _address(origin: str, name: str) -> str:
    scheme = origin.partition("://")[0].lower()
    if scheme not in {"https", "http"}:
        raise UsageError(
            f"{scheme}:// cannot be fetched from", where=origin, hint="an https address or a folder is needed"
        )
    return f"{origin.rstrip('/')}/{name}"


def _from_folder(origin: Path, code: str) -> Path:
    if not origin.is_dir():
        raise UsageError("no such folder", where=str(origin), hint="a folder with AZ.zip or AZ.txt is needed")
    for name in (f"{code}.zip", f"{code}.txt"):
        if (origin / name).is_file():
            return origin / name
    raise GazetteerError(f"there is no {code}.zip and no {code}.txt", where=str(origin))


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _check_pin(name: str, sha256: str, size: int, origin: str, *, update: bool) -> None:
    """Compare a file with what was first fetched under its name; write that down if it is the first."""
    path = folder.data_folder() / _PINS
    pins = _read_pins(path)
    known = pins.get(name)
    if known is not None and known["sha256"] == sha256:
        return
    if known is not None and not update:
        raise GazetteerError(
            f"changed since {known['fetched']} (sha256 {known['sha256'][:12]}... then, {sha256[:12]}... now)",
            where=name,
            hint="--update takes the new one",
        )
    today = datetime.now(UTC).date().isoformat()
    pins[name] = {"sha256": sha256, "bytes": size, "fetched": today, "origin": origin}
    _write_pins(path, pins)


def _read_pins(path: Path) -> dict[str, Pin]:
    try:
        pins = json.loads(path.read_text(encoding="utf-8"))
        return {str(name): _pin(pin) for name, pin in pins.items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise GazetteerError(
            "the record of what was fetched cannot be read",
            where=str(path),
            hint="mend or remove it: the next dumps are then taken as the first",
        ) from error


def _pin(fields: Mapping[str, Any]) -> Pin:
    return {
        "sha256": str(fields["sha256"]),
        "bytes": int(fields["bytes"]),
        "fetched": str(fields["fetched"]),
        "origin": str(fields["origin"]),
    }


def _write_pins(path: Path, pins: dict[str, Pin]) -> None:
    text = json.dumps(dict(sorted(pins.items())), indent=1, ensure_ascii=False) + "\n"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, part = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(text)
            shutil.move(part, path)
        finally:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(part)  # noqa: PTH108 (mkstemp gives a str)
    except OSError as error:
        reason = reason_of(error)
        raise GazetteerError(f"cannot be written ({reason})", where=str(path)) from error
