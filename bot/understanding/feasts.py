"""Days known by name (元旦, 清明, 中秋, 12·4国家宪法日), from named_days.toml."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources

from bot.understanding import date_spans, lunar, workdays
from bot.understanding.date_text import fold
from bot.understanding.patterns import Pattern

_NUMERALS = "一二三四五六七八九十"
_WEEK_LONG = 6  # days from the first to the last of a week off
_TERM_DAYS = ("日", "节气", "那天", "当天", "这天")  # called a day: 小雪 and 雨水 alone are weather
_GOES_ON = {
    "日": tuple("常报志均"),
    "月": tuple("报度刊例"),
    "至": ("今",),
    "年": ("轻", "级"),
    "儿": tuple("童子女媳"),
}
_COUNT_GOES_ON = Pattern(
    r"(?!一早|天擦|天黑)[零一二三四五六七八九十百千万余多几\d日号个件起场次人份条名户家天月年宗项]"
)


@dataclass(frozen=True, slots=True)
class Feast:
    """A named day or period.

    `first` says how its day is found: ("solar", month, day), ("lunar", month, day), ("term", name),
    ("nth", month, which, weekday 1..7). `until`: month and day of a period's end.
    `during`: what 期间 means, in days from it.
    `is_time`: the bare name tells a time (宪法宣传周).
    """

    name: str
    first: tuple[str | int, ...]
    until: tuple[int, int] | None
    during: tuple[int, int] | None
    is_time: bool

    def days(self, year: int) -> date_spans.Days | None:
        """First and last day in that (solar or lunar) year; None where the calendar does not reach."""
        on = _first_day(self.first, year)
        if on is None:
            return None
        last = date_spans.day(year, *self.until) if self.until else on
        return (on, last) if last else None

    def days_during(self, year: int) -> date_spans.Days | None:
        """What 期间 means: a feast of a week (国庆, 春节) lasts as `during` says, any other is its day."""
        days = self.days(year)
        if days is None or self.during is None or self.during[1] - self.during[0] < _WEEK_LONG:
            return days
        return date_spans.shift(days[0], self.during[0]), date_spans.shift(days[0], self.during[1])

    def days_off(self, year: int) -> date_spans.Days | None:
        """What 假期 means: the days off around the day, or as `during` says where the year is not known."""
        days = self.days(year)
        if days is None or self.during is None:
            return days
        if off := workdays.days_off(days[0]):
            return off
        return date_spans.shift(days[0], self.during[0]), date_spans.shift(days[0], self.during[1])

    def days_near(self, year: int) -> set[date]:
        """Its first days in the years around: what a date beside its name is compared with."""
        return {days[0] for of in (year - 1, year) if (days := self.days(of))}


def feast_at(text: str, pos: int) -> tuple[Feast, int] | None:
    """The feast whose name stands at `pos` of a folded text, and where the name ends: the longest one."""
    for name, feast in _by_first_char().get(text[pos : pos + 1], ()):
        if text.startswith(name, pos) and not _in_longer_word(text, pos, name):
            return feast, pos + len(name)
    return None


def _in_longer_word(text: str, pos: int, name: str) -> bool:
    """三月三 of 三月三场, 消防日 of 消防日常, 冬至 of 入冬至今, 小年 of 小年轻."""
    end = pos + len(name)
    if name[-1] in _NUMERALS:
        return bool(_COUNT_GOES_ON.match(text, end))
    if name in ("冬至", "夏至") and text[pos - 1 : pos] in tuple("入去今立"):
        return True
    return text[end : end + 1] in _GOES_ON.get(name[-1], ())


def is_numeral(name: str) -> bool:
    """Whether a feast's name is but numerals (五一, 八一)."""
    return all(char in _NUMERALS for char in name)


def first_chars() -> set[str]:
    """The characters that a feast's name can begin with."""
    return set(_by_first_char())


def digit_feast(month: int, number: int) -> Feast | None:
    """The named day that is written in figures (12·4), or None."""
    return _by_digits().get((month, number))


def resolve(
    feast: Feast, today: date, ahead: bool, *, during: bool = False, off: bool = False
) -> date_spans.Days | None:
    """The latest that has begun by today; looking ahead, the first that has not passed.

    `during`: with 期间, `off`: with 假期.
    """
    of = feast.days_off if off else feast.days_during if during else feast.days
    spans = [days for year in range(today.year - 2, today.year + 3) if (days := of(year))]
    if ahead:
        return next((days for days in spans if days[1] >= today), None)
    return next((days for days in reversed(spans) if days[0] <= today), None)


def _first_day(first: tuple[str | int, ...], year: int) -> date | None:
    match first:
        case ("solar", int(month), int(number)):
            return date_spans.day(year, month, number)
        case ("lunar", int(month), int(number)):
            return lunar.lunar_day(year, month, number)
        case ("term", str(name)):
            return lunar.term_day(year, name)
        case ("nth", int(month), int(which), int(weekday)):
            return date_spans.month_weekday(year, month, which, weekday - 1)
    return None


@cache
def _rows() -> list[dict[str, object]]:
    data = resources.files("bot.understanding").joinpath("named_days.toml").read_text(encoding="utf-8")
    read = tomllib.loads(data)
    rows: list[dict[str, object]] = read["day"]
    for term in read["terms"].split():
        rows.append({"names": [term + called for called in _TERM_DAYS], "term": term, "time": True})
    return rows


@cache
def _by_first_char() -> dict[str, list[tuple[str, Feast]]]:
    table: dict[str, list[tuple[str, Feast]]] = {}
    for row in _rows():
        for name, feast in _feasts(row):
            table.setdefault(name[0], []).append((name, feast))
    for names in table.values():
        names.sort(key=lambda pair: -len(pair[0]))
    return table


@cache
def _by_digits() -> dict[tuple[int, int], Feast]:
    table = {}
    for row in _rows():
        digits = row.get("digits", [])
        assert isinstance(digits, list)
        for written in digits:
            month, number = str(written).split("·")
            table[int(month), int(number)] = next(_feasts(row))[1]
    return table


def _feasts(row: dict[str, object]) -> Iterator[tuple[str, Feast]]:
    names, during = row["names"], row.get("during")
    assert isinstance(names, list)
    assert isinstance(during, list | None)
    until = _month_day(str(row["until"])) if "until" in row else None
    as_days = [
        name[:-1] + "日" for name in names if name.endswith("节") and "on" not in row
    ]  # 重阳日, 腊八日
    for name in [*names, *as_days]:
        yield (
            fold(name),
            Feast(
                names[0],
                _first(row),
                until,
                (during[0], during[1]) if during else None,
                bool(row.get("time")),
            ),
        )


def _first(row: dict[str, object]) -> tuple[str | int, ...]:
    if "on" in row:
        return ("solar", *_month_day(str(row["on"])))
    if "lunar" in row:
        return ("lunar", *_month_day(str(row["lunar"])))
    if "term" in row:
        return ("term", str(row["term"]))
    nth = row["nth"]
    assert isinstance(nth, list)
    return ("nth", *(int(part) for part in nth))


def _month_day(written: str) -> tuple[int, int]:
    month, number = written.split("-")
    return int(month), int(number)
