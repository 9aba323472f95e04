"""/target 普法活动 40场 2025: a year's targets, of the town or a unit, and how far along they are."""

import re
from dataclasses import replace
from decimal import Decimal

from bot import goals, permission
from bot import reminder_phrases as phrases
from bot.goals import Goal
from bot.handlers.listing import find_kind
from bot.messages import Reply
from bot.turn import Turn, say
from storage.catalogue import Kind, bundled

_YEAR = re.compile(r"(20\d\d)年?")
_REMOVE = re.compile(r"(?:删除|删|取消|remove)\s*(\d{1,3})号?", re.IGNORECASE)
_MOST = 60


def target(turn: Turn) -> tuple[Reply, ...]:
    """Without words, the targets with their lights; editors and admins set them."""
    words = turn.argument.strip()
    year = _YEAR.fullmatch(words)
    if not words or year:
        return say(told(turn, int(year[1]) if year else turn.today.year))
    if not permission.may_set_town(turn.member):
        return say(phrases.BY_EDITOR)
    if found := _REMOVE.fullmatch(words):
        return _remove(turn, int(found[1]))
    goal = read_goal(turn, words)
    if goal is None:
        return say(phrases.TARGET_HELP.format(year=turn.today.year))
    known = [one for one in goals.all_goals(turn.town) if not one.same(goal)]
    if len(known) >= _MOST:
        return say(phrases.TARGET_FULL)
    turn = _keep(turn, [*known, goal])
    unit = bundled().kind(goal.kind).measure(goal.measure).unit
    text = phrases.TARGET_SET.format(
        whose=goal.unit or "全镇",
        year=goal.year,
        what=f"{goal.kind}·{goal.measure}",
        value=f"{goals.plain(goal.value)}{unit}",
    )
    return say(f"{text}\n{told(turn, goal.year or turn.today.year)}")


def told(turn: Turn, year: int) -> str:
    """The year's targets, numbered, each with its light."""
    lines = lines_of(turn, year)
    if not lines:
        return phrases.TARGET_NONE.format(year=year)
    return "\n".join([phrases.TARGET_HEAD.format(year=year), *lines, phrases.TARGET_HOW])


def lines_of(turn: Turn, year: int) -> list[str]:
    numbered = list(enumerate(goals.all_goals(turn.town), 1))
    mine = [(number, goal) for number, goal in numbered if goal.year in (None, year)]
    entries = turn.work.ledger.find(turn.town.id, year=year)
    lines = []
    for number, goal in mine:
        for one in goals.progress([goal], entries, bundled(), year, turn.today):
            lines.append(f"{number}. {goals.line(one)}")
    return lines


def read_goal(turn: Turn, words: str) -> Goal | None:
    """The parts in any order: a unit's name, a kind (and measure), a number, a year (this one)."""
    year, unit, kind, measure = turn.today.year, None, None, None
    rest = words
    if found := re.search(r"(?<!\d)(20\d\d)年?(?!\d)", words):
        year, rest = int(found[1]), words.replace(found[0], " ", 1)
    for one in turn.units():
        if one.name in rest:
            unit, rest = one.name, rest.replace(one.name, " ", 1)
            break
    number = re.search(r"(\d[\d,，]*(?:\.\d+)?)\s*(万|千|百)?", rest)
    if number is None:
        return None
    value = _value(number)
    named = rest.replace(number[0], " ", 1)
    for word in re.findall(r"[一-鿿]+", named):
        kind = kind or _kind_in(word)
    if kind is None:
        return None
    found_kind = bundled().kind(kind)
    measure = _measure(found_kind, named.replace(kind, " "))
    if measure is None or value <= 0:
        return None
    return Goal(kind, measure, value, year, unit)


def _kind_in(word: str) -> str | None:
    """The kind that the word is, begins with, or has the likeness of: 普法 is 普法活动."""
    names = sorted(bundled().kinds, key=len, reverse=True)
    held = next((name for name in names if name in word), None)
    return held or find_kind(word) or _PLAIN.get(word)


_PLAIN = {
    "普法": "普法活动",
    "普法宣传": "普法活动",
    "讲座": "法治讲座",
    "调解": "人民调解",
    "检查": "行政检查",
}


def _measure(kind: Kind, words: str) -> str | None:
    """The measure that is named, or has the unit that is named; else the main one."""
    named = next((one.name for one in kind.measures if one.name in words), None)
    if named:
        return named
    if kind.primary:
        return kind.primary
    return kind.measures[0].name if kind.measures else None


def _value(number: re.Match[str]) -> Decimal:

    scale = {"万": 10_000, "千": 1000, "百": 100}.get(number[2] or "", 1)
    return Decimal(re.sub("[,，]", "", number[1])) * scale


def _remove(turn: Turn, number: int) -> tuple[Reply, ...]:
    known = goals.all_goals(turn.town)
    if not 1 <= number <= len(known):
        return say(phrases.TARGET_NO_SUCH)
    gone = known.pop(number - 1)
    _keep(turn, known)
    return say(phrases.TARGET_REMOVED.format(what=f"{gone.unit or ''}{gone.kind}·{gone.measure}"))


def _keep(turn: Turn, wanted: list[Goal]) -> Turn:
    """The turn with the town as it is then."""
    rows = [goal.row() for goal in wanted]
    town = turn.work.members.update_town(turn.town.id, settings={"targets": rows or None})
    return replace(turn, town=town)
