"""Works told in one message, however they are joined: each stays what it is when it is told alone."""

from collections import Counter
from datetime import datetime
from itertools import permutations

import pytest

from bot.understanding.reader import understand

AT = datetime.fromisoformat("2026-11-18T16:30:00+08:00")  # a Wednesday
WORKS = (
    "调解邻里纠纷2件",
    "走访社区矫正对象3次",
    "召开警示教育会，31人参加",
    "公众号推了4篇普法文章",
    "给鞋厂审了份租赁合同，提意见5条",
    "村务公开栏贴了6条财务信息",
    "评出文明家庭12户",
    "查出消防隐患7处，整改6处",
)
JOINTS = (
    "昨天{}，{}",
    "昨天{}。另外，{}",
    "昨天{}，忙完{}",
    "昨天{}，回来路上{}",
    "昨天{}，老李那边{}",
    "昨天{}然后{}",
    "昨天上午{}；同一天{}",
    "昨天头一桩，{}；第二桩，{}",
    "昨天\n1. {}\n2. {}",
)


def _told(text: str) -> Counter[tuple[object, ...]]:
    meaning = understand(text, AT)
    return Counter(
        (
            one.kind,
            one.on,
            one.until,
            one.place,
            frozenset((figure.measure, figure.value, figure.implied) for figure in one.figures),
        )
        for one in meaning.entries
    )


@pytest.mark.parametrize("joint", JOINTS)
def test_two_works_are_two_entries_as_if_told_alone(joint: str) -> None:
    alone = {work: _told(f"昨天{work}") for work in WORKS}
    assert all(len(found) == 1 for found in alone.values())
    lost = [
        (first, second)
        for first, second in permutations(WORKS, 2)
        if _told(joint.format(first, second)) != alone[first] + alone[second]
    ]
    assert lost == []


