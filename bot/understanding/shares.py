"""What each of several had, said once: "2期，每期约15人", "处罚2起，每起500元"."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from bot.understanding.numbers import Count, find_counts
from bot.understanding.patterns import Pattern
from bot.understanding.scene import Scene, Track
from bot.understanding.segments import Clause

_EACH = Pattern(
    r"每(?:一|个)?(?P<of>场次|场|次|趟|期|回|堂|节|轮|批|班|起|件|宗|例|户|家|村|社区|天|学校|校)"
    r"|(?:各|均|分别)(?=[罚处]了?款?\d+[余多]?(?:元|块))"
    r"|(?:(?<=[，。；、\s])|(?<=[期场次]))(?:平)?均(?=[有约为来到]{0,3}\d+[余多来]?(?:人|名|份))"
)
_ALIKE = {
    "场次": "场",
    "个村": "村",
    "个社区": "社区",
    "个学校": "学校",
    "所学校": "学校",
    "所": "校",
    "宗": "件",
    "例": "件",
}
_ALIKE |= {"起": "件", "桩": "件", "堂课": "堂", "节课": "节"}
_SAME = frozenset(["人", "名", "位", "个人", "人次"])
_SHARED = _SAME | {"份", "本", "册", "张", "元", "块钱", "块", "万元", "场", "次", "件", "条"}
_TIMES = ("场", "场次", "期", "次")
_FINES = ("各罚", "各处", "均罚", "均处", "分别罚", "分别处")
_FINED = ("人", "名", "位", "家", "户", "起", "件", "辆", "宗", "例", "个")
_GRADED = Pattern(  # "罚款300元一起，500元两起": a list of sums, each with how many paid it
    r"\d+(?:元|块钱?)的?[一二两三四五六七八九十\d]{1,2}(?P<unit>[起件宗户人])"
    r"(?:[，、；和 ]{1,2}\d+(?:元|块钱?)的?[一二两三四五六七八九十\d]{1,2}(?P=unit))+(?![\u4e00-\u9fff])"
)
_LEAST = 20  # yuan: what a fine without a counted word comes to
_NEAR = 7  # characters between 每期 and its number
_MOST = 200
_REACH = 60  # characters before 每 in which several days or places may have been listed
_OF_SEVERAL = Pattern("各|均|都|分别")


def with_products(scene: Scene) -> Scene:
    """The page with what each had multiplied by how many there were; where that is not told, it is marked."""
    counts = _graded(scene, list(scene.counts.things))
    for match in _EACH.finditer(scene.text):
        clause = next((one for one in scene.clauses if one.start <= match.start() < one.end), None)
        if clause is None:
            continue
        blank = "，" * match.end() + scene.text[match.end() : clause.end]
        one = next(iter(find_counts(blank)), None)
        if one and not one.unit and one.value >= _LEAST and _is_fine(scene.text, clause, match.start()):
            one = replace(one, unit="元")  # "罚款共3次，每次200"
        if one is None or one.numeral - match.end() > _NEAR or one.unit not in _SHARED:
            continue
        others = [count for count in counts if count.numeral != one.numeral]
        number = _number_of(scene, others, match.start(), match["of"] or "", clause.line)
        if match["of"] is None and number is None:
            continue
        if _is_told(others, one, clause.line, scene):
            counts = others
        elif number is not None:
            said = scene.text[match.start() : one.end]
            counts = [*others, replace(one, value=one.value * number, each=f"{said}|{number:f}")]
        elif any(count.numeral == one.numeral for count in counts) and not _OF_SEVERAL.search(
            scene.text, max(0, match.start() - _REACH), match.start()
        ):
            counts = [*others, replace(one, each=f"{scene.text[match.start() : one.end]}|")]
    counts.sort(key=lambda count: count.numeral)
    return replace(scene, counts=Track(counts, lambda count: count.numeral))


def _is_fine(text: str, clause: Clause, start: int) -> bool:
    """Whether what each of several came to is a fine, by what is said right before in the sentence."""
    begin = max(text.rfind(stop, 0, start) for stop in "。；\n") + 1
    return "罚" in text[begin : clause.end]


def _graded(scene: Scene, counts: list[Count]) -> list[Count]:
    """The counts with the sums of a list of fines as one, to be asked about ("300元一起，500元两起")."""
    for match in _GRADED.finditer(scene.text):
        inside = [one for one in counts if match.start() <= one.numeral < match.end()]
        sums, numbers = inside[::2], inside[1::2]
        begin = max(scene.text.rfind(stop, 0, match.start()) for stop in "。；\n") + 1
        if len(sums) != len(numbers) or "罚" not in scene.text[begin : match.start()]:
            continue
        total = sum((one.value * many.value for one, many in zip(sums, numbers, strict=True)), Decimal(0))
        number = sum((many.value for many in numbers), Decimal(0))
        first = replace(sums[0], value=total, each=f"{match.group()}|{number:f}")
        counts = [first if one is sums[0] else one for one in counts if one not in sums[1:]]
    return counts


def _number_of(scene: Scene, counts: Sequence[Count], end: int, of: str, line: int) -> Decimal | None:
    """How many of them the last count before tells: the 2 of "2期"; None where none does."""
    start = min(clause.start for clause in scene.clauses if clause.line == line)
    before = [count for count in counts if start <= count.start and count.end <= end]
    for index, count in reversed(list(enumerate(before))):
        if count.value == 1 and index and "各" in scene.text[before[index - 1].end : count.start]:
            count = replace(before[index - 1], unit=count.unit)  # "三个村各一场": three of them
        alike = _ALIKE.get(count.unit, count.unit) == _ALIKE.get(of, of)
        alike = alike or (of == "次" and count.unit == "起" and scene.text[count.end - 1] == "次")
        whole = count.value == int(count.value) and 1 < count.value <= _MOST
        sorts = _FINED if scene.text.startswith(_FINES, end) else _TIMES
        if (alike or (not of and count.unit in sorts)) and whole:
            return count.value
    return None


def _is_told(counts: Sequence[Count], one: Count, line: int, scene: Scene) -> bool:
    """Whether the sum of what each had stands in its line as well."""
    inside = [clause for clause in scene.clauses if clause.line == line]
    sort = _SAME if one.unit in _SAME else frozenset([one.unit])
    return any(
        count.unit in sort and count.value > one.value and inside[0].start <= count.start < inside[-1].end
        for count in counts
    )
