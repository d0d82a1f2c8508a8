"""What Alembic runs: always on the connection that ``models.migrations.alembic_config`` was given."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
