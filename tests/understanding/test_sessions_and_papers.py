"""Lectures, trainings, meetings, exams and papers: what is told around them opens no other entry."""

from collections import Counter
from datetime import datetime

import pytest

from bot.understanding.meaning import Intent
from bot.understanding.reader import understand

AT = datetime.fromisoformat("2026-11-18T20:00:00+08:00")  # a Wednesday
SESSIONS = (
    "在柳林村办了反诈讲座，42人来听",
    "请孟律师给茶厂工人上了堂工伤课，35人听讲",
    "举办调解员培训班，参训28人",
    "组织党员看警示教育片，参加31人",
    "召开平安建设推进会，各村19人参会",
    "党委中心组学习档案法，参学12人",
    "组织学法考试，参考55人，合格率96%",
    "述法会上9名站所长述法",
    "印发禁毒工作方案2件",
    "作出重大行政决策1项",
    "办结人大代表建议4件",
)
AFTERWARDS = (
    "效果不错",
    "反响很好",
    "营造了浓厚的学法氛围",
    "进一步增强了依法办事的意识",
    "为创建法治乡镇打下了坚实基础",
    "切实做到警钟长鸣",
    "推动普法工作走深走实",
    "书记讲了话",
)
TEACHERS = ("邀请3位专家授课", "请来2名法官主讲", "聘请讲师2名", "特邀4名老师辅导")
TAUGHT = ("举办网格员培训班，参训30人", "培训村干部30人", "开展执法骨干轮训，30人参加")


def _told(text: str) -> Counter[tuple[object, ...]]:
    """What the entries of a report hold, but for their words."""
    meaning = understand(text, AT)
    assert meaning.intent is Intent.LOG, text
    return Counter(
        (one.kind, one.on, one.until, frozenset((f.measure, f.value, f.implied) for f in one.figures))
        for one in meaning.entries
    )


@pytest.mark.parametrize("mark", ["，", "。", "\n"])
def test_what_a_work_was_good_for_changes_nothing(mark: str) -> None:
    lost = [
        (work, after)
        for work in SESSIONS
        for after in AFTERWARDS
        if _told(f"前天{work}{mark}{after}") != _told(f"前天{work}")
    ]
    assert lost == []


@pytest.mark.parametrize("teacher", TEACHERS)
def test_who_is_called_in_to_teach_holds_no_lecture_and_is_no_audience(teacher: str) -> None:
    for taught in TAUGHT:
        assert [kind for kind, *_ in _told(f"昨天{teacher}，{taught}")] == ["法治培训"], taught
        assert _told(f"昨天{taught}，{teacher}") == _told(f"昨天{taught}"), taught


@pytest.mark.parametrize("lead", ["同日，为做好年底普法，", "\n", "；另外", "。随后按照上级部署，"])
def test_a_work_after_another_is_told_as_if_alone(lead: str) -> None:
    alone = _told("昨天开展述法") + _told("昨天召开普法推进会，21人参会")
    assert _told(f"昨天开展述法{lead}召开普法推进会，21人参会") == alone


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        # What is handed out, decided in passing or checked for a decision belongs to the work.
        ("昨天讲座1场，40人听，会后顺带发了折页80份", ["法治讲座 讲座=1 听众=40 资料=80"]),
        ("昨天重大决策2项。全部做了合法性审查", ["重大决策 决策=2"]),
        ("昨天作出重大决策1项。法律顾问审核把关", ["重大决策 决策=1"]),
        ("昨天开法治调度会。协调解决了6个问题", ["专题会议 会议=1 解决问题=6"]),
        ("昨天述法评议会，8人述法，集体研究决定", ["述法 述法=8"]),
        # Its head, and not a word in it, says what a paper or a session was.
        ("昨天修订了会前学法制度", ["制度文件 文件=1"]),
        ("昨天下发年度学法计划", ["制度文件 文件=1"]),
        ("昨天渡口改造这一重大决策经党委会研究通过", ["重大决策 决策=1"]),
        ("昨天书记讲廉政党课，33人参加", ["警示教育 活动=1 参加=33"]),
        ("昨天组织25名党员赴县廉政教育基地参观学习", ["警示教育 活动=1 参加=25"]),
        ("昨天集中收看警示教育片《零容忍》", ["警示教育 活动=1"]),
        ("昨天召开2026年度述法工作会议", ["述法"]),
        ("昨天面复代表建议3件", ["代表建议 建议=3"]),
        ("昨天普法讲座进茶厂，讲劳动合同法，50人听", ["法治讲座 讲座=1 听众=50"]),
        ("昨天制定规范性文件2件，印发制度文件3件", ["规范性文件 制定=2", "制度文件 文件=3"]),
        # Sessions and their people.
        ("昨天培训两期，第一期30人，第二期45人", ["法治培训 培训=2 参训=75"]),
        ("昨天法治课 参加人员91名 散了会都没走", ["法治讲座 讲座=1 听众=91"]),
        # A session that is only named with its day was held; a call to follow a paper plans nothing.
        ("昨天土地管理法讲座", ["法治讲座 讲座=1"]),
        ("昨天全镇警示教育大会", ["警示教育 活动=1"]),
        ("印发普法要点2份，请各村遵照执行", ["制度文件 文件=2"]),
        ("昨天开会研究下一步普法工作，研究议题2项", ["专题会议 会议=1 议题=2"]),
    ],
)
def test_a_session_or_a_paper_makes_its_entries(text: str, entries: list[str]) -> None:
    told = [
        " ".join([one.kind, *(f"{figure.measure}={figure.value}" for figure in one.figures)])
        for one in understand(text, AT).entries
    ]
    assert told == entries


@pytest.mark.parametrize("what", ["机关干部培训", "线上培训", "楼栋长培训", "门店老板培训", "站所长培训"])
def test_a_day_may_stand_before_a_word_that_begins_like_a_numbered_thing(what: str) -> None:
    assert [str(one.on) for one in understand(f"10号{what}，40人参加", AT).entries] == ["2026-11-10"]
