"""How long a year of many entries takes to draft, and how much memory.

usage: python benchmarks/draft_a_year.py [ENTRIES]     (default 1000 and 100000)
"""

import random
import resource
import subprocess
import sys
import time
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from drafting.draft import draft
from storage.catalogue import bundled
from storage.records import Entry, EntryState, Figure, Hedge, Town, Unit, UnitLevel

YEAR = 2031
UNITS = [
    Unit(number, 1, f"第{number}村" if number < 25 else f"站所{number}", level)
    for number in range(30)
    for level in [UnitLevel.VILLAGE if number < 25 else UnitLevel.TOWN]
]


def entries(count: int) -> list[Entry]:
    """A year of single events and, one in five, monthly counts over all kinds and units; always the same."""
    chance = random.Random(1)
    kinds = list(bundled().kinds.values())
    started = datetime(YEAR, 1, 1, tzinfo=UTC)
    made = []
    for number in range(1, count + 1):
        kind, on, until = chance.choice(kinds), date(YEAR, 1, 1) + timedelta(days=chance.randrange(365)), None
        if chance.random() < 0.2:
            on = on.replace(day=1)
            until = (on + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        figures = tuple(
            Figure(measure.name, Decimal(chance.randrange(300)), chance.choice(list(Hedge)))
            for measure in kind.measures
            if chance.random() < 0.6
        )
        text = f"今天在村口开展了民法典宣传，发资料300份，来了120人左右，第{number}次"
        made.append(
            Entry(
                number, 1, f"{YEAR}-{number}", kind.name, on, until, None, figures, {}, text, "",
                chance.choice(UNITS), 1, "王芳", started + timedelta(seconds=number), EntryState.RECORDED,
            )
        )  # fmt: skip
    return made


def main() -> None:
    if len(sys.argv) < 2:
        for count in ("1000", "100000"):
            subprocess.run([sys.executable, __file__, count], check=True)  # each with memory of its own
        return
    year = entries(int(sys.argv[1]))
    started = time.perf_counter()
    report = draft(year, Town(1, "青石镇", "青石镇人民政府", "县委、县政府"), UNITS, YEAR)
    seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{len(year)} entries: {seconds:.2f} s, {peak:.0f} MB in all, {len(report.sources)} figures")


if __name__ == "__main__":
    main()
