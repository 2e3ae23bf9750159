"""Alembic's entry: it runs on the connection `app.migrate` hands over, inside that transaction."""

from alembic import context
from sqlmodel import SQLModel

import app.tables  # noqa: F401 - registers the tables
import surveys.tables  # noqa: F401

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=SQLModel.metadata,
    render_as_batch=connection.dialect.name == "sqlite",
    compare_type=True,
    transactional_ddl=True,
    transaction_per_migration=False,
)
context.run_migrations()
