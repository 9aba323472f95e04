"""When and where one event was: ways to say a day all over a sentence, and places of all kinds."""

from datetime import date, datetime, timedelta
from itertools import product

import pytest

from bot.understanding import understand
from bot.understanding.dates import find_dates

TODAY = date(2026, 11, 18)  # a Wednesday
AT = datetime.fromisoformat("2026-11-18T15:00:00+08:00")
DAYS = """
今天 11-18 | 昨天下午 11-17 | 昨儿个 11-17 | 昨晚7点到9点 11-17 | 前天一早 11-16 | 大前天 11-15 | 周三 11-18
礼拜天 11-15 | 上周五 11-13 | 上个礼拜二 11-10 | 上上周四晚上 11-05 | 本周一 11-16 | 上周五（13日） 11-13
9号 11-09 | 二十八号 10-28 | 上个月26号 10-26 | 本月6日上午9:30-11:00 11-06 | 11月9日 11-09 | 十月十一号 10-11
１１月９日 11-09 | 11.9 11-09 | 10 月 11 日 10-11 | 2026年8月6日 08-06 | 2026-08-06 08-06 | 11月17日周二 11-17
三天前 11-15 | 一周前 11-11 | 消防日当天 11-09 | 119那天 11-09 | 国庆节当天 10-01
重阳那天 10-18 | 中秋当天 09-25 | 11月2日至6日 11-02/11-06 | 11月2-6日 11-02/11-06 | 11.2-11.6 11-02/11-06
8-10号 11-08/11-10 | 8号起连续三天 11-08/11-10 | 从11月2号起连着五天 11-02/11-06 | 8号、9号两天 11-08/11-09
上周一到周三 11-09/11-11 | 从上周二起连续两天 11-10/11-11 | 上周四五两天 11-12/11-13 | 上周前三天 11-09/11-11
上周末 11-14/11-15 | 从前天到昨天 11-16/11-17 | 昨今两天 11-17/11-18 | 上周 11-09/11-15 | 国庆期间 10-01/10-07
上个月 10-01/10-31 | 10月 10-01/10-31 | 十月份 10-01/10-31 | 10月上旬 10-01/10-10 | 上月中旬 10-11/10-20
霜降日 10-23 | 立冬那天 11-07 | 重阳日 10-18
除夕到初六 02-16/02-22 | 大年初一到初七 02-17/02-23 | 腊月二十八到初五 02-15/02-21 | 腊月二十六 02-13
9、10两月 09-01/10-31 | 九月十月 09-01/10-31 | 8月21日起5天 08-21/08-25 | 这周一起到今天 11-16/11-18
12号至今 11-12/11-18 | 上周三起到上周五 11-11/11-13 | 十月二十五 10-25 | 5月下旬到6月上旬 05-21/06-10
本月初 11-01/11-05 | 10月底 10-25/10-31 | 三季度 07-01/09-30 | 上半年 01-01/06-30 | 7-9月 07-01/09-30
""".strip().replace("\n", " | ")
TOLD = [
    "{day}在老粮站普法1场，发资料200份",
    "我们{day}在老粮站普法1场，发资料200份",
    "在老粮站{day}普法1场，发资料200份",
    "普法1场（{day}，老粮站门口），发资料200份",
    "在老粮站普法1场，发资料200份，是{day}的事",
    "在老粮站普法1场，发资料200份（{day}）",
    "时间：{day}，地点：老粮站，普法1场，发资料200份",
]
SITES = (
    "村委会 镇中学 第二小学 县卫生院 老戏台 大榕树下 田埂上 河滩 晒谷坪 水库边 双桥村三组 石门坎 彝家新寨",
    "建材市场 建筑工地 农商行 大讲堂 菜鸟驿站 幸福小区3栋楼下 清真寺 高速服务区 养猪场 茶园 赶集点",
    "廉政教育基地 前进村 和平社区 下河村",
)
LEADS = ["在", "昨天到", "我们去", "走进", "我去了趟", "律师昨天来", "司法所在"]
DEEDS = ["给老人讲反诈课一堂", "面对面宣讲宪法1场", "连着调解了两起纠纷", "又普法一场", "上普法课一堂"]


# What goes on there, in words that end no place by themselves, and sites that no word of a place ends.
UNLISTED = [
    "{lead}{site}扎台子搞普法，来了60多人",
    "{lead}{site}赶了一回普法早市",
    "{lead}{site}夜巡一遍，出动8人次",
    "{lead}{site}补上了一节法治课",
    "{lead}{site}司法所演了一出普法小品",
    "{lead}{site}我们听律师讲民法典，工人90多",
    "{lead}{site}面对面宣传扫黑除恶",
    "{lead}{site}圆了一桩赡养纠纷",
]
ODD_SITES = "老鹰嘴 红石崖 镇商会 苏木政府 九队 老砖窑 二号桥 竹器城 渔港一条街 二中"


def _days(text: str) -> tuple[date, date | None]:
    first, _, last = text.partition("/")
    on = date.fromisoformat(f"2026-{first}")
    return on, date.fromisoformat(f"2026-{last}") if last else None


@pytest.mark.parametrize("told", TOLD)
def test_a_day_is_the_same_wherever_a_sentence_tells_it(told: str) -> None:
    wrong = []
    for row in DAYS.split(" | "):
        words, _, days = row.rpartition(" ")
        entries = understand(told.format(day=words), AT).entries
        figures = [{one.measure: int(one.value) for one in entry.figures} for entry in entries]
        read = [(entry.on, entry.until) for entry in entries]
        if read != [_days(days)] or figures != [{"活动": 1, "资料": 200}]:
            wrong.append((words, read, figures))
    assert wrong == []


