"""Plans, reports, corrections and talk put together from parts; and what only sounds like another of them."""

from datetime import datetime
from decimal import Decimal
from itertools import product

import pytest

from bot.understanding import understand
from bot.understanding.meaning import Intent

AT = datetime.fromisoformat("2026-11-18T15:00+08:00")  # a Wednesday
COMING = ("明天", "下周二上午", "11月27日", "25号", "今晚七点", "这周日", "下个月")
OVER = ("昨天", "11月12日", "上周三", "今天上午")
WORKS = ("反诈讲座", "调解员培训", "消防检查", "宪法宣讲")
PLANS = (
    *("{when}在柳林村办{work}", "{work}定在{when}，柳林村集合", "约好了{when}去柳林村搞{work}"),
    *("邀请了律师{when}来讲课，{work}放在柳林村", "跟村里约好{when}去做{work}", "{work}排到{when}了"),
    *(
        "{work}的方案批下来了，{when}就干",
        "横幅印好了，{when}去柳林村搞{work}",
        "{work}准备工作差不多了，{when}开始",
    ),
    *(
        "还有3场{work}，{when}接着办",
        "{work}，{when}，柳林村，别忘了",
        "大家注意，{when}有{work}，都别请假",
    ),
    *("想搞一次{work}，大家看{when}合适吗", "谁{when}有空，跟我去搞{work}", "{when}{work}，预计来60人"),
    *("【会议通知】{when}在柳林村召开{work}动员会", "{when}先去柳林村搞{work}，再走访几户"),
)
REPORTS = (
    *(
        "{when}办了{work}，来了45人，下周还有一场",
        "{when}搞{work}1场45人听下周再去东岭",
        "{when}印发了明年{work}方案",
    ),
    *(
        "{when}审了柳林村明年的承包合同3份",
        "{when}开会部署下一阶段{work}，参会30人",
        "{when}{work}45人参加，忘了说",
    ),
    *(
        "{when}召开宪法宣传周筹备会，参会35人",
        "不好意思报晚了，{when}{work}45人参加",
        "漏报一条：{when}{work}45人参加",
    ),
    *("{when}没白跑，调解成功1件", "给大家报告个好消息，{when}柳林村评上民主法治示范村了"),
)
NO_CORRECTIONS = (
    *(
        "{when}责令改正违法行为2起，罚款600元",
        "{when}更正登记信息3条，接待6人次",
        "{when}重新签订调解协议2份，之前的作废",
    ),
    *(
        "{when}清理了重复的规范性文件4件",
        "{when}处罚决定书送错地址，重新送达，案件1件",
        "{when}取消了4户的低保资格，公示1条",
    ),
    *("{when}调解一起因少算工钱的劳动争议，补了800元", "{when}查菜市场秤准不准，9家有三家不准"),
)
NO_QUESTIONS = (
    *(
        "{when}去查消防通道堵没堵，查了4家",
        "{when}逐户问报警器装没装，排查96户",
        "{when}检查3家超市有没有过期食品，问题2个",
    ),
    *("{when}会上研究哪些事项下放给村里，开会1次", "{when}解答“彩礼能不能退”等问题，咨询6人次"),
    *("{when}走访社矫对象3人，了解近期生活怎么样", "不管谁来都得登记，{when}接待8人次"),
    *("{when}教老人辨别什么是诈骗电话，发折页90份", "{when}调解彩礼该退多少的纠纷1件"),
)
TALK = (
    *("{when}本来要去柳林村的，车坏了没去成", "没赶上{when}的{work}，可惜", "{when}的{work}没搞成，人没来齐"),
    *("谁拍了反诈讲座的视频，发群里", "请把{work}的签到表扫描后发小唐", "{work}的简报写好没有，催了"),
    *("@秦法官 收到没", "马律师你到哪了", "今天开会挨批了，唉"),
)
GONE = (
    *(
        "我刚才报的那条能删吗",
        "我那条能撤不",
        "127作废",
        "127那条不要了",
        "刚发错群了，撤回",
        "上面那条不算，是文化广场的事",
    ),
    *(
        "反诈讲座报了两遍，删一条",
        "刚才两条是一样的，去掉一条",
        "我报重了，柳林那条去掉一条",
        "怎么撤回？把我刚才那条撤了",
    ),
)
SETS = (
    *("不好意思，参加人次是108", "抱歉，是108份", "资料108份，不是310份，看花眼了", "听众写的42，其实108"),
    *(
        "老马提醒我，听众只有108人，我写成42了",
        "昨天报的排查42件，实际是108件",
        "上面报的人数42有误，以108为准",
    ),
    *(
        "前面说参训42，签到只有108",
        "上面那条扇子是108份",
        "127的资料改为108",
        "签到表核对了，来了108人，不是85",
    ),
)


def unlike(frames: tuple[str, ...], days: tuple[str, ...], wanted: Intent) -> list[tuple[str, Intent]]:
    """The messages of the frames that are read as another intent; each frame meets every day and a work."""
    texts = [
        frame.format(when=when, work=WORKS[(number + len(when)) % len(WORKS)])
        for (number, frame), when in product(enumerate(frames), days)
    ]
    return [(text, got) for text in texts if (got := understand(text, AT).intent) is not wanted]


@pytest.mark.parametrize(
    ("frames", "days", "wanted"),
    [
        (PLANS, COMING, Intent.PLAN),
        (REPORTS, OVER, Intent.LOG),
        (NO_CORRECTIONS, OVER, Intent.LOG),
        (NO_QUESTIONS, OVER, Intent.LOG),
        (TALK, OVER, Intent.CHAT),
    ],
    ids=["plans", "reports", "no corrections", "no questions", "talk"],
)
def test_what_is_put_together_has_its_intent(
    frames: tuple[str, ...], days: tuple[str, ...], wanted: Intent
) -> None:
    assert unlike(frames, days, wanted) == []


@pytest.mark.parametrize("text", GONE)
def test_an_entry_is_withdrawn_in_these_words(text: str) -> None:
    amendment = understand(text, AT).amendment
    assert amendment is not None
    assert (amendment.withdraw, amendment.figures, amendment.kind) == (True, (), None)


@pytest.mark.parametrize("text", SETS)
def test_a_figure_is_set_right_in_these_words(text: str) -> None:
    amendment = understand(text, AT).amendment
    assert amendment is not None
    assert [one.value for one in amendment.figures] == [Decimal(108)]


def test_a_day_that_stands_by_itself_corrects_the_day() -> None:
    amendment = understand("上一条更正：11月16日，听众88人", AT).amendment
    assert amendment is not None
    assert amendment.on == AT.date().replace(day=16)
