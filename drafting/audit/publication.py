"""Whether an edited report may go out: what must hold for filing, and what besides for publication."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from drafting.audit.auditing import Audit
from drafting.audit.findings import Finding, FindingType, quoted
from drafting.edited import Edited
from drafting.privacy import masked
from drafting.private_names import private_names

_SECRET = re.compile(
    "绝密|机密|(?<!商业)(?<!国家)秘密|涉密|密级|内部(?:资料|文件|使用|掌握)|不[得宜予]公开|工作秘密|★"
)
_FIGURES = (
    FindingType.CHANGED,
    FindingType.ZERO,
    FindingType.MISCOMPUTED,
    FindingType.PART,
    FindingType.CONFLICT,
    FindingType.HEDGE,
    FindingType.BEHIND,
)
_FRAME = (
    FindingType.TOWN,
    FindingType.REQUIRED,
    FindingType.ADDRESSEE,
    FindingType.SIGNATURE,
    FindingType.DATE,
    FindingType.YEAR,
)
_SHOWN = 3
_LONGEST = 40
_BESIDE = "页眉、页脚、脚注、文本框或隐藏文字里"


@dataclass(frozen=True, slots=True)
class Check:
    """One check. `name`: what holds, or what does not. `stops`: the report must not go out before it passes.

    `details`: what is in its way.
    """

    name: str
    passed: bool
    stops: bool
    details: tuple[str, ...] = ()

    @property
    def line(self) -> str:
        """✓ 没有待补充 — or what is in the way, in short."""
        if self.passed:
            return f"✓ {self.name}"
        many = len(self.details)
        listed = [f"　{detail}" for detail in self.details[:_SHOWN]]
        more = [f"　另有{many - _SHOWN}处"] if many > _SHOWN else []
        return "\n".join([f"{'✗' if self.stops else '！'} {self.name}（{many}处）：", *listed, *more])


def checks(edited: Edited, audit: Audit, *, public: bool) -> tuple[Check, ...]:
    """All checks in their order; secrecy and personal data stop what is to be published alone."""

    def of(*types: FindingType) -> tuple[str, ...]:
        return tuple(_place(one) for one in audit.of(*types))

    found = (
        ("没有待补充的地方", "还有待补充的地方", of(FindingType.GAP), True),
        ("修订都已接受或拒绝", "修订还没有处理", of(FindingType.TRACKED), True),
        (
            "没有电话、身份证号、银行卡号、微信号",
            "有个人信息",
            (*of(FindingType.PERSONAL), *_numbers_beside(edited)),
            public,
        ),
        ("没有像当事人姓名的字样", "有像当事人姓名的字样，请改成“某”", tuple(_names(edited)), False),
        ("没有密级、涉密、内部等字样", "有涉密字样", tuple(_secrets(edited)), public),
        ("数字与台账一致", "有数字与台账对不上", of(*_FIGURES), False),
        ("必备部分、主送、落款、日期、年份、镇名齐全", "该有的没写全，或年份、镇名不对", of(*_FRAME), False),
        ("数字里没有待确认的记录", "有数字含待确认的记录", of(FindingType.PENDING), False),
    )
    return tuple(
        Check(good if not details else bad, not details, stops, tuple(dict.fromkeys(details)))
        for good, bad, details, stops in found
    )


def _secrets(edited: Edited) -> Iterator[str]:
    for number, one in enumerate(edited.body, start=1):
        for found in _SECRET.finditer(one.text):
            yield f"第{number}段“{quoted(one.text, found.start(), found.end())}”"
    for text in edited.beside:
        for found in _SECRET.finditer(text):
            yield f"{_BESIDE}“{quoted(text, found.start(), found.end())}”"


def _names(edited: Edited) -> Iterator[str]:
    for number, one in enumerate(edited.body, start=1):
        for start, end in private_names(one.text):
            yield f"第{number}段“{quoted(one.text, start, end)}”"


def _numbers_beside(edited: Edited) -> Iterator[str]:
    """Phone and ID numbers outside of the paragraphs, where an audit does not look."""
    for text in edited.beside:
        if masked(text) != text:
            yield f"{_BESIDE}“{masked(text)[:_LONGEST]}”：有电话、身份证号或银行卡号，请删去"


def _place(one: Finding) -> str:
    if not one.number:
        return one.text
    quote = f"“{one.quote}”" if one.type is not FindingType.GAP else ""
    return f"第{one.number}段{quote}：{one.text}"
