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
    parser.add_argument(
        "--format",
        choices=("text", "md", "json"),
        default="text",
        help="text: a line a message; md: a page by month, each kind once in full; json: all texts",
    )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"{text!r} is no day; write 2025-11-24") from None


def run(options: Namespace) -> int:
    import json

    from bot.reminders import pages, preview

    with open_ledger() as database, database.work() as work:
        town = the_town(work, options.town)
        span = options.since, options.until
        if options.format == "text":
            lines = preview.lines(work, town, *span)
        else:
            messages = preview.messages(work, town, *span)
            if options.format == "json":
                rows = preview.rows(messages)
                lines = [json.dumps(rows, ensure_ascii=False, indent=1)]
            else:
                lines = list(pages.page(messages, f"{town.name}{span[0]}至{span[1]}的提醒"))
    for line in lines:
        print(line)
    return 0
