"""/calendar: the days that the town is reminded of; its own are added and removed here."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from bot import permission
from bot import reminder_phrases as phrases
from bot.messages import Reply
from bot.reminders.calendar import Calendar, Fixture, Rhythm, bundled
from bot.reminders.choices import choices
from bot.reminders.fixtures import CALENDAR, RHYTHM
from bot.reminders.own_days import own_fixtures, own_id
from bot.turn import Turn, say
from bot.understanding.dates import Direction, find_dates

_ADD = re.compile(r"(?:add|加|添加|新增|增加)\s*(.+)", re.IGNORECASE | re.DOTALL)
_REMOVE = re.compile(r"(?:remove|删除|删|取消|去掉|不要)\s*(.+)", re.IGNORECASE)
_RESTORE = re.compile(r"(?:恢复|还要)\s*(.+)")
_MOVED = re.compile(r"(放假|休息|上班|调休上班)\s*(.+)")
_EVERY_YEAR = re.compile(r"每年")
_MOST_OWN, _LONGEST_NAME = 50, 40
_MOST_DAYS = 15
_EVERY = {"quarter": "季度", "half": "半年", "year": "年"}


def calendar(turn: Turn) -> tuple[Reply, ...]:
    """The list for everybody; changes by editors and admins."""
    words = turn.argument.strip()
    change = next(
        (
            (act, found)
            for pattern, act in ((_ADD, _add), (_REMOVE, _remove), (_RESTORE, _restore), (_MOVED, _move))
            if (found := pattern.fullmatch(words))
        ),
        None,
    )
    if change is None:
        year = re.fullmatch(r"(20\d\d)年?", words)
        if words and not year:
            return say(phrases.CALENDAR_HELP)
        return say(_listed(turn, int(year[1]) if year else None))
    if not permission.may_set_town(turn.member):
        return say(phrases.BY_EDITOR)
    act, found = change
    return act(turn, found)


def of_town(turn: Turn) -> Calendar:
    chosen = choices(turn.town)
    return bundled().of_town(own_fixtures(turn.town), chosen.days_off, chosen.days_worked)


def _listed(turn: Turn, year: int | None) -> str:
    """What is to come in the next twelve months, or in a year; and whether working days are known."""
    first = date(year, 1, 1) if year else turn.today
    last = date(year, 12, 31) if year else first + timedelta(days=365)
    known = of_town(turn)
    rows = sorted(_rows(turn, known, first, last))
    lines = [
        phrases.CALENDAR_HEAD.format(what=f"{year}年" if year else "今后一年"),
        *(row for _, row in rows),
    ]
    off = choices(turn.town).off
    rhythms = [f"{one.name}（每{_EVERY[one.every]}）" for one in known.rhythms if _kind(one) not in off]
    if rhythms:
        lines.append(phrases.CALENDAR_RHYTHMS.format(names="、".join(rhythms)))
    everything: list[Fixture | Rhythm] = [*known.fixtures, *known.rhythms]
    if silenced := [one.name for one in everything if _kind(one) in off]:
        lines.append(phrases.CALENDAR_SILENCED.format(names="、".join(silenced)))
    for one in range(first.year, last.year + 1):
        if not known.knows(one):
            lines.append(phrases.CALENDAR_UNKNOWN.format(year=one))
    return "\n".join([*lines, phrases.CALENDAR_HOW])


def _rows(turn: Turn, known: Calendar, first: date, last: date) -> Iterator[tuple[date, str]]:
    off = choices(turn.town).off
    for fixture in known.fixtures:
        for year in range(first.year, last.year + 1):
            if not fixture.concerns(turn.town.province, year) or _kind(fixture) in off:
                continue
            on, end = fixture.days(year)
            if first <= end and on <= last:
                yield on, f"{_days(on, end, turn.today)} {fixture.name}{_mark(fixture)}"


def _days(on: date, end: date, today: date) -> str:
    year = f"{on.year}年" if on.year != today.year else ""
    if on == end:
        return f"{year}{on.month}月{on.day}日"
    return f"{year}{on.month}月{on.day}日至{'' if end.month == on.month else f'{end.month}月'}{end.day}日"


def _mark(fixture: Fixture) -> str:
    number = own_id(fixture)
    return f"（本镇加的，{number}号）" if number is not None else ""


def _add(turn: Turn, found: re.Match[str]) -> tuple[Reply, ...]:
    """10月20日 县里普法检查; 每年 before the day keeps it for every year."""
    words = _EVERY_YEAR.sub("", found[1]).strip()
    spans = [one for one in find_dates(words, turn.at, Direction.FUTURE) if not one.named]
    if not spans:
        return say(phrases.CALENDAR_ADD_HELP)
    span, yearly = spans[0], bool(_EVERY_YEAR.search(found[1]))
    end = span.start + len(words[span.start : span.end].split()[0])
    name = (words[: span.start] + words[end:]).strip(" ，,。：:、的")[:_LONGEST_NAME]
    rows = _own_rows(turn)
    if not name or len(rows) >= _MOST_OWN:
        return say(phrases.CALENDAR_ADD_HELP if not name else phrases.CALENDAR_FULL)
    if not yearly and span.last_day < turn.today:
        return say(phrases.CALENDAR_PAST)
    number = 1 + max([int(str(row["id"])) for row in rows], default=0)
    row: dict[str, object] = {"id": number, "name": name, "on": f"{span.on:%m-%d}"}
    if span.until is not None and span.until != span.on:
        row["until"] = f"{span.until:%m-%d}"
    if not yearly:
        row["year"] = span.on.year
    turn.work.members.update_town(turn.town.id, settings={"calendar": [*rows, row]})
    days = _days(span.on, span.last_day, span.on if yearly else turn.today)
    when = f"每年{days}" if yearly else days
    return say(phrases.CALENDAR_ADDED.format(when=when, name=name, number=number))


def _own_rows(turn: Turn) -> list[dict[str, object]]:
    setting = turn.town.settings.get("calendar")
    rows = setting if isinstance(setting, list) else []
    return [dict(row) for row in rows if isinstance(row, dict) and isinstance(row.get("id"), int)]


def _remove(turn: Turn, found: re.Match[str]) -> tuple[Reply, ...]:
    """One's own by its number or name; one of the program's by its name is no longer spoken of."""
    words = found[1].strip().removesuffix("号")
    rows = _own_rows(turn)
    gone = [row for row in rows if words in (str(row["id"]), row["name"])]
    if gone:
        left = [row for row in rows if row not in gone]
        turn.work.members.update_town(turn.town.id, settings={"calendar": left})
        return say(phrases.CALENDAR_REMOVED.format(name=gone[0]["name"]))
    if known := _named(words):
        off = choices(turn.town).off | {_kind(known)}
        turn.work.members.update_town(turn.town.id, settings={"no_notices": sorted(off)})
        return say(phrases.CALENDAR_SILENT.format(name=known.name))
    return say(phrases.CALENDAR_NO_SUCH)


def _restore(turn: Turn, found: re.Match[str]) -> tuple[Reply, ...]:
    known = _named(found[1].strip())
    if known is None:
        return say(phrases.CALENDAR_NO_SUCH)
    off = choices(turn.town).off - {_kind(known)}
    turn.work.members.update_town(turn.town.id, settings={"no_notices": sorted(off)})
    return say(phrases.CALENDAR_BACK.format(name=known.name))


def _named(words: str) -> Fixture | Rhythm | None:
    known: list[Fixture | Rhythm] = [*bundled().fixtures, *bundled().rhythms]
    same = [one for one in known if one.name == words]
    like = [one for one in known if len(words) > 1 and words in one.name]
    return same[0] if same else like[0] if len(like) == 1 else None


def _kind(one: Fixture | Rhythm) -> str:
    """The kind of its notices."""
    return f"{RHYTHM if isinstance(one, Rhythm) else CALENDAR}:{one.id}"


def _move(turn: Turn, found: re.Match[str]) -> tuple[Reply, ...]:
    """放假 10月1日到7日, 上班 10月11日: days that the table of holidays does not know, or knows wrongly."""
    spans = find_dates(found[2], turn.at, Direction.FUTURE)
    days = [
        span.on + timedelta(days=number)
        for span in spans
        for number in range((span.last_day - span.on).days + 1)
    ]
    if not days or len(days) > _MOST_DAYS:
        return say(phrases.CALENDAR_HELP)
    chosen, off = choices(turn.town), found[1] in ("放假", "休息")
    at_home = chosen.days_off | set(days) if off else chosen.days_off - set(days)
    at_work = chosen.days_worked - set(days) if off else chosen.days_worked | set(days)
    moved = {"off": sorted(map(str, at_home)), "work": sorted(map(str, at_work))}
    turn.work.members.update_town(turn.town.id, settings={"days": moved})
    told = "、".join(_days(span.on, span.last_day, turn.today) for span in spans)
    return say(phrases.CALENDAR_MOVED.format(days=told, what="放假" if off else "上班"))
