"""/remind 下周三上午9点 上报统计表: one's own reminders; listed, called off, and put off by buttons."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot import callbacks, formats
from bot import reminder_phrases as phrases
from bot.callbacks import Callback, StaleButtonError
from bot.messages import Reply
from bot.reminders.personal import PERSONAL, Wanted, asks_for_reminder, read
from bot.reminders.texts import with_reason
from bot.turn import Turn, say
from storage.records import AgendaItem, Notice, NoticeState

MOST = 30  # of one person
FARTHEST = timedelta(days=800)
LOSES_SENSE = timedelta(days=3)
_LATER = {"10m": timedelta(minutes=10), "1h": timedelta(hours=1), "1d": timedelta(days=1)}


def remind(turn: Turn) -> tuple[Reply, ...]:
    """Without words the list; else a new reminder."""
    words = turn.argument.strip()
    if not words or words in ("列表", "list"):
        return (listing(turn),)
    if words in ("取消", "删除"):
        return (listing(turn),)
    return remind_of(turn, words)


def asked_in_words(turn: Turn) -> tuple[Reply, ...] | None:
    """明天10点提醒我交表: the answer to a plain message; None where it is something else."""
    text = turn.incoming.text
    if not turn.incoming.private or not asks_for_reminder(text):
        return None
    wanted = read(text, turn.at)
    return set_reminder(turn, wanted) if wanted and wanted.at > turn.at else None


def remind_of(turn: Turn, words: str) -> tuple[Reply, ...]:
    wanted = read(words, turn.at)
    return say(phrases.REMIND_HELP) if wanted is None else set_reminder(turn, wanted)


def set_reminder(turn: Turn, wanted: Wanted) -> tuple[Reply, ...]:
    if wanted.at <= turn.at:
        return say(phrases.REMIND_PAST.format(when=when(turn, wanted.at)))
    if wanted.at - turn.at > FARTHEST:
        return say(phrases.REMIND_TOO_FAR)
    if len(own(turn)) >= MOST:
        return say(phrases.REMIND_TOO_MANY.format(most=MOST))
    notice = _notice(turn, f"{prefix(turn)}{turn.incoming.key}", wanted.at, wanted.what)
    turn.work.agenda.owe(notice)
    text = phrases.REMIND_SET.format(when=when(turn, wanted.at), what=wanted.what)
    return say(text if wanted.said_time else text + phrases.REMIND_NO_TIME)


def own(turn: Turn) -> list[AgendaItem]:
    """The member's reminders that are still to come."""
    found = turn.work.agenda.owed(turn.town.id, PERSONAL)
    return [item for item in found if item.notice.key.startswith(prefix(turn))]


def prefix(turn: Turn) -> str:
    return f"personal:{turn.member.id}:"


def listing(turn: Turn) -> Reply:
    items = own(turn)
    if not items:
        return Reply(phrases.REMIND_NONE)
    lines = [
        f"{number}. {when(turn, item.notice.due_at)} {item.notice.reason}"
        for number, item in enumerate(items, 1)
    ]
    buttons = [
        callbacks.button(f"取消 {number}", callbacks.FORGET, turn.member.id, item.id)
        for number, item in enumerate(items, 1)
    ]
    return Reply("\n".join([phrases.REMIND_LIST, *lines]), callbacks.rows(buttons, 4))


def forget(turn: Turn, callback: Callback) -> tuple[Reply, ...]:
    """取消: it does not come; the list as it is then."""
    item = _of_mine(turn, callback.number(0))
    if item.state is NoticeState.OWED:
        turn.work.agenda.drop(item.id, "本人取消")
    shown = listing(turn)
    return (replace(shown, edits=turn.incoming.message_id or None, toast=phrases.REMIND_FORGOTTEN),)


def snooze(turn: Turn, callback: Callback) -> tuple[Reply, ...]:
    """10分钟后 …, or 知道了: the buttons go, and it comes again when it was wanted."""
    item, code = _of_mine(turn, callback.number(0)), callback.argument(1)
    text = item.notice.text
    edits = turn.incoming.message_id or None
    if code not in _LATER:
        return (Reply(f"{text}\n✓ 知道了", edits=edits),)
    due = (turn.at + _LATER[code]).astimezone(UTC)
    notice = _notice(turn, f"{prefix(turn)}{item.id}:{turn.incoming.key}", due, item.notice.reason)
    turn.work.agenda.owe(notice)
    return (Reply(f"{text}\n" + phrases.REMIND_AGAIN.format(when=when(turn, due)), edits=edits),)


def when(turn: Turn, at: datetime) -> str:
    """6月21日（周三）9:00."""
    local = turn.local(at)
    return f"{formats.day(local.date(), turn.today)}{local.hour}:{local.minute:02}"


def _of_mine(turn: Turn, notice_id: int) -> AgendaItem:
    item = turn.work.agenda.get(notice_id)
    if item.notice.town_id != turn.town.id or not item.notice.key.startswith(prefix(turn)):
        raise StaleButtonError(str(notice_id))
    return item


def _notice(turn: Turn, key: str, due: datetime, what: str) -> Notice:
    """The reason keeps what is to be done: it is what the list shows."""
    text = with_reason(
        f"{turn.member.name}，到时间了：{what}", "您自己设的提醒，只来这一次", "要看后面的，发 /remind"
    )
    return Notice(
        turn.town.id,
        key,
        PERSONAL,
        turn.incoming.channel,
        turn.incoming.chat,
        due.astimezone(UTC),
        text,
        what,
        due.astimezone(UTC) + LOSES_SENSE,
    )
