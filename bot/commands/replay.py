"""fazhibot replay: a transcript through the real conversation."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from bot.commands.common import open_ledger, read_settings
from bot.errors import UsageError

SUMMARY = "play a town's transcript through the real conversation, each message at its own time"
EXAMPLE = "fazhibot replay year.jsonl --town-file town.json"


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("transcript", type=Path, help="JSON lines with id, at, sender, unit and text")
    parser.add_argument("--town-file", type=Path, required=True, help="JSON with name, villages and staff")
    parser.add_argument("--show", action="store_true", help="print the conversation on standard output")


def run(options: Namespace) -> int:
    from bot import replay

    facts = replay.read_town(read_text(options.town_file))
    lines = replay.read_lines(read_text(options.transcript))
    played = replay.Played()
    channel = f"replay:{facts['name']}"
    with open_ledger() as database:
        with database.work() as work:
            town = replay.settle(work, facts, channel, read_settings().timezone)
        for line, replies in replay.play(database, town, lines, channel, played):
            if options.show:
                print(f"{line.at:%Y-%m-%d %H:%M} {line.sender}：{line.text}")
                for reply in replies:
                    print("    " + reply.text.replace("\n", "\n    "))
    for stranger in dict.fromkeys(played.strangers):
        print(f"fazhibot: not in the town file, taken as a recorder: {stranger}", file=sys.stderr)
    print(
        f"{played.new} messages played, {played.known} known before, {played.failed} failed", file=sys.stderr
    )
    return 1 if played.failed else 0


def read_text(path: Path) -> str:
    """A file of UTF-8 text; UsageError where there is none."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read as UTF-8 text ({error})") from error
