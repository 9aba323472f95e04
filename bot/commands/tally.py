"""fazhibot tally: what a year or a month comes to."""

import json
from argparse import ArgumentParser, Namespace

from bot.commands.common import add_town, add_year, open_ledger, the_town

SUMMARY = "print the totals of a year or a month"
EXAMPLE = "fazhibot tally 2025 --month 6 --town 青禾镇"


def add_arguments(parser: ArgumentParser) -> None:
    add_year(parser)
    add_town(parser)
    parser.add_argument("--month", type=int, choices=range(1, 13), metavar="1-12")
    parser.add_argument("--format", choices=["text", "json"], default="text")


def run(options: Namespace) -> int:
    from bot import tallies

    with open_ledger() as database, database.work() as work:
        town = the_town(work, options.town)
        if options.format == "json":
            rows = tallies.rows(work, town, options.year, options.month)
            print(json.dumps(rows, ensure_ascii=False, indent=1))
        else:
            print(tallies.text(work, town, options.year, options.month))
    return 0
