"""Entries held against what their message says elsewhere; the entries, and their mistakes, are given."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from bot.understanding import cues, lexicon, misread, scene, understand
from bot.understanding.crosschecks import about_agreement
from bot.understanding.dates import find_dates
from bot.understanding.meaning import NO_TOWN, Intent
from bot.understanding.scene import Scene
from storage.records import EntryDraft, Figure

AT = datetime.fromisoformat("2024-06-20T16:00:00+08:00")
TODAY = AT.date()


def page_of(text: str, *, undated: bool = False) -> Scene:
    """What is on a message's page; `undated`: as if none of its days could be read."""
    plain = cues.fold(text)
    return scene.look(plain, AT, NO_TOWN, lexicon.bundled(), () if undated else find_dates(plain, AT))


def test_a_day_that_only_lies_inside_a_span_is_asked_about() -> None:
    page = page_of("今年的普法经费昨天到账，12万")
    span = EntryDraft("经费保障", date(2024, 1, 1), TODAY, figures=(Figure("金额", Decimal(120000)),))
    (doubt,) = about_agreement(page, [span])
    assert (doubt.part, doubt.options) == ("date", ("2024-06-19",))
    assert about_agreement(page, [EntryDraft("经费保障", date(2024, 6, 19))]) == []


def test_days_of_a_span_that_was_told_by_its_days_are_not_asked_about() -> None:
    page = page_of("6月11日、12日、13日三天轮训，18人")
    assert about_agreement(page, [EntryDraft("法治培训", date(2024, 6, 11), date(2024, 6, 13))]) == []


def test_a_word_of_time_that_was_not_read_is_asked_about_beside_an_entry_of_today() -> None:
    page = page_of("昨晡头在祠堂讲防骗，来了30个", undated=True)
    assert any("没有看懂" in one.reason for one in about_agreement(page, [EntryDraft("普法活动", TODAY)]))
    assert about_agreement(page, [EntryDraft("普法活动", date(2024, 6, 19))]) == []


def test_how_long_a_quarrel_went_on_is_no_time_of_its_end() -> None:
    page = page_of("两家吵了两三个月，总算谈拢", undated=True)
    assert about_agreement(page, [EntryDraft("人民调解", TODAY)]) == []


def test_more_than_the_total_that_was_said_is_asked_about() -> None:
    page = page_of("站长1人述法，另有6人跟着述，合计7人")
    added = Figure("述法", Decimal(13), words="6人；7人")
    (doubt,) = about_agreement(page, [EntryDraft("述法", date(2024, 6, 19), figures=(added,))])
    assert (doubt.measure, doubt.options) == ("述法", ("7",))


def test_one_kind_on_two_days_may_be_one_event() -> None:
    implied = (Figure("调解", Decimal(1), implied=True),)
    drafts = [EntryDraft("人民调解", date(2024, 6, day), figures=implied) for day in (18, 19)]
    assert [one.part for one in about_agreement(page_of("两家说开了，又一起吃饭"), drafts)] == ["date"]


def test_a_paper_that_was_issued_is_asked_about() -> None:
    (doubt,) = about_agreement(page_of("决策目录印发"), [EntryDraft("重大决策", date(2024, 6, 19))])
    assert doubt.options == ("重大决策", "制度文件", "规范性文件")


@pytest.mark.parametrize("text", ["8号 讲座 1 听众 41", "六月的满意率谁有数？", "昨天幸福院重新开张了"])
def test_talk_with_a_day_and_a_number_may_be_a_report(text: str) -> None:
    assert misread.may_report(page_of(text))


@pytest.mark.parametrize("text", ["今天太热了，大家注意防暑", "谢谢大家", "昨天的培训取消了"])
def test_small_talk_stays_small_talk(text: str) -> None:
    assert not misread.may_report(page_of(text))


