"""The sample year, added up by hand, through the real conversation."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from bot import tallies
from bot.cli import main

# Added up by a person from bot/demo/sample_year.jsonl: value, and whether a part of it was approximate.
BY_HAND = {
    ("行政检查", "检查"): ("114", False),
    ("隐患整改", "隐患"): ("145", False),
    ("隐患整改", "整改"): ("143", False),
    ("隐患整改", "整改率"): ("98.6", False),
    ("人民调解", "调解"): ("155", False),
    ("人民调解", "成功"): ("120", False),
    ("人民调解", "金额"): ("961800", False),
    ("人民调解", "协议"): ("67", False),
    ("人民调解", "警情转调"): ("27", False),
    ("普法活动", "活动"): ("13", False),
    ("普法活动", "资料"): ("10510", False),
    ("普法活动", "横幅"): ("14", False),
    ("法治讲座", "讲座"): ("5", False),
    ("法治讲座", "听众"): ("1001", True),
    ("法治培训", "培训"): ("3", False),
    ("法治培训", "参训"): ("182", False),
    ("联合执法", "行动"): ("2", False),
    ("联合执法", "出动"): ("20", False),
    ("矛盾排查", "排查"): ("170", False),
    ("矛盾排查", "化解"): ("165", False),
    ("政务服务", "办件"): ("10542", True),
    ("公共法律服务", "接待"): ("459", False),
    ("公共法律服务", "援助"): ("10", False),
    ("行政复议诉讼", "复议"): ("0", False),
    ("执法资格", "持证"): ("10", False),
    ("班子学法", "学法"): ("2", False),
    ("述法", "述法"): ("9", False),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("demo")
    assert main(["demo", "--out", str(path)]) == 0
    return path


def test_the_totals_are_those_added_up_by_hand(folder: Path) -> None:
    from storage.database import Database

    database = Database(f"sqlite:///{folder / 'demo.db'}")
    database.upgrade()
    with database.work() as work:
        rows = tallies.rows(work, work.members.towns()[0], 2025)
    database.close()
    got = {
        (row["kind"], row["measure"]): (str(row["value"]), bool(row["approx"]))
        for row in rows
        if row["value"] is not None
    }
    wrong = {key: (want, got.get(key)) for key, want in BY_HAND.items() if got.get(key) != want}
    assert wrong == {}


def test_no_message_of_the_sample_year_fails(folder: Path) -> None:
    from storage.database import Database

    database = Database(f"sqlite:///{folder / 'demo.db'}")
    database.upgrade()
    with database.work() as work:
        counts = work.inbox.counts()
    database.close()
    assert sum(counts.values()) == len(_lines())
    assert not counts.get("failed")
    assert not counts.get("received")


def test_the_report_is_written_in_all_three_forms(folder: Path) -> None:
    files = sorted(path.suffix for path in folder.glob("青禾镇2025年度报告.*"))
    assert files == [".docx", ".json", ".md"]
    report = json.loads((folder / "青禾镇2025年度报告.json").read_text(encoding="utf-8"))
    figures = [span for block in report["blocks"] for span in block["spans"] if span["source"] == "figure"]
    printed = {(figure["kind"], figure["measure"]): Decimal(str(figure["value"])) for figure in figures}
    assert printed["人民调解", "调解"] == 155
    assert all(figure["entries"] for figure in figures)


def _lines() -> list[str]:
    from importlib import resources

    text = resources.files("bot.demo").joinpath("sample_year.jsonl").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.strip()]
