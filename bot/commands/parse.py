"""fazhibot parse: what messages mean, one JSON line each; touches no database."""

import json
import sys
from argparse import ArgumentParser, Namespace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

SUMMARY = "read messages (JSON lines on standard input), print one meaning a line"
EXAMPLE = """echo '{"id":"1","at":"2025-06-14T10:20:00+08:00","text":"昨天普法一场"}' | fazhibot parse
         fazhibot parse --explain --text "昨天在文化广场普法，来了50人" """


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--explain", action="store_true", help="show the words that each part came from")
    parser.add_argument("--text", help="one message instead of standard input, sent now or --at")
    parser.add_argument("--at", help="when --text was sent (2025-06-14T10:20)")


def run(options: Namespace) -> int:
    from bot.understanding import lexicon

    lexicon.bundled()  # what is wrong with the vocabulary is no fault of a message
    return _one(options) if options.text else _lines(options.explain)


def _one(options: Namespace) -> int:
    """A single message: as JSON, or in the words of a clerk with --explain."""
    from bot.explaining import explained
    from bot.understanding import understand, wire

    zone = ZoneInfo("Asia/Shanghai")
    at = datetime.fromisoformat(options.at) if options.at else datetime.now(zone)
    at = at if at.tzinfo else at.replace(tzinfo=zone)
    if options.explain:
        print(explained(options.text, at, understand(options.text, at)))
    else:
        _print(wire.answer({"id": "1", "at": at.isoformat(), "text": options.text}))
    return 0


def _lines(explained: bool) -> int:
    from bot.understanding import wire

    unreadable = 0
    for number, line in enumerate(sys.stdin, 1):
        if not line.strip():
            continue
        try:
            answer = wire.answer(json.loads(line), explain=explained)
        except (ValueError, KeyError, TypeError) as error:
            unreadable += 1
            print(f"fazhibot: line {number} is no message ({error})", file=sys.stderr)
            continue
        _print(answer)
    return 1 if unreadable else 0


def _print(row: dict[str, Any]) -> None:
    print(json.dumps(row, ensure_ascii=False))
