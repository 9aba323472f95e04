"""fazhibot chat: the same conversation in a terminal."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from datetime import datetime

from bot.commands.common import add_town, open_ledger, read_settings

SUMMARY = "talk to the bot in the terminal, on the embedded database; reads a pipe too"
EXAMPLE = "echo 昨天普法一场，资料300多份 | fazhibot chat --as 小李"


def add_arguments(parser: ArgumentParser) -> None:
    add_town(parser)
    parser.add_argument("--as", dest="name", help="who you are: a member's name (made where there is none)")
    parser.add_argument("--at", type=_time, help="the time of the first message, e.g. 2025-06-14T10:20; default: now")
    parser.add_argument("--unit", help="the unit of a new member; default: 司法所")
    parser.add_argument("--role", default="admin", help="the role of a new member; default: admin")
    parser.add_argument("--files", default=".", help="the folder for documents that the bot sends; default: here")


def run(options: Namespace) -> int:
    from bot import assemble

    settings = read_settings()
    with open_ledger() as database:
        return assemble.chat(settings, database, options)


def _time(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"{text!r} is no time; write 2025-06-14T10:20") from None
