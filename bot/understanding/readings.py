"""What one count may mean: the measures that the words around it and its unit allow."""

from dataclasses import dataclass
from functools import cache

from bot.understanding import deeds, kinds, lexicon, persons, prices, standing
from bot.understanding.columns import columns
from bot.understanding.indexes import Found
from bot.understanding.lexicon import MeasureWords, Sense
from bot.understanding.numbers import Count
from bot.understanding.patterns import Pattern
from bot.understanding.scene import Scene
from bot.understanding.segments import Clause
from bot.understanding.standing import FILLER
from storage.catalogue import bundled as catalogue

_ALL_OF = Pattern(r"[，]?(?:已经?|现在?|目前)?(?:全部|均|都|全|悉数)(?:已经?|得到|被|当场|及时|按期)?")
_NOUN = Pattern(r"(?![要已均都全也吧呢啊了是为和与及以并就被由在到当现其又还再])[\u4e00-\u9fff]{2,}")
BLAND = frozenset(["个", "家", "户", "处", "只", "项", "条"])  # counted words of anything
BESIDE = 8.0  # a measure's word right beside the count; less with every character between
GENERAL = 4.0  # such a word that many kinds share
UNIT = 2.0  # a counted word that tells the measure adds so much
CANONICAL = 0.2  # and the catalogue's own a little: of hazards 处 are put right, of findings 个
ALONE = 2.0  # and is worth so much alone
_BARE_VERB = 1.0  # a word of one character after the count says less than a noun before it ("视频1条发群里")
# What was given is told by the thing's name, where there is one ("奖品送出90份").
GIVING = Pattern("(?:分?发|派发?|散发?|送|赠送?|递)(?:了|出去?|放|送)?")
_GIVEN = 3.0
_PUBLISHED = frozenset(["发布", "推出", "上线", "更新", "转发"])  # as they are ("发布了7条视频")
_NEXT = 2.0  # what follows a count that its own word heads belongs to the next ("清理5件印发方案2件")
_CLOSELY = 1.0  # a finished verb right before the count ("隐患清了31处")
_GOODS = tuple("捆担筐篮蔸棵株亩兜根斤袋桶瓶包箱垛")  # counted words that make a bare number no sum
_GOODS_GIVEN = frozenset(["资料", "宣传品"])
LEAST_SUM = 50  # yuan: a bare number below it is no sum of money
CLOSE_BY = 0.5
SCOPE = 40  # characters: how far 其中, or talk of money, reaches in its sentence


@dataclass(frozen=True, slots=True)
class Reading:
    """A count read as a measure of a kind.

    `score`: how well word and unit fit. `word`: what told it, "" where only the unit did; `shared` by so many
    measures; `general`: by kinds of all sorts ("参加"); `lent`: by a word inside another kind's."""

    kind: str
    measure: str
    score: float
    word: str = ""
    general: bool = False
    shared: int = 1
    lent: bool = False

    @property
    def names(self) -> bool:
        """Whether a noun of this measure's own stands by the count, and not only how it was given."""
        return self.score >= BESIDE and bool(
            self.word and not self.general and not GIVING.fullmatch(self.word)
        )


def options_of(
    scene: Scene, clause: Clause, count: Count, around: tuple[int, int], runs_on: bool
) -> list[Reading]:
    """What a count may mean by the words in `around` (start, end) and by its unit."""
    left, right = around
    for column in columns(scene.said(clause)):
        if clause.start + column.value == count.numeral:
            return _of_column(scene, clause.start + column.start, clause.start + column.end, count)
    best: dict[tuple[str, str], Reading] = {}
    people = count.unit == "个" and persons.begin(scene.text, count.end)
    thing = persons.thing_end(scene.text, count.end) if count.unit == "个" else None
    headed = _headed(scene, count, left) if runs_on else frozenset()
    for noun in scene.nouns.within(left, right):
        nearness = _nearness(scene.text, noun, count, right, runs_on) if noun.end <= right else 0.0
        if nearness <= 0:
            continue
        whole = noun.start >= count.end and bool(_ALL_OF.fullmatch(scene.text, count.end, noun.start))
        for sense in noun.senses:
            if _is_borrowed(scene, clause, noun, sense, right):
                continue
            measure = scene.lexicon.measures[sense.kind][sense.measure]
            fit = _fit(measure, count, noun)
            after = noun.start == count.end and noun.word in _ENROLLED
            told = noun.start <= count.numeral and standing.stands(scene.text, noun, count, right)
            if measure.label and not (after or told):
                continue
            if fit is None or is_excluded(scene.text, measure, count):
                continue
            of_persons = people or "人数" in scene.text[noun.end : count.numeral]
            if of_persons and not _counts_persons(sense):
                continue
            of_goods = sense.measure in _GOODS_GIVEN
            if thing and (_counts_persons(sense) or of_goods or count.end <= noun.start < thing):
                continue  # "4个村民小组参加", "12个成员单位"
            score = nearness + fit
            score -= BESIDE - GENERAL if sense.general and noun.word != sense.measure else 0
            score += 0.5 if noun.word == sense.measure else 0
            score += _CLOSELY if measure.base and _ends_in_verb(noun, count) else 0
            score += CANONICAL if _is_canonical(sense, count) else 0
            score -= _GIVEN if GIVING.fullmatch(noun.word) or noun.word in _PUBLISHED else 0
            score -= _NEXT if noun.start >= count.end and sense.kind in headed else 0
            if sense.general and score < ALONE:
                continue  # too far off to say more than the counted word does
            names = [(sense.measure, score)]
            if whole and measure.base:  # "9处全部整改完毕": the nine are the whole, and the rest repeats them
                names = [(measure.base, score), (sense.measure, score - CLOSE_BY)]
            for name, worth in names:
                key = (sense.kind, name)
                if key not in best or best[key].score < worth:
                    best[key] = Reading(*key, worth, noun.word, sense.general, len(noun.senses), sense.lent)
    _prefer_nearest(scene, count, left, best)
    deeds.prefer(scene, count, scene.nouns.within(left, right), best)
    _prefer_money(scene, count, best)
    if _is_of_another(scene, count, right) or count.unit == "%":
        return list(best.values())  # "各承担50%", "持证率100%": a share that no word names is of no rate
    for key in scene.lexicon.by_unit.get(count.unit, ()):
        if key not in best and not is_excluded(scene.text, scene.lexicon.measures[key[0]][key[1]], count):
            best[key] = _by_its_unit(*key)
    return list(best.values())


