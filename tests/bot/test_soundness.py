from datetime import date
from decimal import Decimal

from bot.soundness import sound
from storage.catalogue import bundled
from storage.checks import checked
from storage.records import EntryDraft, Figure

TODAY = date(2023, 6, 14)


def test_a_sound_draft_stays_as_it_is() -> None:
    draft = EntryDraft(
        "人民调解", TODAY, figures=(Figure("调解", Decimal(1)),), attributes={"纠纷类型": "邻里"}
    )
    assert sound(draft, TODAY) == (draft, ())


def test_a_reversed_span_is_turned_round_and_asked_about() -> None:
    draft, doubts = sound(EntryDraft("人民调解", date(2023, 6, 13), date(2023, 6, 12)), TODAY)
    assert (draft.on, draft.until) == (date(2023, 6, 12), date(2023, 6, 13))
    assert [doubt.part for doubt in doubts] == ["date"]


def test_a_far_off_year_becomes_today_and_is_asked_about() -> None:
    draft, doubts = sound(EntryDraft("人民调解", date(1023, 6, 13)), TODAY)
    assert (draft.on, draft.until) == (TODAY, None)
    assert [doubt.part for doubt in doubts] == ["date"]


def test_figures_that_cannot_be_are_left_out_and_asked_about() -> None:
    figures = (
        Figure("调解", Decimal(2)),
        Figure("成功", Decimal(-1), words="-1件"),
        Figure("金额", Decimal(10) ** 30),
    )
    draft, doubts = sound(EntryDraft("人民调解", TODAY, figures=figures), TODAY)
    assert [figure.measure for figure in draft.figures] == ["调解"]
    assert [doubt.measure for doubt in doubts] == ["成功", "金额"]
    checked(draft, bundled())


def test_a_measure_or_attribute_of_another_kind_is_left_out() -> None:
    draft, _ = sound(
        EntryDraft("普法活动", TODAY, figures=(Figure("调解", Decimal(2)),), attributes={"纠纷类型": "邻里"}),
        TODAY,
    )
    assert draft.figures == ()
    assert draft.attributes == {}
    checked(draft, bundled())


def test_a_day_that_no_calendar_has_is_asked_about() -> None:
    _, doubts = sound(EntryDraft("普法活动", TODAY, words="6月31日普法一场"), TODAY)
    assert [(doubt.part, "6月31日" in doubt.reason) for doubt in doubts] == [("date", True)]
    assert sound(EntryDraft("普法活动", TODAY, words="6月1日普法一场"), TODAY)[1] == ()


def test_a_day_of_last_year_without_its_year_is_asked_about_where_it_lies_ahead() -> None:
    said, today = date(2022, 12, 3), date(2023, 9, 10)
    _, doubts = sound(EntryDraft("普法活动", said, words="12月3日普法一场"), today)
    assert [doubt.options for doubt in doubts] == [("2022-12-03",)]
    assert sound(EntryDraft("普法活动", said, words="去年12月3日普法一场"), today)[1] == ()
    assert sound(EntryDraft("普法活动", said, words="12月3日普法一场"), date(2023, 1, 10))[1] == ()
