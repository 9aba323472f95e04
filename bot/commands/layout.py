"""fazhibot layout: the page profiles of reports, and a county's own."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot import layouts
from bot.commands.common import add_town, open_ledger, the_town
from bot.errors import BotError, UsageError
from storage.records import Town

if TYPE_CHECKING:
    from drafting.layout import Layout

SUMMARY = "list, choose or add the page profiles that a report is set on"
EXAMPLE = "fazhibot layout add 本县版式.toml"


def add_arguments(parser: ArgumentParser) -> None:
    actions = parser.add_subparsers(metavar="list|show|check|add|use|remove", required=True)
    for name, what, argument, action in (
        ("list", "the profiles, the one in use marked", None, _list),
        ("show", "a profile as TOML; a copy of it can be edited", "name", _show),
        ("check", "say what is wrong with a file of profiles", "file", _check),
        ("add", "keep the profiles of a file for the town", "file", _add),
        ("use", "set the town's reports on a profile from now on", "name", _use),
        ("remove", "forget a profile of the town's own", "name", _remove),
    ):
        example = {"name": "国标", "file": "本县版式.toml", None: ""}[argument]
        command = actions.add_parser(
            name, help=what, epilog=f"example: fazhibot layout {name} {example}".strip()
        )
        if argument == "file":
            command.add_argument("file", type=Path, help="a TOML file")
        elif argument:
            command.add_argument("name")
        add_town(command)
        command.set_defaults(action=action)


def run(options: Namespace) -> int:
    return int(options.action(options))


def chosen(town: Town, words: str) -> "Layout":
    """A profile by its name, or that of a file: FILE.toml, or FILE.toml:NAME where it holds several."""
    file, colon, name = words.rpartition(":")
    if not (colon and file.endswith(".toml")):
        file, name = words, ""
    if not file.endswith(".toml"):
        return layouts.named(town, words)
    from drafting import layout

    rows = _read(Path(file))
    if not name and len(rows) > 1:
        raise UsageError(f"{file} holds several profiles; write {file}:NAME with one of {'、'.join(rows)}")
    return layout.load(name or next(iter(rows)), rows)


def _list(options: Namespace) -> int:
    town = _town(options)
    used = layouts.chosen(town)
    for name, label in layouts.names(town).items():
        print(f"{'*' if name == used else ' '} {name}\t{label}")
    return 0


def _show(options: Namespace) -> int:
    from drafting.layout import bundled, whole
    from drafting.layout_profiles import dump

    town = _town(options)
    name = layouts.find(town, options.name)
    print(dump(name, whole(name, {**bundled(), **layouts.own(town)})))
    return 0


def _check(options: Namespace) -> int:
    for name, row in _read(options.file).items():
        print(f"{name}\t{row.get('label', name)}")
    return 0


def _add(options: Namespace) -> int:
    rows = _read(options.file)
    town = _town(options)
    _keep(options, {**layouts.own(town), **rows})
    print("\n".join(rows))
    return 0


def _use(options: Namespace) -> int:
    name = layouts.find(_town(options), options.name)
    with open_ledger() as database, database.work() as work:
        work.members.update_town(the_town(work, options.town).id, settings={layouts.CHOSEN: name})
    print(name)
    return 0


def _remove(options: Namespace) -> int:
    own = layouts.own(_town(options))
    if options.name not in own:
        raise BotError(f"“{options.name}”不是本镇自己的版式。自己的有：{'、'.join(own) or '没有'}")
    del own[options.name]
    _keep(options, own)
    return 0


def _keep(options: Namespace, rows: Mapping[str, Any]) -> None:
    """The town's own profiles, which must hold together."""
    from drafting.layout_profiles import problems

    if faults := list(problems(rows)):
        raise BotError("；".join(faults))
    with open_ledger() as database, database.work() as work:
        work.members.update_town(the_town(work, options.town).id, settings={layouts.OWN: dict(rows) or None})


def _town(options: Namespace) -> Town:
    with open_ledger() as database, database.work() as work:
        return the_town(work, options.town)


def _read(path: Path) -> dict[str, dict[str, Any]]:
    from drafting.errors import LayoutError
    from drafting.layout_profiles import read

    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read ({error})") from error
    try:
        return read(text)
    except LayoutError as error:
        print(error, file=sys.stderr)
        raise UsageError(f"{path} is no file of profiles; see above") from error
