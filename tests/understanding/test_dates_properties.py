"""The date grammar on any text: it never fails, its spans are in order and inside, and it stays fast."""

import time
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.dates import Direction, clock_spans, find_dates, read_date

WORDS = """
今天 昨晚 上周 周三 二 、 到 至 - — 3 12 31 2023 年 月 日 号 . / · 初 廿 正月
腊月 闰 农历 底 初 旬 上 中 下 半 季度 以来 截至 目前 前 后 近 个 天 周 星期 元旦 春节 12·4
当天 期间 9点 半 : （ ） 《 》 〔 〕 每 第 , ， 。 一 二十 零 万 份 ０ ５ 禮拜 號
"""
PIECES = st.sampled_from(WORDS.split())
TEXTS = st.one_of(
    st.text(max_size=80),
    st.text(alphabet=st.characters(), max_size=30),
    st.lists(PIECES, max_size=25).map("".join),
)
MOMENTS = st.datetimes(min_value=datetime(1990, 1, 1), max_value=datetime(2090, 1, 1))


@given(TEXTS, MOMENTS, st.sampled_from(Direction))
def test_any_text_gives_spans_in_order_and_inside_it(text: str, at: datetime, direction: Direction) -> None:
    spans = find_dates(text, at, direction)
    end = 0
    for span in spans:
        assert end <= span.start < span.end <= len(text)
        assert span.until is None or span.until > span.on
        end = span.end
    assert find_dates(text, at, direction) == spans


@given(TEXTS, MOMENTS)
def test_any_answer_is_a_date_or_none(text: str, at: datetime) -> None:
    span = read_date(text, at)
    assert span is None or span.on <= span.last_day


@given(TEXTS)
def test_times_of_day_lie_in_order_inside_any_text(text: str) -> None:
    end = 0
    for start, stop in clock_spans(text):
        assert end <= start < stop <= len(text)
        end = stop


@given(st.lists(PIECES, max_size=25).map("".join), MOMENTS)
def test_a_report_is_never_dated_after_today_unless_its_words_say_so(text: str, at: datetime) -> None:
    for span in find_dates(text, at):
        assert span.on <= at.date() or span.future or span.explicit or span.named


@pytest.mark.parametrize(
    "unit",
    ["3月5日、6日，", "1-", "十", "2024-", "周一、", "每周", "5号到", "今年", "1月到", "元旦", "1:", "3.5、"],
)
def test_a_long_text_takes_time_in_proportion(unit: str) -> None:
    at = datetime(2023, 6, 14)
    find_dates(unit * 50, at)

    def seconds(length: int) -> float:
        text = (unit * length)[:length]
        start = time.process_time()
        find_dates(text, at)
        clock_spans(text)
        return time.process_time() - start

    assert min(seconds(20_000) for _ in range(2)) < 40 * min(seconds(1_000) for _ in range(3)) + 0.05
