"""Make the tables.

Released migrations are never edited: a change is a new file, and `HEAD` beside it.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make everything of version 0.1."""
    _kept()
    _shared()


def _kept() -> None:
    op.create_table(
        "replies",
        sa.Column("key", sa.LargeBinary, primary_key=True),
        sa.Column("model", sa.LargeBinary, nullable=False),
        sa.Column("text", sa.LargeBinary, nullable=False),
        sa.Column("finish_reason", sa.LargeBinary, nullable=False),
        sa.Column("prompt_tokens", sa.BigInteger, nullable=False),
        sa.Column("cached_tokens", sa.BigInteger, nullable=False),
        sa.Column("completion_tokens", sa.BigInteger, nullable=False),
        sa.Column("fingerprint", sa.LargeBinary),
        sa.Column("cost_usd", sa.Double),
        sa.Column("created", sa.Double, nullable=False),
    )
    op.create_table(
        "extractions",
        sa.Column("id", sa.LargeBinary, primary_key=True),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("etag", sa.LargeBinary, nullable=False),
        sa.Column("created", sa.Double, nullable=False),
    )
    op.create_table(
        "idempotency",
        sa.Column("key", sa.LargeBinary, primary_key=True),
        sa.Column("fingerprint", sa.LargeBinary, nullable=False),
        sa.Column("owner", sa.LargeBinary, nullable=False),
        sa.Column("expires", sa.Double, nullable=False),
        sa.Column("status", sa.Integer),
        sa.Column("headers", sa.LargeBinary),
        sa.Column("body", sa.LargeBinary),
        sa.Column("created", sa.Double, nullable=False),
    )
    for table in ("replies", "extractions", "idempotency"):
        op.create_index(f"{table}_by_age", table, ["created"])


def _shared() -> None:
    op.create_table(
        "claims",
        sa.Column("key", sa.LargeBinary, primary_key=True),
        sa.Column("owner", sa.LargeBinary, nullable=False),
        sa.Column("expires", sa.Double, nullable=False),
    )
    op.create_table(
        "counters",
        sa.Column("name", sa.LargeBinary, primary_key=True),
        sa.Column("window", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("amount", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "refusals",
        sa.Column("endpoint", sa.LargeBinary, primary_key=True),
        sa.Column("model", sa.LargeBinary, primary_key=True),
        sa.Column("refusal", sa.LargeBinary, primary_key=True),
        sa.Column("created", sa.Double, nullable=False),
    )
