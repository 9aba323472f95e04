"""Words of the dialects as the standard ones."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.dialects import standard


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("听日去派单张，唔该晒", "明日去派单张，谢谢晒"),
        ("查了没得？", "查了没有？"),
        ("上个号头调解过伐", "上个月份调解过吗"),
        ("头先嗰条系廿份", "刚才那条系廿份"),
        ("月头讲了一课", "月初讲了一课"),
        ("派了三百外份，来了四十外人", "派了三百余份，来了四十余人"),
        ("赔了个把万", "赔了一多万"),
    ],
)
def test_a_dialects_words_are_read_as_the_standard_ones(said: str, meant: str) -> None:
    assert standard(said) == meant


@pytest.mark.parametrize(
    "text",
    [
        "打听日期",
        "因而家庭和睦",
        "大喇叭广播",
        "没得到答复",
        "滥伐林木",
        "路边个体户",
        "树木有编号",
        "目前后日常管理",
        "收听晚会",
        "20外员工",
        "五十外地人",
    ],
)
def test_other_words_that_hold_them_stay(text: str) -> None:
    assert standard(text) == text


_FIELD = st.text(st.sampled_from("听日琴今朝明后晚咗唔冇喺而家号头没得么子伐喇啵哉月尾年到，。？ "))


@given(st.one_of(st.text(), _FIELD))
def test_the_length_stays(text: str) -> None:
    assert len(standard(text)) == len(text)