def _headed(scene: Scene, count: Count, left: int) -> frozenset[str]:
    """The kinds that have a word for a count right before it."""
    return frozenset(
        sense.kind
        for noun in scene.nouns.within(left, count.numeral)
        if not FILLER.sub("", scene.text[noun.end : count.start]) and not GIVING.fullmatch(noun.word)
        for sense in noun.senses
        if not sense.general
        and _fit(scene.lexicon.measures[sense.kind][sense.measure], count, noun) is not None
    )


def _of_column(scene: Scene, start: int, end: int, count: Count) -> list[Reading]:
    """What the name says that stands in one row with a count ("复议/诉讼：0/1")."""
    found = [
        Reading(sense.kind, sense.measure, BESIDE, noun.word, sense.general, len(noun.senses))
        for noun in scene.nouns.within(start, end)
        for sense in noun.senses
        if noun.end <= end
    ]
    units = {one: scene.lexicon.measures[one.kind][one.measure] for one in found}
    fits = [one for one in found if not count.unit or count.unit in units[one].units | units[one].also]
    longest = max((len(one.word) for one in fits), default=0)
    return [one for one in fits if len(one.word) == longest]


_by_its_unit = cache(lambda kind, measure: Reading(kind, measure, ALONE))  # alone it tells the same of all
_ENROLLED = frozenset(["在册", "在矫", "在管", "在帮", "在教", "在册在矫"])  # "社矫15人在册"


def _is_borrowed(scene: Scene, clause: Clause, noun: Found[Sense], sense: Sense, right: int) -> bool:
    """Whether a measure's word is the name of another kind, and its own kind is not spoken of beside it.

    "重大决策2项、合法性审查2件": the decisions were not reviewed; "合法性审查重大决策2项": they were.
    """
    cues = scene.lexicon.cues.senses(noun.word)
    if (sense.kind, noun.word) in scene.lexicon.acts or not any(weight >= kinds.SURE for _, weight in cues):
        return False
    named = {kind for kind, _ in cues}
    alike = any(one.kind in named and one.measure == sense.measure for one in noun.senses)
    if sense.kind in named or (alike and not sense.lent):
        return False
    start = max(scene.text.rfind(mark, 0, clause.start) for mark in "。；\n") + 1
    hint = lexicon.WEIGHTS["hints"]
    return not any(cue.kind == sense.kind and cue.weight > hint for cue in scene.cues.within(start, right))


def _prefer_nearest(scene: Scene, count: Count, left: int, best: dict[tuple[str, str], Reading]) -> None:
    """A bare number is of the word right before it, and of no other word of its kind ("讲座听众60")."""
    beside = [one for one in scene.nouns.within(left, count.numeral) if one.end == count.start]
    if count.unit or not beside or GIVING.fullmatch(beside[-1].word):
        return
    kinds_beside = {sense.kind for sense in beside[-1].senses}
    own = {reading.kind for reading in best.values() if reading.word == beside[-1].word}
    for key, reading in list(best.items()):
        if reading.kind in kinds_beside & own and reading.word not in ("", beside[-1].word):
            del best[key]


_FINED = Pattern("罚|开[了出具]")  # what makes a paper a fine: "开了500的单子"


