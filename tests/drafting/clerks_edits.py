"""Some forty things that clerks do to a draft, each with what an audit must say of it, and no more."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from drafting.audit.findings import FindingType as Found
from tests.drafting.clerk import Clerk, text_of, words

# What is no fault of a figure or a claim: standing reminders that a draft has from the start.
REMINDERS = frozenset({Found.GAP, Found.PENDING, Found.REMOVED, Found.TRACKED})


class NoOccasionError(Exception):
    """The draft holds nothing of the kind that is to be edited."""


@dataclass(frozen=True)
class Edit:
    """`do` edits, or raises NoOccasionError. `finds`: one of these must be new.

    `also`: what may come with it. An edit that finds nothing must not raise an alarm.
    """

    name: str
    do: Callable[[Clerk, int], object]
    finds: frozenset[Found] = frozenset()
    also: frozenset[Found] = frozenset()


EDITS: list[Edit] = []
_EXACT = r"\d+(?:件|次|人次|份|场次|篇|条|个|处|人|项|起)"
_BIG = r"\d{2,}(?:件|人次|份|场次|条|个|处|人|项|次|起)"
_APPROX = r"[\d.]+万?余(?:人次|份|次|条|件|项|场次|人)"


def edit(*finds: Found, also: tuple[Found, ...] = ()) -> Callable:
    # A changed figure may make a rate or a 其中 beside it wrong as well.
    follows = (Found.MISCOMPUTED, Found.PART) if Found.CHANGED in finds else ()

    def keep(do: Callable[[Clerk, int], object]) -> Callable:
        EDITS.append(Edit(do.__name__, do, frozenset(finds), frozenset((*also, *follows))))
        return do

    return keep


def _number(text: str) -> int:
    return int(re.match(r"\d+", text)[0])


def _plus(text: str, change: int) -> str:
    return str(_number(text) + change) + text[len(str(_number(text))) :]


def _results(clerk: Clerk):
    """A paragraph among the results that holds figures."""
    figure = clerk.figure(_BIG) or clerk.figure(_EXACT)
    return figure[0].getparent()


@edit(Found.CHANGED)
def a_figure_is_raised(clerk, year):
    figure = clerk.figure(_BIG)
    clerk.retype(figure, _plus(words(figure[1]), 7))


@edit(Found.CHANGED)
def a_figure_is_lowered(clerk, year):
    figure = clerk.figure(r"\d{2,}(?:件|人次|人|份)")
    clerk.retype(figure, _plus(words(figure[1]), -6))


@edit(Found.CHANGED)
def a_number_is_typed_over_at_the_edge_of_its_bookmark(clerk, year):
    figure = clerk.figure(_BIG)
    clerk.retype_number(figure, str(_number(words(figure[1])) + 11))


@edit(Found.CHANGED, Found.UNLEDGERED, also=(Found.REMOVED,))
def a_figure_is_typed_anew_and_loses_its_bookmark(clerk, year):
    figure = clerk.figure(_BIG)
    clerk.retype_whole(figure, _plus(words(figure[1]), 13))


@edit(Found.CHANGED)
def a_zero_is_appended(clerk, year):
    figure = clerk.figure(_BIG)
    number = str(_number(words(figure[1])))
    clerk.retype(figure, number + "0" + words(figure[1])[len(number) :])


@edit(Found.CHANGED)
def two_figures_change_places(clerk, year):
    figures = [f for f in clerk.figures() if re.fullmatch(_EXACT, words(f[1]))]
    first = figures[0]
    second = next(f for f in figures if _number(words(f[1])) != _number(words(first[1])))
    one, two = words(first[1]), words(second[1])
    clerk.retype(first, str(_number(two)) + one[len(str(_number(one))) :])
    clerk.retype(second, str(_number(one)) + two[len(str(_number(two))) :])


@edit(Found.HEDGE)
def an_approximate_total_loses_its_hedge(clerk, year):
    figure = clerk.figure(_APPROX)
    if not figure:
        raise NoOccasionError
    clerk.retype(figure, words(figure[1]).replace("余", ""))


@edit(Found.HEDGE)
def an_exact_total_gets_a_hedge(clerk, year):
    figure = clerk.figure(r"\d*[1-9](?:件|人次|份|人)")
    text = words(figure[1])
    clerk.retype(figure, f"{_number(text)}余{text[len(str(_number(text))) :]}")


@edit(Found.HEDGE, Found.CHANGED)
def an_exact_total_is_rounded_down_with_a_hedge(clerk, year):
    figure = clerk.figure(r"\d{2,}(?:件|人次|份|人)")
    text = words(figure[1])
    clerk.retype(figure, f"{_number(text) // 10 * 10}余{text[len(str(_number(text))) :]}")


@edit(Found.HEDGE)
def two_hedges_stand_on_one_number(clerk, year):
    figure = clerk.figure(_APPROX)
    if not figure:
        raise NoOccasionError
    clerk.retype(figure, "约" + words(figure[1]))


@edit(Found.HEDGE, Found.CHANGED)
def an_approximate_total_is_rounded_upwards(clerk, year):
    figure = clerk.figure(r"[1-9]0+余.*")
    if not figure:
        raise NoOccasionError
    text = words(figure[1])
    clerk.retype(
        figure,
        str(int(text[0]) + 1) + text[1:]
        if text[0] != "9"
        else "1" + "0" * text.index("余") + text[text.index("余") :],
    )


@edit(Found.MISCOMPUTED, also=(Found.UNLEDGERED, Found.CHANGED))
def a_rate_is_inserted_that_does_not_follow(clerk, year):
    clerk.say("排查消防通道堵塞问题64个，完成整改57个，整改率92.3%。", _results(clerk))


@edit(Found.CHANGED, Found.MISCOMPUTED)
def a_rate_is_retyped(clerk, year):
    figure = clerk.figure(r"[\d.]+%")
    if not figure:
        raise NoOccasionError
    clerk.retype(figure, "97.7%")


@edit(Found.UNLEDGERED, Found.CHANGED)
def a_claim_is_inserted(clerk, year):
    clerk.say("深入学校开展法治夏令营37场次。", _results(clerk))


@edit(Found.UNLEDGERED)
def a_claim_of_what_no_kind_counts_is_inserted(clerk, year):
    clerk.say("新划停车位1247个。", _results(clerk))


@edit(Found.UNLEDGERED, Found.CHANGED)
def a_claim_in_chinese_numerals_is_inserted(clerk, year):
    clerk.say("举办法治夜校三十六期。", _results(clerk))


@edit(Found.UNLEDGERED, Found.CHANGED)
def a_claim_is_inserted_as_a_tracked_change(clerk, year):
    clerk.say("另外还走访商户863家。", _results(clerk), tracked=True)


@edit(Found.ZERO)
def a_zero_is_claimed_that_nobody_reported(clerk, year):
    clerk.say("全年无依申请公开事项。", _results(clerk))


@edit(Found.ZERO)
def a_gap_is_filled_with_an_invented_zero(clerk, year):
    gap = next(
        (text_of(p) for p in clerk.paragraphs if "【待补充：" in text_of(p) and "未报】" in text_of(p)), None
    )
    if gap is None:
        raise NoOccasionError
    mark = re.search("【待补充：[^】]*未报】", gap)[0]
    if not clerk.replace(mark, "全年无依申请公开事项。"):
        raise NoOccasionError


@edit(Found.PART, also=(Found.UNLEDGERED, Found.CHANGED))
def a_part_is_greater_than_its_whole(clerk, year):
    clerk.say("组织校园安全巡查31次，其中夜间巡查46次。", _results(clerk))


@edit(Found.CONFLICT, Found.CHANGED, Found.UNLEDGERED)
def a_figure_is_said_again_with_another_number(clerk, year):
    figure = clerk.figure(_BIG)
    text = words(figure[1])
    before = text_of(figure[0].getparent()).split(text)[0]
    lead = re.split("[，。；、]", before)[-1]
    clerk.say(f"总的看，{lead}{_plus(text, 21)}。", clerk.paragraphs[-4])


@edit(Found.REQUIRED)
def the_shortcomings_are_removed(clerk, year):
    clerk.remove(*clerk.chapter("不足"))


@edit(Found.REQUIRED)
def the_first_responsible_person_is_removed(clerk, year):
    clerk.remove(*clerk.chapter("第一责任人"))


@edit(Found.REQUIRED)
def the_plan_is_removed(clerk, year):
    clerk.remove(*clerk.chapter(str(year + 1)))


@edit(Found.ADDRESSEE)
def the_addressee_is_removed(clerk, year):
    clerk.remove(next(p for p in clerk.paragraphs if p.style == "Addressee"))


@edit(Found.SIGNATURE)
def the_signature_is_removed(clerk, year):
    clerk.remove(next(p for p in clerk.paragraphs if p.style == "Signature"))


@edit(Found.DATE)
def the_date_is_of_another_year(clerk, year):
    clerk.rewrite(next(p for p in clerk.paragraphs if p.style == "Date"), f"{year - 1}年1月5日")


@edit(Found.DATE)
def the_date_is_removed(clerk, year):
    clerk.remove(next(p for p in clerk.paragraphs if p.style == "Date"))


@edit(Found.YEAR)
def the_titles_year_is_last_years(clerk, year):
    clerk.rewrite(clerk.paragraphs[0], text_of(clerk.paragraphs[0]).replace(str(year), str(year - 1)))


@edit(Found.YEAR)
def the_opening_speaks_of_last_year(clerk, year):
    opening = next(p for p in clerk.paragraphs[1:] if text_of(p).startswith(f"{year}年"))
    clerk.rewrite(opening, text_of(opening).replace(str(year), str(year - 1), 1))


@edit(Found.YEAR)
def the_plans_heading_kept_this_year(clerk, year):
    heading = clerk.chapter(str(year + 1))[0]
    clerk.rewrite(heading, text_of(heading).replace(str(year + 1), str(year)))


@edit(Found.PERSONAL)
def a_phone_number_is_inserted(clerk, year):
    clerk.say("联系电话：13800138000。", _results(clerk))


@edit(Found.CHANGED)
def a_figure_is_changed_by_a_tracked_change(clerk, year):
    figure = clerk.figure(_BIG)
    clerk.track(figure, _plus(words(figure[1]), 9))


@edit(Found.CHANGED, Found.UNLEDGERED)
def a_tracked_change_of_a_figure_is_accepted(clerk, year):
    figure = clerk.figure(_BIG)
    clerk.track(figure, _plus(words(figure[1]), 9))
    clerk.accept()


@edit(Found.UNIT)
def a_unit_is_exchanged_for_one_of_something_else(clerk, year):
    figure = clerk.figure(r"\d+(?:件|次|人次|场次)")
    clerk.retype(figure, re.match(r"\d+", words(figure[1]))[0] + "户")


@edit()
def a_paragraph_of_figures_is_struck_by_a_tracked_change(clerk, year):
    clerk.strike(_results(clerk))


@edit()
def a_paragraph_is_moved(clerk, year):
    moved = _results(clerk)
    clerk.chapter("不足")[0].addprevious(moved)


@edit()
def two_paragraphs_are_merged(clerk, year):
    holding = [start.getparent() for start, _ in clerk.figures()]
    first = holding[0]
    clerk.merge(first, next(p for p in holding if p is not first))


@edit()
def words_are_changed_around_the_figures(clerk, year):
    figure = clerk.figure(_BIG)
    run = figure[0].getparent().find("{*}r")
    run.find("{*}t").text = "经过全镇上下共同努力，" + (run.find("{*}t").text or "")


@edit()
def a_house_word_takes_the_units_place(clerk, year):
    figure = clerk.figure(r"\d+件")
    clerk.retype(figure, words(figure[1]).replace("件", "起"))


@edit()
def text_without_counts_is_inserted(clerk, year):
    clerk.say(
        f"深入落实“八五”普法规划和行政执法“三项制度”，用好12345热线，"
        f"按照《法治政府建设实施纲要（{year - 4}－{year}年）》"
        f"和县法发〔{year}〕12号文件要求，每季度开展1次研判，做到一村一策、两手抓，形成工作合力。",
        _results(clerk),
    )


@edit()
def a_paragraph_of_figures_is_deleted(clerk, year):
    clerk.remove(_results(clerk))
