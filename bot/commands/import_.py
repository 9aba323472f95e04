"""fazhibot import: an existing ledger from an Excel file."""

import sys
from argparse import ArgumentParser, Namespace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.commands.common import add_town, open_ledger, the_town
from bot.errors import UsageError
from storage.records import Member, Role, Town

if TYPE_CHECKING:
    from storage.work import Work

SUMMARY = "bring in a ledger that was kept in Excel: shows what each row becomes, records with --apply"
EXAMPLE = "fazhibot import 台账.xlsx            (then, if it looks right)  fazhibot import 台账.xlsx --apply"
IMPORTER, OFFICE = "台账导入", "司法所"


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="an .xlsx")
    add_town(parser)
    parser.add_argument("--as", dest="name", help="who imports; default: the first admin or editor")
    action = parser.add_mutually_exclusive_group()
    action.add_argument("--dry-run", action="store_true", help="only show what it would do (the default)")
    action.add_argument("--apply", action="store_true", help="record it; a second time adds nothing")


def run(options: Namespace) -> int:
    from bot.workbooks import telling
    from bot.workbooks.applying import apply, town_words
    from bot.workbooks.importing import preview
    from bot.workbooks.values import ImportResult

    content = _read(options.file)
    with open_ledger() as database:
        with database.work() as work:
            town = the_town(work, options.town)
            words = town_words(work, town)
        # Reading takes a while, and a transaction would keep everybody else from writing.
        now = datetime.now(ZoneInfo(town.timezone))
        found = preview(content, now, words)
        if options.apply:
            with database.work() as work:
                member = _member(work, town, options.name)
            done = ImportResult()
            for part in found.parts():
                with database.work() as work:
                    done += apply(work, town, member, part, now)
            print(telling.short(found, most=100))
            print(telling.result(done))
        else:
            for line in telling.lines(found, now.date()):
                print(line)
            print("Nothing was recorded yet: add --apply to record it.", file=sys.stderr)
    return 0


def _read(path: Path) -> bytes:
    from bot.workbooks.package import MOST_BYTES

    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        raise UsageError(f"{path} cannot be read ({error.strerror})") from error


def _member(work: "Work", town: Town, name: str | None) -> Member:
    """Who imports. A town without staff gets one who is not active, and is neither asked nor reminded."""
    if name:
        found = work.members.by_name(town.id, name)
        if len(found) != 1:
            raise UsageError(f"{len(found)} members are named {name}: give another with --as")
        return found[0]
    active = [one for one in work.members.members(town.id) if one.active]
    for role in (Role.ADMIN, Role.EDITOR):
        if chosen := next((one for one in active if one.role is role), None):
            return chosen
    if active:
        raise UsageError("the town has neither admin nor editor: name who imports with --as")
    known = [one for one in work.members.members(town.id) if one.name == IMPORTER]
    if known:
        return known[0]
    units = work.members.units(town.id)
    office = next((one for one in units if one.name == OFFICE), None) or work.members.add_unit(
        town.id, OFFICE
    )
    return work.members.deactivate(work.members.add_member(town.id, office.id, IMPORTER, Role.EDITOR).id)
