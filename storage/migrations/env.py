"""How Alembic runs these migrations: on the connection that schema.py hands in, or that makes a new step.

A new step: `python -m storage.migrations "what changes"` (it compares the tables with a fresh database).
There are no steps back: the way back is the copy that Database.upgrade makes before it takes one.
"""

from typing import Any, Literal

from alembic import context
from sqlmodel.sql.sqltypes import AutoString

from storage import file_tables as file_tables
from storage import letterhead_tables as letterhead_tables
from storage import month_tables as month_tables
from storage.columns import ExactDecimal, UtcTime
from storage.schema import VERSION_TABLE
from storage.tables import Base

PLAIN_TYPES = {
    AutoString: "sa.String()",
    UtcTime: "sa.DateTime(timezone=True)",
    ExactDecimal: "sa.String(40)",
}


def plain_type(what: str, item: Any, _context: Any) -> str | Literal[False]:
    """A step names SQLAlchemy's own types, so that it stays what it was when the program's types change."""
    return PLAIN_TYPES.get(type(item)) or False if what == "type" else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    version_table=VERSION_TABLE,
    render_as_batch=True,
    render_item=plain_type,
    transactional_ddl=True,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
