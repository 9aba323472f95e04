"""What a driver's error means, in one plain line that says what to change."""

from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError

from storage.errors import DatabaseAwayError, DatabaseUnavailableError

SQLITE_CAUSES = {
    "unable to open": "cannot be opened; check that its folder exists and that this user may write in it",
    "readonly": "cannot be written; give this user write permission on the file and its folder",
    "locked": "is held by another process; stop the other one, or try again when it has finished",
    "disk is full": "cannot grow: the disk is full; free some space and start again",
    "disk i/o error": "cannot be read or written (disk I/O error); check the disk and its free space",
    "malformed": "is damaged; restore the last backup with `fazhibot restore`",
    "not a database": "is not a database; point FAZHIBOT_DATABASE_URL or FAZHIBOT_DATA to another file",
}


# What a driver says while its server is away, begins or ends; a wrong password is none of these.
AWAY = (
    "connection refused",
    "timeout",
    "starting up",
    "shutting down",
    "closed the connection",
    "terminating connection",
    "resolve host",
    "no route to host",
    "unreachable",
    "too many clients",
    "remaining connection slots",
)


def explain(error: DBAPIError, url: URL) -> DatabaseUnavailableError:
    """The error in plain words, without the password of the URL."""
    first = _first(error)
    cause = " ".join(str(first.orig).split()) or type(first.orig).__name__
    if url.get_backend_name() != "sqlite":
        away = any(sign in cause.lower() for sign in AWAY)
        return (DatabaseAwayError if away else DatabaseUnavailableError)(
            f"The database {url.render_as_string(hide_password=True)} does not answer as it should; check "
            f"that the server runs, and the host, name, user and password in FAZHIBOT_DATABASE_URL: "
            f"{cause}"
        )
    for sign, advice in SQLITE_CAUSES.items():
        if sign in cause.lower():
            return DatabaseUnavailableError(f"The ledger {url.database} {advice}.")
    return DatabaseUnavailableError(f"The ledger {url.database} cannot be used: {cause}")


def _first(error: DBAPIError) -> DBAPIError:
    """The error that began it: a full disk makes the way back to a savepoint fail too, which says less."""
    first, at = error, error.__context__
    while at is not None:
        first = at if isinstance(at, DBAPIError) else first
        at = at.__context__
    return first
