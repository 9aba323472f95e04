"""The town's choices about reminders in words: as /settings shows them, and as staff write them after it."""

import re
from typing import Any

from bot import formats, layouts
from bot import reminder_phrases as phrases
from bot.months import answering_unit, zero_label, zero_measures
from bot.reminders.choices import choices
from bot.turn import Turn
from drafting.errors import LayoutError
from storage.catalogue import bundled

WEEKDAYS = {str(number): f"周{formats.WEEKDAYS[number - 1]}" for number in (1, 2, 3, 4, 5, 7)}
TIMES = ("08:30", "09:00", "10:00", "11:00", "14:30", "15:00", "16:00", "17:00")
QUIETS = {
    "20:00-08:00": "20:00到8:00",
    "21:00-08:00": "21:00到8:00",
    "22:00-07:00": "22:00到7:00",
    "23:00-06:00": "23:00到6:00",
}
REPORT_DAYS = {str(day): f"{day}日" for day in (3, 5, 8, 10)}
KINDS = {
    "weekly_nudge": "每周催报",
    "month_closing": "月底问有没有漏",
    "month_zeros": "月底问零",
    "monthly_tally": "每月汇总",
    "supervision": "季度督办",
    "calendar": "普法节点",
    "rhythm": "学法述法",
}

_TIME = re.compile(r"(\d{1,2})[:：点](\d\d)?")
_WEEKDAY = re.compile(r"(?:周|星期|礼拜)([一二三四五六日天])")


def lines(turn: Turn) -> list[str]:
    """What is chosen, one line each."""
    chosen = choices(turn.town)
    off = [label for kind, label in KINDS.items() if kind in chosen.off]
    found = [
        f"催报：每周{formats.WEEKDAYS[chosen.weekday]}{_clock(chosen.nudge_at)}，只催没记的单位；月底也在这时问",
        f"汇总：每月第一个工作日{_clock(chosen.tally_at)}，发到{_where(turn)}",
        f"免打扰：{_clock(chosen.quiet.since)}到{_clock(chosen.quiet.until)}",
        f"月报截止：次月{chosen.report_day}日，之后算迟报",
    ]
    if off:
        found.append(f"关掉的：{'、'.join(off)}")
    if chosen.leaders:
        found.append(f"领导（汇总、督办也发给）：{'、'.join(sorted(chosen.leaders))}")
    return [*found, _answers(turn), f"报告版式：{layouts.names(turn.town)[layouts.chosen(turn.town)]}"]


def mine(turn: Turn) -> str:
    away = [days for days in turn.member.away if days[1] >= turn.today]
    state = "不提醒您（您自己关的）" if turn.member.muted else "照常提醒您"
    leave = "；".join(formats.span(first, last, turn.today) for first, last in away)
    return f"{state}。" + (f"请假：{leave}。" if leave else "请假发：/leave 7月1日到10日")


def read(words: str, turn: Turn) -> dict[str, Any]:
    """The changes of a town that the words ask for; ValueError says in Chinese what is wrong."""
    name, _, rest = words.partition(" ")
    rest = rest.strip()
    if words in ("发到这里", "群", "这里", "发到本群"):
        return {"chat": (turn.incoming.channel, turn.incoming.chat)}
    if words in ("不发群", "只发管理员"):
        return {"chat": None}
    readers = {"催报": _nudge, "汇总": _tally, "免打扰": _quiet, "截止": _report_day}
    if name in readers:
        return {"settings": readers[name](rest)}
    if name == "领导":
        return {"settings": {"leaders": _leaders(rest, turn)}}
    if name in ("版式", "报告版式"):
        return {"settings": {layouts.CHOSEN: _layout(rest, turn)}}
    if name == "报零":
        return {"settings": {"answers": _answer(rest, turn)}}
    raise ValueError(phrases.SETTINGS_HELP)


def _clock(at: Any) -> str:
    return f"{at.hour}:{at.minute:02}"


def _where(turn: Turn) -> str:
    if turn.town.chat is None:
        return "管理员"
    owner = turn.work.members.by_account(*turn.town.chat)
    return f"{owner.name}" if owner else "镇里的群"


def _answers(turn: Turn) -> str:
    """Which unit is asked for which zeros."""
    chosen, units = choices(turn.town), turn.units()
    by_unit: dict[str, list[str]] = {}
    for one, _ in zero_measures(bundled()):
        unit = answering_unit(one, turn.town, units, chosen.answers, bundled())
        by_unit.setdefault(unit.name if unit else "没有镇级单位", []).append(zero_label(one))
    return "报零归口：" + "；".join(f"{unit}（{'、'.join(names)}）" for unit, names in by_unit.items())


def _time(text: str) -> str:
    found = _TIME.search(text)
    if found is None or int(found[1]) > 23 or int(found[2] or 0) > 59:
        raise ValueError(phrases.SETTINGS_HELP)
    return f"{int(found[1]):02}:{int(found[2] or 0):02}"


def _nudge(rest: str) -> dict[str, object]:
    found, changes = _WEEKDAY.search(rest), {}
    if found:
        changes["nudge_weekday"] = formats.WEEKDAYS.index(found[1].replace("天", "日")) + 1
    if _TIME.search(rest) or not found:
        return {**changes, "nudge_at": _time(rest)}
    return dict(changes)


def _tally(rest: str) -> dict[str, object]:
    return {"tally_at": _time(rest)}


def _quiet(rest: str) -> dict[str, object]:
    parts = re.split(r"[到至\-—~～]", rest)
    if len(parts) != 2:
        raise ValueError(phrases.SETTINGS_HELP)
    span = [_time(part) for part in parts]
    if span[0] == span[1]:
        raise ValueError(phrases.SETTINGS_HELP)
    return {"quiet": span}


def _report_day(rest: str) -> dict[str, object]:
    found = re.search(r"\d{1,2}", rest)
    if found is None or not 1 <= int(found[0]) <= 28:
        raise ValueError(phrases.SETTINGS_HELP)
    return {"report_day": int(found[0])}


def _leaders(rest: str, turn: Turn) -> list[str] | None:
    names = [name for name in re.split(r"[、，, ]+", rest) if name]
    for name in names:
        if not turn.work.members.by_name(turn.town.id, name):
            raise ValueError(phrases.SETTINGS_NO_PERSON.format(name=name))
    return names or None


def _layout(rest: str, turn: Turn) -> str:
    try:
        return layouts.find(turn.town, rest)
    except LayoutError as error:
        raise ValueError(str(error)) from error


def _answer(rest: str, turn: Turn) -> dict[str, str]:
    """行政处罚 综合执法队: the measure by its kind or name, then the unit."""
    what, _, unit = rest.rpartition(" ")
    if not any(one.name == unit for one in turn.units()):
        raise ValueError(phrases.SETTINGS_NO_UNIT.format(name=unit))
    zeros = [one for one, _ in zero_measures(bundled())]
    what = what.strip()
    meant = [one for one in zeros if what in (one.kind, one.measure, one.name, zero_label(one))]
    if not meant:
        names = "、".join(zero_label(one) for one in zeros)
        raise ValueError(phrases.SETTINGS_NO_ZERO.format(name=what, names=names))
    return {**choices(turn.town).answers, **{one.name: unit for one in meant}}
