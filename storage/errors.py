"""Everything that this room raises, in one tree."""


class StorageError(Exception):
    """The ledger's room could not do what it was asked."""


class DatabaseUnavailableError(StorageError):
    """The database cannot be opened, reached, written or upgraded; the message says what to change."""


class DatabaseAwayError(DatabaseUnavailableError):
    """The server does not answer, or not yet: it is worth another try."""


class NotFoundError(StorageError):
    """No such town, unit, member, entry or notice."""


class AlreadyExistsError(StorageError):
    """A name or key that must be unique is taken."""


class InvalidValueError(StorageError):
    """A value that the ledger must not hold: an unknown kind or measure, a negative count, a wrong span."""


class ClosedMonthError(InvalidValueError):
    """The month or year of an entry is closed: changing it needs a reason, which is kept."""


class InvitationError(StorageError):
    """An invitation code that is unknown, used or out of date."""


class BackupError(StorageError):
    """A backup cannot be made or restored; the message says what to change."""


class MoveError(StorageError):
    """A ledger cannot be moved to another database; the message says what to change."""