@pytest.mark.parametrize("lead", LEADS)
def test_a_place_ends_where_the_deed_begins(lead: str) -> None:
    wrong = []
    for number, site in enumerate(" ".join(SITES).split(), LEADS.index(lead)):
        deed = DEEDS[number % len(DEEDS)]
        for tail in ("", "里", "对面"):
            if tail and site[-1] in "下上边坪坎组村区口寨点小学滩":
                continue
            text = f"{lead}{site}{tail}{deed}"
            places = {entry.place for entry in understand(text, AT).entries}
            if places != {site + tail.removesuffix("里")}:
                wrong.append((text, places))
    assert wrong == []


COUNTED = ["调解纠纷{}件", "{}场普法活动", "安全检查{}次", "受理信访{}件"]


def test_no_figure_is_taken_from_a_day_and_no_day_from_a_figure() -> None:
    wrong = []
    days = [
        "昨天",
        "上周四五两天",
        "本月初",
        "10月底",
        "11月9日",
        "消防日当天",
        "8号起连着三天",
        "上个月",
        "上周末",
    ]
    for day, told, number in product(days, COUNTED, (1, 3, 9, 12, 20, 31)):
        first, *more = understand(day + told.format(number), AT).entries
        said = [int(one.value) for one in first.figures]
        if more or said != [number] or first.on == TODAY:
            wrong.append((day, told, number, first.on, said))
    assert wrong == []


@pytest.mark.parametrize("sent", ["2025-01-01", "2024-02-29", "2026-03-02", "2025-05-31", "2024-12-31"])
def test_days_reach_back_over_the_edges_of_months_and_years(sent: str) -> None:
    at = datetime.fromisoformat(f"{sent}T15:00:00+08:00")
    monday = at.date() - timedelta(days=at.date().weekday() + 7)
    month = at.date().replace(day=1) - timedelta(days=1)
    for words, on, until in (
        ("昨天", at.date() - timedelta(days=1), None),
        ("大前天", at.date() - timedelta(days=3), None),
        ("上周日", monday + timedelta(days=6), None),
        ("上周一到周三", monday, monday + timedelta(days=2)),
        ("上个月", month.replace(day=1), month),
        ("上月底", month.replace(day=25), month),
    ):
        (entry,) = understand(f"{words}在老粮站普法1场，发资料200份", at).entries
        assert (entry.on, entry.until) == (on, until)


HEADINGS = """
2026-11-29 周报 11-23/11-29 | 2026-11-30 月报 11-01/11-30 | 2026-12-02 月报 11-01/11-30
2026-11-28 月底报数 11-01/11-30
2026-09-29 月末盘点 09-01/09-30 | 2026-09-30 季度小结 07-01/09-30 | 2026-10-08 季度汇总 07-01/09-30
2026-06-25 半年小结 01-01/06-30 | 2026-07-03 半年账 01-01/06-30 | 2026-12-30 年度汇总 01-01/12-31
2026-12-30 全年合计 01-01/12-31 | 2026-11-18 3月月报 03-01/03-31 | 2026-07-03 上月小结 06-01/06-30
""".strip().replace("\n", " | ")


def test_the_name_of_a_report_tells_its_period() -> None:
    wrong = []
    for row in HEADINGS.split(" | "):
        at, name, days = row.split()
        first, last = days.split("/")
        for text in (f"{name}：排查纠纷8件，化解7件；走访企业9家", f"{name}\n走访企业9家\n评查案卷10件"):
            entries = understand(text, datetime.fromisoformat(f"{at}T15:00:00+08:00")).entries
            read = {(str(entry.on)[5:], str(entry.until)[5:]) for entry in entries}
            if len(entries) != 2 or read != {(first, last)}:
                wrong.append((at, text, read))
    assert wrong == []


@pytest.mark.parametrize("told", UNLISTED)
def test_a_place_ends_before_an_act_and_before_who_acts(told: str) -> None:
    wrong = []
    for number, site in enumerate(ODD_SITES.split()):
        text = told.format(lead=("昨天在", "前天走进", "昨天我来到")[number % 3], site=site)
        entries = understand(text, AT).entries
        if not entries or entries[0].place != site:
            wrong.append((text, [entry.place for entry in entries]))
    assert wrong == []


DAYS_TOLD = """
昨天 前天 大年初三 正月初三 元宵节 端午 3月3号 周五 上周五 三号 今天 腊月二十八 清明 除夕 二十三号 本月3日
"""
PARTS_OF_DAY = """
上午 下午 晚上 后晌 前晌 晌午 傍黑 一早 头晌 过晌 夜里
早上 中午 黑了 傍晚 半晌午 擦黑 当天 那天下午 后半夜 大清早
"""


@pytest.mark.parametrize("part", PARTS_OF_DAY.split())
def test_a_part_of_the_day_leaves_the_day_as_it_is(part: str) -> None:
    at = datetime.fromisoformat("2026-03-10T15:00:00+08:00")
    for day in DAYS_TOLD.split():
        told, plain = (find_dates(f"{day}{said}，俺村讲了一堂法治课", at) for said in (part, ""))
        assert (day, told[0].on, told[0].until) == (day, plain[0].on, plain[0].until)
