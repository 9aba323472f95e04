"""Whether an edited report may go out: what must hold for filing, and what besides for publication."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from drafting.audit.auditing import Audit
from drafting.audit.findings import Finding, FindingType, quoted
from drafting.edited import Edited

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
    FindingType.REQUIRED,
    FindingType.ADDRESSEE,
    FindingType.SIGNATURE,
    FindingType.DATE,
    FindingType.YEAR,
)
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Check:
    """One check. `stops`: the report must not go out before it passes. `details`: what is in its way."""

    name: str
    passed: bool
    stops: bool
    details: tuple[str, ...] = ()

    @property
    def line(self) -> str:
        """✓ 没有待补充 — or what is in the way, in short."""
        if self.passed:
            return f"✓ {self.name}"
        more = f"等{len(self.details)}处" if len(self.details) > _SHOWN else ""
        return f"{'✗' if self.stops else '！'} {self.name}：{'；'.join(self.details[:_SHOWN])}{more}"


def checks(edited: Edited, audit: Audit, *, public: bool) -> tuple[Check, ...]:
    """All checks in their order; secrecy and personal data stop what is to be published alone."""

    def of(*types: FindingType) -> tuple[str, ...]:
        return tuple(_place(one) for one in audit.of(*types))

    found = (
        ("没有待补充的地方", of(FindingType.GAP), True),
        ("修订都已接受或拒绝", of(FindingType.TRACKED), True),
        ("没有电话、身份证号等个人信息", of(FindingType.PERSONAL), public),
        ("没有涉密字样", tuple(_secrets(edited)), public),
        ("数字与台账一致", of(*_FIGURES), False),
        ("必备部分、主送、落款、日期齐全", of(*_FRAME), False),
        ("数字里没有待确认的记录", of(FindingType.PENDING), False),
    )
    return tuple(Check(name, not details, stops, details) for name, details, stops in found)


def _secrets(edited: Edited) -> Iterator[str]:
    for number, one in enumerate(edited.body, start=1):
        for found in _SECRET.finditer(one.text):
            yield f"第{number}段“{quoted(one.text, found.start(), found.end())}”"


def _place(one: Finding) -> str:
    return f"第{one.number}段{one.text}" if one.number else one.text
