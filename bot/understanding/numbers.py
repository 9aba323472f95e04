"""Counts in a text: the numeral, its hedge with its direction, and the counted word behind it.

What only looks like a count (三项制度, 12345, 3号楼, 第7期, phone and document numbers) is masked before.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from bot.understanding import count_traps, lexicon, numerals, persons
from bot.understanding.patterns import Pattern
from storage.records import Hedge

_DIGITS = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?"
_HAN = "零〇一二两三四五六七八九十百千万亿俩仨廿卅"
_NUMERAL = Pattern(
    rf"(?P<low>{_DIGITS})(?:-|~|—|至|到)(?P<high>{_DIGITS})(?P<lowscale>[百千万]?)(?P<lowmore>[余多来]?)"
    rf"|(?P<digits>{_DIGITS}) ?(?P<more>[余多来几]?)(?P<scale>[百千万亿]{{0,2}})(?P<more2>[余多来几]?)"
    r"(?P<rest>(?<=[百千万])(?:(?:零?\d[百千])+(?:零?\d{1,2}(?![\d.]))?|零\d{1,3}(?![\d.])|\d(?![\d.份人个件次场起户家条元])|(?<=万)\d{4}(?![\d.])|(?<=千)\d{3}(?![\d.])))?"
    r"|(?P<tenths>[一二三四五六七八九])成(?P<of_ten>[一二三四五六七八九](?![十百千万]))?(?=以上|左右|[，。；、\s]|$)"
    rf"|(?P<share>百分之)(?P<of>[{_HAN}\d点.]+)"
    rf"|(?P<han>(?P<glide>[十百千])[多几来把][二两](?P=glide)|(?:几|(?<![将接附最])近|(?<![完达促形建])成(?=[百千][人号份张个])|[好大](?=几)|(?:(?<![人总件份场次户])数|上)(?=[十百千万]+(?![一二三四五六七八九])))?(?:[{_HAN}几]|好(?=几十)|(?<=[百千万])儿(?=八[十百千]))+)(?P<hanmore>(?<=[十百千万])[大好]几(?=[个人名位号份张本件户多，。；、\s]|$)|(?<=十)[啷郎]当|(?<=[百千万])把(?=[人个号块元来份本张册件条])|[余多来]?)(?P<hanscale>[十百千万亿]?)(?P<hanmore2>[余多来]?)"
)
_BEFORE = Pattern(
    r"(?:(?P<about>大约|大概|约莫|约摸|差不多|将近|接近|估计|估摸|几乎|(?<![\d张份人个次件条本名位场余多块把])左右|不到|大致|可能|约|(?<![附最])近|快|小|(?:(?<![才只不可])能|怕|得|总|该)(?=有))"
    r"|(?P<least>少说|至少|起码|最少|超过|不下|多达|(?<!商)超|逾|突破|(?<=[率量数])已?过|(?<=[量数读放看览众人])已?破))"
    r"[有也得共是着来了到会场合计总听参加与达 :]{0,5}$"
    r"|(?:(?P<given>大约|大概|约莫|约摸|差不多|估计|估摸)|(?P<given_least>少说|至少|起码|最少))"
    r"[也得]?[分散]?[发送派散递塞][了放出掉去给]{0,3}$"
)
_APART = Pattern(r"[共计总各均] $")  # a blank between a word of summing and its figure
_AFTER = Pattern(
    r"(?:的?(?P<about>左右|上下|光景|不到|的样子|样子|差不多)"
    r"|(?P<least>以上|余(?![下额款])|有多(?![种少样])|多|出头|开外|打底|往上|\+|有余|不止(?![一这是于])|出[点个]头|挂零|冒头|朝上|还多|好几))(?!元素)"
)
_AFTER_NOUN = Pattern(r"[\u4e00-\u9fff]{1,5}?(?:左右|上下|光景|的样子)(?=[，。；、！\s]|$)")
_ENDS_IN_ZERO = Pattern(r"(?<![归清为是均都报于降双])零(?:$|[，。；、\s])$")  # "调解零，排查2件"
_PASSED = Pattern("(?<=[人众量数读放览击])(?:已?破|过|逾|超过?)$")
_BOARD = Pattern(r"宣传|展板|图板|展|牌|板|版")
_BODIES = frozenset(["个村", "个部门", "个单位", "个社区"])
_THEIR_PEOPLE = Pattern(
    r"的[^，。；\d]{0,4}(?:章程|合同|协议|制度|台账|账目|方案|材料|公约|村规民约)|医|干(?!道)|官|妇女|民(?!小组)|支(?:部)?书|主任|书记|会计|小组长|联络员|负责人|代表|站长|所长|工作者"
)
_FINED = Pattern("(?:罚款|罚了|处罚了?|[开出]罚单)[共计有一总]{0,2}$")
_LED = Pattern("(?:带[着了上]?|领[着了]|率)[\\d一二两三四五六七八九十]{1,3}$")
_NO_TENTHS = ("成功", "成立", "成效", "成果", "成了", "成员")  # "调解3成功3"
_HEADS = Pattern(
    r"(?:(?:(?:^|[，。；\s人])(?:围观的|现场|到场)?|[来听到看去坐]的)人[头数]?|老的少的|男女老少|老老少少|大人(?:小孩|[娃伢细]\w))"
    r"(?:嘛|呢|么|啊)?(?:[拢统一总]?共|[拢加]总|[算合加](?:下来|起来|拢来?|到?一块儿?|一起)|合计|满打满算|□|儿)*(?:得?有|来了)?个?$"
)
_HEADED = Pattern(r"（(?P<unit>[份人件场次条块个起处户名家]|人次|场次)）[：:]? *$")  # "资料（份）：300"
_CLOSED = Pattern(r"[，。；、\s]|$")
_PLUS = Pattern(r"\+(?!\d)")


_OF_PAPERS = Pattern(
    r"(?:资料|传单|折页|手册|单子|单页|册子|读本|合同|协议|材料|倡议书|告知书)[^，。；\d]{0,4}\d+分|\d+分(?=资料|传单|宣|折页|手册|单|册|读本|合同|协议|材料|倡议书|告)(?:资料|宣|传单|折页|手册|单|册|读本|合同|协议|材料|倡议书|告)"
)
_LEAFLETS = "(?:本本|小本子|[小手]册子?|册子|宣传册|折页|传单|宣传单|单页|读本|明白卡)"
_OF_LEAFLETS = Pattern(_LEAFLETS + "[了共有近约]*$")
_LEAFLETS_NEXT = Pattern("(?:宣传|普法|法律|法治|反诈|禁毒|防骗|宪法|民法典)?" + _LEAFLETS)
_FORMAL = Pattern(r"[壹贰叁肆伍陆柒捌玖拾佰仟][壹贰叁肆伍陆柒捌玖拾佰仟零万亿]+")
_PLAIN = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千")


@dataclass(frozen=True, slots=True)
class Count:
    """A count at [start, end) of the text, hedge words and counted word included.

    `value`: scaled (1.2万 is 12000). `unit`: the counted word as written, "%" for a share, "" for none.
    `numeral`: where the numeral itself starts. `each`: what one of several had, "|", and how many they were.
    """

    start: int
    end: int
    value: Decimal
    hedge: Hedge
    unit: str
    numeral: int
    vague: bool = False
    each: str = ""


def find_counts(text: str, taken: Iterable[tuple[int, int]] = ()) -> list[Count]:
    """The counts of a normalised text in its order; `taken` are spans (dates, marks) that hold none."""
    masked = _FORMAL.sub(_plain_numeral, count_traps.mask(text, taken))
    found = []
    position = 0
    while match := _NUMERAL.search(masked, position):
        count = _count(masked, match)
        position = max(count.end if count else match.end(), match.start() + 1)
        if count:
            found.append(count)
    return found


def _count(text: str, match: re.Match[str]) -> Count | None:
    read = numerals.value_of(match)
    if read is None:
        return None
    value, hedge, vague = read
    end = match.end()
    if match["tenths"] and "率" not in text[max(0, match.start() - 5) : match.start()]:
        return None  # "减免三成" is a share, but of no rate
    if plus := _PLUS.match(text, end):
        hedge, end = Hedge.AT_LEAST, plus.end()
    unit, end = _counted_word(text, match, end)
    if not unit and (headed := _HEADED.search(text, max(0, match.start() - 6), match.start())):
        unit = headed["unit"]
    if (
        not unit
        and _is_bare(match)
        and not _is_named(text, match)
        and not _ENDS_IN_ZERO.search(text, max(0, match.start() - 2), match.end() + 1)
    ):
        return None
    if after := _AFTER.match(text, end):
        hedge = _stronger(hedge, Hedge.ABOUT if after["about"] else Hedge.AT_LEAST)
        end = after.end()
        if not unit and (unit := _unit(text, end)):
            end += len(unit)
    if not unit and value >= 3 and persons.begin(text, end):
        unit = "人"  # "近百群众", "50多学生"
    if unit and _AFTER_NOUN.match(text, end):
        hedge = _stronger(hedge, Hedge.ABOUT)  # "50位老人上下"
    start = match.start()
    start -= bool(match["digits"]) and bool(_APART.search(text, max(0, start - 2), start))
    if before := _BEFORE.search(text, max(0, start - 10), start):
        about = before["about"] or before["given"]
        hedge = _stronger(hedge, Hedge.ABOUT if about else Hedge.AT_LEAST)
        start = before.start()
    if not unit and text[match.start() - 1 : match.start()] in ("￥", "¥"):
        unit = "元"
    if unit in ("", "个") and _HEADS.search(text, max(0, start - 14), start):
        unit = "人"  # "人嘛三十几个"
    if unit == "分" and _OF_PAPERS.search(text, max(0, start - 10), end + 5):
        unit = "份"  # a slip of the input method: "资料52分"
    if unit == "个" and (
        _OF_LEAFLETS.search(text, max(0, start - 6), start) or _LEAFLETS_NEXT.match(text, end)
    ):
        unit = "份"  # "发了本本120个"
    if unit == "块" and text[end - 2 : end - 1] in "百千万亿" and not _BOARD.match(text, end):
        unit = "块钱"  # "2万块": yuan, not boards
    if unit == "次" and _FINED.search(text, max(0, start - 6), start):
        unit = "起"  # "罚款共3次"
    if unit == "号" and hedge is not Hedge.EXACT:
        unit = "号人"  # "坐了五十多号"
    value *= _SCALED_UNITS.get(unit, 1)
    value = Decimal(int(value)) if value == int(value) else value
    return Count(start, end, value, hedge, unit, match.start(), vague)


# What a counted word is none before: "春节前后", "一千七讲好了", "五千五成交".
_GOES_ON = {"节": tuple("前后假日"), "讲": tuple("好定妥成拢通和"), "成": tuple("交")}
_SCALED_UNITS = {"万元": 10000, "万块": 10000, "万": 10000}


def _counted_word(text: str, match: re.Match[str], end: int) -> tuple[str, int]:
    """The counted word behind a numeral ("%" for a share, "" for none), and where it ends."""
    if match["share"] or match["tenths"]:
        return "%", end
    if text.startswith("%", end):
        return "%", end + 1
    if text.startswith(_NO_TENTHS, end):
        return "", end
    blank = 1 if text[end : end + 1] == " " and match["digits"] else 0
    if (blank or text[end - 1] == " ") and _labels_next(text, end + blank):
        return "", end
    unit = _unit(text, end + blank)
    if len(unit) > 1 and unit[0] == "个" and unit[1] not in "人月" and _is_more(text, end + blank, unit):
        unit = "个"  # "18个村医", "17个部门联络员"
    return unit, end + blank + len(unit) if unit else end


def _is_more(text: str, start: int, unit: str) -> bool:
    """Whether a counted word with a body (个村, 个班) only begins a longer one ("9个班子成员")."""
    if _LED.search(text, max(0, start - 6), start):
        return False  # one's own: "带着两个队员到店里看"
    if unit in _BODIES and _THEIR_PEOPLE.match(text, start + len(unit)):
        return True
    return text.startswith(("村民小组", "班子"), start + 1) or persons.begin(text, start + 1)


_LABEL = Pattern(r"[\u4e00-\u9fff]{2,8}(?=[：: ]?\d)")


def _labels_next(text: str, start: int) -> bool:
    """Whether what follows a blank names the number after it, and is no counted word ("扇子200 单页500")."""
    label = _LABEL.match(text, start)
    if label is None:
        return False
    first = next(iter(lexicon.bundled().nouns.find(label.group())), None)
    return first is not None and first.start == 0 and len(first.word) > 1


def _is_bare(match: re.Match[str]) -> bool:
    """A single Chinese digit counts nothing without a counted word (统一, 一致), but for 破百."""
    han = match["han"]
    if han in ("百", "千") and match["hanmore"]:
        return False  # "来了百余老人"
    if han in ("百", "千", "万") and _PASSED.search(match.string, max(0, match.start() - 3), match.start()):
        return False
    return bool(han) and len(han) == 1 and han not in "俩仨" and not match["hanscale"]


def _is_named(text: str, match: re.Match[str]) -> bool:
    """Whether what is counted stands right before a numeral that ends its clause ("受理五，办结四")."""
    if match["han"] not in tuple("二两三四五六七八九十") or not _CLOSED.match(text, match.end()):
        return False
    first = max(0, match.start() - 6)
    named = lexicon.bundled().nouns.find(text[first : match.start()])
    return any(noun.senses and len(noun.word) > 1 and first + noun.end == match.start() for noun in named)


def _plain_numeral(found: re.Match[str]) -> str:
    """A numeral in the characters of bills (壹万贰仟) in plain ones."""
    return found.group().translate(_PLAIN)


def _stronger(one: Hedge, other: Hedge) -> Hedge:
    """Two hedges together: "may be less" wins over "at least" (近 with 余 licenses no floor)."""
    return Hedge.ABOUT if Hedge.ABOUT in (one, other) else other


def _unit(text: str, start: int) -> str:
    for unit in _units_by_first().get(text[start : start + 1], ()):
        if text.startswith(unit, start):
            return "" if text[start + len(unit) : start + len(unit) + 1] in _GOES_ON.get(unit, ()) else unit
    return ""


@cache
def _units_by_first() -> dict[str, list[str]]:
    by_first: dict[str, list[str]] = {}
    for unit in (*lexicon.bundled().units, *count_traps.bundled().foreign_units):
        by_first.setdefault(unit[0], []).append(unit)
    for units in by_first.values():
        units.sort(key=len, reverse=True)
    return by_first
