"""An import's preview and result in words, for the command line and for a chat. Pure."""

from collections.abc import Iterator
from datetime import date

from bot import formats
from bot.workbooks.values import ImportPreview, ImportResult, ImportRow, ImportSheet, Verdict

_ROLES = {
    "date": "日期", "until": "结束日期", "month": "月份", "place": "地点", "person": "记录人", "unit": "单位",
    "kind": "种类", "title": "名称", "text": "内容", "count": "数字", "dispute": "纠纷类型", "result": "结果",
    "other": "只留在原文里", "private": "涉及个人，不导入", "skip": "不读",
}  # fmt: skip
_NEXT = "要确认的也会记上，标“待确认”，以后用 /todo 一条条答。"


def summary(preview: ImportPreview) -> str:
    """读到3张表40行：36行清楚，3行要确认，1行不记。"""
    clear, doubtful, out = (len(preview.of(one)) for one in Verdict)
    read = [sheet for sheet in preview.sheets if not sheet.remark]
    entries = sum(len(row.drafts) for row in preview.rows)
    return (
        f"读到{len(read)}张表{len(preview.rows)}行：{clear}行清楚，{doubtful}行要确认，{out}行不记；"
        f"共记{entries}条。"
    )


def lines(preview: ImportPreview, today: date) -> Iterator[str]:
    """Everything: how each sheet was understood, what each row becomes, what is doubtful and why."""
    yield summary(preview)
    for sheet in preview.sheets:
        yield ""
        yield from _sheet(sheet)
        for row in preview.rows:
            if row.sheet == sheet.title:
                yield from row_lines(row, today)
    if preview.new_units:
        yield ""
        yield f"要新增的单位：{'、'.join(preview.new_units)}"


def short(preview: ImportPreview, most: int = 10) -> str:
    """The summary with the first doubtful and left-out rows, for one chat message."""
    found = [summary(preview)]
    for verdict, head in ((Verdict.DOUBTFUL, "要确认的："), (Verdict.LEFT_OUT, "不记的：")):
        rows = preview.of(verdict)
        if rows:
            found.append(head)
            found += [line for row in rows[:most] for line in _reasons(row)]
            if len(rows) > most:
                found.append(f"……还有{len(rows) - most}行")
    said = ((sheet.title, sheet.remark or sheet.note) for sheet in preview.sheets)
    found += [f"“{title}”：{words}" for title, words in said if words]
    if preview.new_units:
        found.append(f"要新增的单位：{'、'.join(preview.new_units)}")
    if preview.of(Verdict.DOUBTFUL):
        found.append(_NEXT)
    return "\n".join(found)


def result(done: ImportResult) -> str:
    """What was recorded, known and left out, in one line each."""
    found = [f"记上{len(done.entries)}条。"] if done.entries else ["没有新的要记。"]
    pending = sum(bool(entry.doubts) for entry in done.entries)
    if pending:
        found.append(f"其中{pending}条待确认，发 /todo 看。")
    if done.closed:
        found.append("有些月份已经封账，这些月份的另列为迟报，封账的数不变。")
    if done.known:
        found.append(f"{done.known}行以前导入过或账上已有，没有重复记。")
    if done.left_out:
        found.append(f"{len(done.left_out)}行没记。")
    if done.units:
        found.append(f"新增单位：{'、'.join(done.units)}")
    return "\n".join(found)


def row_lines(row: ImportRow, today: date) -> Iterator[str]:
    """第4行 → 普法活动，3月5日，文化广场，活动1场次; with its doubts or why it is left out."""
    for draft in row.drafts:
        parts = [draft.kind, formats.span(draft.on, draft.until, today)]
        parts += [part for part in (draft.place, formats.figures(draft.kind, draft.figures)) if part]
        parts += [f"{name}：{value}" for name, value in draft.attributes.items()]
        if row.unit:
            parts.append(row.unit)
        yield f"  第{row.number}行 → {'，'.join(parts)}"
    if not row.drafts:
        yield f"  第{row.number}行 → 不记：{row.reason}"
    for doubt in row.doubts:
        yield f"      要确认：{doubt.reason}"


def _reasons(row: ImportRow) -> list[str]:
    where = f"{row.sheet} 第{row.number}行："
    return [where + doubt.reason for doubt in row.doubts] or [where + row.reason]


def _sheet(sheet: ImportSheet) -> Iterator[str]:
    if sheet.remark:
        yield f"【{sheet.title}】{sheet.remark}"
        return
    about = f"，按{sheet.kind}读" if sheet.kind else ""
    yield f"【{sheet.title}】第{sheet.head_row}行是表头{about}"
    taken = "；".join(f"{head}→{_ROLES.get(role, role)}" for head, role in sheet.columns)
    if taken:
        yield f"  {taken}"
    if sheet.note:
        yield f"  {sheet.note}"
    if sheet.unread:
        yield f"  不算数、只留在原文里的：{'、'.join(sheet.unread)}"
