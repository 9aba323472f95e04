"""What this room raises: an Excel file that cannot be read, and what to do about it, in plain Chinese."""

from bot.errors import BotError


class UnreadableWorkbookError(BotError):
    """The file is no .xlsx, is protected, carries macros, is too big, or holds no table that is a ledger."""
