"""Any text in, a meaning out: no exception, the same each time, in time that grows with the length alone."""

import time
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.understanding import understand
from storage.catalogue import bundled as catalogue

AT = datetime.fromisoformat("2024-06-20T16:00:00+08:00")
_SAID = """
昨天 今天 6月3日 上周二、周四 本月 在 文化广场 普法 调解 讲座 排查 无 没有 行政复议 其中 各 一起是 全部化解
300份 二十多人 三起 1.2万元 95% 0件 ， 。 ； ： （ ） ① 1. 目前 在册 一共 110转来 12345 每村 、 和
"""
WORDS = st.sampled_from([*_SAID.split(), "\n"])


@given(st.one_of(st.text(), st.lists(WORDS, max_size=30).map("".join)))
@settings(max_examples=300, deadline=None)
def test_any_text_has_a_meaning_that_is_sound(text: str) -> None:
    meaning = understand(text, AT)
    assert meaning == understand(text, AT)
    for entry in meaning.entries:
        kind = catalogue().kind(entry.kind)
        assert entry.until is None or entry.until > entry.on
        assert entry.words in text
        names = [figure.measure for figure in entry.figures]
        assert len(names) == len(set(names))
        assert all(kind.has(name) for name in names)
        assert all(figure.value >= 0 for figure in entry.figures)
        for figure in entry.figures:
            assert all(words in text for words in figure.words.split("；")) or figure.words in text
    assert all(0 <= doubt.entry < max(1, len(meaning.entries)) for doubt in meaning.doubts)


@pytest.mark.parametrize(
    "unit", ["昨天调解纠纷3件，发资料300份，", "1", "一", "（", "在村", "各村、", "其中3件，", "全部"]
)
def test_time_grows_with_the_length_alone(unit: str) -> None:
    def seconds(length: int) -> float:
        text = (unit * length)[:length]
        best = float("inf")
        for _ in range(3):
            start = time.process_time()
            understand(text, AT)
            best = min(best, time.process_time() - start)
        return best

    seconds(200)
    assert seconds(8000) < 8 * max(seconds(2000), 0.01)
