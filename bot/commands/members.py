"""fazhibot members: who is in a town."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from bot.commands.common import add_town, open_ledger, the_town
from bot.errors import UsageError
from storage.records import Member, Role, Town

if TYPE_CHECKING:
    from storage.work import Work

SUMMARY = "list the town's members; change a role; end a membership"
EXAMPLE = "fazhibot members --town 青禾镇 --set-role 何振东 editor"


def add_arguments(parser: ArgumentParser) -> None:
    add_town(parser)
    parser.add_argument(
        "--set-role", nargs=2, metavar=("NAME", "ROLE"), help="viewer, recorder, editor or admin"
    )
    parser.add_argument(
        "--deactivate", metavar="NAME", help="the person may write no longer; their entries stay"
    )


def run(options: Namespace) -> int:
    with open_ledger() as database, database.work() as work:
        town = the_town(work, options.town)
        if options.set_role:
            name, role = options.set_role
            if role not in set(Role):
                raise UsageError(f"no role {role}; there are: {', '.join(Role)}")
            work.members.set_role(_one(work, town, name).id, Role(role))
        if options.deactivate:
            work.members.deactivate(_one(work, town, options.deactivate).id)
        for member in work.members.members(town.id):
            accounts = ", ".join(f"{channel}:{account}" for channel, account in member.accounts)
            state = "" if member.active else "inactive"
            print(
                "\t".join((member.name, member.unit.name, str(member.role), accounts or "-", state)).rstrip()
            )
    return 0


def _one(work: "Work", town: Town, name: str) -> Member:
    found = work.members.by_name(town.id, name)
    if len(found) != 1:
        raise UsageError(f"{'several members are' if found else 'no member is'} named {name} in {town.name}")
    return found[0]
