"""How long a message takes to be understood: `python benchmarks/understanding.py [FILE.jsonl …]`.

Each file has one message a line with `at` and `text` (default: the bundled sample year). Prints the first
message after the start of a new process (import and all), then the median, p99 and longest of the rest.
"""

import json
import subprocess
import sys
import time
from datetime import datetime
from importlib import resources
from pathlib import Path

ROUNDS = 5
FIRST = """
import time; started = time.perf_counter()
from datetime import datetime
from bot.understanding import understand
understand("昨天下午普法一场，发资料300多份", datetime.fromisoformat("2025-06-14T10:20:00+08:00"))
print(time.perf_counter() - started)
"""


def first_message() -> float:
    """Seconds from a fresh interpreter's first import to the first meaning; the best of three."""
    runs = (
        subprocess.run([sys.executable, "-c", FIRST], capture_output=True, text=True, check=True)
        for _ in range(3)
    )
    return min(float(run.stdout) for run in runs)


def read(paths: list[str]) -> list[tuple[str, datetime]]:
    bundled = resources.files("bot.demo").joinpath("sample_year.jsonl")
    texts = [Path(path).read_text(encoding="utf-8") for path in paths] or [
        bundled.read_text(encoding="utf-8")
    ]
    rows = [json.loads(line) for text in texts for line in text.splitlines() if line.strip()]
    return [(row["text"], datetime.fromisoformat(row["at"])) for row in rows]


def main() -> None:
    from bot.understanding import understand

    messages = read(sys.argv[1:])
    print(f"first message after start  {first_message() * 1000:.0f} ms")
    best = [float("inf")] * len(messages)
    for _ in range(ROUNDS):
        for index, (text, at) in enumerate(messages):
            started = time.perf_counter()
            understand(text, at)
            best[index] = min(best[index], time.perf_counter() - started)
    times = sorted(best)
    print(f"{len(times)} messages, best of {ROUNDS}")
    print(f"median  {times[len(times) // 2] * 1000:.2f} ms")
    print(f"p99     {times[int(len(times) * 0.99)] * 1000:.2f} ms")
    print(f"longest {times[-1] * 1000:.2f} ms")


if __name__ == "__main__":
    main()
