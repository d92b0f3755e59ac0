"""Where a database URL points, decided without importing a database library."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import unquote

from service.errors import NotConfigured

FORMS = "Use sqlite:///FILE, sqlite:// (memory) or postgresql://USER:PASSWORD@HOST/DATABASE."


@dataclass(frozen=True, slots=True)
class Location:
    """`url` is in SQLAlchemy's form and may hold a password."""

    kind: Literal["memory", "sqlite", "postgresql"]
    url: str


def locate(url: str) -> Location:
    """Read a DATABASE_URL; `postgres://` is the same as `postgresql://`. Raises `NotConfigured` for what the store cannot use."""
    match = re.fullmatch(r"(?P<scheme>[a-z][a-z0-9+]*)://(?P<rest>.*)", url.strip(), re.DOTALL)
    if not match:
        raise NotConfigured(f"DATABASE_URL is no URL. {FORMS}")
    scheme, rest = match["scheme"], match["rest"]
    if scheme == "sqlite":
        return _sqlite(rest)
    if scheme in {"postgres", "postgresql", "postgresql+psycopg"}:
        if not rest.strip("/"):
            raise NotConfigured(f"DATABASE_URL names no PostgreSQL server. {FORMS}")
        return Location("postgresql", f"postgresql+psycopg://{rest}")
    raise NotConfigured(f"DATABASE_URL begins with {scheme}://, which this service does not speak. {FORMS}")


def described(url: str) -> str:
    """Return where `url` points in words, without user, password and parameters. Raises `NotConfigured`."""
    location = locate(url)
    if location.kind == "memory":
        return "the store in memory"
    rest = location.url.partition("://")[2].partition("?")[0]
    if location.kind == "sqlite":
        return f"the SQLite file {Path(unquote(rest.removeprefix('/'))).absolute()}"
    return f"PostgreSQL at {rest.rpartition('@')[2]}"


def shared_by_replicas(url: str) -> bool:
    """Tell whether several replicas may use the database at `url` at once: PostgreSQL, not a file or memory."""
    return locate(url).kind == "postgresql"


def _sqlite(rest: str) -> Location:
    name, _, query = rest.partition("?")
    if name in {"", "/", "/:memory:"}:
        return Location("memory", "sqlite://")
    if not name.startswith("/"):
        raise NotConfigured(f"DATABASE_URL needs three slashes before an SQLite file: sqlite:///{name}")
    file = Path(unquote(name.removeprefix("/").removeprefix("file:")))
    if file.is_dir():
        raise NotConfigured(f"DATABASE_URL points to {file}, which is a folder, not an SQLite file. Name a file.")
    if not file.parent.is_dir():
        raise NotConfigured(f"The folder {file.parent} of DATABASE_URL does not exist. Make it, or name another.")
    return Location("sqlite", f"sqlite://{name}" + (f"?{query}" if query else ""))
