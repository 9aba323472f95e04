"""A spell that is told by its two ends: "19号去的，今天回来", "12号开始排查，到今天收尾", "本月截至今天"."""

from datetime import date

from bot.understanding.patterns import Pattern

_SETS_OUT = Pattern(
    r"[^,。;\d]{0,6}?(?:去的|走的|出发|动身|开始|开班|启动|起的?(?=,))[^。;\d]{0,14}?(?=到?$)"
)
_COMES_BACK = Pattern(
    r"[^,。;\d]{0,3}?(?:才|就|刚)?(?:回来|回的|返回|回到|结束|收尾|收工|结业|做完|为止|完工|搞完|干完|学完)"
)
_LONGEST = 45  # days
_SO_FAR = Pattern(r"[ ,(]?(?:[我本俺咱全][^,。;\d]{1,4})?(?=截[至止])")


def are_ends(text: str, first: tuple[int, date], last: tuple[int, int, date]) -> bool:
    """Whether two days are a spell's ends. `first`: (its end in the text, day); `last`: (start, end, day)."""
    (behind, on), (start, end, until) = first, last
    if not 0 < (until - on).days <= _LONGEST:
        return False
    return bool(_SETS_OUT.fullmatch(text, behind, start) and _COMES_BACK.match(text, end))


def ends_so_far(text: str, period: tuple[int, date, date], last: tuple[int, date]) -> bool:
    """Whether a period is told up to a day within it: "本月截至今天", "11月（截至17日）".

    `period`: (its end in the text, first and last day); `last`: (start, day).
    """
    (behind, on, until), (start, day) = period, last
    told = _SO_FAR.match(text, behind)
    return on <= day < until and told is not None and told.end() == start
