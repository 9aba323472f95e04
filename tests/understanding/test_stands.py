"""讲 at a stand is publicity, in a lecture a lecture: what else the message says tells which."""

from datetime import datetime

import pytest

from bot.understanding import understand

AT = datetime.fromisoformat("2026-11-18T15:00:00+08:00")
AUDIENCES = ["给放牛娃讲防溺水", "讲彩礼和家暴的事", "跟赶街的人讲防骗"]
HANDED_OUT = ["发单子70份", "单子散出去七十张", "折页拿走70来份", "挂了横幅2条"]
LECTURES = ["请法官{told}一堂，听众40人", "在小学{told}，学生40人", "民警来校{told}，听讲的40人"]


@pytest.mark.parametrize("told", AUDIENCES)
@pytest.mark.parametrize("handed", HANDED_OUT)
def test_what_is_told_while_something_is_handed_out_is_publicity(told: str, handed: str) -> None:
    (entry,) = understand(f"昨天在渡口边上{told}，{handed}", AT).entries
    assert entry.kind == "普法活动"


@pytest.mark.parametrize("told", AUDIENCES)
@pytest.mark.parametrize("lecture", LECTURES)
def test_a_speaker_a_hall_or_a_counted_session_makes_a_lecture(told: str, lecture: str) -> None:
    (entry,) = understand(f"昨天{lecture.format(told=told)}，资料40份", AT).entries
    assert entry.kind == "法治讲座"
