"""fazhibot parse: what messages mean, one JSON line each; touches no database."""

import json
import sys
from argparse import ArgumentParser, Namespace

SUMMARY = "read messages (JSON lines on standard input), print one meaning a line"
EXAMPLE = """echo '{"id":"1","at":"2025-06-14T10:20:00+08:00","text":"昨天普法一场"}' | fazhibot parse"""


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--explain", action="store_true", help="show the words that each part came from")


def run(options: Namespace) -> int:
    from bot.understanding import wire

    unreadable = 0
    for number, line in enumerate(sys.stdin, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            answer = wire.answer(row, explain=options.explain)
        except (ValueError, KeyError, TypeError) as error:
            unreadable += 1
            print(f"fazhibot: line {number} is no message ({error})", file=sys.stderr)
            continue
        print(json.dumps(answer, ensure_ascii=False))
    return 1 if unreadable else 0
