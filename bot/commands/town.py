"""fazhibot town add | list."""

from argparse import ArgumentParser, Namespace

from bot.commands.common import open_ledger, read_settings

SUMMARY = "add a town, or list the towns"
EXAMPLE = (
    "fazhibot town add 青禾镇 --full-name 青禾镇人民政府 --superior 县委、县政府 --unit 司法所 --unit 枫林村"
)


def add_arguments(parser: ArgumentParser) -> None:
    actions = parser.add_subparsers(metavar="add|list", required=True)
    add = actions.add_parser("add", help="add a town with its units", epilog=f"example: {EXAMPLE}")
    add.add_argument("name", help="the short name, e.g. 青禾镇")
    add.add_argument("--full-name", default="", help="the name that signs the report; default: NAME人民政府")
    add.add_argument("--superior", default="", help="whom the report addresses, e.g. 县委、县政府")
    add.add_argument("--province", default="", help="for the province's own dates, e.g. 四川省")
    add.add_argument("--unit", action="append", default=[], help="a village or an office; may be given again")
    add.set_defaults(action=_add)
    listing = actions.add_parser("list", help="list the towns", epilog="example: fazhibot town list")
    listing.set_defaults(action=_list)


def run(options: Namespace) -> int:
    status = options.action(options)
    return int(status)


def _add(options: Namespace) -> int:
    timezone = read_settings().timezone
    with open_ledger() as database, database.work() as work:
        town = work.members.add_town(
            options.name,
            full_name=options.full_name or f"{options.name}人民政府",
            superior=options.superior,
            province=options.province,
            timezone=timezone,
        )
        for name in dict.fromkeys(options.unit):
            work.members.add_unit(town.id, name)
    print(town.name)
    return 0


def _list(options: Namespace) -> int:
    with open_ledger() as database, database.work() as work:
        for town in work.members.towns():
            units = "、".join(unit.name for unit in work.members.units(town.id))
            print(f"{town.name}\t{town.full_name}\t{town.superior}\t{units}")
    return 0
