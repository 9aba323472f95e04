"""Recorded years drafted, edited in many ways, and audited: what is found, and what is a false alarm.

usage: python benchmarks/audit_edits.py [--shared ../shared] [--rounds 1] [--verbose]

Each year is played through the real conversation and drafted; each edit of tests/drafting/clerks_edits.py and
clerks_habits.py is made to a fresh copy, which is audited again. Found: a finding of the wanted sort that the
untouched draft did not have. False alarm: a new finding of another sort; on the untouched draft, any but the
standing reminders.
"""

import argparse
import sys
import tempfile
import time
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bot import audits, replay, reports
from drafting.audit.findings import Finding
from drafting.word import writer
from drafting.word.edited_reader import read_edited
from storage.database import Database
from tests.drafting.clerk import Clerk
from tests.drafting.clerks_edits import REMINDERS, NoOccasionError
from tests.drafting.clerks_habits import EDITS


def play(folder: Path, database: Database) -> int:
    """A recorded year in a fresh ledger; the year."""
    facts = replay.read_town((folder / "town.json").read_text(encoding="utf-8"))
    lines = replay.read_lines((folder / "transcript.jsonl").read_text(encoding="utf-8"))
    with database.work() as work:
        town = replay.settle(work, facts, "replay", "Asia/Shanghai")
    for _ in replay.play(database, town, lines, "replay", replay.Played()):
        pass
    return int(str(facts["year"]))


def told(findings: tuple[Finding, ...]) -> Counter[tuple[str, str]]:
    return Counter((one.type, one.text) for one in findings)


def hold(database: Database, year: int, verbose: bool, rounds: int) -> Counter[str]:
    """The figures of one year."""
    today, score = date(year + 1, 1, 5), Counter[str]()
    with database.work() as work:
        town = work.members.towns()[0]
        draft = writer.write(
            reports.draft(work, town, year, today=today), at=datetime(year + 1, 1, 5, tzinfo=UTC)
        )

        def audited(content: bytes) -> tuple[Finding, ...]:
            return audits.audit(
                work, town, year, audits.Opened(content, read_edited(content)), today=today
            ).findings

        before = audited(draft)
        alarms = [one for one in before if one.type not in REMINDERS]
        score["false alarms, untouched"] = len(alarms)
        for one in alarms:
            print(f"  untouched: {one.type} {one.quote} {one.text}")
        for edit, skip in ((edit, skip) for edit in EDITS for skip in range(rounds)):
            clerk = Clerk(draft, skip)
            try:
                edit.do(clerk, year)
            except NoOccasionError:
                score["no occasion"] += 1
                continue
            after = audited(clerk.save())
            known = told(before)
            fresh = [one for one in after if (one.type, one.text) not in known and one.type not in REMINDERS]
            found = [one for one in fresh if one.type in edit.finds]
            false = [one for one in fresh if one.type not in edit.finds | edit.also]
            score["edits"] += 1
            score["to be found"] += bool(edit.finds)
            score["found"] += bool(edit.finds and found)
            score["false alarms, edited"] += len(false)
            if (edit.finds and not found) or false or verbose:
                print(f"  {edit.name} {skip}: {'found' if found else 'MISSED' if edit.finds else 'silent'}")
                for one in fresh:
                    print(f"      {one.type} “{one.quote}” {one.text}")
    return score


def main() -> int:
    parser = argparse.ArgumentParser(
        description="edit drafts of recorded years and count what an audit finds"
    )
    parser.add_argument("--shared", type=Path, default=Path(__file__).resolve().parents[2] / "shared")
    parser.add_argument("--rounds", type=int, default=1, help="make each edit on so many different figures")
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    years = sorted(path.parent for path in options.shared.glob("corpus/years/*/town.json"))
    if not years:
        print(f"no recorded years under {options.shared}")
        return 0
    whole: Counter[str] = Counter()
    for folder in years:
        with tempfile.TemporaryDirectory() as place:
            database = Database(f"sqlite:///{place}/ledger.db")
            database.upgrade()
            year = play(folder, database)
            started = time.perf_counter()
            score = hold(database, year, options.verbose, options.rounds)
            seconds = time.perf_counter() - started
            database.close()
        print(f"{folder.name}: {dict(score)}, {seconds:.1f} s")
        whole += score
    print(
        f"{whole['found']} of {whole['to be found']} edits found in {whole['edits']} edited drafts; "
        f"false alarms: {whole['false alarms, untouched']} untouched, {whole['false alarms, edited']} edited"
    )
    return int(whole["found"] < whole["to be found"] or whole["false alarms, untouched"] > 0)


if __name__ == "__main__":
    sys.exit(main())
