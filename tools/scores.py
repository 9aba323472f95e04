"""The scores on the shared corpus: `python tools/scores.py ../shared`.

Reads the messages and plays the years through the installed program, prints what the checks there say,
and fails where a score falls below the floor that was once reached.
"""

import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

PROGRAM = Path(sys.executable).with_name("fazhibot")
FLOOR_EXACT = 98.0  # percent of the messages exactly right
FLOOR_YEARS = 99.0  # percent of a year's checks that hold


def call(arguments: Sequence[str | Path], *, data: Path, stdin: str | None = None) -> str:
    environment = {"FAZHIBOT_DATA": str(data), "PATH": "/usr/bin:/bin", "FAZHIBOT_LOG_LEVEL": "WARNING"}
    done = subprocess.run(
        [str(PROGRAM), *map(str, arguments)],
        input=stdin,
        capture_output=True,
        text=True,
        env=environment,
        cwd=data,
    )
    if done.returncode:
        sys.exit(f"fazhibot {arguments[0]} failed with {done.returncode}: {done.stderr[-2000:]}")
    return done.stdout


def checked(arguments: Sequence[str | Path]) -> str:
    """What a check script prints; its exit status says no more than its last line."""
    done = subprocess.run([sys.executable, *map(str, arguments)], capture_output=True, text=True)
    if done.returncode not in (0, 1) or not done.stdout.strip():
        sys.exit(f"{arguments[0]} could not run: {done.stderr[-2000:]}")
    return done.stdout


def score_messages(shared: Path, gold: Path, work: Path) -> float:
    """Percent of the file's messages that are read exactly right (amendments and questions: their intent)."""
    answers = work / "answers.jsonl"
    answers.write_text(call(["parse"], data=work, stdin=gold.read_text(encoding="utf-8")), encoding="utf-8")
    text = checked([shared / "checks" / "score_messages.py", gold, answers])
    print(f"== {gold.relative_to(shared)}\n{text}")
    return float(re.findall(r"exactly right\s+([\d.]+)%", text)[-1])


def score_year(shared: Path, folder: Path, work: Path) -> float:
    """Percent of the checks that hold on the year's draft, .json and .docx."""
    town, transcript = folder / "town.json", folder / "transcript.jsonl"
    data = work / folder.name
    data.mkdir()
    year = str(json.loads(town.read_text(encoding="utf-8"))["year"])
    started = time.perf_counter()
    call(["replay", transcript, "--town-file", town], data=data)
    seconds = time.perf_counter() - started
    for form in ("json", "docx"):
        call(["draft", year, "--format", form, "--out", data / f"draft.{form}"], data=data)
    check = [shared / "checks" / "check_year.py", town, transcript, data / "draft.json", data / "draft.docx"]
    text = checked(check)
    print(f"== {folder.name}: replayed in {seconds:.1f} s\n{text}")
    held, count = map(int, re.findall(r"(\d+) of (\d+) checks hold", text)[-1])
    return 100 * held / count


def main() -> None:
    shared = Path(sys.argv[1]).resolve()
    years = sorted((shared / "corpus" / "years").iterdir())
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        messages = [shared / "corpus" / "messages.jsonl", *(year / "transcript.jsonl" for year in years)]
        exact = [score_messages(shared, gold, work) for gold in messages]
        held = [score_year(shared, year, work) for year in years]
    print(f"exactly right: {exact} (floor {FLOOR_EXACT}); checks that hold: {held} (floor {FLOOR_YEARS})")
    if min(exact) < FLOOR_EXACT or min(held) < FLOOR_YEARS:
        sys.exit("a score fell below its floor")


if __name__ == "__main__":
    main()
