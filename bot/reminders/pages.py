"""A list of reminders as a page that people read: by month, each with its reasons, each kind once in full."""

from collections.abc import Iterator, Sequence

from bot.formats import WEEKDAYS
from bot.reminders.merging import Message

NAMES = {
    "weekly_nudge": "每周催报", "monthly_tally": "每月汇总", "month_closing": "月底问有没有漏",
    "month_zeros": "月底问零", "supervision": "季度督办", "calendar": "普法节点", "rhythm": "学法述法",
    "personal": "自己设的", "unknown_workdays": "放假安排未知",
}  # fmt: skip


def page(messages: Sequence[Message], title: str, about: Sequence[str] = ()) -> Iterator[str]:
    """The page's lines in Markdown. `about`: lines below the title."""
    yield from (f"# {title}", "", *about, *([""] if about else []))
    yield _counts(messages)
    month = (0, 0)
    years = len({message.at.year for message in messages})
    for one in messages:
        if (one.at.year, one.at.month) != month:
            month = one.at.year, one.at.month
            year = f"{one.at.year}年" if years > 1 else ""
            yield from ("", f"## {year}{one.at.month}月", "")
        day = f"{one.at.month}月{one.at.day}日（周{WEEKDAYS[one.at.weekday()]}）"
        yield f"- {day}{one.at.hour}:{one.at.minute:02} → {one.to}：{'；'.join(one.reasons)}"
    yield from _samples(messages)


def _counts(messages: Sequence[Message]) -> str:
    kinds = [_name(kind) for message in messages for kind in message.kinds]
    counts = "，".join(f"{name}{kinds.count(name)}" for name in NAMES.values() if name in kinds)
    return f"共{len(messages)}条消息：{counts}。" if messages else "这段时间没有提醒。"


def _samples(messages: Sequence[Message]) -> Iterator[str]:
    """The first message of each kind, whole."""
    if messages:
        yield from ("", "## 每种提醒第一次来的样子")
    seen: set[str] = set()
    for one in messages:
        new = [name for name in dict.fromkeys(map(_name, one.kinds)) if name not in seen]
        if new:
            seen.update(new)
            yield from ("", f"### {'、'.join(new)}", "")
            yield from (f"{one.at.month}月{one.at.day}日，{one.to}收到：", "")
            yield from (f"> {line}".rstrip() for line in one.text.split("\n"))


def _name(kind: str) -> str:
    return NAMES[kind.partition(":")[0]]