def _prefer_money(scene: Scene, count: Count, best: dict[tuple[str, str], Reading]) -> None:
    """A great number without a counted word is the sum, not the cases, that one word names ("罚了五百")."""
    if count.unit or count.value < LEAST_SUM:
        return
    if prices.is_priced(scene.text, count.start, count.value):
        for key in [key for key in best if key[0] == "人民调解"]:
            del best[key]
        best["人民调解", "金额"] = Reading("人民调解", "金额", BESIDE, scene.text[count.start - 1])
    papers = () if _FINED.search(scene.text, max(0, count.start - 6), count.start) else ("单子", "票")
    sums = {
        reading.word
        for (kind, name), reading in best.items()
        if "元" in scene.lexicon.measures[kind][name].units and reading.word not in ("", *papers)
    }
    for key, reading in list(best.items()):
        if reading.word in sums and "元" not in scene.lexicon.measures[key[0]][key[1]].units:
            del best[key]


def _ends_in_verb(noun: Found[Sense], count: Count) -> bool:
    """Whether a word is a verb of something finished, right before the count."""
    return noun.end == count.start and noun.word.endswith(("了", "掉", "完", "好", "毕"))


def _counts_persons(sense: Sense) -> bool:
    """Whether a measure may be what 人数 before a number states."""
    return catalogue().kind(sense.kind).measure(sense.measure).unit in ("人", "人次")


def _is_of_another(scene: Scene, count: Count, right: int) -> bool:
    """Whether the noun that follows a bland counted word says what was counted ("两个工地", "12个工人")."""
    if count.unit in ("个", "户") and persons.begin(scene.text, count.end):
        return count.unit == "个"
    return count.unit in BLAND and bool(_NOUN.match(scene.text, count.end, right))


def sum_of_money(scene: Scene, clause: Clause, count: Count) -> list[Reading]:
    """A bare number after talk of money ("今天钱付清了，4.5万", "一共一千五")."""
    if count.unit or count.value < LEAST_SUM or scene.text.startswith(_GOODS, count.end):
        return []
    money = [
        Reading(sense.kind, sense.measure, GENERAL, noun.word)
        for noun in scene.nouns.within(max(0, clause.start - SCOPE), count.numeral)
        for sense in noun.senses
        if "元" in scene.lexicon.measures[sense.kind][sense.measure].units
    ]
    spoken = prices.is_spoken(scene.text, count.numeral, count.end)
    if not money and (spoken or scene.text[count.end - 1] == "万"):
        told = scene.text[count.end - 2 : count.end] if spoken else ""
        yuan = scene.lexicon.by_unit["元"]
        money = [Reading(kind, name, ALONE, told if kind == "人民调解" else "") for kind, name in yuan]
    return money


def is_excluded(text: str, measure: MeasureWords, count: Count) -> bool:
    """Whether a word right beside the count says that something else was counted."""
    if not count.unit and "元" in measure.units and 0 < count.value < LEAST_SUM:
        return True  # "其中邻里3、损害赔偿2"
    if not count.unit and "元" in measure.units and text.startswith(_GOODS, count.end):
        return True  # "赔60捆稻草"
    if not measure.excluded:
        return False
    before = text[max(0, count.start - 8) : count.start].rstrip("共有约来了到去的")
    if count.unit != "人次" and text.startswith(measure.excluded, count.end):
        return True
    if not before.endswith(measure.excluded):
        return False
    known = max((len(one) for one in lexicon.bundled().persons if before.endswith(one)), default=0)
    return any(len(one) >= known for one in measure.excluded if before.endswith(one))  # 少先队员 are no 队员


def _nearness(text: str, noun: Found[Sense], count: Count, right: int, runs_on: bool) -> float:
    """How closely a word stands by a count, up to BESIDE; a longer word says more."""
    length = min(len(noun.word), 6) * 0.1
    if noun.end <= count.numeral:
        gap = len(FILLER.sub("", text[noun.end : max(noun.end, count.start)]))
        return BESIDE - 0.6 * min(gap, 12) + length
    gap = len(FILLER.sub("", text[count.end : noun.start])) if noun.start >= count.end else 0
    nearness = BESIDE - 0.5 * min(gap, 14) + length - (_BARE_VERB if len(noun.word) == 1 else 0)
    between = text[noun.end : right]  # "50个发了得有120份", not "10个小朋友做了一期"
    leads_on = runs_on and (len(between) <= 1 or not FILLER.sub("", between))
    return nearness - 5 if leads_on else nearness


def _is_canonical(sense: Sense, count: Count) -> bool:
    """Whether a count is in the unit that the catalogue has for a measure."""
    return catalogue().kind(sense.kind).measure(sense.measure).unit == count.unit


def _fit(measure: MeasureWords, count: Count, noun: Found[Sense]) -> float | None:
    """What the counted word adds; None where it cannot be this measure's."""
    if count.unit in measure.units:
        return UNIT
    if count.unit in measure.also:
        return (
            UNIT + 0.5 if measure.raises else UNIT * (0.75 if measure.base else 0.5)
        )  # a part's own word tells more than the whole's
    if not count.unit and noun.end <= count.numeral and count.numeral - noun.end <= 6:
        return None if "%" in measure.units else 0.0
    return None
