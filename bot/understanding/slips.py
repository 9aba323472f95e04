"""A slip of the tongue put right in the same breath: "六十份，哦不对，是八十份". The wrong number goes."""

import re

from bot.understanding.patterns import Pattern

_DIGITS = r"\d,.零〇一二两三四五六七八九十百千万"
_NUMERAL = rf"(?<![{_DIGITS}])[{_DIGITS}]++[余多来几]?"
_UNIT = r"[^\W\d零〇一二两三四五六七八九十百千万]{0,2}"
_OOPS = (
    r"(?:[哦噢喔呃嗯唉哎哟]+[，、]?(?:不对?|错了|不是)?|不对(?=[，]?[\d零一二两三四五六七八九十百])|不不|"
    r"(?:说|打|讲|念)错了?|口误|更正一下)"
)
_IS = r"[，、：]?(?:应该)?[是有]?[，]?"
# Words of correction that follow a pause ("300份，写错了，应为320份", "300份（更正：320份）").
_CORRECTED = (
    r"[，、…（ ]+(?<!\d[，、 ])"
    r"(?:(?:不对[，]?)+|不好意思|对不起|更正(?:一下)?|应(?=[该为是])|我?[说讲打写记数报念]错了?|[口笔]误)"
    r"[，、：]?(?:应该?)?为?"
)
_SLIP = Pattern(
    rf"(?<![少多漏]了)(?<![少多漏][报记填写算登])(?P<wrong>{_NUMERAL}(?P<unit>{_UNIT})(?:[，、]?{_OOPS}|{_CORRECTED}){_IS})"
    rf"(?={_NUMERAL}(?P=unit)(?!\d))"
)
_HESITATES = Pattern("[呃嗯]{1,3}(?![呃嗯])")
_FILLER = "的"  # a word that counts for nothing between a verb and its number


def put_right(text: str) -> str:
    """The text, as long as before, without numbers that their writer took back at once; 呃 is a pause."""
    text = _SLIP.sub(lambda found: _FILLER * len(found["wrong"]), text)
    return _HESITATES.sub(_pause, text)


def _pause(found: re.Match[str]) -> str:
    """A comma for a sound of hesitation within a message, a blank before it."""
    return (" " if found.start() == 0 else "，") * len(found.group())
