"""Every statement of the store, built once, so that SQLAlchemy compiles and the drivers prepare each only once."""

from typing import Any

from sqlalchemy import (
    BigInteger,
    BindParameter,
    Column,
    ColumnElement,
    Delete,
    Double,
    Insert,
    and_,
    bindparam,
    case,
    delete,
    or_,
    select,
    true,
    update,
)

from service.store.tables import claims, counters, extractions, idempotency, refusals, replies

find_reply = select(replies).where(replies.c.key == bindparam("key"))
find_extraction = select(extractions.c.body).where(extractions.c.id == bindparam("id"))
find_etag = select(extractions.c.etag).where(extractions.c.id == bindparam("id"))
delete_extraction = delete(extractions).where(extractions.c.id == bindparam("id"))

find_refused = select(refusals.c.refusal).where(
    refusals.c.endpoint == bindparam("endpoint"), refusals.c.model == bindparam("model")
)

release = delete(claims).where(claims.c.key == bindparam("key"), claims.c.owner == bindparam("owner"))

find_run = select(idempotency).where(idempotency.c.key == bindparam("key"))
_own_run = and_(idempotency.c.key == bindparam("of"), idempotency.c.owner == bindparam("by"), idempotency.c.status.is_(None))
finish = update(idempotency).where(_own_run)
abandon = delete(idempotency).where(_own_run)

PRUNED_AT_ONCE = 500
"""Rows: a statement holds up the writes behind it for some milliseconds, never for the whole of the pruning."""
_older: BindParameter[float] = bindparam("older_than", type_=Double)


def _prune(key: Column[Any], old: ColumnElement[bool]) -> Delete:
    return delete(key.table).where(key.in_(select(key).where(old).limit(PRUNED_AT_ONCE)))


prune = (
    _prune(replies.c.key, replies.c.created < _older),
    _prune(extractions.c.id, extractions.c.created < _older),
    _prune(idempotency.c.key, idempotency.c.created < _older),
    _prune(claims.c.key, claims.c.expires < _older),
)
"""Each is repeated until it deletes less than `PRUNED_AT_ONCE` rows."""
prune_small = (delete(refusals).where(refusals.c.created < _older), delete(counters).where(counters.c.window < _older))

health = select(true())


class Upserts:
    """The statements whose form is the dialect's: `sqlite` or `postgresql`."""

    def __init__(self, dialect: str) -> None:
        insert = _insert(dialect)
        self.keep_reply = _replace(insert(replies))
        self.keep_extraction = _replace(insert(extractions))
        self.keep_refused: Insert = insert(refusals).on_conflict_do_nothing()
        self.claim = _claim(insert(claims))
        self.reserve = _reserve(insert(counters))
        self.settle = _settle(insert(counters))
        self.begin = _begin(insert(idempotency))


def _insert(dialect: str) -> Any:  # noqa: ANN401 - the dialects' inserts share no base with the methods used here
    if dialect == "sqlite":
        from sqlalchemy.dialects.sqlite import insert as sqlite_insert  # noqa: PLC0415 - a dialect takes 50 ms to import

        return sqlite_insert
    from sqlalchemy.dialects.postgresql import insert as postgresql_insert  # noqa: PLC0415

    return postgresql_insert


def _replace(insert: Any) -> Insert:  # noqa: ANN401
    """Let the newer row win."""
    keys = insert.table.primary_key.columns.keys()
    rest = {column.name: insert.excluded[column.name] for column in insert.table.columns if column.name not in keys}
    replaced: Insert = insert.on_conflict_do_update(index_elements=keys, set_=rest)
    return replaced


def _claim(insert: Any) -> Insert:  # noqa: ANN401
    """Return a row when the claim was free, run out or one's own."""
    new = insert.excluded
    taken: Insert = insert.on_conflict_do_update(
        index_elements=["key"],
        set_={"owner": new.owner, "expires": new.expires},
        where=or_(claims.c.owner == new.owner, claims.c.expires <= bindparam("now")),
    ).returning(claims.c.owner)
    return taken


def _reserve(insert: Any) -> Insert:  # noqa: ANN401
    """Return a row when the amount fits; the first amount of a window is for the caller to check."""
    total = counters.c.amount + insert.excluded.amount
    reserved: Insert = insert.on_conflict_do_update(
        index_elements=["name", "window"], set_={"amount": total}, where=total <= bindparam("limit", type_=BigInteger)
    ).returning(counters.c.amount)
    return reserved


def _settle(insert: Any) -> Insert:  # noqa: ANN401
    total = counters.c.amount + bindparam("difference", type_=BigInteger)
    settled: Insert = insert.on_conflict_do_update(
        index_elements=["name", "window"], set_={"amount": case((total < 0, 0), else_=total)}
    )
    return settled


def _begin(insert: Any) -> Insert:  # noqa: ANN401
    """Return a row when the run is new, one's own, or its owner's lease has ended."""
    new, old = insert.excluded, idempotency.c
    begun: Insert = insert.on_conflict_do_update(
        index_elements=["key"],
        set_={"owner": new.owner, "expires": new.expires},
        where=and_(
            old.status.is_(None),
            old.fingerprint == new.fingerprint,
            or_(old.owner == new.owner, old.expires <= bindparam("now")),
        ),
    ).returning(old.owner)
    return begun
