"""Recorded years drafted before their end, edited by people, and brought up to the year's end.

usage: python benchmarks/redraft_years.py [--shared ../shared] [--late 20] [--plain] [--edits]

The draft is of a ledger without its last entries. It goes through LibreOffice (not with --plain), is edited
(words of our own in every third paragraph, one paragraph deleted, two moved), and is then redrafted from the
whole ledger. Printed: figures that are wrong afterwards, words of people that are missing, and what was done.
With --edits each way of tests/drafting/clerks_habits.py is made to a copy of its own, and redrafted.
"""

import argparse
import subprocess
import sys
import tempfile
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.audit_edits import play
from bot.report_words import vocabulary
from drafting.audit.auditing import audit
from drafting.audit.survey import Books
from drafting.draft import draft
from drafting.redrafting.redraft import redraft
from drafting.word import writer
from drafting.word.edited_reader import read_edited
from drafting.word.editing import edit
from storage.database import Database
from storage.records import Entry, Town, Unit
from tests.drafting.clerk import Clerk, text_of
from tests.drafting.clerks_edits import NoOccasionError
from tests.drafting.clerks_habits import EDITS

ERRORS = {"changed", "behind", "zero", "miscomputed", "part", "conflict", "hedge", "unledgered", "unit"}


def hold(
    entries: list[Entry], town: Town, units: list[Unit], year: int, late: int, folder: Path | None, ways: bool
) -> Counter[str]:
    """The figures of one year."""
    today, at = date(year + 1, 1, 5), datetime(year + 1, 1, 5, tzinfo=UTC)
    by_number = sorted(entries, key=lambda entry: entry.id)
    early = by_number[:-late]
    content = writer.write(draft(early, town, units, year, today=date(year, 12, 20)), at=at)
    if folder:
        content = through_libreoffice(content, folder)
    books = Books(entries, town, units, year, today=today, words=vocabulary())
    score = every_way(content, books, at) if ways else Counter[str]()
    content, ours, gone = edited(content)
    made = redraft(read_edited(content), books)
    after = edit(
        content, made.edits, at, properties=made.properties, notes=dict(made.notes), annex=made.annex
    )
    found = audit(read_edited(after), books).findings
    wrong = [one for one in found if one.type.value in ERRORS]
    text = "".join(text_of(p) for p in Clerk(after).paragraphs)
    for one in wrong:
        print(f"  wrong: {one.type.value} “{one.quote}” {one.text}")
    for change in made.changes:
        print(f"  {change}")
    score.update(
        {
            "figures": len(Clerk(after).figures()),
            "wrong": len(wrong),
            "changes": len(made.changes),
            "words of people": len(ours),
            "words lost": sum(words not in text for words in ours),
            "deleted that came back": int(gone in text),
        }
    )
    return score


def every_way(content: bytes, books: Books, at: datetime) -> Counter[str]:
    """Redrafts after each of a clerk's ways to edit; how many of our figures are wrong afterwards."""
    score = Counter[str]()
    for way in EDITS:
        clerk = Clerk(content)
        try:
            way.do(clerk, books.year)
        except (NoOccasionError, StopIteration):  # other programs give the styles other names
            score["no occasion"] += 1
            continue
        made = redraft(read_edited(clerk.save()), books)
        after = edit(clerk.save(), made.edits, at, properties=made.properties)
        bound = [(one, status) for one, status in audit(read_edited(after), books).counts if one.bound]
        wrong = [one for one, status in bound if status != "unchanged"]
        score.update({"ways": 1, "figures of all": len(bound), "wrong of all": len(wrong)})
        for one in wrong:
            print(f"  {way.name}: “{one.words}” is wrong")
    return score


def edited(content: bytes) -> tuple[bytes, list[str], str]:
    """The document after people had it; what they wrote, and the beginning of what they deleted."""
    clerk = Clerk(content)
    ours = []
    holding = list(dict.fromkeys(start.getparent() for start, _ in clerk.figures()))
    gone = holding[len(holding) // 2]
    beginning = text_of(gone)[:12]
    for place, paragraph in enumerate(holding):
        if place % 3 == 0 and paragraph is not gone:
            words = f"这一段是我们自己添的第{chr(0x4E00 + place)}句。"
            clerk.say(words, paragraph)
            ours.append(words)
    clerk.remove(gone)
    holding.remove(gone)
    holding[0].addprevious(holding[-1])
    return clerk.save(), ours, beginning


def through_libreoffice(content: bytes, folder: Path) -> bytes:
    (folder / "draft.docx").write_bytes(content)
    command = [
        "soffice",
        f"-env:UserInstallation=file://{folder}/profile",
        "--headless",
        "--convert-to",
        "docx",
    ]
    files = ["--outdir", str(folder / "out"), str(folder / "draft.docx")]
    subprocess.run([*command, *files], check=True, capture_output=True, timeout=120)
    return (folder / "out" / "draft.docx").read_bytes()


def main() -> int:
    parser = argparse.ArgumentParser(description="redraft recorded years after people edited their drafts")
    parser.add_argument("--shared", type=Path, default=Path(__file__).resolve().parents[2] / "shared")
    parser.add_argument("--late", type=int, default=20, help="entries that come in after the draft")
    parser.add_argument("--plain", action="store_true", help="not through LibreOffice")
    parser.add_argument("--edits", action="store_true", help="also after each of a clerk's ways to edit")
    options = parser.parse_args()
    years = sorted(path.parent for path in options.shared.glob("corpus/years/*/town.json"))
    if not years:
        print(f"no recorded years under {options.shared}")
    whole: Counter[str] = Counter()
    for folder in years:
        with tempfile.TemporaryDirectory() as place:
            database = Database(f"sqlite:///{place}/ledger.db")
            database.upgrade()
            year = play(folder, database)
            with database.work() as work:
                town = work.members.towns()[0]
                entries, units = work.ledger.find(town.id, year=year), work.members.units(town.id)
            database.close()
            print(folder.name)
            folder_ = None if options.plain else Path(place)
            score = hold(entries, town, units, year, options.late, folder_, options.edits)
        print(f"{folder.name}: {dict(score)}")
        whole.update(score)
    print(dict(whole))
    return int(
        whole["wrong"] + whole["wrong of all"] + whole["words lost"] + whole["deleted that came back"] > 0
    )


if __name__ == "__main__":
    sys.exit(main())
