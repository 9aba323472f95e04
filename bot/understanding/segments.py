"""The structure of a message: lines and list items, sentences, clauses. Spans of the normalised text."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.understanding.dates import DateSpan
from bot.understanding.patterns import Pattern

_ITEM = Pattern(
    r"[\u2460-\u249b]|（[一二三四五六七八九十\d]{1,3}）|"
    r"(?:(?<![^\n。；：，\s】]))(?:(?!0[、）.])\d{1,2}(?:、|）|\.(?!\d))|"
    r"[一二三四五六七八九十]{1,3}、(?!(?:[一二三四五六七八九十]+、)*[一二三四五六七八九十]+[组社])|[一二三四五六七八九]是(?!否)|"
    r"其[一二三四五]|[-*](?=[ \u4e00-\u9fff]))"
)
# A blank that ends a clause: not one before a counted word ("讲座 1 场"), nor one beside a figure.
_COUNTED = (
    r"(?:人(?![民大社员])|[件份元户块](?!数)|起(?!草)|次(?!数)|宗(?!教)|场(?!所|地|镇)|名(?!单|称)|位(?!于)|个(?!别|体)|册|张(?!贴)|"
    r"条(?!例|件)|家(?![长庭属])|处(?![理置罚])|项(?!目)|篇|期(?!间|内)|部(?![门署])|本(?![月周村镇年季])|幅|堂|课时|学时|"
    r"[年月日](?!常|度|底|初|末)|号(?!召)|[余多万千百])"
)
GAP = (
    r"(?<=[\u4e00-\u9fff%]) +(?=[\u4e00-\u9fff]|123(?:45|48)(?!\d))|"
    rf"(?<=\d) +(?=[\u4e00-\u9fff])(?! *{_COUNTED})"
)
_STOP = Pattern(r"[。；！？\n]+")
# A 、 between two counts, each with its noun: what follows it is another thing ("接待10人次、表彰十二次").
_NEXT_COUNT = (
    r"(?=[\u4e00-\u9fff]{2,12}\d|[\u4e00-\u9fff]{3,12}?"
    r"(?:[二三四五六七八九十]+|[一两])[件起次场份户项篇部期]"
    r"|(?:(?:在|到|去|赴|走进)[^，。；、\d]{2,10}?)?(?:组织)?(?:开展|举办|举行|召开)[\u4e00-\u9fff]{2,})"
)
_COUNTED_BEFORE = (
    r"(?:(?<=[\d余多][件起次场份人名个条元户处项篇家部期])|(?<=[\d余多][人场]次)|(?<=%)"
    r"|(?<=[一二三四五六七八九十百][件起次场份户项篇部期])"
    r"|(?<=[一二三四五六七八九十百][二三四五六七八九十百][人个名条]))"
)
# Where a work ends in speech without marks, and the next begins: "调了一起纠纷又办了一场讲座".
_WORK_ENDS = "纠纷|讲座|会议|宣传|检查|培训|教育|协议|问题|议题|普法|参加|参会|信访|治课"
_BEGINS = "(?:组织|召开|开展|举办|调解?|排查|搞|办|讲|接待|开)了?(?:出|[一两二三四五六七八九十])?"
_SPOKEN = (
    rf"(?<={_WORK_ENDS})(?=(?:下午|上午|晚上)?(?:又|还|同时|接着|还有)(?:在[^，。；、]{{2,6}}?)?{_BEGINS})|"
    rf"(?<=[件次人份户家处场起元钱期个])(?=(?:下午|上午|晚上)?(?:又|还|同时|接着|还有)(?:在[^，。；、]{{2,6}}?)?{_BEGINS})"
)
_COMMA = Pattern(
    rf"[，～~…]+|{_COUNTED_BEFORE}、{_NEXT_COUNT}|"
    r"、(?=(?:开展|举办|举行|召开|接待)[^，。；、\d各]{2,12}\d+[次场期人])|"  # what follows is counted itself
    rf"{GAP}|(?<=\d) +(?=\d)|—+|--+|(?=第[一二三四五]个是)|"
    rf"(?<=\w)(?=(?:然后|随后|紧接着|接下来|再就是|另外还|再一个就是|还有就是|(?:完了|之后)又)\w)|{_SPOKEN}|"
    r"(?<=[件次人份户家处场起元块加会训听张本册])(?=(?:[上下]午|晚上|中午)?又[到去在给帮])|"
    r"(?<=[议讼诉管访罚案预漏]零)(?=[\u4e00-\u9fff]{2,6}零)|"
    r"(?<!地点)(?<!地址)(?<!会场)(?<!时间)(?<!日期)"
    r"：(?= *\d{1,2}(?:月|日|号|\.\d))|(?<!地点)(?<!地址)(?<!会场)(?<!时间)(?<!日期)"
    r"：(?! *[\d近约超无零〇共两二三四五六七八九十百千]| *一(?![起个件桩宗][是为]))|"
    r"(?<=[起件桩宗事纷])：(?=一[起件桩宗](?![，。；]|$))"  # "调了两起：一起…，一起…"
)
_MARKED = Pattern("[，。；！？、：（）\n ]")
_SPOKEN_WORK = 6  # characters: a day and what was done take more
_AFTER_WORK = Pattern(rf"(?:{_WORK_ENDS}|[听了完好])(?P<mark>)$")
# "8日2件、9日1件", "8日2件 9日1件": what is counted ends before the next day of a list.
_AFTER_COUNT = Pattern(
    r"[\d一二两三四五六七八九十百余多](?:人次|[件起次场份人名个条块元户处期堂宗项家])(?P<mark>[、 ]*)$"
)
# Not those of 村（社区）, which is one word.
_UNIT = "(?:[份人件场次条块个起处户名家]|人次|场次)"  # "资料（份）：300"
_PARENTHESIS = Pattern(
    rf"（(?!(?:社区|居|村)）|{_UNIT}）[：:])|(?<!（社区)(?<!（[居村])(?<!（[份人件场次条块个起处户名家])(?<!（[人场]次)）|[【】]"
)


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause at [start, end). `line`, `sentence`: counters; `item`: opens one; `aside`: in parentheses."""

    start: int
    end: int
    line: int
    sentence: int
    item: bool = False
    aside: bool = False


