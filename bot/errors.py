"""What this room raises for whoever runs the program; each message is one line that says what to change."""


class BotError(Exception):
    """The work failed. `status`: the exit status of the command line."""

    status = 1


class UsageError(BotError):
    """A wrong call: an argument that cannot be right."""

    status = 2


class SettingsError(BotError):
    """A setting of the environment or .env that is missing or wrong."""

    status = 2
