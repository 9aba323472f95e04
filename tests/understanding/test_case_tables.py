"""What is counted in cases, told for a period: mediation, screening, petitions, calls, corrections, order.

Each table is put together from parts, and what it must be read as with them.
"""

import random
from collections.abc import Iterator
from datetime import date, datetime

import pytest

from bot.understanding.meaning import Intent
from bot.understanding.reader import understand

AT = datetime.fromisoformat("2026-11-18T15:00:00+08:00")
PERIODS = {
    "上个月": (date(2026, 10, 1), date(2026, 10, 31)),
    "9月份": (date(2026, 9, 1), date(2026, 9, 30)),
    "三季度": (date(2026, 7, 1), date(2026, 9, 30)),
    "去年": (date(2025, 1, 1), date(2025, 12, 31)),
    "今年以来": (date(2026, 1, 1), date(2026, 11, 18)),
}
# A row: how it begins, and parts; in a part, "words|measure=value,…".
TABLES = {
    "人民调解": (
        ("人民调解：", "调解工作方面：", "调委会：", ""),
        ("调解纠纷24件|调解=24", "共调处各类纠纷二十四起|调解=24", "受理各类矛盾纠纷24件，经调解|调解=24"),
        (
            "，全部调解成功|成功=24",
            "，一起没落下全调成了|成功=24",
            "，调成21件，3件在谈|成功=21",
            "，调成率100%|成功率=100",
        ),
        (
            "，形成书面协议9份|协议=9",
            "、签协议9份|协议=9",
            "，村级20件，镇级4件|",
            "，口头申请8件、书面申请16件|",
            "，还有110推送5件|警情转调=5",
        ),
    ),
    "矛盾排查": (
        ("矛盾排查：", "矛盾纠纷大排查：", ""),
        ("排查出矛盾31件|排查=31", "摸排各类矛盾纠纷三十一件|排查=31", "排出矛盾31个|排查=31"),
        (
            "，化解矛盾28件|化解=28",
            "，调处化解28件|化解=28",
            "，成功化解矛盾28件|化解=28",
            "，化解到位28件|化解=28",
        ),
        (
            "，暂未化解的3件已稳控|稳控=3",
            "，3件仍在化解|",
            "，矛盾化解率90.3%|化解率=90.3",
            "，其余3件正在化解中|",
        ),
    ),
    "信访": (
        ("信访：", "信访办：", "信访工作方面："),
        ("受理19件|受理=19", "受理信访事项19件次|受理=19", "新增信访件19件|受理=19"),
        ("、已办结16件、还有3件在办|办结=16", "，其中办结16件，3件未到期|办结=16", "、均已办结|办结=19"),
        ("、积案2件|积案=2", "、无信访积案|积案=0", "|"),
    ),
    "热线工单": (
        ("12345热线：", "热线工单：", "政务热线："),
        ("签收工单43件|工单=43", "转办工单43件|工单=43"),
        ("、办结率：98.6%|办结率=98.6", "，按期办结率98.6%|办结率=98.6"),
        ("、群众满意率达97%|满意率=97", "，均在规定时限内办结|", "，已录入平台|"),
    ),
    "社区矫正": (
        ("社矫：", "社区矫正月报：", "社区矫正工作："),
        ("在册12人|在册=12", "月末在册12人|在册=12"),
        ("，接收社矫对象2人|入矫=2", "，新入矫2人|入矫=2", "，入矫报到2人|入矫=2"),
        ("，无一脱管漏管|脱管=0", "，走访9次|走访=9", "，集中教育3次，无人脱管|集中教育=3,脱管=0"),
    ),
    "治安防控": (
        ("派出所：", "治安防控：", "社会治安："),
        ("刑事类案件5起|刑事发案=5", "立刑案5起|刑事发案=5"),
        ("，破4起|刑事破案=4", "，破刑案4起|刑事破案=4"),
        ("，受理治安案八起|治安发案=8", "，治安类案件8起|治安发案=8", "，打处3人|打击处理=3"),
    ),
}
JOINTS = ("；", "。", "\n", "；\n")
NO_FIGURE = ("。", "，台账已归档", "。数据以系统为准", "，没有民转刑的", "，无越级上访", "，已录入平台")


