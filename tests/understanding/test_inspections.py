"""Inspections, hazards, campaigns and fines put together from parts: whoever went, however it is told."""

from collections.abc import Iterable
from datetime import datetime
from itertools import product
from zoneinfo import ZoneInfo

import pytest

from bot.understanding.meaning import Intent
from bot.understanding.reader import understand

AT = datetime(2026, 11, 18, 15, 0, tzinfo=ZoneInfo("Asia/Shanghai"))  # a Wednesday

Told = dict[str, dict[str, int]]  # kind -> measure -> value; what is implied counts 1

ACTS = (
    "检查了{}",
    "到{}检查",
    "对{}开展安全检查",
    "去{}查消防",
    "突击检查{}",
    "深入{}开展执法检查",
    "查了{}",
)
FOUND: dict[str, Told] = {
    "发现隐患9处，当场整改4处": {"隐患整改": {"隐患": 9, "整改": 4}},
    "查出九处隐患，都改好了": {"隐患整改": {"隐患": 9, "整改": 9}},
    "隐患9处。整改完成4处，其余5处限期7天整改": {"隐患整改": {"隐患": 9, "整改": 4}},
    "发现隐患9处，已要求全部整改": {"隐患整改": {"隐患": 9}},
    "发现隐患9处，责令停业整顿，约谈负责人1人": {"隐患整改": {"隐患": 9}},
    "发现隐患9处，并向店主讲解了消防法": {"隐患整改": {"隐患": 9}},
    "未见隐患": {"隐患整改": {"隐患": 0}},
    "发现问题9个，其中隐患4处": {"行政检查": {"问题": 9}, "隐患整改": {"隐患": 4}},
    "没发现什么问题": {"行政检查": {"问题": 0}},
    "出动6人，指出问题9个，首违不罚": {"行政检查": {"出动": 6, "问题": 9}},
}
SITES = ("永盛冷库", "和兴幼儿园", "聚友酒楼", "蓝天KTV", "沿街商铺")


def _told(text: str) -> Told:
    """What a message is read as; a kind of several entries is the sum of them."""
    read: Told = {}
    for entry in understand(text, AT).entries:
        figures = read.setdefault(entry.kind, {})
        for one in entry.figures:
            figures[one.measure] = figures.get(one.measure, 0) + int(one.value)
    return read


def _wrong(cases: Iterable[tuple[str, Told]]) -> list[tuple[str, Told]]:
    return [(text, read) for text, told in cases if (read := _told(text)) != told]


def _inspected(found: Told) -> Told:
    return {**found, "行政检查": {"检查": 1, **found.get("行政检查", {})}}


@pytest.mark.parametrize("site", SITES)
def test_an_inspection_has_what_it_found(site: str) -> None:
    who = ("应急办", "市监所", "我和小郑")
    assert not _wrong(
        (f"昨天{who[index % 3]}{act.format(site)}，{found}", _inspected(FOUND[found]))
        for index, (act, found) in enumerate(product(ACTS, FOUND))
    )


def test_it_does_so_without_a_mark() -> None:
    cases = {
        "昨天去{}检查发现隐患九处当场整改了四处": {"隐患整改": {"隐患": 9, "整改": 4}},
        "昨天到{}搞了安全检查查出来九个隐患都改好了": {"隐患整改": {"隐患": 9, "整改": 9}},
        "昨天我和小郑去{}检查没发现什么问题": {"行政检查": {"问题": 0}},
        "报一下周二检查了{}查出隐患九处": {"隐患整改": {"隐患": 9}},
    }
    assert not _wrong(
        (text.format(site), _inspected(told)) for site in SITES[:4] for text, told in cases.items()
    )


@pytest.mark.parametrize(
    "text",
    [
        "昨天检查：\n1.{}，隐患3处\n2.{}，问题5个",
        "昨天上午检查{}，隐患3处；下午到{}检查，问题5个",
        "昨天检查{}，隐患3处，另外检查{}，问题5个",
    ],
)
def test_each_site_was_inspected(text: str) -> None:
    read = understand(text.format("永盛冷库", "聚友酒楼"), AT).entries
    assert sorted((one.kind, str(one.place)) for one in read) == [
        ("行政检查", "永盛冷库"),
        ("行政检查", "聚友酒楼"),
        ("隐患整改", "永盛冷库"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "整改隐患{}处",
        "整改了{}处",
        "消除火灾隐患{}处",
        "督促商户整改安全隐患{}处",
        "完成{}处隐患整改",
        "改掉隐患{}处",
        "隐患销号{}处",
        "整改销号隐患{}处",
    ],
)
def test_what_was_put_right_may_be_told_alone(text: str) -> None:
    for when, count in product(("15号我办", "昨天", "10月应急办", "今年"), ("12", "120", "十二")):
        value = {"十二": 12}.get(count) or int(count)
        assert _told(when + text.format(count)) == {"隐患整改": {"整改": value}}, (when, count)


@pytest.mark.parametrize(
    ("text", "cases"),
    [
        ("对一家饭馆作出行政处罚，罚款3000元", 1),
        ("罚了无证摊贩3000元", 1),
        ("查处某餐馆，罚款3000元", 1),
        ("处罚5件，其中简易程序2件，罚没收入3000元", 5),
        ("执法办案5件，罚款3000元", 5),
        ("开出罚单5张，共3000元", 5),
    ],
)
def test_who_was_fined_is_no_count_of_cases(text: str, cases: int) -> None:
    for when in ("11.12", "11月12日执法队", "今年中队", "10月检查8次，其中夜查3次；"):
        told = _told(when + text)
        assert told.pop("行政处罚") == {"案件": cases, "罚款": 3000}, when
        assert told == ({"行政检查": {"检查": 8}} if "8" in when else {}), when


def test_no_fine_is_a_zero() -> None:
    for text in ("零处罚", "没有罚款案件", "没有罚过人", "未作出行政处罚", "行政处罚案件为零"):
        assert _told(f"今年我镇{text}") == {"行政处罚": {"案件": 0}}, text


def test_works_that_go_by_like_words_are_counted_apart() -> None:
    assert not _wrong(
        (f"10月{first}，{second}", {**one, **other})
        for (first, one), (second, other) in product(
            {
                "检查20次，企业12次、工地8次": {"行政检查": {"检查": 20}},
                "检查20次": {"行政检查": {"检查": 20}},
            }.items(),
            {
                "联合执法行动7次，出动31人次": {"联合执法": {"行动": 7, "出动": 31}},
                "联合派出所、市监所执法7次，出动31人次": {"联合执法": {"行动": 7, "出动": 31}},
                "专项行动7次": {"专项整治": {"行动": 7}},
                "隐患12处，消防5处、用电7处": {"隐患整改": {"隐患": 12}},
                "新增持证执法人员4人": {"执法资格": {"取证": 4}},
            }.items(),
        )
    )


def test_who_goes_along_has_not_acted_jointly() -> None:
    for who, kind in (("配合县应急局", "行政检查"), ("联合林业站", "联合执法"), ("会同市监所", "联合执法")):
        text = f"昨天{who}夜查宾馆，处罚2件，罚款800元"
        assert next(iter(_told(text))) == kind, text


@pytest.mark.parametrize(
    "text",
    [
        "剩下的6处隐患明天上午整改完",
        "下周一上午对永盛冷库复查，看看6处隐患改了没有",
        "安全检查记录本用完了，再领10本",
        "10月隐患整改了几处",
    ],
)
def test_what_is_to_come_or_wanted_is_no_record(text: str) -> None:
    assert understand(text, AT).intent is not Intent.LOG
