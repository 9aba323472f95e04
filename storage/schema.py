"""The schema, brought to the program's version by the migrations that it ships."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect

from storage.errors import DatabaseUnavailableError

MIGRATIONS = Path(__file__).parent / "migrations"
VERSION_TABLE = "alembic_version"


def config(connection: Connection | None = None) -> Config:
    """Alembic's settings for these migrations, on that connection."""
    settings = Config()
    settings.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    settings.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    settings.attributes["connection"] = connection
    return settings


def bring_up(connection: Connection) -> None:
    """Apply the migrations that the database lacks, in the connection's transaction.

    DatabaseUnavailableError for a schema newer than the program, or tables that are no ledger's.
    """
    if steps_missing(connection):
        command.upgrade(config(connection), "head")


def steps_missing(connection: Connection) -> bool:
    """Whether the schema is behind the program's; DatabaseUnavailableError as `bring_up` says."""
    found = version(connection)
    scripts = ScriptDirectory.from_config(config())
    if found is None and inspect(connection).get_table_names():
        raise DatabaseUnavailableError(
            f"The database {connection.engine.url.database} holds tables that are not this program's; "
            "give FAZHIBOT_DATABASE_URL an empty database or a ledger."
        )
    if found is not None and found not in {script.revision for script in scripts.walk_revisions()}:
        raise DatabaseUnavailableError(
            f"The ledger was written by a newer fazhibot (schema {found}, this program knows "
            f"{scripts.get_current_head()}); update the program, or restore an older backup."
        )
    return found != scripts.get_current_head()


def version(connection: Connection) -> str | None:
    """The schema's revision, or None where no migration was ever applied."""
    return MigrationContext.configure(
        connection, opts={"version_table": VERSION_TABLE}
    ).get_current_revision()
