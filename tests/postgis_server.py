"""A PostgreSQL with PostGIS of the tests' own: in a temporary folder, on a socket there, gone afterwards."""

from __future__ import annotations

import os
import pwd
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

MISSING = (
    "NO POSTGRESQL WITH POSTGIS: tests of the store on a server need both; "
    "on Debian and Ubuntu: apt-get install postgresql-postgis (tests/install_postgis.sh)"
)
ADMIN = "postgres"
# Nothing here has to outlive the machine; the rest keeps it small.
SETTINGS = (
    "fsync=off",
    "full_page_writes=off",
    "listen_addresses=",
    "shared_buffers=64MB",
    "max_connections=40",
    "autovacuum=off",
    "jit=off",
    "log_min_messages=fatal",
)
# This role has to give its password.
ACCESS = "local all anna_locked scram-sha-256\nlocal all all trust\n"


@dataclass(frozen=True)
class Server:
    """A server that runs."""

    folder: Path
    binaries: Path
    process: subprocess.Popen[bytes]

    def url(self, database: str = "news", role: str = ADMIN, schema: str | None = None) -> str:
        """The address of a store on it."""
        more = f"&schema={schema}" if schema else ""
        return f"postgresql://{role}@/{database}?host={self.folder}{more}"

    def run(self, *statements: Any, database: str = "news", role: str = ADMIN) -> list[tuple[Any, ...]]:
        """Run statements; the rows of all of them."""
        rows: list[tuple[Any, ...]] = []
        to = {"host": str(self.folder), "dbname": database, "user": role}
        with psycopg.connect(**to, autocommit=True) as connection:
            for statement in statements:
                cursor = connection.execute(statement)
                rows += cursor.fetchall() if cursor.description else []
        return rows


def binaries() -> Path | None:
    """The folder with initdb of the newest version that has PostGIS."""
    folders = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda f: int(re.sub(r"\D", "", f.parent.name) or 0)
    )
    on_path = shutil.which("initdb")
    if on_path:
        folders.insert(0, Path(on_path).resolve().parent)
    for folder in reversed(folders):
        config = folder / "pg_config"
        if not config.exists() or not (folder / "initdb").exists():
            continue
        share = subprocess.run([config, "--sharedir"], capture_output=True, text=True, check=True).stdout
        if (Path(share.strip()) / "extension" / "postgis.control").exists():
            return folder
    return None


@contextmanager
def running() -> Iterator[Server]:
    """A new server, with an empty database ``news`` that has PostGIS."""
    found = binaries()
    if found is None:
        raise RuntimeError(MISSING)
    folder = Path(tempfile.mkdtemp(prefix="geomap-pg-"))
    try:
        user = _unprivileged(folder)
        data = folder / "data"
        subprocess.run(
            [found / "initdb", "-D", data, "-U", ADMIN, "-E", "UTF8", "--locale=C", "-N", "-A", "trust"],
            **user,
            cwd=folder,
            check=True,
            capture_output=True,
        )
        (data / "pg_hba.conf").write_text(ACCESS)
        settings = [part for setting in SETTINGS for part in ("-c", setting)]
        with (
            (folder / "log").open("wb") as log,
            subprocess.Popen(
                [found / "postgres", "-D", data, "-k", folder, *settings], **user, cwd=folder, stderr=log
            ) as process,
        ):
            try:
                server = Server(folder, found, process)
                _wait_for(server)
                server.run("CREATE DATABASE news", database="postgres")
                server.run("CREATE EXTENSION postgis")
                yield server
            finally:
                process.send_signal(3)  # SIGQUIT: at once
                process.wait()
    finally:
        shutil.rmtree(folder)


def _unprivileged(folder: Path) -> dict[str, Any]:
    """Who runs it: it refuses to be run by root."""
    if os.geteuid():
        return {}
    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    entry = names.get(ADMIN) or names["nobody"]
    os.chown(folder, entry.pw_uid, entry.pw_gid)
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def _wait_for(server: Server) -> None:
    until = time.monotonic() + 60
    while True:
        try:
            server.run("SELECT 1", database="postgres")
        except psycopg.OperationalError:
            if server.process.poll() is not None or time.monotonic() > until:
                raise
            time.sleep(0.02)
        else:
            return
