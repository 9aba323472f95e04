"""Every measure of every kind, in the wordings that staff count it by (measures.txt)."""

import re
from collections.abc import Iterator
from datetime import datetime
from itertools import cycle, pairwise
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

import pytest

from bot.understanding.meaning import Intent
from bot.understanding.reader import understand
from storage.catalogue import bundled as catalogue

AT = datetime(2026, 11, 18, 15, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
WHOLE = 64
NUMERALS = (
    ("12", 12, False),
    ("二十三", 23, False),
    ("30余", 30, True),
    ("十八", 18, False),
    ("近50", 50, True),
)
RATES = (("95.6", 95.6, False), ("100", 100, False))
SUMS = (("3200", 3200, False), ("1.2万", 12000, False), ("八百", 800, False))
Figures = dict[tuple[str, str], tuple[float, bool]]


class Wording(NamedTuple):
    """One wording of a measure; `before`: that of its whole, said first."""

    kind: str
    event: str
    measure: str
    whole: str
    phrase: str
    before: str

    def said(self, numeral: str) -> str:
        whole = self.before.replace("N", str(WHOLE)) + "，" if self.before else ""
        return whole + self.phrase.replace("N", numeral)

    def figures(self, value: float, hedged: bool) -> Figures:
        whole: Figures = {(self.kind, self.whole): (WHOLE, False)} if self.whole else {}
        return whole | {(self.kind, self.measure): (value, hedged)}


def _wordings() -> Iterator[Wording]:
    kind = event = ""
    first: dict[str, str] = {}
    for line in Path(__file__).with_name("measures.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line:
            continue
        if not line.startswith(" "):
            kind, event = line.split(" | ")
            first = {}
            continue
        label, phrases = line.split(": ")
        found = re.fullmatch(r"\s*(\w+)(?:（(\w+)）)?", label)
        assert found
        measure, whole = found[1], found[2] or ""
        first[measure] = phrases.split()[0]
        for phrase in phrases.split():
            yield Wording(kind, event, measure, whole, phrase, first.get(whole, ""))


WORDINGS = list(_wordings())
KINDS = list(dict.fromkeys(one.kind for one in WORDINGS))


def _numerals(one: Wording) -> tuple[tuple[str, float, bool], ...]:
    unit = catalogue().kind(one.kind).measure(one.measure).unit
    if unit in ("%", "元"):
        return RATES if unit == "%" else SUMS
    return NUMERALS if not one.phrase.endswith("N") else NUMERALS[:1]


def _read(text: str) -> Figures:
    meaning = understand(text, AT)
    assert meaning.intent is Intent.LOG, text
    return {
        (entry.kind, figure.measure): (float(figure.value), figure.approx)
        for entry in meaning.entries
        for figure in entry.figures
    }


def _with_primary(kind: str, figures: Figures) -> Figures:
    primary = catalogue().kind(kind).primary
    return {(kind, primary): (1, False)} | figures if primary else figures


@pytest.mark.parametrize("kind", KINDS)
def test_each_wording_tells_its_measure(kind: str) -> None:
    turn = cycle(range(5))
    for one in WORDINGS:
        if one.kind == kind:
            numerals = _numerals(one)
            numeral, value, hedged = numerals[next(turn) % len(numerals)]
            text = f"{one.event}，{one.said(numeral)}"
            assert _read(text) == _with_primary(kind, one.figures(value, hedged)), text


@pytest.mark.parametrize("kind", KINDS)
def test_two_measures_stand_side_by_side(kind: str) -> None:
    mine = [one for one in WORDINGS if one.kind == kind and not one.whole and not one.phrase.endswith("N")]
    for one, other in pairwise(sorted(mine, key=lambda wording: wording.phrase[::-1])):
        if one.measure == other.measure or one.event != other.event:
            continue
        (first, value, hedged), (second, more, about) = _numerals(one)[0], _numerals(other)[1]
        text = f"{one.event}，{one.said(first)}，{other.said(second)}。"
        figures = one.figures(value, hedged) | other.figures(more, about)
        assert _read(text) == _with_primary(kind, figures), text


@pytest.mark.parametrize(
    "text",
    [
        "昨天法治讲座1场\n发放资料：120\n参加人数：86",
        "昨天法治讲座1场，听众：86 资料份数：120",
        "昨天办了法治讲座1场发放资料120份来了86人",
        "昨天法治讲座1场\n资料 120\n听众人数 86",
    ],
)
def test_a_form_and_a_run_of_figures_read_alike(text: str) -> None:
    wanted = {"讲座": 1, "资料": 120, "听众": 86}
    assert _read(text) == {("法治讲座", name): (value, False) for name, value in wanted.items()}


def test_what_follows_a_count_belongs_to_the_next() -> None:
    text = "昨天梳理规范性文件，清理11件印发规范性文件26件"
    assert _read(text) == {("规范性文件", "清理"): (11, False), ("规范性文件", "制定"): (26, False)}


@pytest.mark.parametrize(
    ("whole", "rest", "kind", "measures"),
    [
        (
            "发现隐患12处",
            "全部整改 均已整改 都改好了 全部整改完成 整改全部完成 现场全部整改完成",
            "隐患整改",
            ("隐患", "整改"),
        ),
        ("反馈问题12个", "全部整改 均整改到位 全部完成整改 已全部销号", "督察整改", ("问题", "整改")),
        ("治安案件12起", "全部查处 全部办结 均已查结", "治安防控", ("治安发案", "治安破案")),
        ("受理信访12件", "全部办结 均按期办结 件件办结 都办完了", "信访", ("受理", "办结")),
    ],
)
def test_all_of_them_repeats_the_whole(whole: str, rest: str, kind: str, measures: tuple[str, str]) -> None:
    head = "昨天法治督察" if kind == "督察整改" else "昨天"
    for phrase in rest.split():
        figures: Figures = {(kind, name): (12, False) for name in measures}
        assert _read(f"{head}{whole}，{phrase}") == _with_primary(kind, figures), phrase