def test_a_plan_to_which_people_came_may_be_over() -> None:
    assert misread.may_be_done(page_of("周二请县里的律师来讲物业条例，居民54人来听"))
    assert not misread.may_be_done(page_of("下周二请律师来讲物业条例，打算叫54人来听"))


def test_a_correction_that_says_nothing_is_doubted() -> None:
    meaning = understand("上一条听众错了", AT)
    assert meaning.intent is Intent.AMEND
    assert bool(meaning.doubts) == bool(meaning.amendment and meaning.amendment.empty)


@pytest.mark.parametrize(
    ("text", "kind", "other"),
    [
        ("同执法局一起看了网吧", "行政检查", "联合执法"),
        ("修桥列为重大事项，律师看了", "合法性审查", "重大决策"),
        ("印普法册子的尾款报销完", "普法活动", "经费保障"),
    ],
)
def test_a_neighbours_own_words_are_asked_about(text: str, kind: str, other: str) -> None:
    day = date(2024, 6, 19)
    (doubt,) = about_agreement(page_of(text), [EntryDraft(kind, day)])
    assert (doubt.part, doubt.options) == ("kind", (kind, other))
    assert about_agreement(page_of(text), [EntryDraft(kind, day), EntryDraft(other, day)]) == []


def test_another_day_beside_an_entry_of_today_is_asked_about() -> None:
    (doubt,) = about_agreement(page_of("6月12日开工，有人来问欠薪"), [EntryDraft("公共法律服务", TODAY)])
    assert doubt.options == ("2024-06-12", "2024-06-20")
    assert about_agreement(page_of("今天说起6月12日的事"), [EntryDraft("公共法律服务", TODAY)]) == []


def test_a_work_that_was_only_named_beside_another_is_asked_about() -> None:
    page = page_of("今天在渡口普法，发单子80份，沿路都走了一圈")
    told = EntryDraft("普法活动", TODAY, figures=(Figure("资料", Decimal(80)),))
    aside = EntryDraft("行政检查", TODAY, figures=(Figure("检查", Decimal(1), implied=True),))
    (doubt,) = about_agreement(page, [told, aside])
    assert (doubt.entry, doubt.part, doubt.options) == (1, "intent", ("记", "不记"))
    found = EntryDraft("隐患整改", TODAY, figures=(Figure("隐患", Decimal(2)),))
    assert about_agreement(page_of("今天查了渡口，隐患2处"), [aside, found]) == []


def test_a_zero_of_one_day_beside_what_was_done_is_asked_about() -> None:
    done = EntryDraft("人民调解", TODAY, figures=(Figure("调解", Decimal(1)),))
    naught = EntryDraft("合法性审查", TODAY, figures=(Figure("合同", Decimal(0)),))
    page = page_of("没按合同给钱，今天说好了，调解1件")
    assert [(one.entry, one.part) for one in about_agreement(page, [done, naught])] == [(1, "intent")]
    assert about_agreement(page_of("今天合同一份没审"), [naught]) == []


def test_no_quarrels_may_be_none_mediated_or_none_found() -> None:
    entry = EntryDraft("人民调解", TODAY, figures=(Figure("调解", Decimal(0), words="没有纠纷"),))
    (doubt,) = about_agreement(page_of("今天村里没有纠纷"), [entry])
    assert (doubt.part, doubt.options) == ("figure", ("0",))


def test_a_standing_number_that_was_counted_as_something_else_is_asked_about() -> None:
    page = page_of("法律明白人在册27人，今年培训2期")
    figures = (Figure("培训", Decimal(2)), Figure("参训", Decimal(27)))
    entry = EntryDraft("法治培训", date(2024, 1, 1), TODAY, figures=figures)
    assert any("“27人”" in one.reason for one in about_agreement(page, [entry]))
    stands = EntryDraft("法律明白人", TODAY, figures=(Figure("在册", Decimal(27)),))
    assert not any("“27人”" in one.reason for one in about_agreement(page, [stands]))
