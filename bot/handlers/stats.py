"""/stats [年|月] [排名|图|调解表], /stats 禁毒日: totals by kind or unit, as a picture, a form or a table."""

import re
from dataclasses import dataclass

from bot import callbacks, events, periods, permission, phrases, ranking, tallies
from bot.callbacks import Callback, StaleButtonError
from bot.messages import Button, Document, Reply
from bot.months import reporting
from bot.reminders.calendar import Fixture
from bot.reminders.calendar import bundled as bundled_calendar
from bot.turn import Turn, say
from drafting.totals import Period
from storage.catalogue import bundled

TEXT, RANK, PICTURE, MEDIATION = "text", "rank", "picture", "mediation"
_VIEWS = {
    RANK: re.compile(r"排名|排行|各单位|各村"),
    PICTURE: re.compile(r"图表|图片|看图|图"),
    MEDIATION: re.compile(r"人民调解(?:统计|月)?表|调解(?:统计|月)?表"),
}
NO_FONT = "这台服务器上没有中文字体，画不了图，先看文字：\n"
NO_MEDIATION = "{name}没有人民调解的记录，填不了表。"


@dataclass(frozen=True, slots=True)
class _Span:
    """A whole year (`month` None) or a month of it."""

    year: int
    month: int | None

    @property
    def period(self) -> Period:
        return Period.of_month(self.year, self.month) if self.month else Period.of_year(self.year)

    @property
    def code(self) -> str:
        return f"{self.year}{self.month:02}" if self.month else str(self.year)

    @property
    def name(self) -> str:
        return f"{self.year}年" + (f"{self.month}月" if self.month else "")

    @classmethod
    def of(cls, period: Period | None) -> "_Span | None":
        if period is None:
            return None
        year, month = period.on.year, period.on.month
        if period == Period.of_year(year):
            return cls(year, None)
        return cls(year, month) if period == Period.of_month(year, month) else None


def stats(turn: Turn) -> tuple[Reply, ...]:
    """This year's where nothing is said."""
    view, words = TEXT, turn.argument
    if fixture := events.named(words, bundled_calendar().fixtures):
        return (_event(turn, fixture),)
    for name, pattern in _VIEWS.items():
        if pattern.search(words):
            view, words = name, pattern.sub(" ", words, count=1).strip()
            break
    year = Period.of_year(turn.today.year)
    span = _Span.of(periods.read_period(words, turn.at) if words.strip() else year)
    return say(phrases.STATS_HELP) if span is None else (show(turn, span, view),)


def pressed(turn: Turn, callback: Callback) -> tuple[Reply, ...]:
    """Another view of the same span, as a message of its own."""
    code, view = callback.argument(0), callback.argument(1)
    if not re.fullmatch(r"20\d\d(?:0[1-9]|1[0-2])?", code) or view not in (TEXT, *_VIEWS):
        raise StaleButtonError(code)
    return (show(turn, _Span(int(code[:4]), int(code[4:]) if code[4:] else None), view),)


def show(turn: Turn, span: _Span, view: str) -> Reply:
    if view == RANK:
        return _ranking(turn, span)
    if view == PICTURE:
        return _picture(turn, span)
    if view == MEDIATION:
        return _mediation(turn, span)
    text = tallies.text(turn.work, turn.town, span.year, span.month, turn.today)
    return Reply(text, _views(turn, span) if "没有记录" not in text.splitlines()[0] else ())


def _views(turn: Turn, span: _Span) -> tuple[tuple[Button, ...], ...]:
    labels = ((RANK, "各单位"), (PICTURE, "看图"), (MEDIATION, "调解表"))
    row = tuple(
        callbacks.button(label, callbacks.STATS, turn.member.id, span.code, view) for view, label in labels
    )
    return (row,)


def _event(turn: Turn, fixture: Fixture) -> Reply:
    """What was done for a day of the calendar; who may export gets it as a file too."""
    event = events.gather(turn.work, turn.town, fixture, turn.argument, turn.today)
    text = events.text(event, turn.town, turn.today)
    if not event.entries or not permission.may_set_town(turn.member) or not turn.incoming.private:
        return Reply(text)
    name = f"{turn.town.name}{event.title}表.xlsx"
    return Reply(text, document=Document(name, events.workbook(event, turn.town, turn.at)))


def _ranking(turn: Turn, span: _Span) -> Reply:
    inside = tallies.inside_of(turn.work, turn.town, span.period)
    heard = {one.unit.id for one in inside}
    able = reporting(turn.units(), turn.work.members.members(turn.town.id))
    units = [unit for unit in turn.units() if unit in able or unit.id in heard]
    lines = ranking.lines(ranking.ranked(units, inside, bundled(), span.period))
    return Reply("\n".join([f"{turn.town.name}{span.name}各单位", *lines]))


def _picture(turn: Turn, span: _Span) -> Reply:
    # Pillow is slow to import: who never looks at pictures never waits for it.
    from bot.pictures import draw
    from bot.pictures.fonts import chinese_font
    from bot.pictures.gathering import gather

    text = tallies.text(turn.work, turn.town, span.year, span.month, turn.today)
    font = chinese_font()
    if font is None:
        return Reply(NO_FONT + text)
    board = gather(turn.work, turn.town, span.period, turn.today)
    name = f"{turn.town.name}{span.name}台账.png"
    return Reply(board.title, document=Document(name, draw.png(board, font)))


def _mediation(turn: Turn, span: _Span) -> Reply:
    from bot.workbooks import mediation

    form = mediation.gather(turn.work, turn.town, span.period)
    if not form.count:
        return Reply(NO_MEDIATION.format(name=span.name))
    content = mediation.write(form, turn.at)
    return Reply(mediation.summary(form), document=Document(f"{form.title}.xlsx", content))
