"""An audit as a person reads it, as a machine does, and as comments at the places."""

from collections.abc import Iterable, Sequence
from typing import Any

from drafting.audit.auditing import Audit
from drafting.audit.findings import Finding, FindingType
from drafting.edit import Comment

_HEADS = {
    FindingType.PERSONAL: "个人信息",
    FindingType.TOWN: "写了别的镇",
    FindingType.CHANGED: "与台账不符",
    FindingType.ZERO: "“无”没有依据",
    FindingType.MISCOMPUTED: "算错",
    FindingType.PART: "部分与总数不合",
    FindingType.CONFLICT: "前后不一",
    FindingType.HEDGE: "约数写法不对",
    FindingType.UNLEDGERED: "台账里没有",
    FindingType.BEHIND: "台账有更新",
    FindingType.YEAR: "年份不对",
    FindingType.REQUIRED: "缺规定的部分",
    FindingType.ADDRESSEE: "缺主送机关",
    FindingType.SIGNATURE: "缺落款",
    FindingType.DATE: "成文日期",
    FindingType.GAP: "还没有填",
    FindingType.PENDING: "有待确认的记录",
    FindingType.UNIT: "单位不同",
    FindingType.REMOVED: "删去的数",
    FindingType.TRACKED: "修订未处理",
}
_OPEN = (FindingType.GAP, FindingType.PENDING, FindingType.REMOVED, FindingType.TRACKED)
_MOST_OF_A_KIND = 12


def summary(audit: Audit) -> str:
    """One line: how many counts were held, how many are as the ledger has them, what must be looked at."""
    unchanged = sum(status in ("unchanged", "entry", "setting") for _, status in audit.counts)
    errors = sum(one.type not in _OPEN for one in audit.findings)
    if audit.empty:
        return f"台账没有{audit.year}年的记录，只查报告本身：{errors}处要改"
    held = sum(status != "skipped" for _, status in audit.counts)
    return f"核对{held}个数，{unchanged}个与台账一致；{errors}处要改，{len(audit.findings) - errors}处要看"


def text(audit: Audit, most: int = _MOST_OF_A_KIND) -> str:
    """The summary, then the findings by what they are, worst first; of each at most `most`."""
    lines = [summary(audit)]
    for type_, head in _HEADS.items():
        some = audit.of(type_)
        if not some:
            continue
        lines.append(f"【{head}】{len(some)}处" if len(some) > 1 or some[0].number else f"【{head}】")
        lines += [f"· {line_of(one)}" for one in some[:most]]
        if len(some) > most:
            lines.append(f"· 另有{len(some) - most}处")
    return "\n".join(lines)


def line_of(one: Finding) -> str:
    """A finding with its place: 第12段“化解率95.2%”：…"""
    if not one.number:
        return one.text
    if one.type is FindingType.GAP:
        return f"第{one.number}段：{one.text}"
    return f"第{one.number}段“{one.quote}”：{one.text}"


def rows(audit: Audit) -> dict[str, Any]:
    """The audit as plain JSON values. `paragraph` counts those with text, from 1; 0 is the whole report."""
    return {
        "year": audit.year,
        "summary": summary(audit),
        "findings": [_finding(one) for one in audit.findings],
        "counts": [
            {
                "place": seen.paragraph.place,
                "start": seen.start,
                "text": seen.words,
                "status": status,
                "bound": seen.bound is not None,
                **({"kind": seen.key[0], "measure": seen.key[1]} if seen.key else {}),
            }
            for seen, status in audit.counts
            if status != "skipped"
        ],
    }


def _finding(one: Finding) -> dict[str, Any]:
    return {
        "type": one.type.value,
        "text": one.text,
        "paragraph": one.number,
        "quote": one.quote,
        "kind": one.kind,
        "measure": one.measure,
        "said": one.said if one.type is not FindingType.PERSONAL else "",
        "ledger": one.ledger,
        "entries": list(one.entries),
    }


def comments(findings: Iterable[Finding]) -> Sequence[Comment]:
    """A comment at each finding's place; those of the report as a whole stand on its first paragraph."""
    placed = [
        Comment(one.place, one.start, one.end, f"{_HEADS[one.type]}：{one.text}")
        for one in findings
        if one.place is not None and one.type is not FindingType.GAP
    ]
    whole = [one.text for one in findings if one.place is None]
    return [Comment(None, 0, 0, "；".join(whole)), *placed] if whole else placed
