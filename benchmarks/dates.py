"""The date grammar beside dateparser and JioNLP 1.5.29, on public isolated expressions: accuracy and speed.

    python benchmarks/dates.py CASES.jsonl [--without-jionlp] [--json]

A case is one line: {"span", "reference", "category", "expected": {"start", "end"}, "accept": [[…], …]}.
"past" is the reading that prefers the past, "accepted" any legitimate one. JioNLP brings GPL code and writes
into its own folder, so it is installed into a throwaway environment and runs there as its own process.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

JIONLP = ("jionlp==1.5.29", "setuptools")
ROUNDS = 3  # speed: the median of that many passes

Case = dict[str, object]
Answer = list[str] | None  # [first day, last day], ISO


def main() -> int:
    arguments = _arguments()
    cases: list[Case] = [
        json.loads(line) for line in arguments.cases.read_text(encoding="utf-8").splitlines()
    ]
    if arguments.jionlp_worker:
        print(json.dumps(_measure(_jionlp(), cases)))
        return 0
    results = {"grammar": _measure(_grammar(), cases), "dateparser": _measure(_dateparser(), cases)}
    if not arguments.without_jionlp:
        results["JioNLP 1.5.29"] = _in_own_process(arguments.cases)
    print(json.dumps(results, ensure_ascii=False) if arguments.json else _table(results, cases))
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="The date grammar beside dateparser and JioNLP.")
    parser.add_argument("cases", type=Path, help="a file of isolated expressions, one JSON object a line")
    parser.add_argument("--without-jionlp", action="store_true", help="do not install and run JioNLP")
    parser.add_argument("--json", action="store_true", help="the figures as JSON")
    parser.add_argument("--jionlp-worker", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args()


def _measure(read: Callable[[str, datetime], list[Answer]], cases: list[Case]) -> dict[str, object]:
    """Right answers per category, and the speed; `read` gives the past reading first, then others."""
    counts: dict[str, list[int]] = {}
    times: list[float] = []
    for case in cases:
        text, at = str(case["span"]), datetime.fromisoformat(str(case["reference"]))
        answers, seconds = _timed(read, text, at)
        times.append(seconds)
        row = counts.setdefault(str(case["category"]), [0, 0, 0])
        expected = case["expected"]
        assert isinstance(expected, dict)
        accept = case["accept"]
        assert isinstance(accept, list)
        row[0] += 1
        row[1] += answers[0] == [expected["start"], expected["end"]]
        row[2] += any(answer in accept for answer in answers if answer)
    times.sort()
    speed = {"median_ms": statistics.median(times) * 1000, "p99_ms": times[int(len(times) * 0.99)] * 1000}
    return {"categories": counts, "speed": speed}


def _timed(
    read: Callable[[str, datetime], list[Answer]], text: str, at: datetime
) -> tuple[list[Answer], float]:
    """The answers, and the median seconds of one reading."""
    answers = read(text, at)
    passes = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        read(text, at)
        passes.append((time.perf_counter() - start) / len(answers))
    return answers, statistics.median(passes)


def _grammar() -> Callable[[str, datetime], list[Answer]]:
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    from bot.understanding.dates import Direction, read_date

    def read(text: str, at: datetime) -> list[Answer]:
        spans = [read_date(text, at, direction) for direction in (Direction.PAST, Direction.FUTURE)]
        return [[str(span.on), str(span.last_day)] if span else None for span in spans]

    return read


def _dateparser() -> Callable[[str, datetime], list[Answer]]:
    import dateparser

    def read(text: str, at: datetime) -> list[Answer]:
        answers: list[Answer] = []
        for prefer in ("past", "future"):
            settings = {"RELATIVE_BASE": at, "PREFER_DATES_FROM": prefer}
            found = dateparser.parse(text, languages=["zh"], settings=settings)
            answers.append([str(found.date()), str(found.date())] if found else None)
        return answers

    return read


def _jionlp() -> Callable[[str, datetime], list[Answer]]:
    import jionlp

    def read(text: str, at: datetime) -> list[Answer]:
        try:
            found = jionlp.parse_time(text, time_base=at.timestamp())
        except Exception:  # it raises ValueError for what it does not know, and others where it fails
            return [None]
        span = found.get("time") if found.get("type") in ("time_point", "time_span") else None
        if not isinstance(span, list) or len(span) != 2:
            return [None]
        first, last = (str(end) for end in span)
        if last.endswith("00:00:00") and last[:10] > first[:10]:  # an open end at midnight is the day before
            last = str(datetime.fromisoformat(last) - timedelta(seconds=1))
        return [[first[:10], last[:10]]]

    return read


def _in_own_process(cases: Path) -> dict[str, object]:
    with tempfile.TemporaryDirectory(prefix="dates-benchmark-") as folder:
        venv.create(folder, with_pip=True)
        python = Path(folder) / "bin" / "python"
        subprocess.run([python, "-m", "pip", "install", "-q", *JIONLP], check=True, stdout=sys.stderr)
        command = [python, __file__, str(cases), "--jionlp-worker"]
        output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    result: dict[str, object] = json.loads(output.splitlines()[-1])
    return result


def _table(results: dict[str, dict[str, object]], cases: list[Case]) -> str:
    names = list(results)
    head = f"{'category':14} {'cases':>5}  " + "  ".join(f"{name + ' past/accepted':>28}" for name in names)
    lines = [head]
    order = list(dict.fromkeys(str(case["category"]) for case in cases))
    for category in [*order, "all"]:
        cells, total = [], 0
        for name in names:
            counts = results[name]["categories"]
            assert isinstance(counts, dict)
            rows = list(counts.values()) if category == "all" else [counts[category]]
            total, past, accepted = (sum(row[part] for row in rows) for part in range(3))
            cells.append(f"{100 * past / total:19.1f} /{100 * accepted / total:6.1f}")
        lines.append(f"{category:14} {total:5}  " + "  ".join(f"{cell:>28}" for cell in cells))
    for name in names:
        speed = results[name]["speed"]
        assert isinstance(speed, dict)
        lines.append(
            f"{name}: median {speed['median_ms']:.3f} ms, p99 {speed['p99_ms']:.3f} ms an expression"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
