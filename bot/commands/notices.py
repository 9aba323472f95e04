"""fazhibot notices: what would be sent, and why."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from datetime import date

from bot.commands.common import add_town, open_ledger, the_town

SUMMARY = "list the notices that would be sent between two days, with their reasons"
EXAMPLE = "fazhibot notices --town 青禾镇 --from 2025-11-24 --to 2025-12-07"


def add_arguments(parser: ArgumentParser) -> None:
    add_town(parser)
    parser.add_argument(
        "--from", dest="since", type=_day, required=True, help="the first day, e.g. 2025-11-24"
    )
    parser.add_argument("--to", dest="until", type=_day, required=True, help="the last day")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"{text!r} is no day; write 2025-11-24") from None


def run(options: Namespace) -> int:
    from bot.reminders import preview

    with open_ledger() as database, database.work() as work:
        for line in preview.lines(work, the_town(work, options.town), options.since, options.until):
            print(line)
    return 0
