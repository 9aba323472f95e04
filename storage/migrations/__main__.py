"""Make the next step of the schema: python -m storage.migrations "what changes"."""

import sys
import tempfile
from pathlib import Path

from alembic import command

from storage.database import open_engine
from storage.schema import bring_up, config, version


def main(arguments: list[str]) -> int:
    """Write a new file in versions/ from the difference between the tables and the steps so far."""
    if len(arguments) != 1:
        print('usage: python -m storage.migrations "what changes"', file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(f"sqlite:///{Path(folder) / 'steps.sqlite3'}", foreign_keys=False)
        with engine.begin() as connection:
            bring_up(connection)
            number = f"{int(version(connection) or 0) + 1:04}"
            command.revision(config(connection), message=arguments[0], autogenerate=True, rev_id=number)
        engine.dispose()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
