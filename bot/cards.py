"""The cards: an entry as it was saved, and what a change made of it. Pure."""

from collections.abc import Sequence
from datetime import date

from bot import callbacks, formats
from bot.messages import Button, Reply
from storage.catalogue import bundled
from storage.records import Entry, EntryState, Figure

Rows = tuple[tuple[Button, ...], ...]
_MOST_BUTTONS = 24
_NOTES = "笔记"  # the group of kinds whose words are all there is, and that the report prints
_STATES = {EntryState.PENDING: "（待确认）", EntryState.WITHDRAWN: "（已撤销）", EntryState.RECORDED: ""}


def body(entry: Entry, today: date) -> str:
    """The lines of one entry's card, below its title."""
    lines = [f"日期：{formats.span(entry.on, entry.until, today)}"]
    if entry.place:
        lines.append(f"地点：{entry.place}")
    if entry.figures:
        lines.append("数字：" + "、".join(_figure(entry.kind, figure) for figure in entry.figures))
    lines += [f"{name}：{value}" for name, value in entry.attributes.items()]
    if bundled().kind(entry.kind).group == _NOTES:
        lines.append(entry.words)
    lines.append(f"单位：{entry.unit.name}（{entry.member_name}记）")
    return "\n".join(lines)


def _figure(kind: str, figure: Figure) -> str:
    return formats.figure(kind, figure) + ("（没写数，按1算）" if figure.implied else "")


def title(entry: Entry) -> str:
    """2023-128 普法活动（待确认）."""
    return f"{entry.number} {entry.kind}{_STATES[entry.state]}"


def buttons(entry: Entry, owner: int) -> Rows:
    """改 · 撤销 · 补充, or 恢复 where it is withdrawn."""
    if entry.state is EntryState.WITHDRAWN:
        return ((callbacks.button("恢复", callbacks.RESTORE, owner, entry.number),),)
    return (
        (
            callbacks.button("改", callbacks.EDIT, owner, entry.number),
            callbacks.button("撤销", callbacks.WITHDRAW, owner, entry.number),
            callbacks.button("补充", callbacks.ADD, owner, entry.number),
        ),
    )


def card(entry: Entry, today: date, owner: int | None, lead: str = "") -> Reply:
    """One entry. `lead`: a word before its title (已记). `owner`: whose buttons, None for none."""
    between = "" if lead.endswith("\n") else " "
    text = f"{lead}{between}{title(entry)}".strip() + "\n" + body(entry, today)
    return Reply(text, buttons(entry, owner) if owner is not None else (), entries=(entry.number,))


def saved(entries: Sequence[Entry], today: date, owner: int, message_id: str) -> Reply:
    """What a message was read as: the full card of one entry, or a list of several with a button for each."""
    if len(entries) == 1:
        return card(entries[0], today, owner, "已记")
    first = entries[0]
    lines = [f"已记 {len(entries)} 条，{first.unit.name}（{first.member_name}记）："]
    lines += [line(entry, today) for entry in entries]
    lines.append("要改哪一条，按它的号码。")
    return Reply(
        "\n".join(lines), numbers(entries, owner, message_id), entries=tuple(e.number for e in entries)
    )


def line(entry: Entry, today: date) -> str:
    """An entry in one line, with 待确认 or 已撤销 where it is."""
    return formats.line(entry, today) + _STATES[entry.state]


def numbers(entries: Sequence[Entry], owner: int, message_id: str) -> Rows:
    """A button for each entry that shows its card, and 全部撤销 where the message fits into a button."""
    shown = [
        callbacks.button(formats.short_number(entry.number), callbacks.SHOW, owner, entry.number)
        for entry in entries[:_MOST_BUTTONS]
    ]
    rows = callbacks.rows(shown, 4)
    if not message_id:
        return rows
    try:
        return (*rows, (callbacks.button("全部撤销", callbacks.WITHDRAW_ALL, owner, message_id),))
    except ValueError:
        return rows


