"""Which database URLs are taken."""

from pathlib import Path

import pytest

from service.errors import NotConfigured
from service.store.engine import make_engine
from service.store.location import Location, locate


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///", "sqlite:///:memory:", " sqlite:// "])
def test_sqlite_without_a_file_is_memory(url: str) -> None:
    assert locate(url).kind == "memory"


def test_sqlite_takes_relative_and_absolute_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert locate("sqlite:///a.sqlite3") == Location("sqlite", "sqlite:///a.sqlite3")
    assert locate(f"sqlite:///{tmp_path}/a.sqlite3") == Location("sqlite", f"sqlite:///{tmp_path}/a.sqlite3")


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_every_spelling_of_postgresql_means_the_same(scheme: str) -> None:
    assert locate(f"{scheme}://u:p@h:5433/d?sslmode=require") == Location(
        "postgresql", "postgresql+psycopg://u:p@h:5433/d?sslmode=require"
    )


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("", "no URL"),
        ("dragoman.sqlite3", "no URL"),
        ("mysql://u:secret@h/d", "mysql://"),
        ("postgresql+asyncpg://h/d", r"postgresql\+asyncpg://"),
        ("sqlite+aiosqlite:///a", r"sqlite\+aiosqlite://"),
        ("postgresql://", "no PostgreSQL server"),
        ("postgres:///", "no PostgreSQL server"),
        ("sqlite://a.sqlite3", "three slashes"),
        ("sqlite:////", "folder, not"),
        ("sqlite:////no/such/folder/a.sqlite3", "/no/such/folder of DATABASE_URL does not exist"),
    ],
)
def test_anything_else_is_refused_with_what_to_do(url: str, words: str) -> None:
    with pytest.raises(NotConfigured, match=words) as refused:
        locate(url)
    assert "secret" not in str(refused.value)


def test_a_postgresql_url_that_cannot_be_read_is_refused_without_showing_its_password() -> None:
    with pytest.raises(NotConfigured, match="cannot be read") as refused:
        make_engine(locate("postgresql://u:secret@h:port/d"), patience=1)
    assert "secret" not in str(refused.value)


def test_a_url_may_set_its_own_limits() -> None:
    engine = make_engine(locate("postgresql://h/d?connect_timeout=1&options=-csearch_path%3Dx"), patience=5)
    _, arguments = engine.dialect.create_connect_args(engine.url)
    assert arguments["connect_timeout"] == "1"
    assert arguments["options"] == "-csearch_path=x"
