"""kill -9 while photos are fetched: `python benchmarks/evidence_crash.py [--rounds 20] [--postgres URL]`.

An album comes to a bot that is killed once at each step of keeping a photo (downloaded, half written,
written, in place, recorded, settled) and several times at random moments. Afterwards each photo is there, is
what was sent, and is listed once; no half of one and none that no row names lies in the folder.
"""

import argparse
import random
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.crash.evidence import STEPS, Found, play
from tests.databases import Ledgers, PostgresLedgers, SqliteLedgers, upgraded


def main() -> int:
    parser = argparse.ArgumentParser(description="kill a bot while it keeps photos")
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--photos", type=int, default=60)
    parser.add_argument("--random", type=int, default=5, help="kills at random moments, of each round")
    parser.add_argument("--postgres", metavar="URL", help="a server on which databases may be made")
    parser.add_argument("--seed", type=int, default=2023)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    rounds: list[Found] = []
    with tempfile.TemporaryDirectory() as top:
        empty = Path(top) / "empty.sqlite3"
        upgraded(f"sqlite:///{empty}")
        ledgers: Ledgers = PostgresLedgers(options.postgres) if options.postgres else SqliteLedgers(empty)
        for number in range(1, options.rounds + 1):
            folder = Path(top) / str(number)
            folder.mkdir()
            deaths = [(step, chance.randint(1, 3)) for step in STEPS] + [("any", 0)] * options.random
            chance.shuffle(deaths)
            ledger = ledgers.fresh(folder)
            rounds.append(play(folder, ledger, options.photos, deaths, chance))
            ledgers.drop(ledger)
            show(f"round {number:2}", rounds[-1:])
        ledgers.close()
    show("all", rounds)
    return 0 if all(found.is_sound() for found in rounds) else 1


def show(name: str, rounds: list[Found]) -> None:
    counts = ("photos", "kills", "lost", "twice", "strange", "halves", "unanswered", "doubled")
    totals = ", ".join(f"{one} {sum(getattr(found, one) for found in rounds)}" for one in counts)
    print(f"{name}: {totals}; {sum(found.seconds for found in rounds):.0f} s", flush=True)


if __name__ == "__main__":
    sys.exit(main())
