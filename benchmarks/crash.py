"""kill -9 at random moments: `python benchmarks/crash.py [--rounds 20] [--messages 200]`.

The whole bot runs as a process against a Bot API server on loopback, is killed several times a round, and
comes back. Afterwards entries equal messages, none is there twice, and each message has its card; cards that
came twice are counted (Telegram has no key by which a repeated sending could be known).
"""

import argparse
import random
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.crash.harness import Round, play


def main() -> int:
    parser = argparse.ArgumentParser(description="kill the bot at random moments and count its ledger")
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--messages", type=int, default=200)
    parser.add_argument("--chats", type=int, default=100)
    parser.add_argument("--kills", type=int, default=6, help="at most so many a round")
    parser.add_argument("--seed", type=int, default=2023)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    rounds: list[Round] = []
    for number in range(1, options.rounds + 1):
        with tempfile.TemporaryDirectory() as folder:
            found = play(Path(folder) / "data", options.messages, options.chats, chance, options.kills)
        rounds.append(found)
        show(f"round {number:2}", [found])
    show("all", rounds)
    return 0 if all(found.is_sound() for found in rounds) else 1


def show(name: str, rounds: list[Round]) -> None:
    messages, kills, doubled = (
        sum(getattr(one, key) for one in rounds) for key in ("messages", "kills", "doubled")
    )
    lost, twice, silent, failed, limits = (
        sum(getattr(one, key) for one in rounds)
        for key in ("lost", "twice", "unanswered", "failed", "limits")
    )
    seconds = sum(one.seconds for one in rounds)
    print(
        f"{name}: {messages} messages, {kills} kills, {seconds:.0f} s: lost {lost}, recorded twice {twice}, "
        f"unanswered {silent}, failed {failed}; cards doubled {doubled}, limits overstepped {limits}",
        flush=True,
    )
    for line in [line for one in rounds for line in one.log]:
        print(line, file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
