from datetime import UTC, date, datetime

import pytest

from bot.learning import wording
from storage.records import Entry, EntryState, Unit, UnitLevel

VILLAGE = Unit(1, 1, "虹桥村", UnitLevel.VILLAGE)
AT = datetime(2023, 6, 14, 2, tzinfo=UTC)


def entry(text: str, place: str | None = None) -> Entry:
    return Entry(
        1, 1, "2023-1", "其他", date(2023, 6, 14), None, place, (), {}, text, text, VILLAGE, 1, "张敏", AT,
        EntryState.RECORDED,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("昨天开了板凳会，来了40人", None, "板凳会"),
        ("今天在村部搞了个田埂夜谈，30人参加", "村部", "田埂夜谈"),
        ("今天在村部搞了个田埂夜谈，30人参加", None, "田埂夜谈"),
        ("虹桥村昨晚板凳夜话，讲了防溺水，到场25人", "虹桥村", "板凳夜话"),
        ("6月12日开展“法治赶大集”活动，发资料300份", None, "法治赶大集"),
        ("我们村昨天搞了院坝说法，来了三四十人", None, "院坝说法"),
        ("本月说事日2次", None, "说事日"),
    ],
)
def test_the_words_that_name_the_work_are_learned(text: str, place: str | None, words: str) -> None:
    assert wording(text, entry(text, place), ("虹桥村", "柳湾村")) == words


@pytest.mark.parametrize(
    "text",
    [
        "发了300多份资料，来了120人",
        "昨天来了40人",
        "6月12日",
        "昨天调解邻里纠纷2起",
        "昨天调解了两起邻里纠纷，都成功了",
        "本周矛盾纠纷排查3次",
        "",
        "昨天搞了民法典宣传，发资料300份",
        "今天普法，来了40人",
        "调解纠纷3件",
        "上午把大家都叫到一起说了说最近村里发生的几件不太好的事情",
    ],
)
def test_what_would_be_met_in_any_message_is_not_learned(text: str) -> None:
    assert wording(text, entry(text)) is None
