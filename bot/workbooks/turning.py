"""A table with its months side by side → the same with a row for each month. Pure."""

import re
from dataclasses import replace

from bot.workbooks.grid import Sheet, Value
from bot.workbooks.heads import Role, Table, find_table

NOTE = "月份横着排，一列当一行读：下面的“第几行”是表里的第几列"
_MONTH = re.compile(r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月份?")
_UNIT = re.compile(r"[\u4e00-\u9fff%％]{1,3}|[(（].{1,4}[)）]")
_SUM = re.compile(r"(?:合|总|小|累|共)计")
_LEAST_MONTHS = 2


def turned(sheet: Sheet, table: Table) -> tuple[Sheet, Table] | None:
    """Item by month → month by item; None where the months are not the table's columns.

    A month's row is as far down as its column was across, so that it is found again.
    """
    months = [one for one in table.columns if _MONTH.fullmatch(one.head.text.replace(" ", ""))]
    if len(months) < _LEAST_MONTHS or table.of(Role.DATE) or table.of(Role.MONTH):
        return None
    first = min(one.index for one in months)
    items = [
        (index, name)
        for index in range(table.first, len(sheet.rows))
        if (name := _item(sheet.rows[index][:first])) and not _SUM.search(name)
    ]
    if first == 0 or not items:
        return None
    rows: list[tuple[Value, ...]] = [(None,) * (len(items) + 1)] * (max(one.index for one in months) + 1)
    rows[first - 1] = ("月份", *(name for _, name in items))
    for one in months:
        rows[one.index] = (one.head.text, *(sheet.rows[index][one.index] for index, _ in items))
    upright = Sheet(sheet.title, tuple(rows))
    found = find_table(upright)
    if found is None or not found.of(Role.MONTH):
        return None
    return upright, replace(found, above=table.above)


def _item(cells: tuple[Value, ...]) -> str:
    """What stands before the months: 发放资料 | 份 is 发放资料（份）."""
    words = [" ".join(one.split()) for one in cells if isinstance(one, str)]
    if len(words) > 1 and _UNIT.fullmatch(words[-1]):
        return f"{''.join(words[:-1])}（{words[-1].strip('()（）')}）"
    return "".join(words)
