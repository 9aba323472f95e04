"""/failed: what never reached anybody, and why, and what may have come twice, for those who run the town."""

from collections.abc import Mapping
from datetime import timedelta

from bot import formats, permission
from bot import reminder_phrases as phrases
from bot.messages import Reply
from bot.turn import Turn, say
from storage.outbox import UNANSWERED
from storage.records import AgendaItem, Notice, OutboxItem, OutboxState

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
    """The notices that did not arrive; those of which that is not known are among the `doubtful`."""
    found = turn.work.agenda.failures(turn.town.id, turn.incoming.at - timedelta(days=DAYS))
    return [item for item in found if item.error != UNANSWERED]


def doubtful(turn: Turn) -> list[OutboxItem]:
    """What was handed over twice since nobody answered the first time, the latest first."""
    found = turn.work.outbox.unsure(turn.town.id, turn.incoming.at - timedelta(days=DAYS))
    return [item for item in reversed(found) if item.state in (OutboxState.SENT, OutboxState.UNANSWERED)]


def failed(turn: Turn) -> tuple[Reply, ...]:
    """Who did not get what, and who may have got it twice, the latest first."""
    if not permission.may_set_town(turn.member):
        return say(phrases.BY_EDITOR)
    lost, unsure = failures(turn), doubtful(turn)
    if not lost and not unsure:
        return say(phrases.FAILED_NONE.format(days=DAYS))
    names = {
        account: f"{member.name}（{member.unit.name}）"
        for member in turn.work.members.members(turn.town.id)
        for account in member.accounts
    }
    lines = []
    if lost:
        lines.append(phrases.FAILED_HEAD.format(days=DAYS, count=len(lost)))
        lines += _cut([_lost(turn, item, names) for item in lost])
    if unsure:
        lines.append(phrases.UNSURE_HEAD.format(days=DAYS, count=len(unsure)))
        notices = turn.work.agenda.of([item.notice_id for item in unsure if item.notice_id is not None])
        lines += _cut([_unsure(turn, item, notices, names) for item in unsure])
    return say("\n".join(lines))


Names = Mapping[tuple[str, str], str]


def _lost(turn: Turn, item: AgendaItem, names: Names) -> str:
    notice = item.notice
    day = formats.day(turn.local(notice.due_at).date(), turn.today, weekday=False)
    return f"{day} {_who(notice, names)}：{notice.reason}。没送到：{reason(item.error)}"


def _unsure(turn: Turn, item: OutboxItem, notices: Mapping[int, Notice], names: Names) -> str:
    notice = notices.get(item.notice_id or 0)
    day = formats.day(turn.local(item.due_at).date(), turn.today, weekday=False)
    what = notice.reason if notice else phrases.UNSURE_REPLY
    end = phrases.UNSURE_TWICE if item.state is OutboxState.SENT else phrases.UNSURE_NEVER
    return f"{day} {_who(item, names)}：{what}。{end}"


def _who(place: Notice | OutboxItem, names: Names) -> str:
    return names.get((place.channel, place.chat), "镇里的群")


def _cut(lines: list[str]) -> list[str]:
    return lines if len(lines) <= _MOST else [*lines[:_MOST], f"还有{len(lines) - _MOST}条。"]


def reason(error: str) -> str:
    """Why, in plain words where the error is a known one."""
    low = error.lower()
    known = next((words for sign, words in _REASONS if sign in low), "")
    return known or error.partition("\n")[0][:60] or "原因不明"


def hint(turn: Turn) -> str:
    """A line for /whoami of those who run the town, or nothing."""
    if not permission.may_set_town(turn.member):
        return ""
    if count := len(failures(turn)):
        return phrases.FAILED_HINT.format(count=count)
    count = sum(item.state is OutboxState.UNANSWERED for item in doubtful(turn))
    return phrases.UNSURE_HINT.format(count=count) if count else ""
