"""Drafts of whole recorded years hold against what those years must show, where the years are there."""

import json
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from drafting.draft import draft
from drafting.json_writer import write
from drafting.outline import names
from storage.records import Entry, EntryState, Figure, Hedge, Town, Unit, UnitLevel

SHARED = Path(__file__).resolve().parents[3] / "shared"
YEARS = sorted(path.parent for path in SHARED.glob("corpus/years/*/town.json"))
CHECK = SHARED / "checks" / "check_year.py"

pytestmark = pytest.mark.skipif(
    not YEARS or not CHECK.exists(), reason="the recorded years are not beside the repo"
)


class Recorded:
    """A town's year as it was understood by hand: its entries after all amendments."""

    def __init__(self, folder: Path, hedge: Hedge) -> None:
        self.folder = folder
        row = json.loads((folder / "town.json").read_text(encoding="utf-8"))
        self.year = row["year"]
        self.town = Town(1, row["name"], row["full_name"], row["superior"])
        lines = (folder / "transcript.jsonl").read_text(encoding="utf-8").splitlines()
        said = [json.loads(line) for line in lines if line.strip()]
        named = dict.fromkeys([*row["villages"], *(line["unit"] for line in said)])
        self.units = {name: Unit(i, 1, name, _level(name)) for i, name in enumerate(named, 1)}
        self.entries: dict[str, list[Entry]] = {}
        for line in said:
            if "amends" in line:
                self._amend(line["amends"], hedge)
            for row in line.get("entries", []):
                self.entries.setdefault(line["id"], []).append(self._entry(line, row, hedge))

    def all(self) -> list[Entry]:
        return [entry for entries in self.entries.values() for entry in entries]

    def _entry(self, line: dict, row: dict, hedge: Hedge) -> Entry:
        number = len(self.all()) + 1
        on = date.fromisoformat(row["on"])
        until = date.fromisoformat(row["until"]) if row["until"] else None
        figures = tuple(_figure(figure, hedge) for figure in row["figures"])
        sent = datetime.fromisoformat(line["at"]).astimezone(UTC)
        return Entry(
            number, 1, f"{on.year}-{number}", row["kind"], on, until, row.get("place"), figures, {},
            line["text"], "", self.units[line["unit"]], 1, line["sender"], sent, EntryState.RECORDED,
        )  # fmt: skip

    def _amend(self, amends: dict, hedge: Hedge) -> None:
        changed = {row["measure"]: _figure(row, hedge) for row in amends.get("set", [])}
        for index, entry in enumerate(self.entries[amends["id"]]):
            figures = tuple(changed.get(figure.measure, figure) for figure in entry.figures)
            state = EntryState.WITHDRAWN if amends.get("withdraw") else entry.state
            self.entries[amends["id"]][index] = replace(entry, figures=figures, state=state)


def _figure(row: dict, hedge: Hedge) -> Figure:
    return Figure(row["measure"], Decimal(str(row["value"])), hedge if row.get("approx") else Hedge.EXACT)


def _level(name: str) -> UnitLevel:
    return UnitLevel.VILLAGE if name.endswith(("村", "社区", "居委会")) else UnitLevel.TOWN


@pytest.mark.parametrize("hedge", [Hedge.AT_LEAST, Hedge.ABOUT])
@pytest.mark.parametrize("style", list(names()))
@pytest.mark.parametrize("folder", YEARS, ids=lambda path: path.name)
def test_a_recorded_year_holds_in_every_style_whichever_way_its_hedges_point(folder, style, hedge, tmp_path):
    recorded = Recorded(folder, hedge)
    units = list(recorded.units.values())
    report = draft(
        recorded.all(), recorded.town, units, recorded.year, style, today=date(recorded.year + 1, 1, 5)
    )
    written = tmp_path / "draft.json"
    written.write_text(write(report), encoding="utf-8")
    files = [folder / "town.json", folder / "transcript.jsonl", written]
    held = subprocess.run([sys.executable, CHECK, *files], capture_output=True, text=True, check=False)
    assert held.returncode == 0, held.stdout + held.stderr
