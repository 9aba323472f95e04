"""What was done for a day or month of the legal calendar, as the tables ask that follow it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot import formats, tallies
from bot.reminders.calendar import Fixture
from drafting.totals import Period, Totals
from drafting.wording import word
from storage.records import Entry, Town
from storage.work import Work

BEFORE, AFTER = timedelta(days=15), timedelta(days=10)  # what is done around the days is done for them
_MOST = 25
_PREFIX = re.compile(r"^(?:全民|国家|国际|全国)+")
_ENDS = ("日", "周", "月", "宣传", "宣传日", "宣传周", "宣传月")
_YEAR = re.compile(r"(20\d\d)年?")


@dataclass(frozen=True, slots=True)
class Event:
    """`on`, `until`: its own days; the entries are those of the days around them too."""

    name: str
    asks: str
    on: date
    until: date
    entries: tuple[Entry, ...]
    totals: Totals

    @property
    def title(self) -> str:
        return f"{self.on.year}年{self.name}统计"


def of(entries: Iterable[Entry], kinds: Sequence[str], words: Sequence[str]) -> list[Entry]:
    """The entries of these kinds (any where none is named) that speak of one of the words."""
    return [
        one
        for one in entries
        if (not kinds or one.kind in kinds)
        and (not words or any(word in (one.text + (one.place or "")) for word in words))
    ]


def named(text: str, fixtures: Iterable[Fixture]) -> Fixture | None:
    """The day or month that a request names (禁毒日, 宪法周), of those that something is logged for."""
    bare = _YEAR.sub("", text).replace(" ", "")
    for fixture in fixtures:
        short = _PREFIX.sub("", fixture.name)
        names = {fixture.name, short, short.replace("宣传", ""), short.replace("教育", "")}
        spoken = {f"{word}{end}" for word in fixture.words for end in _ENDS}
        if fixture.words and fixture.asks and (bare in spoken or any(name in bare for name in names)):
            return fixture
    return None


def gather(work: Work, town: Town, fixture: Fixture, text: str, today: date) -> Event:
    """The event of the year that the text names, else the latest that has begun."""
    said = _YEAR.search(text)
    year = int(said[1]) if said else today.year
    if said is None and fixture.days(year)[0] - BEFORE > today:
        year -= 1
    on, until = fixture.days(year)
    period = Period(on - BEFORE, until + AFTER)
    found = work.ledger.find(town.id, since=period.on, until=period.until)
    own = sorted(of(found, fixture.kinds, fixture.words), key=lambda one: (one.on, one.id))
    totals = tallies.of_entries(work, town, own, period)
    return Event(fixture.name, fixture.asks, on, until, tuple(own), totals)


def text(event: Event, town: Town, today: date) -> str:
    """The table as a chat text: sums, and each entry without its words."""
    days = formats.day(event.on, today, weekday=False)
    if event.until != event.on:
        days += f"至{formats.day(event.until, event.on, weekday=False)}"
    head = f"{town.name}{event.title}（{days}，前后办的都算）"
    if not event.entries:
        return f"{head}\n还没有记录。办过的请补一句，写明哪天、在哪、{event.name}。"
    lines = [head]
    for kind in event.totals.entries:
        sums = [f"{one.measure}{word(one)}" for one in event.totals if one.kind == kind and one.value]
        lines.append(f"{kind}{len(event.totals.entries[kind])}条：{'、'.join(sums)}")
    lines += [
        f"{number}. {formats.line(one, today)}，{one.unit.name}"
        for number, one in enumerate(event.entries[:_MOST], 1)
    ]
    if len(event.entries) > _MOST:
        lines.append(f"还有{len(event.entries) - _MOST}条。")
    return "\n".join([*lines, f"统计表一般要填：{event.asks}。"])


def workbook(event: Event, town: Town, at: datetime) -> bytes:
    """The table as an .xlsx, with the words of those kinds that tell of no private person."""
    from bot.workbooks import sheets
    from bot.workbooks.export import words_of

    def rows() -> Iterator[tuple[sheets.Cell, ...]]:
        for number, one in enumerate(event.entries, 1):
            counts = formats.figures(one.kind, one.figures)
            place = one.place or ""
            sent = one.sent_at.astimezone(ZoneInfo(town.timezone))
            yield number, one.on, one.unit.name, one.kind, place, counts, words_of(one), one.number, sent

    heads = ("序号", "日期", "单位", "种类", "地点", "数字", "内容", "编号", "报送时间")
    title = f"{town.name}{event.title}"
    return sheets.write([sheets.Page(event.name, heads, rows(), frozen=2)], title, at)