@pytest.mark.parametrize("mark", ["（", "，"])
def test_each_work_has_the_day_that_is_told_with_it(mark: str) -> None:
    for first, second in permutations(WORKS, 2):
        told = f"{first}（周一），{second}（昨天）" if mark == "（" else f"周一{first}，昨天{second}"
        assert _told(told) == _told(f"周一{first}") + _told(f"昨天{second}"), told


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        # What decides, adopts, hears or is named of a work is no further one.
        ("上月重大行政决策2项，均经合法性审查", ["重大决策"]),
        ("昨天开了协调会，商量警情怎么转调，9人参加", ["专题会议"]),
        ("昨天县里发文，我村创成市级民主法治示范村1个", ["示范创建"]),
        ("昨天给社矫对象集中教育一次，放了两部警示片", ["社区矫正"]),
        ("昨天送法下乡，巡回讲座3场，听众90人", ["法治讲座"]),
        ("昨天化解矛盾9起，排查出11起", ["矛盾排查"]),
        ("昨天在柳林村办了一场讲座，45人听。这场讲座是李律师主讲的", ["法治讲座"]),
        # A gathering is told with words of two kinds, a round is no check of its own, a quarrel has steps.
        ("消防日那天先看了逃生片，再由消防站的老师上了一堂课，听课95人", ["法治讲座"]),
        ("【法润柳林】昨天司法所走进柳林村开展普法活动。律师讲解了借条怎么打，70余名村民到场", ["普法活动"]),
        ("昨天一场反诈讲座在桥头社区开讲。民警讲起身边的案子，散场时居民领走宣传册65本", ["法治讲座"]),
        ("宪法宣传周我们妇联跑了3个村，宣讲3场，听众147人", ["法治讲座"]),
        ("妇联昨天举办“法护她权益”普法活动，律师解读反家暴法，参加46人", ["普法活动"]),
        ("网格员每天转一圈，一周下来调解纠纷4起", ["人民调解"]),
        ("逐户摸了一遍底，全镇安置帮教对象现有17人", ["安置帮教"]),
        ("昨天巡山发现枯树隐患3处", ["隐患整改"]),
        ("昨天联合水利站巡河1次，出动8人次", ["联合执法"]),
        ("两家为屋檐水吵了半个月，劝了两回没用，昨天下午在祠堂总算说和了，写了协议1份", ["人民调解"]),
        ("工人找上门要工钱，我们连着谈了两天，今天上午在镇会议室签了协议书1份", ["人民调解"]),
        ("派出所转来一起，楼上漏水泡了地板，今天在居委会调好了", ["人民调解"]),
        # One in a period and its day are one; what did not turn worse is no case; receivers are no places.
        ("本月普法搞了一次，11月9日在村委会门口，发材料60份", ["普法活动"]),
        ("10月份讲座就办了一场，12号在文化大院，到了45人", ["法治讲座"]),
        ("前三季度调解纠纷120件，成功118件，无民转刑案件", ["人民调解"]),
        ("10月给砖厂、茶厂、鞋厂各做了1次法治体检", ["涉企服务"]),
        ("昨天镇调委会获评全省先进集体，荣誉属于每一位调解员", ["荣誉"]),
        # How far a work went, how it was graded, where it did not come to, and what was done by a counsel.
        ("10月执法检查18次，覆盖企业26家，发现问题30个", ["行政检查"]),
        ("昨天县局评查案卷，我镇报送6本，评为优秀2本", ["案卷评查"]),
        ("上半年调解32件，没有一件走到法院", ["人民调解"]),
        ("昨天法律顾问到村里服务一次，帮我们看了冷库合同", ["法律顾问"]),
        ("11月10日法律顾问来，服务1次，帮着改村规民约", ["法律顾问"]),
        ("收购商没按合同给钱，昨天在村委会坐下来调解妥了，当场付清3.2万", ["人民调解"]),
        ("办公室问我们怎么没报普法，其实有的：11月9日走进小学普法，学生33人", ["普法活动"]),
        ("“爱家更爱法”普法活动昨天在老祠堂举行。法官用三个案例讲清彩礼返还", ["普法活动"]),
        # What is left over is counted already; titles, and whose check it was, name no event.
        ("10月信访受理9件，办结8件，剩下那1件转到11月办", ["信访"]),
        ("上月热线工单40件，办结38件，另2件顺延到这个月", ["热线工单"]),
        ("昨天对2件重大行政处罚进行了法制审核", ["案卷评查"]),
        ("【法治小课堂开进幼儿园】昨天民警在实验幼儿园给家长上了一堂防拐课，家长72人参加", ["法治讲座"]),
        (
            "11月以来连啃两块硬骨头！7日调解一起工亡赔偿，赔付68万元；9日调解一起征地纠纷",
            ["人民调解", "人民调解"],
        ),
        ("昨天矛盾调处中心揭牌，法院、信访、司法所都派人进驻", ["其他"]),
        # A parenthesis dates its own item alone; what a period to come is planned for is none.
        ("10月我们村：普法1场（10月12日，村委会，35人），调解0件", ["普法活动", "人民调解"]),
        ("10月讲座2场，听众80人。12月份计划轮训法律明白人", ["法治讲座"]),
        # What was found out is not mediated; what a check took away is no drive.
        ("10月排查矛盾9件，调解纠纷5件", ["矛盾排查", "人民调解"]),
        ("10月摸排纠纷8起，现场调解7起，1起稳控", ["矛盾排查"]),
        ("昨天，开学季，校园周边。文具店、小饭桌7家。问题4个。收缴三无零食", ["行政检查"]),
        ("3月15日和市监所一起搞农资打假专项整治，查处2起", ["专项整治"]),
        ("上周五配合县应急局查了化工仓库，问题2个", ["行政检查"]),
        ("联手水利站查采砂船，上周两次，出动19人次", ["联合执法"]),
        # What was reported on at a meeting, how something is done, what was said in passing.
        ("昨天平安建设推进会，会上通报了三季度调解情况，参会46人", ["专题会议"]),
        ("昨天请律师给网格员讲了堂课，怎么写调解协议，听课30人", ["法治讲座"]),
        ("昨天走访矫正对象5次，顺便给家属讲了法", ["社区矫正"]),
        # What has its own place or hour, or was about something else, is another.
        ("上午在文化广场搞了普法宣传，下午到小学上法治课，学生听了120人", ["普法活动", "法治讲座"]),
        ("昨天李家地界的事调好了，今天上午又在村部把老赵家漏水的事说和了", ["人民调解", "人民调解"]),
        ("昨晚去夜市转了一圈，没发现问题", ["行政检查"]),
        # Sessions that are told one after another have their own people.
        ("昨天开法治推进会，23人参会，会后开警示教育会，31人参加", ["专题会议", "警示教育"]),
    ],
)
def test_what_is_part_of_a_work_is_none_of_its_own(text: str, entries: list[str]) -> None:
    assert [one.kind for one in understand(text, AT).entries] == entries


def test_legs_of_a_day_without_punctuation_have_their_places() -> None:
    found = understand(
        "昨天先到永和村调解土地纠纷2件又到柳林村走访社区矫正对象3次又到和顺社区检查食品安全1次", AT
    )
    assert [(one.kind, one.place) for one in found.entries] == [
        ("人民调解", "永和村"),
        ("社区矫正", "柳林村"),
        ("行政检查", "和顺社区"),
    ]


@pytest.mark.parametrize(
    "text", ["调解员培训今天结束，16号开的班，35人参加", "调解员培训16号开的班，今天结束，35人参加"]
)
def test_a_course_lasts_from_its_first_day_to_its_last(text: str) -> None:
    (entry,) = understand(text, AT).entries
    assert (f"{entry.on:%m-%d}", f"{entry.until:%m-%d}") == ("11-16", "11-18")
