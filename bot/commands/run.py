"""fazhibot run: the bot."""

from argparse import ArgumentParser, Namespace

from bot.commands.common import open_ledger, read_settings
from bot.errors import SettingsError

SUMMARY = "run the bot on Telegram, with reminders (needs TELEGRAM_BOT_TOKEN)"
EXAMPLE = "TELEGRAM_BOT_TOKEN=123456789:AbC… fazhibot run"


def add_arguments(parser: ArgumentParser) -> None:
    del parser  # all it needs is in the settings


def run(options: Namespace) -> int:
    from bot import assemble

    settings = read_settings()
    if not settings.token:
        raise SettingsError(
            "TELEGRAM_BOT_TOKEN is empty: put the token from @BotFather in .env, or try  fazhibot chat."
        )
    with open_ledger() as database:
        assemble.serve(settings, database)
    return 0
