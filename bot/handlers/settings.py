"""/settings: when the town is reminded, where tallies go, the quiet hours; changed by buttons or words."""

from collections.abc import Mapping
from dataclasses import replace

from bot import callbacks, layouts, permission, settings_words
from bot import reminder_phrases as phrases
from bot.callbacks import Callback, StaleButtonError
from bot.messages import Button, Reply
from bot.reminders.choices import choices
from bot.settings_words import KINDS, QUIETS, REPORT_DAYS, TIMES, WEEKDAYS
from bot.turn import Turn, say

_MENU = (
    ("nudge_weekday", "催报星期几"),
    ("nudge_at", "催报几点"),
    ("tally_at", "汇总几点"),
    ("quiet", "免打扰"),
    ("report_day", "月报截止日"),
    ("chat", "发到哪"),
    ("kinds", "开关"),
    (layouts.CHOSEN, "报告版式"),
    ("mine", "我自己"),
)
_WIDTHS = {"kinds": 2, "chat": 2, "quiet": 2, layouts.CHOSEN: 1}  # buttons in a row, where not four
_HERE, _NOWHERE = "here", "none"


def settings(turn: Turn) -> tuple[Reply, ...]:
    """What is chosen; with words, a change (编辑, 管理)."""
    words = turn.argument.strip()
    if not words:
        return (shown(turn),)
    if not permission.may_set_town(turn.member):
        return say(phrases.BY_EDITOR)
    try:
        changes = settings_words.read(words, turn)
    except ValueError as error:
        return say(str(error))
    turn.work.members.update_town(turn.town.id, **changes)
    return (shown(_again(turn), phrases.SETTINGS_SET),)


def shown(turn: Turn, lead: str = "") -> Reply:
    lines = [phrases.SETTINGS_HEAD.format(town=turn.town.name), *settings_words.lines(turn)]
    if lead:
        lines.insert(0, lead)
    if not permission.may_set_town(turn.member):
        return Reply("\n".join([*lines, phrases.SETTINGS_ONLY_READ]), (_mine(turn),))
    menu = [callbacks.button(label, callbacks.SETTING, turn.member.id, name) for name, label in _MENU]
    return Reply("\n".join([*lines, phrases.SETTINGS_HOW]), callbacks.rows(menu, 3))


def pressed(turn: Turn, callback: Callback) -> tuple[Reply, ...]:
    """A name alone shows what can be chosen; with a value it is chosen."""
    name = callback.argument(0)
    edits = turn.incoming.message_id or None
    if name == "back":
        return (replace(shown(turn), edits=edits),)
    if name == "mine":
        return (_press_mine(turn, callback, edits),)
    if not permission.may_set_town(turn.member):
        return (Reply("", toast=phrases.BY_EDITOR),)
    if len(callback.arguments) == 1:
        return (replace(_options(turn, name), edits=edits),)
    turn.work.members.update_town(turn.town.id, **_changes(turn, name, callback))
    again = _again(turn)
    reply = _options(again, name) if name == "kinds" else shown(again)
    return (replace(reply, edits=edits, toast=phrases.SETTINGS_SET),)


def _again(turn: Turn) -> Turn:
    """The turn with the town and member as they are now."""
    member = turn.work.members.member(turn.member.id)
    return replace(turn, town=turn.work.members.town_by_id(turn.town.id), member=member)


def _press_mine(turn: Turn, callback: Callback, edits: str | None) -> Reply:
    if len(callback.arguments) > 1:
        turn.work.members.mute(turn.member.id, callback.argument(1) == "off")
        turn = _again(turn)
    rows = (_mine(turn), (_back(turn),))
    return Reply(settings_words.mine(turn), rows, edits=edits)


def _mine(turn: Turn) -> tuple[Button, ...]:
    label, value = ("恢复提醒我", "on") if turn.member.muted else ("不要提醒我", "off")
    return (callbacks.button(label, callbacks.SETTING, turn.member.id, "mine", value),)


def _back(turn: Turn) -> Button:
    return callbacks.button("返回", callbacks.SETTING, turn.member.id, "back")


def _options(turn: Turn, name: str) -> Reply:
    """What can be chosen, what is chosen now with a mark."""
    found = _choices_of(turn, name)
    if found is None:
        raise StaleButtonError(name)
    text, options, now = found
    buttons = [
        callbacks.button(
            ("✓ " if value in now else "") + label, callbacks.SETTING, turn.member.id, name, value
        )
        for value, label in options.items()
    ]
    rows = (*callbacks.rows(buttons, _WIDTHS.get(name, 4)), (_back(turn),))
    return Reply(text, rows)


def _choices_of(turn: Turn, name: str) -> tuple[str, Mapping[str, str], set[str]] | None:
    chosen = choices(turn.town)
    if name == "nudge_weekday":
        return "每周哪天催报？遇放假提前到上一个工作日。", WEEKDAYS, {str(chosen.weekday + 1)}
    if name in ("nudge_at", "tally_at"):
        now = chosen.nudge_at if name == "nudge_at" else chosen.tally_at
        text = "几点催报？" if name == "nudge_at" else "每月汇总、每季督办几点发？"
        return text, {one: one for one in TIMES}, {f"{now:%H:%M}"}
    if name == "quiet":
        now_quiet = f"{chosen.quiet.since:%H:%M}-{chosen.quiet.until:%H:%M}"
        return "什么时候不打扰？这段时间的提醒都等到结束后发。", QUIETS, {now_quiet}
    if name == "report_day":
        return "上个月的数，次月几日前算按时？", REPORT_DAYS, {str(chosen.report_day)}
    if name == "chat":
        here = (turn.incoming.channel, turn.incoming.chat)
        where = {_HERE} if turn.town.chat == here else {_NOWHERE} if turn.town.chat is None else set()
        text = "汇总和节点提醒发到哪？要发到群里：把机器人拉进群，在群里发 /settings 发到这里"
        return text, {_HERE: "发到这里", _NOWHERE: "只发管理员"}, where
    if name == layouts.CHOSEN:
        return "报告按哪种版式出？", layouts.names(turn.town), {layouts.chosen(turn.town)}
    if name == "kinds":
        on = {kind for kind in KINDS if kind not in chosen.off}
        return "带✓的会提醒，按一下开或关。", KINDS, on
    return None


def _changes(turn: Turn, name: str, callback: Callback) -> dict[str, object]:
    value = callback.argument(1)
    found = _choices_of(turn, name)
    if found is None or value not in found[1]:
        raise StaleButtonError(value)
    if name == "chat":
        here = (turn.incoming.channel, turn.incoming.chat)
        return {"chat": here if value == _HERE else None}
    if name == "kinds":
        off = choices(turn.town).off ^ {value}
        return {"settings": {"no_notices": sorted(off)}}
    if name in ("nudge_weekday", "report_day"):
        return {"settings": {name: int(value)}}
    if name == "quiet":
        return {"settings": {"quiet": value.split("-")}}
    return {"settings": {name: value}}
