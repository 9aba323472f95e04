"""fazhibot chat: the same conversation in a terminal."""

import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.commands.common import add_town, open_ledger, read_settings, the_town
from bot.errors import UsageError
from storage.records import Member, Role, Town

if TYPE_CHECKING:
    from storage.work import Work

SUMMARY = "talk to the bot in the terminal, on the embedded database; reads a pipe too"
EXAMPLE = "echo 昨天普法一场，资料300多份 | fazhibot chat --as 小李"
TRIAL_TOWN = "试用镇"


def add_arguments(parser: ArgumentParser) -> None:
    add_town(parser)
    parser.add_argument(
        "--as", dest="name", default="我", help="a member's name; a new one joins; default: 我"
    )
    parser.add_argument("--unit", default="司法所", help="the unit of a new member; default: 司法所")
    parser.add_argument(
        "--role", choices=[str(role) for role in Role], default="admin", help="of a new member"
    )
    parser.add_argument(
        "--at", type=_time, help="the time that it is there, e.g. 2025-06-14T10:20; default: now"
    )
    parser.add_argument(
        "--files", type=Path, default=Path(), help="the folder for the bot's documents; default: here"
    )


def run(options: Namespace) -> int:
    from bot import assemble

    timezone = read_settings().timezone
    with open_ledger() as database:
        with database.work() as work:
            if not work.members.towns() and options.town is None:
                work.members.add_town(TRIAL_TOWN, full_name=f"{TRIAL_TOWN}人民政府", timezone=timezone)
                print(f"There was no town yet: this is {TRIAL_TOWN}, to try things out.", file=sys.stderr)
            town = the_town(work, options.town)
            member = _member(work, town, options)
        begin: datetime | None = options.at
        if begin is not None and begin.tzinfo is None:
            begin = begin.replace(tzinfo=ZoneInfo(town.timezone))
        assemble.talk(database, member, begin, options.files)
    return 0


def _member(work: "Work", town: Town, options: Namespace) -> Member:
    found = work.members.by_name(town.id, options.name)
    if len(found) > 1:
        found = [member for member in found if member.unit.name == options.unit]
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(f"several members are named {options.name}: name the unit with --unit")
    unit = next((unit for unit in work.members.units(town.id) if unit.name == options.unit), None)
    unit = unit or work.members.add_unit(town.id, options.unit)
    return work.members.add_member(town.id, unit.id, options.name, Role(options.role))


def _time(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"{text!r} is no time; write 2025-06-14T10:20") from None
