"""Sums as they are spoken, without a counted word: "赔八百", "谈成五万一"."""

from decimal import Decimal

from bot.understanding.patterns import Pattern

LEAST = 100  # yuan: what is offered or agreed on
_PRICED = Pattern(
    r"(?:[赔付补退掏贴垫]了?|(?<=[针药饭车])钱|(?:药|医疗|误工|修理|营养|检查|住院|治疗|维修)费|(?<![提做付拿][^，。；])出了?|谈[成到拢妥定]|(?:[说讲劝压降调磨加涨谈]|调解)[到成定]|[开要叫]价|一口价|各[拿得分]|"
    r"(?<![亏还])[拖赊]?欠(?:[他她我你]们?|人家|工人|对方)?|(?<=的)差|[只不]?肯出?|(?<![只主需重首必想不])要)(?:了|的|是|为)?$"
)
_SPOKEN = Pattern("[一二两三四五六七八九十百千万]+[万千百][一二三四五六七八九]")


def is_priced(text: str, start: int, value: Decimal) -> bool:
    """Whether what stands before a number without a counted word makes it a sum of yuan."""
    return value >= LEAST and _PRICED.search(text, max(0, start - 4), start) is not None


def is_spoken(text: str, start: int, end: int) -> bool:
    """Whether a numeral at [start, end) is shortened as sums are in speech: 五万一 for 51000."""
    return _SPOKEN.fullmatch(text, start, end) is not None
