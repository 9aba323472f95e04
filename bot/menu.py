"""The commands by their names, for the dispatch and for a channel's menu."""

from dataclasses import dataclass

from bot.evidence import showing
from bot.groups import joining
from bot.handlers import (
    calendar,
    close,
    draft,
    export,
    failed,
    guide,
    leave,
    letterhead,
    listing,
    log,
    missing,
    mute,
    outline,
    remind,
    settings,
    show,
    start,
    stats,
    target,
    todo,
    undo,
    whoami,
    why,
    words,
)
from bot.turn import Handler


@dataclass(frozen=True, slots=True)
class Command:
    """`name`: as typed after the slash. `title`: what it does, for the menu; "" keeps it out of the menu."""

    name: str
    title: str
    run: Handler


COMMANDS = (
    Command("start", "", start.start),
    Command("help", "怎么用", guide.guide),
    Command("log", "记一件事", log.log),
    Command("list", "记过的事：/list 6月", listing.list_),
    Command("show", "看一条：/show 128", show.show),
    Command("todo", "哪些待确认", todo.todo),
    Command("undo", "撤回刚才那一步", undo.undo),
    Command("stats", "汇总：/stats 6月", stats.stats),
    Command("missing", "谁还没报：/missing 6月", missing.missing),
    Command("target", "年度目标：/target 普法活动 40场", target.target),
    Command("why", "一个数的来历：/why 209", why.why),
    Command("draft", "年度报告初稿：/draft 2023", draft.draft),
    Command("export", "导出 Excel 台账：/export 2023", export.export),
    Command("outline", "报告用哪种样式", outline.outline),
    Command("letterhead", "报告套用的红头模板", letterhead.letterhead),
    Command("words", "记住的说法", words.words),
    Command("remind", "到时提醒我：/remind 明天9点 交表", remind.remind),
    Command("calendar", "普法节点日历", calendar.calendar),
    Command("leave", "请假不提醒：/leave 7月1日到10日", leave.leave),
    Command("settings", "提醒的时间、发到哪、报告版式", settings.settings),
    Command("close", "", close.close),
    Command("failed", "", failed.failed),
    Command("mute", "不要提醒", mute.mute),
    Command("unmute", "恢复提醒", mute.unmute),
    Command("whoami", "我是谁", whoami.whoami),
    Command("groups", "在哪些群里", joining.groups),
    Command("evidence", "看佐证：/evidence 128", showing.evidence),
)

_LIKENESS = 0.7  # a letter or two of a short name may be wrong
_BY_NAME = {command.name: command for command in COMMANDS}


def find(name: str) -> Command | None:
    """The command of that name, in lower case; None where there is none."""
    return _BY_NAME.get(name)


def like(name: str) -> str:
    """The command that a misspelt name is likest to, or ""."""
    from difflib import get_close_matches

    found = get_close_matches(name, [one.name for one in COMMANDS if one.title], 1, _LIKENESS)
    return found[0] if found else ""
