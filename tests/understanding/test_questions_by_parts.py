"""Questions put together from parts: form, matter, time and unit; and what only sounds like one."""

import itertools
import random
from collections.abc import Iterator
from datetime import date, datetime

import pytest

from bot.understanding import understand
from bot.understanding.meaning import Intent, Meaning, TownWords

AT = datetime.fromisoformat("2026-08-19T10:20+08:00")  # a Wednesday
TOWN = TownWords("青石镇", ("虹桥村", "柳林村", "东岭社区", "司法所"), "柳林村")

# (kind, measure, its counter, what staff call it, their verb)
MATTERS = (
    ("普法活动", "活动", "场", "普法宣传", "搞"),
    ("普法活动", "资料", "份", "普法资料", "发"),
    ("普法活动", "横幅", "条", "普法横幅", "挂"),
    ("法治讲座", "讲座", "堂", "法治课", "上"),
    ("法治讲座", "听众", "人次", "讲座听众", "有"),
    ("人民调解", "调解", "件", "人民调解", "办"),
    ("人民调解", "司法确认", "件", "司法确认", "做"),
    ("行政检查", "检查", "次", "执法检查", "开展"),
    ("隐患整改", "隐患", "处", "安全隐患", "查出"),
    ("行政处罚", "案件", "件", "行政处罚案件", "办"),
    ("公共法律服务", "援助", "件", "法律援助", "办"),
    ("社区矫正", "集中教育", "次", "社矫集中教育", "搞"),
    ("热线工单", "工单", "件", "热线工单", "接"),
    ("法治培训", "培训", "期", "网格员培训", "办"),
)
SPANS = (
    ("今年", date(2026, 1, 1), date(2026, 8, 19)),
    ("年初到现在", date(2026, 1, 1), date(2026, 8, 19)),
    ("上个月", date(2026, 7, 1), date(2026, 7, 31)),
    ("上半年", date(2026, 1, 1), date(2026, 6, 30)),
    ("上一季度", date(2026, 4, 1), date(2026, 6, 30)),
    ("1到5月", date(2026, 1, 1), date(2026, 5, 31)),
    ("截至6月底", date(2026, 1, 1), date(2026, 6, 30)),
    ("去年11月", date(2025, 11, 1), date(2025, 11, 30)),
    ("这周", date(2026, 8, 17), date(2026, 8, 23)),
    ("", None, None),
)
UNITS = (("", None), ("全镇", None), ("虹桥村", "虹桥村"), ("司法所", "司法所"), ("我们村", "柳林村"))
TOTALS = (
    "{when}{who}{verb}了几{unit}{what}",
    "{who}{when}{what}一共{verb}了多少{unit}",
    "{when}{who}的{what}总数是多少",
    "报一下{when}{who}{what}的数",
    "给我报个{when}{who}{what}的数",
    "不知道{when}{who}{what}{verb}了多少{unit}",
    "{when}{who}{what}是几{unit}来着",
    "烦请告知{when}{who}{what}总数",
    "{when}{who}{what}合计一下",
    "书记问{when}{who}{verb}了几{unit}{what}",
)
LISTS = ("给我拉个{when}{who}{what}的清单", "把{when}{who}{what}的明细调出来", "想看{when}{who}{what}的记录")
AROUND = ("{}", "请问，{}", "{}，写总结用", "{}，领导要", "麻烦问下，{}，急")


def questions(
    forms: tuple[str, ...],
) -> Iterator[tuple[str, tuple[str, str], tuple[date | None, ...], str | None]]:
    """A sample of the product: the text, (kind, measure), (on, until) and the unit."""
    every = list(itertools.product(forms, MATTERS, SPANS, UNITS, AROUND))
    for form, (kind, measure, unit, what, verb), (when, *span), (who, of), around in random.Random(8).sample(
        every, 250
    ):
        text = form.format(when=when, who=who, unit=unit, what=what, verb=verb)
        yield around.format(text).replace("有了", "有"), (kind, measure), tuple(span), of


def read(text: str) -> Meaning:
    return understand(text, AT, TOWN)


def test_a_total_is_asked_of_its_kind_measure_time_and_unit() -> None:
    wrong = []
    for text, (kind, measure), span, unit in questions(TOTALS):
        asked = read(text).question
        told = asked and (asked.asks, asked.kind, asked.measures, (asked.on, asked.until), asked.unit)
        if told != ("total", kind, (measure,), span, unit):
            wrong.append((text, told))
    assert len(wrong) <= 2, wrong


def test_a_listing_is_asked_of_its_kind_time_and_unit() -> None:
    wrong = []
    for text, (kind, _), span, unit in questions(LISTS):
        asked = read(text).question
        told = asked and (asked.asks, asked.kind, (asked.on, asked.until), asked.unit)
        if told != ("list", kind, span, unit):
            wrong.append((text, told))
    assert len(wrong) <= 2, wrong


SAID: dict[Intent, tuple[tuple[str, ...], dict[str, tuple[str, ...]]]] = {
    Intent.LOG: (
        (
            "昨天下午在{place}给{n}名{people}讲{law}",
            "上周五到{place}宣讲{law}，{n}人听",
            "昨天在{place}发了{n}份折页{tag}",
        ),
        {
            "place": ("村委会", "镇中学", "工业园区"),
            "n": ("20", "60", "130"),
            "people": ("老人", "家长", "商户"),
            "law": ("怎么防骗", "哪些行为算家暴", "借条该怎么写", "老人由谁来养", "什么样的合同不算数"),
            "tag": ("，收到了吗", "，这样报行不行", "，录进去没", "，格式对吗"),
        },
    ),
    Intent.PLAN: (
        ("下周三想在{place}搞一场{work}，{open}", "明天打算到{place}办{work}，{open}"),
        {
            "place": ("村委会", "镇中学", "工业园区"),
            "work": ("法治讲座", "反诈宣传", "普法活动"),
            "open": (
                "讲什么好",
                "需要几块展板",
                "谁有空来帮忙",
                "各位有什么建议",
                "大家看放哪儿合适",
                "能来多少人",
            ),
        },
    ),
    Intent.CHAT: (
        (
            "县里发我们两个{goods}",
            "帮我带3个{goods}过来",
            "{goods}能不能给我们村留两个",
            "做一块{goods}多少钱",
            "{goods}谁那还有",
        ),
        {"goods": ("展架", "普法展板", "法治台历", "扇子", "横幅")},
    ),
    Intent.QUERY: (
        (
            "我们村报了8件，{where}怎么只有5件",
            "{where}看不到，{when}调解几件",
            "下午开会要讲，{when}普法搞了几场",
        ),
        {"where": ("系统里", "台账上"), "when": ("上个月", "今年", "一季度")},
    ),
}


def said(intent: Intent) -> Iterator[str]:
    forms, slots = SAID[intent]
    for form in forms:
        named = [name for name in slots if "{" + name + "}" in form]
        for words in itertools.product(*(slots[name] for name in named)):
            yield form.format(**dict(zip(named, words, strict=True)))


@pytest.mark.parametrize("intent", list(SAID))
def test_question_words_beside_what_is_told_planned_or_wanted_ask_nothing(intent: Intent) -> None:
    wrong = [(text, got) for text in said(intent) if (got := read(text).intent) is not intent]
    assert wrong == []
