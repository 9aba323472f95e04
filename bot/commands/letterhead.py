"""fazhibot letterhead: the town's own .docx that its report is set into."""

import sys
from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.commands.common import add_town, open_ledger, read_document, the_town, write_file

if TYPE_CHECKING:
    from bot.letterheads import Tried

SUMMARY = "make, check, set, show or remove the .docx that the town's report is set into"
EXAMPLE = "fazhibot letterhead check 红头.docx --sample 样张.docx"
_BY = "命令行"


def add_arguments(parser: ArgumentParser) -> None:
    actions = parser.add_subparsers(metavar="new|check|set|show|remove", required=True)
    new = actions.add_parser(
        "new",
        help="one to begin with, to be changed in Word",
        epilog="example: fazhibot letterhead new --out 红头.docx",
    )
    new.add_argument("--out", type=Path, required=True)
    add_town(new)
    new.set_defaults(action=_new)
    check = actions.add_parser(
        "check",
        help="say what is wrong with a .docx; write a sample report in it",
        epilog=f"example: {EXAMPLE}",
    )
    set_ = actions.add_parser(
        "set",
        help="use it from now on, where nothing is wrong",
        epilog="example: fazhibot letterhead set 红头.docx",
    )
    for command in (check, set_):
        command.add_argument("file", type=Path, help="a .docx with {{ 正文 }} in a paragraph of its own")
        command.add_argument("--sample", type=Path, help="where to write a sample report in it")
        add_town(command)
    check.set_defaults(action=_check)
    set_.set_defaults(action=_set)
    show = actions.add_parser(
        "show",
        help="which one is used; --out writes it",
        epilog="example: fazhibot letterhead show --out 红头.docx",
    )
    show.add_argument("--out", type=Path)
    remove = actions.add_parser(
        "remove", help="use none from now on", epilog="example: fazhibot letterhead remove"
    )
    for command, action in ((show, _show), (remove, _remove)):
        add_town(command)
        command.set_defaults(action=action)


def run(options: Namespace) -> int:
    return int(options.action(options))


def _new(options: Namespace) -> int:
    from bot import layouts
    from drafting.letterhead.starter import starter

    with open_ledger() as database, database.work() as work:
        town = the_town(work, options.town)
    write_file(options.out, starter(layouts.of_town(town)))
    print(options.out)
    return 0


def _check(options: Namespace) -> int:
    found = _tried(options)
    return 0 if found.usable else 1


def _set(options: Namespace) -> int:
    content = read_document(options.file)
    found = _tried(options)
    if not found.usable:
        return 1
    with open_ledger() as database, database.work() as work:
        town = the_town(work, options.town)
        kept = work.letterheads.offer(
            town.id, options.file.name, content, found.checked.facts, member_name=_BY, at=datetime.now(UTC)
        )
        work.letterheads.use(kept.id)
    print(options.file.name)
    return 0


def _tried(options: Namespace) -> "Tried":
    """The letterhead checked: what is wrong with it on standard error, the sample where it is wanted."""
    from bot import layouts, letterheads

    content = read_document(options.file)
    with open_ledger() as database, database.work() as work:
        town = the_town(work, options.town)
    today = datetime.now(ZoneInfo(town.timezone)).date()
    found = letterheads.tried(content, town, layouts.of_town(town), today)
    print(letterheads.told(found, options.file.name), file=sys.stderr)
    if found.usable and options.sample:
        write_file(options.sample, found.sample)
        print(options.sample)
    return found


def _show(options: Namespace) -> int:
    with open_ledger() as database, database.work() as work:
        town = the_town(work, options.town)
        kept = work.letterheads.of_town(town.id)
    if kept is None:
        print(f"{town.name}没有设红头模板", file=sys.stderr)
        return 1
    fields = "、".join(kept.facts.get("fields", ()))
    print(f"{kept.filename}\t{kept.member_name}\t{kept.at:%Y-%m-%d}\t{fields}")
    if options.out:
        write_file(options.out, kept.content)
        print(options.out)
    return 0


def _remove(options: Namespace) -> int:
    with open_ledger() as database, database.work() as work:
        town = the_town(work, options.town)
        if not work.letterheads.put_away(town.id):
            print(f"{town.name}没有设红头模板", file=sys.stderr)
            return 1
    return 0
