"""Append-only migrations; `HEAD` names the newest, so that an up-to-date database is known without importing Alembic."""

HEAD = "0001"
