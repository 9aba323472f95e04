"""Files that mean harm, opened as the bot opens them: what they ran, how long they took, what they held.

usage: python benchmarks/hostile_documents.py [--verbose]

Each of tests/drafting/hostile_files.py is read, learned from, stripped and commented in the child process of
bot.documents, which reports here every program, connection and file that it opened for writing.
"""

import argparse
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bot import documents
from drafting.edit import Comment
from drafting.errors import UnreadableReportError
from tests.drafting.hostile_files import CANARY, HOSTILE
from tests.drafting.watched import Watched

AT = datetime(2031, 1, 5, tzinfo=UTC)
TASKS: dict[str, Callable[[bytes], object]] = {
    "read": documents.read,
    "learn": documents.learn,
    "strip": documents.strip,
    "edit": lambda content: documents.edit(content, [Comment(None, 0, 9, "核对")], AT),
}


def main() -> int:
    parser = argparse.ArgumentParser(description="open files that mean harm, and watch what they do")
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    ended: Counter[str] = Counter()
    slowest, acts = (0.0, ""), []
    with Watched() as watched:
        for name, make in HOSTILE.items():
            content = make()
            for task, do in TASKS.items():
                started = time.perf_counter()
                try:
                    do(content)
                    said = "read"
                except UnreadableReportError as error:
                    said = str(error)
                seconds = time.perf_counter() - started
                ended["read" if said == "read" else "refused"] += 1
                slowest = max(slowest, (seconds, f"{name}: {task}"))
                if options.verbose:
                    print(f"  {seconds:5.1f} s  {task:5}  {name}: {said}")
        acts = watched.acts
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    canary = "there" if Path(CANARY).exists() else "not there"
    print(
        f"{len(HOSTILE)} files, {sum(ended.values())} openings: {dict(ended)}; "
        f"{len(acts)} programs, connections and written files; canary {canary}; "
        f"slowest {slowest[0]:.1f} s ({slowest[1]}); at most {peak:.0f} MB"
    )
    for act in acts:
        print(f"  {act}")
    return int(bool(acts) or peak > 512 or slowest[0] > documents.SECONDS + 1)


if __name__ == "__main__":
    sys.exit(main())
