"""The tables as the newest migration leaves them; a test compares the two.

Names and text from outside are UTF-8 bytes (see `encoding`), points in time are seconds since the epoch.
"""

from sqlalchemy import BigInteger, Column, Double, Index, Integer, LargeBinary, MetaData, Table

metadata = MetaData()

replies = Table(
    "replies",
    metadata,
    Column("key", LargeBinary, primary_key=True),
    Column("model", LargeBinary, nullable=False),
    Column("text", LargeBinary, nullable=False),
    Column("finish_reason", LargeBinary, nullable=False),
    Column("prompt_tokens", BigInteger, nullable=False),
    Column("cached_tokens", BigInteger, nullable=False),
    Column("completion_tokens", BigInteger, nullable=False),
    Column("fingerprint", LargeBinary),
    Column("cost_usd", Double),
    Column("created", Double, nullable=False),
    Index("replies_by_age", "created"),
)

extractions = Table(
    "extractions",
    metadata,
    Column("id", LargeBinary, primary_key=True),
    Column("body", LargeBinary, nullable=False),
    Column("etag", LargeBinary, nullable=False),
    Column("created", Double, nullable=False),
    Index("extractions_by_age", "created"),
)

claims = Table(
    "claims",
    metadata,
    Column("key", LargeBinary, primary_key=True),
    Column("owner", LargeBinary, nullable=False),
    Column("expires", Double, nullable=False),
)

counters = Table(
    "counters",
    metadata,
    Column("name", LargeBinary, primary_key=True),
    Column("window", BigInteger, primary_key=True, autoincrement=False),
    Column("amount", BigInteger, nullable=False),
)

refusals = Table(
    "refusals",
    metadata,
    Column("endpoint", LargeBinary, primary_key=True),
    Column("model", LargeBinary, primary_key=True),
    Column("refusal", LargeBinary, primary_key=True),
    Column("created", Double, nullable=False),
)

idempotency = Table(
    "idempotency",
    metadata,
    Column("key", LargeBinary, primary_key=True),
    Column("fingerprint", LargeBinary, nullable=False),
    Column("owner", LargeBinary, nullable=False),
    Column("expires", Double, nullable=False),
    Column("status", Integer),  # null while it runs
    Column("headers", LargeBinary),
    Column("body", LargeBinary),
    Column("created", Double, nullable=False),
    Index("idempotency_by_age", "created"),
)