def _row(kind: str, choose: random.Random) -> tuple[str, dict[str, float]]:
    heads, *parts = TABLES[kind]
    text, figures = choose.choice(heads), {}
    for part in map(choose.choice, parts):
        words, _, told = part.partition("|")
        text += words
        for figure in filter(None, told.split(",")):
            measure, _, value = figure.partition("=")
            figures[measure] = float(value)
    return text, figures


def _tables() -> Iterator[tuple[str, date, date, dict[str, dict[str, float]]]]:
    choose = random.Random(9)
    for _ in range(160):
        period = choose.choice(list(PERIODS))
        rows = {kind: _row(kind, choose) for kind in choose.sample(list(TABLES), choose.choice((1, 2, 3)))}
        joint = choose.choice(JOINTS)
        text = f"{period}情况：" + joint.join(said for said, _ in rows.values()) + choose.choice(NO_FIGURE)
        yield text, *PERIODS[period], {kind: figures for kind, (_, figures) in rows.items()}


def test_tables_of_cases_are_read_row_by_row() -> None:
    wrong = []
    for text, on, until, rows in _tables():
        meaning = understand(text, AT)
        read = {
            entry.kind: {one.measure: float(one.value) for one in entry.figures} for entry in meaning.entries
        }
        days = {(entry.on, entry.until) for entry in meaning.entries}
        places = {entry.place for entry in meaning.entries}
        if (meaning.intent, read, days, places) != (Intent.LOG, rows, {(on, until)}, {None}):
            wrong.append((text, read))
    assert wrong == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("9月调解14起；来源：群众申请10件，网格上报4件", 14),
        ("9月调处纠纷18件次，分别是婚姻5 土地3 债务10，简易13件，疑难5件", 18),
        ("9月调解了四十三个案子、村级23件，镇级20件", 43),
        ("9月调解纠纷12件，依申请5件，主动调解7件", 12),
        ("9月调解纠纷19件，涉及本村11件，涉及外村8件", 19),
        ("9月调解5件，另1件引导走诉讼", 5),
    ],
)
def test_a_breakdown_by_source_adds_nothing(text: str, value: float) -> None:
    (entry,) = understand(text, AT).entries
    assert (entry.kind, [(one.measure, float(one.value)) for one in entry.figures]) == (
        "人民调解",
        [("调解", value)],
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("9月群众工作20件：信访12件、调解8件", {"信访": {"受理": 12}, "人民调解": {"调解": 8}}),
        ("9月受理信访12件，办结8件，积案4件", {"信访": {"受理": 12, "办结": 8, "积案": 4}}),
        ("9月排查12件，化解10件，稳控2件", {"矛盾排查": {"排查": 12, "化解": 10, "稳控": 2}}),
        ("9月受理信访14件、答复办结12件、还有2件在办", {"信访": {"受理": 14, "办结": 12}}),
    ],
)
def test_measures_of_their_own_are_no_breakdown(text: str, told: dict[str, dict[str, float]]) -> None:
    entries = understand(text, AT).entries
    assert {entry.kind: {one.measure: float(one.value) for one in entry.figures} for entry in entries} == told


@pytest.mark.parametrize(
    ("text", "place", "dispute"),
    [
        ("昨天在田头成功调解一起交通事故赔偿纠纷，赔付三万六", "田头", "道路交通"),
        ("昨天调委会在镇调委会受理承包地边界纠纷一件，调解成功", "镇调委会", "山林土地"),
        ("昨天我和治保主任处理了一起养殖污染纠纷", None, "环境污染"),
        ("昨天村两委在人民法庭组织双方调解承包合同纠纷一起", "人民法庭", "合同"),
        ("昨天调解员在调解大厅调解工伤赔偿纠纷1件", "调解大厅", "劳动争议"),
        ("昨天调解宅基地边界纠纷1件", None, "房屋宅基地"),
        ("昨天屠宰场污水排进水渠，调解1件", None, "环境污染"),
        ("昨天调了一件事，起因是亲戚借款打了条子不还", None, "合同"),
        ("昨天楼长调解一起邻里停车纠纷", None, "邻里"),
    ],
)
def test_one_quarrel_keeps_its_place_and_its_name(text: str, place: str | None, dispute: str) -> None:
    (entry,) = understand(text, AT).entries
    stated = next(one for one in entry.figures if one.measure == "调解")
    assert (float(stated.value), stated.implied, entry.place) == (1.0, False, place)
    assert entry.attributes["纠纷类型"] == dispute
