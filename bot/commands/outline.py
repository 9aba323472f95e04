"""fazhibot outline: the bundled styles, and learning last year's."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from bot.commands.common import read_document, write_file
from bot.errors import UsageError

if TYPE_CHECKING:
    from drafting.outline import Outline

SUMMARY = "list or show the bundled outlines; learn one from last year's report"
EXAMPLE = "fazhibot outline learn 2024年报告.docx --out outline.json"


def add_arguments(parser: ArgumentParser) -> None:
    actions = parser.add_subparsers(metavar="list|show|learn", required=True)
    actions.add_parser("list", help="the bundled styles").set_defaults(action=_list)
    show = actions.add_parser("show", help="one style as JSON; a copy of it can be edited")
    show.add_argument("name")
    show.set_defaults(action=_show)
    learn = actions.add_parser("learn", help="the outline of last year's report")
    learn.add_argument("report", type=Path, help="a .docx or .txt file")
    learn.add_argument("--out", type=Path, help="default: standard output")
    learn.set_defaults(action=_learn)


def run(options: Namespace) -> int:
    return int(options.action(options))


def chosen(name: str) -> "Outline":
    """A bundled style by its name, or the outline in a .json file."""
    from drafting import outline

    if not name.endswith(".json"):
        return outline.load(name)
    try:
        return outline.parse(Path(name).read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{name} cannot be read ({error})") from error


def _list(options: Namespace) -> int:
    from drafting import outline

    for name, title in outline.names().items():
        print(f"{name}\t{title}")
    return 0


def _show(options: Namespace) -> int:
    from drafting import outline

    print(outline.dump(outline.load(options.name)))
    return 0


def _learn(options: Namespace) -> int:
    from bot import documents
    from drafting import outline

    learned = documents.learn(read_document(options.report), options.report.name)
    text = outline.dump(learned) + "\n"
    if options.out:
        write_file(options.out, text)
        print(options.out)
    else:
        sys.stdout.write(text)
    return 0