def changes(before: Entry, after: Entry, today: date) -> list[str]:
    """A line for each part that differs: 受众：约120人次 → 150人次."""
    lines = []
    if before.kind != after.kind:
        lines.append(f"种类：{before.kind} → {after.kind}")
    if (before.on, before.last_day) != (after.on, after.last_day):
        old, new = (formats.span(one.on, one.until, today) for one in (before, after))
        lines.append(f"日期：{old} → {new}")
    if before.place != after.place:
        lines.append(f"地点：{before.place or '没写'} → {after.place or '没写'}")
    if before.unit.id != after.unit.id:
        lines.append(f"单位：{before.unit.name} → {after.unit.name}")
    return lines + _figure_changes(before, after) + _attribute_changes(before, after)


def _figure_changes(before: Entry, after: Entry) -> list[str]:
    old = {figure.measure: figure for figure in before.figures}
    new = {figure.measure: figure for figure in after.figures}
    lines = []
    if before.kind != after.kind:
        lines = [*_moved(before, after, old, new), *_lost(before, after, old)]
    for measure in dict.fromkeys((*old, *new)):
        texts = [
            formats.count(one.value, one.hedge, formats.unit_of(entry.kind, measure)) if one else "没写"
            for one, entry in ((old.get(measure), before), (new.get(measure), after))
        ]
        if texts[0] != texts[1]:
            lines.append(f"{measure}：{texts[0]} → {texts[1]}")
    return lines


def _moved(before: Entry, after: Entry, old: dict[str, Figure], new: dict[str, Figure]) -> list[str]:
    """Figures that only have another name now, taken out of both sides. An implied one goes unsaid."""
    lines = []
    for measure in [one for one in old if one not in new]:
        left = old[measure]
        like = (one for one in new if one not in old and _equal(left, new[one]))
        name = next(like, None)
        if name is not None:
            right = new.pop(name)
            del old[measure]
            if not right.implied:
                lines.append(f"{formats.figure(before.kind, left)} → {formats.figure(after.kind, right)}")
    return lines


def _lost(before: Entry, after: Entry, old: dict[str, Figure]) -> list[str]:
    """Figures that the new kind does not count; taken out of the old side."""
    kind = bundled().kind(after.kind)
    gone = [old.pop(measure) for measure in list(old) if not kind.has(measure)]
    return [f"{formats.figure(before.kind, one)}：{after.kind}不记这个数" for one in gone if not one.implied]


def _equal(one: Figure, other: Figure) -> bool:
    return (one.value, one.hedge, one.implied) == (other.value, other.hedge, other.implied)


def _attribute_changes(before: Entry, after: Entry) -> list[str]:
    names = dict.fromkeys((*before.attributes, *after.attributes))
    pairs = [
        (name, before.attributes.get(name, "没写"), after.attributes.get(name, "没写")) for name in names
    ]
    return [f"{name}：{old} → {new}" for name, old, new in pairs if old != new]


def amended(before: Entry, after: Entry, today: date, owner: int) -> Reply:
    """Before → after, with the card's buttons."""
    lines = changes(before, after, today)
    head = f"已改 {title(after)}，{formats.span(after.on, after.until, today)}"
    return Reply("\n".join([head, *lines]), buttons(after, owner), entries=(after.number,))


def withdrawn(entries: Sequence[Entry], today: date, owner: int) -> Reply:
    """What was withdrawn, with 恢复 for each."""
    lines = ["已撤销 " + formats.line(entry, today) for entry in entries]
    restore = [
        callbacks.button(
            "恢复" if len(entries) == 1 else f"恢复 {formats.short_number(entry.number)}",
            callbacks.RESTORE, owner, entry.number,
        )
        for entry in entries[:_MOST_BUTTONS]
    ]  # fmt: skip
    text = "\n".join([*lines, "撤错了就按“恢复”。"])
    return Reply(text, callbacks.rows(restore, 3), entries=tuple(entry.number for entry in entries))
