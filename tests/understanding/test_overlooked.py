"""What is asked about because no figure holds it; the entries are given: no new word settles a test."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

import pytest

from bot.understanding import cues, lexicon, misread, scene, understand
from bot.understanding.dates import find_dates
from bot.understanding.meaning import NO_TOWN
from bot.understanding.overlooked import about_left
from bot.understanding.scene import Scene
from storage.records import Doubt, EntryDraft, Figure

AT = datetime.fromisoformat("2024-06-20T16:00:00+08:00")


def page_of(text: str) -> Scene:
    plain = cues.fold(text)
    return scene.look(plain, AT, NO_TOWN, lexicon.bundled(), find_dates(plain, AT))


def worries(text: str, kind: str, **figures: int) -> Sequence[Doubt]:
    """What is asked about a message that was read as one entry with these figures."""
    page = page_of(text)
    made = tuple(Figure(name, Decimal(value)) for name, value in figures.items())
    taken = {one.start for one in page.counts.things if one.value in figures.values()}
    return about_left(page, [EntryDraft(kind, AT.date(), figures=made)], taken)


@pytest.mark.parametrize(
    ("text", "kind", "figures", "said"),
    [
        ("今早走了柳林村的烘干房，隐患4处，弄妥2处", "隐患整改", {"隐患": 4}, "2处"),
        ("昨天给货郎讲反诈，老少爷们三十来个，单子60份", "普法活动", {"资料": 60}, "三十来个"),
        ("短片放了2集，点开的3800", "新媒体普法", {"视频": 2}, "3800"),
        ("下午在村小讲了一堂，36个细鬼头", "法治讲座", {"讲座": 1}, "36个细鬼头"),
    ],
)
def test_a_count_that_ends_its_clause_unexplained_is_asked_about(
    text: str, kind: str, figures: dict[str, int], said: str
) -> None:
    assert [one.reason for one in worries(text, kind, **figures)] == [f"“{said}”没看出是什么数，没有记"]


def test_the_open_measures_that_take_the_counted_word_are_offered() -> None:
    (worry,) = worries("隐患4处，弄妥2处", "隐患整改", 隐患=4)
    assert "整改" in worry.options
    assert "隐患" not in worry.options


@pytest.mark.parametrize(
    ("text", "kind", "figures"),
    [
        ("培训村干部1期，实到42人，请假3人", "法治培训", {"培训": 1, "参训": 42}),
        ("查烟花店，问题5个，当场关了1家", "行政检查", {"问题": 5}),
        ("纠纷邻里2件、土地1件，合计3件", "人民调解", {"调解": 3}),
        ("上午入户五十多户，发告知书120份", "普法活动", {"资料": 120}),
        ("在册12人，其中缓刑11人、假释1人", "社区矫正", {"在册": 12}),
        ("查了7个工地，查出毛病9个", "行政检查", {"问题": 9}),
        ("集市上普法，支起16个摊子，来了80人", "普法活动", {"受众": 80}),
    ],
)
def test_what_no_measure_holds_is_not_asked_about(text: str, kind: str, figures: dict[str, int]) -> None:
    assert worries(text, kind, **figures) == []


def test_a_denial_that_became_no_zero_offers_one() -> None:
    (worry,) = worries("本季度送来的合同一份没审", "合法性审查", 意见=3)
    assert worry.options == ("0",)


@pytest.mark.parametrize("text", ["上半年调解2件，还没出结果", "6月大厅没歇业，办件47件"])
def test_a_denial_of_something_else_offers_no_zero(text: str) -> None:
    assert worries(text, "人民调解", 调解=2, 办件=47) == []


def test_what_some_did_not_do_offers_no_zero() -> None:
    shop, hall = "今天查了渔具店，有一家没办证照", "今天查了渔具店，一家也没受理"
    entry = EntryDraft("行政检查", AT.date(), figures=(Figure("检查", Decimal(1), implied=True),))
    assert [len(about_left(page_of(text), [entry], set())) for text in (shop, hall)] == [0, 1]


def test_an_entry_left_without_a_figure_offers_a_zero_where_something_is_denied() -> None:
    (worry,) = worries("6月没有新的法治长廊", "法治阵地")
    assert worry.options == ("0",)


def test_an_entry_of_a_kind_that_a_mention_does_not_count_asks_for_its_number() -> None:
    (worry,) = worries("今早小韩的矫正期满，宣告解除了", "社区矫正")
    assert (worry.part, worry.reason) == ("figure", "社区矫正没有数，是多少？")
    assert worries("今早镇长述法", "述法") == []


def test_an_entry_left_without_a_figure_asks_for_the_count_that_was_said() -> None:
    (worry,) = worries("6月法治书屋开张，添上阵地2个", "法治阵地")
    assert "“2个”" in worry.reason


@pytest.mark.parametrize("text", ["讲座这块系统里是几场？", "上半年调解给我个数"])
def test_a_report_that_sounds_like_a_question_is_asked_about(text: str) -> None:
    assert [one.part for one in worries(text, "法治讲座", 讲座=2)] == ["intent"]


def test_a_report_of_no_day_and_no_number_is_asked_about() -> None:
    assert [one.part for one in worries("检查用的登记册照应急站给的格式写", "行政检查")] == ["intent"]
    assert worries("上午把检查的登记册写了", "行政检查") == []


@pytest.mark.parametrize("text", ["写给庙里的告示，30份", "给货郎送的册子40本", "昨天把合同审了一遍"])
def test_talk_that_counts_or_dates_a_deed_may_be_a_report(text: str) -> None:
    assert misread.may_report(page_of(text))


@pytest.mark.parametrize(
    "text", ["听说邻镇上个月调解了四十多件", "小周请假2天", "册子到货了，五百本", "昨天的讲座取消了"]
)
def test_what_others_did_or_what_was_called_off_is_no_report(text: str) -> None:
    assert not misread.may_report(page_of(text))


def test_a_question_that_counts_something_done_gets_a_button() -> None:
    assert misread.tells(page_of("小孙找了哪家的活不晓得，在册的还是11人，走访了3次"))
    assert not misread.tells(page_of("今年讲座够不够20场？"))
    assert understand("今年讲座够不够20场？", AT).doubts == ()


def test_what_is_denied_of_the_second_entry_is_asked_about_that_one() -> None:
    page = page_of("6月调解5件，送来的合同一份没审")
    drafts = [
        EntryDraft("人民调解", AT.date(), figures=(Figure("调解", Decimal(5)),)),
        EntryDraft("合法性审查", AT.date(), figures=(Figure("审查", Decimal(1), implied=True),)),
    ]
    (doubt,) = about_left(page, drafts, {one.start for one in page.counts.things})
    assert (doubt.entry, doubt.options) == (1, ("0",))
