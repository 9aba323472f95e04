"""Several days with several works each, by every mark that may stand between days and between works."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from itertools import cycle, islice, product

import pytest

from bot.understanding import understand
from bot.understanding.meaning import Meaning

AT = datetime.fromisoformat("2026-11-18T15:00:00+08:00")
HEADS = ("", "11月工作：", "本月开展情况：\n", "司法所近期工作汇报：")
DAYS = ("{}日", "11月{}日", "{}号", "11.{}")
BETWEEN_DAYS = ("；", "。", "\n")
BETWEEN_WORKS = ("，", "、", "，同时", "，随后", "；")
WORKS = (
    ("调解邻里纠纷1件", "人民调解", {"调解": 1}),
    ("开展安全检查1次，发现问题14个", "行政检查", {"检查": 1, "问题": 14}),
    ("召开专题会议1次，参会18人", "专题会议", {"会议": 1, "参会": 18}),
    ("排查矛盾纠纷3件", "矛盾排查", {"排查": 3}),
    ("举办法治讲座1场，听众46人", "法治讲座", {"讲座": 1, "听众": 46}),
    ("审查合同2份", "合法性审查", {"合同": 2, "审查": 1}),
    ("受理信访2件", "信访", {"受理": 2}),
    ("组织社区矫正对象集中教育1次", "社区矫正", {"集中教育": 1}),
    ("开展警示教育1次，参加30人", "警示教育", {"活动": 1, "参加": 30}),
    ("接待来访群众6人次", "公共法律服务", {"接待": 6}),
    ("开展联合执法1次，出动12人次", "联合执法", {"行动": 1, "出动": 12}),
)
Told = Counter[tuple[str, date, date | None, tuple[tuple[str, int], ...]]]


def told(meaning: Meaning) -> Told:
    return Counter(
        (
            one.kind,
            one.on,
            one.until,
            tuple(sorted((figure.measure, int(figure.value)) for figure in one.figures)),
        )
        for one in meaning.entries
    )


def reports(between_days: str, between_works: str) -> Iterator[tuple[str, Told]]:
    """Two days with two works each, in turn under every head and with every way to write the day."""
    works = cycle(WORKS)
    for head, day in product(HEADS, DAYS):
        parts, found = [], Counter[tuple[str, date, date | None, tuple[tuple[str, int], ...]]]()
        for number in (4, 13):
            done = list(islice(works, 2))
            parts.append(day.format(number) + between_works.join(text for text, _, _ in done))
            for _, kind, figures in done:
                found[kind, date(2026, 11, number), None, tuple(sorted(figures.items()))] += 1
        yield head + between_days.join(parts), found


@pytest.mark.parametrize(
    ("between_days", "between_works"),
    [(days, works) for days, works in product(BETWEEN_DAYS, BETWEEN_WORKS) if days != works],
    ids=lambda mark: mark.replace("\n", "/"),
)
def test_each_day_has_its_works(between_days: str, between_works: str) -> None:
    for text, expected in reports(between_days, between_works):
        assert (text, told(understand(text, AT))) == (text, expected)


@pytest.mark.parametrize("between", ["，", "、", "，并", "，同时"])
@pytest.mark.parametrize("work", [work for work in WORKS if work[1] not in ("公共法律服务", "法治讲座")])
def test_what_was_held_is_an_entry_or_asked_about(
    work: tuple[str, str, dict[str, int]], between: str
) -> None:
    """Publicity that nothing is counted of, beside a work of the same day: never lost in silence."""
    text = f"11月4日{work[0]}{between}在集市开展普法宣传"
    meaning = understand(text, AT)
    kinds = [one.kind for one in meaning.entries]
    assert kinds == [work[1], "普法活动"] or any("普法" in doubt.reason for doubt in meaning.doubts)
    assert kinds[0] == work[1]
