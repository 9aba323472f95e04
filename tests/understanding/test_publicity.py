"""Publicity in many wordings: an event is one entry with all its figures; several places are one each."""

from datetime import datetime
from itertools import permutations, product

import pytest

from bot.understanding.reader import understand

AT = datetime.fromisoformat("2026-11-18T16:30:00+08:00")  # a Wednesday
DEEDS = (
    "在老年公寓开展消防法普法宣传",
    "到水泥厂边走边宣传燃气安全",
    "综治办于圩场宣传噪音扰民",
    "走进柳溪社区广泛宣传土地承包法",
    "我们上菜场门口弄了个反诈宣传",
    "普法志愿者在街心花园上门宣传森林防火",
    "县法律援助中心和司法所来到茶厂宣传工伤保险",
    "为营造尊法学法守法用法氛围，在茶厂宣传水法",
    "按照年度普法计划，在茶厂宣传水法",
)
PLACES = ("老年公寓", "水泥厂", "圩场", "柳溪社区", "菜场门口", "街心花园", "茶厂", "茶厂", "茶厂")
FIGURES = {
    "发放普法手册80本": ("资料", 80),
    "来听的有60人": ("受众", 60),
    "解答法律咨询21件": ("咨询", 21),
    "为21名群众解答法律问题": ("咨询", 21),
    "摆放展板十块": ("展板", 10),
    "悬挂横幅4条": ("横幅", 4),
    "送出普法围裙50条": ("宣传品", 50),
}
ENDS = ("", "，天冷，人不算多", "。大家都说办得好")


def _told(text: str) -> list[tuple[str, str | None, dict[str, int]]]:
    return [
        (one.kind, one.place, {figure.measure: int(figure.value) for figure in one.figures})
        for one in understand(text, AT).entries
    ]


@pytest.mark.parametrize("joint", ["，", "；", "。活动现场，", "。同时"])
def test_what_belongs_to_one_event_is_one_entry(joint: str) -> None:
    pairs = [two for two in permutations(FIGURES, 2) if FIGURES[two[0]][0] != FIGURES[two[1]][0]]
    lost = []
    for number, (first, second) in enumerate(pairs):
        at, end = number % len(DEEDS), ENDS[number % len(ENDS)]
        figures = {"活动": 1, **dict([FIGURES[first], FIGURES[second]])}
        text = f"昨天{DEEDS[at]}，{first}{joint}{second}{end}"
        if _told(text) != [("普法活动", PLACES[at], figures)]:
            lost.append(text)
    assert lost == []


@pytest.mark.parametrize(
    "told",
    [
        "昨天反诈宣传：柳溪社区：来了50人；桃林村：来了60人",
        "昨天在柳溪社区和桃林村宣传反诈，分别来了50人、60人",
        "昨天上午在柳溪社区宣传反诈，来了50人，下午转到桃林村接着宣传，来了60人",
        "昨天两场普法：上午柳溪社区，来了50人；下午桃林村，来了60人",
        "昨天第一站柳溪社区，宣传反诈，来了50人；第二站桃林村，来了60人",
        "昨天去柳溪社区宣传反诈来了50人下午又去桃林村宣传来了60人",
    ],
)
def test_each_place_of_a_day_is_an_entry(told: str) -> None:
    figures = [(place, people) for _, place, found in _told(told) for people in [found.get("受众")]]
    assert figures == [("柳溪社区", 50), ("桃林村", 60)]


def test_a_form_may_have_its_units_in_parentheses() -> None:
    form = "反诈宣传\n时间：昨天\n地点：圩场\n发放资料（份）：378\n受教育人数（人次）：215"
    assert _told(form) == [("普法活动", "圩场", {"活动": 1, "资料": 378, "受众": 215})]


def test_a_lecture_keeps_its_leaflets_however_they_are_told() -> None:
    for joint, leaflets in product(("，", "。", "。同时", "，并"), ("发放普法手册85本", "发折页85份")):
        told = f"昨天在茶厂办了一场反诈讲座，90人听讲{joint}{leaflets}"
        assert _told(told) == [("法治讲座", "茶厂", {"讲座": 1, "听众": 90, "资料": 85})], told


@pytest.mark.parametrize("site", ["法治文化小院", "普法文化墙", "宪法主题公园", "民法典长廊", "法律图书角"])
def test_whatever_a_site_of_law_is_called_it_is_built_or_mended(site: str) -> None:
    for told, measure in ((f"新建{site}2处", "新建"), (f"把2处{site}翻新了", "提升")):
        assert _told(f"上个月{told}") == [("法治阵地", None, {measure: 2})], told


@pytest.mark.parametrize("who", ["我说一下", "跟你说一下", "我报一下"])
def test_who_says_that_he_tells_asks_nothing(who: str) -> None:
    (entry,) = _told(f"{who} 昨天在圩场宣传反诈 发了140份单子")
    assert entry == ("普法活动", "圩场", {"活动": 1, "资料": 140})


@pytest.mark.parametrize("who", ["律师", "法官", "普法志愿者", "所里干部"])
def test_what_somebody_explains_at_an_event_is_part_of_it(who: str) -> None:
    text = f"昨天，我镇在渡口广场开展宪法宣传活动。{who}为赶圩的人讲解宪法条文，发放资料300余份。"
    assert [entry.kind for entry in understand(text, AT).entries] == ["普法活动"]
    told = f"昨天，我镇在渡口广场开展宪法宣传活动。{who}给居民讲了一堂法治课，听众30人。"
    assert [entry.kind for entry in understand(told, AT).entries] == ["普法活动", "法治讲座"]
