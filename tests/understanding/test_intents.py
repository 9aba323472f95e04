"""Which of the five intents a message has."""

import time
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.understanding import intents, lexicon
from bot.understanding.cues import fold
from bot.understanding.dates import find_dates
from bot.understanding.meaning import Intent, TownWords
from bot.understanding.scene import look

SENTENCES = Path(__file__).with_name("intents.txt")
AT = datetime.fromisoformat("2024-06-12T15:00+08:00")


def intent_of(text: str, at: datetime = AT, *learned: str) -> tuple[Intent, str, bool]:
    plain = fold(text)
    town = TownWords(learned=tuple((words, "其他") for words in learned))
    return intents.intent_of(look(plain, at, town, lexicon.bundled(), find_dates(plain, at)))


def intent(text: str, at: datetime = AT) -> Intent:
    return intent_of(text, at)[0]


def _cases() -> list[tuple[str, datetime, str]]:
    cases = []
    for line in SENTENCES.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            wanted, *when, text = line.split("\t")
            at = datetime.fromisoformat(f"{when[0][1:]}+08:00") if when else AT
            cases.append((wanted, at, text.replace("\\n", "\n")))
    return cases


@pytest.mark.parametrize("wanted", list(Intent))
def test_the_sentences_of_staff_have_their_intent(wanted: Intent) -> None:
    cases = [case for case in _cases() if case[0] == wanted]
    assert len(cases) >= 40
    wrong = [(text, intent(text, at)) for _, at, text in cases if intent(text, at) is not wanted]
    assert wrong == []


def test_the_towns_own_words_speak_of_its_work() -> None:
    text = "今天梨花村板凳夜话，来了25人"
    assert intent_of(text, AT)[2] is False
    assert intent_of(text, AT, "板凳夜话")[::2] == (Intent.LOG, True)
    text = "明天晚上板凳夜话"
    assert intent_of(text, AT, "板凳夜话")[0] is Intent.PLAN


def test_few_of_the_right_ones_are_in_doubt() -> None:
    cases = _cases()
    doubted = [text for _, at, text in cases if not intent_of(text, at)[2]]
    assert len(doubted) <= len(cases) * 0.06


@pytest.mark.parametrize(
    ("at", "wanted"),
    [("2024-06-12T09:00", Intent.PLAN), ("2024-06-12T17:30", Intent.LOG)],
)
def test_this_afternoon_is_a_plan_in_the_morning_and_a_record_in_the_evening(at: str, wanted: Intent) -> None:
    assert intent("今天下午在柳沟村开展反诈宣传，发折页80份", datetime.fromisoformat(f"{at}+08:00")) is wanted


def test_a_month_day_without_a_year_just_ahead_is_a_plan() -> None:
    assert intent("6月26日到青石中学讲禁毒课") is Intent.PLAN
    assert intent("6月6日到青石中学讲禁毒课，学生210人") is Intent.LOG


def test_something_done_beside_something_planned_is_a_record() -> None:
    assert intent("昨天调解邻里纠纷1件，下周再回访") is Intent.LOG
    assert intent("检查饭店4家，发现隐患2处，责令下周前整改") is Intent.LOG


def test_notes_of_the_report_are_records() -> None:
    assert intent("问题：调解员年纪都大了，电脑不会用") is Intent.LOG
    assert intent("明年计划：把普法夜校办起来") is Intent.LOG


def test_the_words_of_correction_inside_a_record_correct_nothing() -> None:
    assert intent("旧仓库改成法治书屋，今天揭牌") is Intent.LOG
    assert intent("隐患整改到位，复查了5家") is Intent.LOG
    assert intent("帮企业改合同3份，今天法治体检1次") is Intent.LOG


def test_a_reason_and_its_words_are_told() -> None:
    kind, why, sure = intent_of("上一条人数改成150", AT)
    assert (kind, sure) == (Intent.AMEND, True)
    assert "上一条" in why


def test_a_bare_day_that_is_nearer_ahead_is_a_guess() -> None:
    text = "周五下午法治讲座，每村来5个人"
    kind, _, sure = intent_of(text, AT)
    assert (kind, sure) == (Intent.PLAN, False)


_FIELD = st.text(
    st.sampled_from(
        "今明昨天上下周一二三月日号点前后要将拟已了没过请各村调解普法讲座撤销改成不是"
        "多少谁几吗0189，。？！：\n "
    )
)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(), _FIELD))
def test_any_text_has_an_intent(text: str) -> None:
    first = intent_of(text, AT)
    assert first[0] in Intent
    assert first == intent_of(text, AT)


@pytest.mark.parametrize(
    "piece", ["今天调解纠纷1件，", "要", "1", "等了", "请各村", "不是", "上一条改", "， ", "没有", "第"]
)
def test_time_grows_with_the_length_and_no_faster(piece: str) -> None:
    def cost(length: int) -> float:
        text = piece * (length // len(piece))
        start = time.process_time()
        intent_of(text, AT)
        return time.process_time() - start

    cost(200)
    short = min(cost(4000) for _ in range(3))
    long = min(cost(16000) for _ in range(3))
    assert long < max(short, 0.002) * 4 * 3


_DENIED = (
    "行政复议",
    "行政诉讼",
    "败诉案件",
    "行政处罚",
    "信访积案",
    "脱管漏管",
    "依申请公开",
    "规范性文件制定",
    "越级上访",
)
_DENIALS = (
    "5月无{}", "5月{}0件", "5月{}为零", "5月{}：0", "5月没有{}", "5月没得{}", "5月冇{}", "5月未发生{}情况",
    "上月{}没有", "5月{}一件也没有", "5月没有一件{}", "五月{}零报告", "5月没有{}的情况", "{}5月份没有发生",
    "{}：无", "5月{}数为0",
)  # fmt: skip


@pytest.mark.parametrize("form", _DENIALS)
def test_what_is_denied_is_a_record_and_no_question(form: str) -> None:
    wrong = [form.format(name) for name in _DENIED if intent(form.format(name)) is not Intent.LOG]
    assert wrong == []


def test_a_word_to_another_about_his_report_corrects_nothing() -> None:
    assert intent("@老段 你那条写错了吧，撤回来") is Intent.CHAT
    assert intent("上一条写错了，撤回来") is Intent.AMEND


def test_an_evening_of_a_bare_day_ahead_is_a_plan() -> None:
    assert intent("14号晚上在祠堂讲反诈") is Intent.PLAN
    assert intent("10号晚上在祠堂讲了反诈") is Intent.LOG


def test_a_deed_without_a_matter_of_the_ledger_is_a_guess() -> None:
    kind, _, sure = intent_of("今天把门口堵路的那伙人劝走了", AT)
    assert (kind, sure) == (Intent.LOG, False)


@pytest.mark.parametrize("text", ["昨天石拱桥通车了", "上周把老戏台翻修完了", "昨天村里的巡河员选出来了"])
def test_what_was_over_by_a_day_in_words_that_nobody_listed_is_a_record_in_doubt(text: str) -> None:
    kind, _, sure = intent_of(text)
    assert (kind, sure) == (Intent.LOG, False)


def test_who_is_invited_on_a_day_that_is_over_has_come() -> None:
    assert intent("周一请消防站的教官讲逃生，来听的48人") is Intent.LOG
    assert intent("周五请消防站的教官讲逃生，每组来5人") is Intent.PLAN


def test_news_of_other_towns_is_no_record_and_in_doubt_where_it_counts() -> None:
    assert intent_of("听说柳林镇普法去了三百人")[::2] == (Intent.CHAT, False)
    assert intent("听说老何家两口子闹离婚，上门劝和了") is Intent.LOG
