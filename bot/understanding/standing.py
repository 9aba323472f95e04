"""Whether a number tells how many there are by now (in the books), and not what some of them did."""

from bot.understanding.indexes import Found
from bot.understanding.lexicon import Sense
from bot.understanding.numbers import Count
from bot.understanding.patterns import Pattern

# What may stand between a word and its count, and says nothing.
FILLER = Pattern(
    r"[共约了达为是有的：: 计总近数量大概个在到]+|加(?:在)?一起|[加合]起来|人数|总数|合计|累计|完工|竣工|"
    r"（[一-鿿]{1,2}）|[拢统通]共|算下来|[得足]有|少说|满满当当|坐满"
)
# Words of now, and 现 where it is one: no 现场, no 发现.
AS_OF_NOW = "目前|现在|眼下|如今|当前|当下|(?<![发出实表体呈])现(?![场金任象实状行代役浇货在])"
_STANDING = Pattern(f"{AS_OF_NOW}|在册|在[矫管帮教库]|列管|管[理着]|总数|实有|共有|还有|手上|正在矫正|矫正中")
_NO_MORE = Pattern(
    r"(?:人|名|位|左右)?(?:在册|在矫|在管|在帮|都|均|全部|，|。|；|、|：|！|（|\s|$|其中|，其中|包括)"
)
_TURNED = Pattern("(?:解矫|入矫|解除|新增|接收|期满|衔接)了?(?:各类)?(?:社区|社矫)?$")


def stands(text: str, noun: Found[Sense], count: Count, right: int) -> bool:
    """Whether a standing number is told ("在册对象12人", "矫正对象12人。"), and not what some of them did."""
    if _STANDING.search(text, max(0, noun.start - 6), min(right, count.end + 4)):
        return True
    if _TURNED.search(text, max(0, noun.start - 8), noun.start):
        return False  # "解矫社矫对象3人"
    beside = not FILLER.sub("", text[noun.end : count.numeral])
    return beside and _NO_MORE.match(text, count.end) is not None
