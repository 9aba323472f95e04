import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from drafting import json_writer
from drafting.draft import draft
from drafting.learning.learn import learn
from drafting.word import writer
from storage.records import Hedge
from tests.drafting.test_years import CHECK, YEARS, Recorded

SEEDS = sorted(YEARS[0].parents[2].joinpath("seeds").glob("*.txt")) if YEARS else []

pytestmark = pytest.mark.skipif(
    not SEEDS or not CHECK.exists(), reason="the recorded years are not beside the repo"
)


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem)
@pytest.mark.parametrize("folder", YEARS, ids=lambda path: path.name)
def test_a_recorded_year_holds_in_the_outline_of_a_real_report(folder: Path, seed: Path, tmp_path: Path):
    recorded = Recorded(folder, Hedge.AT_LEAST)
    units = list(recorded.units.values())
    outline = learn(seed.read_bytes(), seed.name)
    report = draft(
        recorded.all(), recorded.town, units, recorded.year, outline, today=date(recorded.year + 1, 1, 5)
    )
    written, page = tmp_path / "draft.json", tmp_path / "draft.docx"
    written.write_text(json_writer.write(report), encoding="utf-8")
    page.write_bytes(writer.write(report))

    files = [folder / "town.json", folder / "transcript.jsonl", written, page]
    held = subprocess.run([sys.executable, CHECK, *files], capture_output=True, text=True, check=False)

    assert held.returncode == 0, held.stdout + held.stderr
    again = learn(page.read_bytes())
    assert [node.text for node in again.walk() if not node.inline_item] == [
        "".join(span.text for span in block.spans if span.source != "number").rstrip("。：；，")
        for block in report.blocks
        if block.type == "heading"
    ]
