"""Run by Alembic, inside the transaction and under the lock of `service.store.schema`."""

from alembic import context

from service.store.schema import VERSION_TABLE
from service.store.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, version_table=VERSION_TABLE)
context.run_migrations()