def marks(text: str, dates: Iterable[DateSpan] = ()) -> list[tuple[int, int]]:
    """The spans of the list marks (①, 1., 一、, 一是): numerals that begin no date and count nothing."""
    begun = {date.start for date in dates}
    return [match.span() for match in _ITEM.finditer(text) if match.start() not in begun]


def _run_on(text: str, days: Sequence[int]) -> list[int]:
    """The days of a text that others go before without any mark between, as in dictation."""
    return [
        day
        for before, day in pairwise(days)
        if day - before > _SPOKEN_WORK and not _MARKED.search(text, before, day)
    ]


def split(text: str, items: Iterable[tuple[int, int]], days: Iterable[int] = ()) -> list[Clause]:
    """The clauses of a text, in order, without empty ones; `days`: where its date expressions begin."""
    item_ends = {end for _, end in items}
    cuts = [(match.start(), match.end(), 2 if "\n" in match.group() else 1) for match in _STOP.finditer(text)]
    cuts += [(match.start(), match.end(), 0) for match in _COMMA.finditer(text)]
    cuts += [(match.start(), match.end(), 0) for match in _PARENTHESIS.finditer(text)]
    days = list(days)
    ends = [(day, _AFTER_COUNT.search(text[max(0, day - 5) : day])) for day in days]
    ends += [(day, _AFTER_WORK.search(text[max(0, day - 5) : day])) for day in _run_on(text, days)]
    cuts += [(day - len(end["mark"]), day, 0) for day, end in ends if end]
    cuts += [(start, end, 2) for start, end in items]
    cuts.sort(key=lambda cut: (cut[0], -cut[1]))  # a mark （1） before the parenthesis that it begins with
    clauses: list[Clause] = []
    begin, line, sentence, item, aside = 0, 0, 0, False, False
    for start, end, level in [*cuts, (len(text), len(text), 0)]:
        if start < begin:
            continue
        if text[begin:start].strip():
            clauses.append(Clause(begin, start, line, sentence, item, aside))
            item = False
        sentence += level > 0
        line += level == 2
        item = item or end in item_ends
        aside = text[start:end] == "（" or (aside and text[start:end] not in ("）", "\n"))
        begin = end
    return clauses
