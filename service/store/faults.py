"""The one place where a database's errors become ours."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from service.errors import NotConfigured, StoreUnavailable

RETRY_AFTER = 2.0
"""Seconds. Locks, restarts and fail-overs pass in about that time; a full disk does not, but nobody can say when it will."""


@contextmanager
def database_errors() -> Iterator[None]:
    """Raise `StoreUnavailable` for whatever the driver or the pool raises, `NotConfigured` for a file that is no database.

    Never shows SQL or values: they may hold article text.
    """
    try:
        yield
    except SQLAlchemyError as error:
        if getattr(getattr(error, "orig", None), "sqlite_errorname", None) == "SQLITE_NOTADB":
            raise NotConfigured(
                "The file that DATABASE_URL points to is no SQLite database. Name another, or move it away."
            ) from error
        raise StoreUnavailable(f"The store does not answer: {_reason(error)}", retry_after=RETRY_AFTER) from error


def _reason(error: SQLAlchemyError) -> str:
    words = str(error.orig if isinstance(error, DBAPIError) else error).strip()
    return words.splitlines()[0] if words else type(error).__name__
