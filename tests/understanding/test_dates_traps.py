"""What looks like a date and is none."""

from datetime import datetime
from pathlib import Path

import pytest

from bot.understanding.dates import find_dates

AT = datetime.fromisoformat("2023-06-14T10:20:00+08:00")

TRAPS = Path(__file__).with_name("date_traps.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("trap", TRAPS)
def test_a_look_alike_is_no_date(trap: str) -> None:
    for text in (trap, f"村里{trap}的事办好了", f"{trap}，来了3人"):
        assert find_dates(text, AT) == [], text


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("上周一共调解3件", "上周"),
        ("上周一场讲座", "上周"),
        ("上周三场讲座", "上周"),
        ("上周五律师来讲课", "上周五"),
        ("上周三回访5户", "上周三"),
        ("上周四处理积案", "上周四"),
        ("3月8件", "3月"),
        ("5月20多场", "5月"),
        ("五月三场", "五月"),
        ("二月二十件", "二月"),
        ("20号人大视察", "20号"),
        ("22号文艺演出", "22号"),
        ("1.6月3日讲座", "6月3日"),
        ("统计一下2月各村", "2月"),
        ("每月10号接访，10号接了3批", "10号"),
        ("每周三坐班，本周三来了5人", "本周三"),
    ],
)
def test_a_count_or_name_beside_a_date_is_kept_apart(text: str, found: str) -> None:
    assert [text[span.start : span.end] for span in find_dates(text, AT)] == [found]
