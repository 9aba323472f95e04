"""/failed: the notices that never reached anybody, and why, for those who run the town."""

from datetime import timedelta

from bot import formats, permission
from bot import reminder_phrases as phrases
from bot.messages import Reply
from bot.turn import Turn, say
from storage.records import AgendaItem

DAYS = 60
_MOST = 20
_REASONS = (
    ("blocked", "对方停用了机器人，请他点开机器人按“开始”"),
    ("deactivated", "对方的账号已注销"),
    ("kicked", "机器人被移出群，请重新拉进群"),
    ("not a member", "机器人不在群里，请重新拉进群"),
    ("chat not found", "找不到这个聊天，请对方先给机器人发一句话"),
    ("can't initiate", "对方还没有和机器人说过话，请他先发一句"),
    ("not enough rights", "机器人在群里没有发言权限"),
)


def failures(turn: Turn) -> list[AgendaItem]:
    return turn.work.agenda.failures(turn.town.id, turn.incoming.at - timedelta(days=DAYS))


def failed(turn: Turn) -> tuple[Reply, ...]:
    """Who did not get what, the latest first."""
    if not permission.may_set_town(turn.member):
        return say(phrases.BY_EDITOR)
    items = failures(turn)
    if not items:
        return say(phrases.FAILED_NONE.format(days=DAYS))
    names = {
        account: f"{member.name}（{member.unit.name}）"
        for member in turn.work.members.members(turn.town.id)
        for account in member.accounts
    }
    lines = [phrases.FAILED_HEAD.format(days=DAYS, count=len(items))]
    for item in items[:_MOST]:
        notice = item.notice
        who = names.get((notice.channel, notice.chat), "镇里的群")
        day = formats.day(turn.local(notice.due_at).date(), turn.today, weekday=False)
        lines.append(f"{day} {who}：{notice.reason}。没送到：{reason(item.error)}")
    if len(items) > _MOST:
        lines.append(f"还有{len(items) - _MOST}条。")
    return say("\n".join(lines))


def reason(error: str) -> str:
    """Why, in plain words where the error is a known one."""
    low = error.lower()
    known = next((words for sign, words in _REASONS if sign in low), "")
    return known or error.partition("\n")[0][:60] or "原因不明"


def hint(turn: Turn) -> str:
    """A line for /whoami of those who run the town, or nothing."""
    if not permission.may_set_town(turn.member):
        return ""
    count = len(failures(turn))
    return phrases.FAILED_HINT.format(count=count) if count else ""
