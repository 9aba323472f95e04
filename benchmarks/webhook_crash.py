"""kill -9 during webhook load: `python benchmarks/webhook_crash.py [--postgres URL --processes 2]`.

Whole bots run as processes behind a webhook; a Bot API server on loopback hands updates in as Telegram does:
a chat's one after another, each again until it is answered with 200. The bots are killed after random numbers
of updates, each while it has work (`idle` counts kills that fell on a bot without), and come back. Afterwards
entries equal messages, none is there twice, each chat's are in order, and each message has its card; cards
that came twice are counted (Telegram has no key by which a repeated sending could be known). With --postgres
the ledger is a fresh database of that server each round, shared by the processes.
"""

import argparse
import random
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.crash.webhook import WebhookRound, play
from tests.databases import Ledgers, PostgresLedgers, SqliteLedgers, upgraded


def main() -> int:
    parser = argparse.ArgumentParser(description="kill bots behind a webhook and count their ledger")
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--messages", type=int, default=200)
    parser.add_argument("--chats", type=int, default=100)
    parser.add_argument("--kills", type=int, default=6, help="of each round")
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--postgres", metavar="URL", help="a server on which databases may be made")
    parser.add_argument("--seed", type=int, default=2023)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    rounds: list[WebhookRound] = []
    with tempfile.TemporaryDirectory() as top:
        empty = Path(top) / "empty.sqlite3"
        upgraded(f"sqlite:///{empty}")
        ledgers: Ledgers = PostgresLedgers(options.postgres) if options.postgres else SqliteLedgers(empty)
        for number in range(1, options.rounds + 1):
            folder = Path(top) / str(number)
            ledger = ledgers.fresh(folder)
            found = play(
                folder,
                ledger,
                options.messages,
                options.chats,
                chance,
                options.kills,
                processes=options.processes,
            )
            ledgers.drop(ledger)
            rounds.append(found)
            show(f"round {number:2}", [found])
        ledgers.close()
    show("all", rounds)
    return 0 if all(found.is_sound() for found in rounds) else 1


def show(name: str, rounds: list[WebhookRound]) -> None:
    def total(*names: str) -> str:
        return ", ".join(f"{one} {sum(getattr(found, one) for found in rounds)}" for one in names)

    print(
        f"{name}: {total('messages', 'kills')}, {sum(found.seconds for found in rounds):.0f} s: "
        f"{total('lost', 'twice', 'disordered', 'unanswered', 'failed', 'idle')}; "
        f"at the kills {total('under_way')}; updates {total('repeated')}, cards {total('doubled')}, "
        f"{total('limits')}",
        flush=True,
    )
    for line in [line for found in rounds for line in found.log]:
        print(line, file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
