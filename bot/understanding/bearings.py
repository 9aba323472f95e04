"""Where the days of a message lie when it is read: behind, ahead, or on either side of the day of writing."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.understanding import lexicon, prospects
from bot.understanding.dates import DateSpan, Direction, read_date
from bot.understanding.patterns import Pattern
from bot.understanding.scene import Scene
from storage.records import Hedge

_PERIOD = 20  # days: a longer span is a month or more
_WEEK = 7  # days
_MONTH = 31  # days: a day of the last month that something was counted on is over
_SOON = 45  # days: a bare day or month that comes later than this, and is counted, was the last one
_YEAR = 366  # days
_BESIDE = 30  # characters
_FAR = 250  # days: a month-day read this far back ("12月4日" in November) may as well be the coming one
_SAID_PAST = Pattern(
    r"[昨去今这本刚]|前(?=[天日晚儿夜几两些年])|(?<!月)上(?=[一个上周星礼月旬季半次回])|"
    r"[\d零〇一二三四五六七八九]年|季度|半年"
)
_PART_OF_DAY = Pattern(
    r"(?P<evening>今晚|今夜|今天?晚上|晚上)|(?P<afternoon>下午|午后)|(?P<morning>早上|上午|今早)"
)
_MORNING = Pattern("今早|早上|上午|今晨|清早|一早")
_TO_DO = Pattern("[份的 ]*(?:工作|活动)?(?:计划|安排|打算|[预拟])")
_HOUR_OF_TODAY = Pattern(r"今晚|(?:^|今天?)晚上|今[天日]下午")
_BARE_CLOCK = Pattern("[ 我俺]{0,2}(?:[一二两三四五六七八九十\\d]{1,2})点(?:半)?[去到在]")
_CLOCK = Pattern(r"(?<!\d)(\d{1,2}|十[一二]?|[一二两三四五六七八九])[点时:](?!次)")
_READIES = Pattern(
    "(?:活动|工作)?(?:筹备|动员|部署)[^，。]{0,4}会"
)  # a meeting about the feast, not the feast
_EXPECTED = Pattern(
    "(?<!比)预[计估定]|[拟想要]|打算|计划|名额|[席座]位|限|每[村组]|各村"
)  # counts nobody who came
_ANNOUNCED = Pattern(  # "司法局通知，23日来抽查20本": told before the day
    r"(?:[局县区市级院办委站所校]|老师|律师|法官|主任|所长|书记)"
    r"[^，。\d]{0,2}(?:来?通知|来电话?|打(?:来|了)?电话|告知)[^，。\d]{0,2}[，：, ]*$"
)
_YEAR_SAID = Pattern(r"(?<!\d)20\d\d[-./年]|(?<!\d)20\d{6}(?!\d)")  # 2023-11-09
_HOURS = {char: hour for hour, char in enumerate("一二三四五六七八九十", 1)} | {
    "两": 2,
    "十一": 11,
    "十二": 12,
}


@dataclass(frozen=True, slots=True)
class Days:
    """The days of one message against the day of writing."""

    page: Scene

    @property
    def text(self) -> str:
        return self.page.text

    @property
    def at(self) -> datetime:
        return self.page.at

    def moves_ahead(self) -> bool:
        """Whether what is still to come is put off to another day that is to come ("讲座改到27号")."""
        moved = prospects.MOVED.search(self.text)
        days = self.page.dates.within(moved.end() - 1, moved.end() + 3) if moved else ()
        return any(span.on > self.at.date() or self.nearer_ahead(span) for span in days[:1])

    def due(self, clause: str, dates: Sequence[DateSpan]) -> bool:
        """Whether a clause says by when something is to be finished, with no 了 or 已."""
        if not prospects.DEADLINE.search(clause) or re.search("[了已]", clause):
            return False
        return any(self.nearer_ahead(span) or self.may_come(span) or self._lasts(span) for span in dates)

    def _lasts(self, span: DateSpan) -> bool:
        """Whether a span is not over yet: "年底" in November."""
        return span.until is not None and span.until > self.at.date()

    def is_past(self, span: DateSpan) -> bool:
        """Whether a past span can mean nothing to come (昨天, 上周三, 2023年5月; not 25号, 3月5日)."""
        words = self.text[span.start : span.end]
        return (
            (span.until or span.on) < self.at.date() and bool(_SAID_PAST.search(words)) and not self.far(span)
        )

    def far(self, span: DateSpan) -> bool:
        """Whether a past day may as well be the coming one: read without a year, it lies far back."""
        words = self.text[span.start : span.end]
        if (
            "年" in words
            or _READIES.match(self.text, span.end)
            or _YEAR_SAID.search(words)
            or (self.at.date() - (span.until or span.on)).days <= _FAR
        ):
            return False
        if _is_long(span) and self._is_counted(span) and not _TO_DO.match(self.text, span.end):
            return False
        coming = read_date(words, self.at, Direction.FUTURE)
        return coming is None or (coming.on - self.at.date()).days <= self._reach(span)

    def _reach(self, span: DateSpan) -> int:
        """How many days ahead a day may lie that is said without 下 or 明: few where much was counted."""
        return _SOON if self._is_counted(span) else _YEAR

    def _is_counted(self, span: DateSpan) -> bool:
        """Whether something is counted right behind a day: what is over is; of what comes, "一场" at most."""
        if _ANNOUNCED.search(self.text, max(0, span.start - 14), span.start):
            return False
        behind = self.page.counts.within(span.start, span.end + _BESIDE)
        return any(
            one.unit in lexicon.bundled().units
            and one.hedge is not Hedge.ABOUT
            and (one.value > 3 or self.text[one.numeral].isdigit())
            and not _EXPECTED.search(self.text, max(0, one.numeral - 6), one.numeral)
            for one in behind
        )

    def nearer_ahead(self, span: DateSpan) -> bool:
        """Whether a bare day (25号, 周五, 月底) is nearer when read as the coming one."""
        if (span.until or span.on) >= self.at.date() or _READIES.match(self.text, span.end):
            return False
        if month := self._month_of(span):
            return self.nearer_ahead(month)
        return self.coming_is_nearer(self.text[span.start : span.end], span)

    def comes_round(self, span: DateSpan) -> bool:
        """Whether a bare day (周五, 25号) may as well be the coming one, within a week."""
        if (span.until or span.on) >= self.at.date() or self.is_past(span):
            return False
        coming = read_date(self.text[span.start : span.end], self.at, Direction.FUTURE)
        return coming is not None and 0 < (coming.on - self.at.date()).days <= _WEEK

    def _month_of(self, span: DateSpan) -> DateSpan | None:
        """The day before a bare one in a list that it has its month from ("10月3日、5日")."""
        if "月" in self.text[span.start : span.end]:
            return None
        listed = [one for one in self.page.dates.within(0, span.start) if one.group == span.group]
        return next((one for one in listed if "月" in self.text[one.start : one.end]), None)

    def coming_is_nearer(self, words: str, span: DateSpan) -> bool:
        """Whether the coming day of those words is nearer than the past one, and near enough."""
        coming = read_date(words, self.at, Direction.FUTURE)
        if coming is None or coming.on <= self.at.date():
            return False
        if _is_long(span):
            return False
        wait, past = (coming.on - self.at.date()).days, (self.at.date() - span.on).days
        if self._is_counted(span) and past <= _MONTH:
            return False
        return wait <= self._reach(span) and wait < past

    def earlier_today(self, clause: str, dates: Sequence[DateSpan]) -> bool:
        """Whether the clause names a part of today that is over by now, in a message of no coming day."""
        over = _MORNING.search(clause) if self.at.hour >= 12 else None
        over = over or (prospects.AFTERNOON.search(clause) if self.at.hour >= 18 else None)
        if not over or any(span.on != self.at.date() for span in dates):
            return False
        return not any(self.may_come(span) for span in self.page.dates.things)

    def comes(self, clause: str, dates: Sequence[DateSpan]) -> bool:
        """Whether a day of the clause lies ahead, where it does not just describe a noun."""
        return not prospects.ATTRIBUTIVE.search(clause) and any(span.on > self.at.date() for span in dates)

    def may_come(self, span: DateSpan) -> bool:
        """Whether a day lies ahead, or so far back that the coming one may be meant."""
        return span.on > self.at.date() or (span.form != "name" and self.far(span))

    def later_today(self, clause: str, dates: Sequence[DateSpan]) -> bool:
        """Whether the clause names a time of today that is still to come when it is sent."""
        part = _PART_OF_DAY.search(clause) or _BARE_CLOCK.match(clause)
        if not part or any(span.on != self.at.date() for span in dates):
            return False
        another = any(span.on != self.at.date() for span in self.page.dates.things)
        if another and not dates and "今" not in clause:
            return False  # "昨天太热，晚上七点在…", "4-12 下午 村部"
        if clock := _CLOCK.search(clause, part.end() if part.lastgroup else 0):
            return self._is_to_come(clause, clock, part.lastgroup != "morning")
        return self.at.hour < {"evening": 18, "afternoon": 14, "morning": 0}[part.lastgroup or ""]

    def hour_to_come(self, clause: str, dates: Sequence[DateSpan]) -> bool:
        """Whether the clause names an hour of today ("今晚7点") that has not struck yet."""
        said = _HOUR_OF_TODAY.search(clause)
        if not said or any(span.on != self.at.date() for span in dates):
            return False
        if "今" not in said.group() and any(map(self.is_past, self.page.dates.things)):
            return False
        clock = _CLOCK.search(clause, said.end())
        return clock is not None and clock.start() == said.end() and self._is_to_come(clause, clock, True)

    def _is_to_come(self, clause: str, clock: re.Match[str], afternoon: bool) -> bool:
        """Whether an hour that a clause names has not struck yet today."""
        hour = _HOURS.get(clause[clock.start(1) : clock.end(1)]) or int(clock.group(1))
        hour += 12 if hour < 12 and afternoon else 0
        half = 30 if clause.startswith("半", clock.end()) else 0
        return (hour, half) > (self.at.hour, self.at.minute)


def means(page: Scene, clause: str) -> bool:
    """Whether a clause tells of what is meant; what was arranged in a period that is over was done."""
    if prospects.CUE.search(clause):
        return True
    if not prospects.SCHEDULED.search(clause):
        return False
    days = page.dates.things
    today = page.at.date()
    over = (one.until and (one.until < today or one.form == "since") and not one.future for one in days)
    return not any(over)


def _is_long(span: DateSpan) -> bool:
    """Whether a span is a month or more: what it is said with was counted over it."""
    return span.until is not None and (span.until - span.on).days > _PERIOD
