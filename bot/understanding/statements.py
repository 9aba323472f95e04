"""Figures beyond single counts: "全部办结", parts and their whole, wholes raised, primaries implied."""

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from decimal import Decimal

from bot.understanding.choosing import Chosen
from bot.understanding.patterns import Pattern
from bot.understanding.scene import Scene
from storage.catalogue import bundled as catalogue
from storage.records import Figure, Hedge

_ALL = Pattern(
    r"(?:全部|全都|悉数|全数|件件|个个|起起|一并|100%|百分之百|"
    r"无一例外|统统|尽数|无一遗漏|[一1][件起个](?:不|没有?)[落漏剩]下?|"
    r"(?<![^，。；、\d件起个处条份宗了天日就也已场 ])全(?!镇|村|县|市|区|年|体|员|民|面|国|省|程|月|力|家|场)"
    r"|均(?!在(?!期|规定|时限|当))|都(?!在(?!期|规定|时限|当)|还|没|未|正|要|得(?!到)|等))"
    r"(?:已经?|已全部|得到|被|给|能|当场|及时|按期|妥善|顺利|一次|现场|就地){0,3}"
)
_ALREADY = Pattern("，已经?(?=[一-鿿])")
_FOUND = frozenset(["矛盾排查", "隐患整改", "信访"])


@dataclass(frozen=True, slots=True)
class Item:
    """A figure in the making, at `start` of the text. `sums`: it was said as a total (共、合计).

    `part`: it was said as a part (其中…). `listed`: as one more of a list.
    `running`: as what it has come to by now (累计达到). `raised`: it is the whole of a part that was told.
    `word`: what told its measure, "" where only its unit did.
    """

    measure: str
    value: Decimal
    hedge: Hedge
    words: str
    start: int = 0
    sums: bool = False
    part: bool = False
    word: str = ""
    listed: bool = False
    running: bool = False
    raised: bool = False


_ORDERED = Pattern(  # "要求全部整改": not done yet
    r"(?:要求|责令|限期|必须|勒令|须)(?:其|企业|业主|店主|老板|对方|他们?)?$"
)
_SUMS = Pattern(r"(?:[一总]?共计?|合计|总计|总数|累计|一起|加起来|总的|拢共|统共|通共)[是为有达约近]{0,2}$")
_STOPS = Pattern("[，；。、 \\n]")
_SUMS_NAMED = Pattern(r"(?:合计|总计|共计|加起来|合起来|合在一起)[\u4e00-\u9fff]{1,4}$")
_ONE_OF = Pattern(
    r"[了过](?P<unit>次|场|起(?![来了草诉身火争冲哄])|件|桩|宗|堂|期|回|份(?=[^，。；\d]{0,4}(?:协议|合同))|个(?=[^，。；\d]{0,4}协议))(?=[\u4e00-\u9fff])"
)
_NEAR = 5  # characters in which the noun of "了次…" begins

Told = dict[str, list[Item]]  # what was said of each kind


def fill_out(scene: Scene, span: tuple[int, int], told: Told) -> None:
    """Put in what an event's figures say without a number of its own: echoes, 全部…, a lone case."""
    _echo(scene, span, told)
    _repeat(scene, span, told)
    _single(scene, span, told)


def _repeat(scene: Scene, span: tuple[int, int], told: Told) -> None:
    """The number of the whole, said again as a figure of its part ("全部化解"; of one, "1件，已化解").

    So only of what was found or came in: that a single mediation went well is no figure.
    """
    text = scene.text[slice(*span)]
    for match in (*_ALL.finditer(text), *_ALREADY.finditer(text)):
        of_one = match.group().lstrip("，").startswith("已")
        if _ORDERED.search(text, max(0, match.start() - 8), match.start()):
            continue
        after = _STOPS.split(text[match.end() : match.end() + 6], 1)[0]  # not "成功率100%，形成协议9份"
        for hit in scene.lexicon.done.find(after)[:1]:
            if text.startswith("率", match.end() + hit.end):
                continue  # "调解率100%，成功率98%"
            repeated: str | None = None
            for sense in hit.senses:
                words = scene.lexicon.measures[sense.kind][sense.measure]
                bases = [figure for figure in told.get(sense.kind, ()) if figure.measure == words.base]
                base = total(bases) if bases else None
                if repeated not in (None, sense.kind):
                    break
                if (
                    base
                    and _repeats(base, sense.kind, of_one)
                    and not _figure(told[sense.kind], sense.measure)
                ):
                    said = text[match.start() : match.end() + hit.end]
                    told[sense.kind].append(Item(sense.measure, base.value, base.hedge, said))
                    repeated = sense.kind


def _repeats(base: Item, kind: str, of_one: bool) -> bool:
    """Whether 全部… says a whole again, or 已… the one thing that was found."""
    return base.value == 1 and kind in _FOUND if of_one else base.value > 1


def is_belied(kind: str, measure: str, found: Sequence[Item]) -> bool:
    """Whether a zero of sessions cannot be: who came or what was given there is counted ("炉子都没烧热")."""
    of_kind = catalogue().kind(kind)
    sessions = measure == of_kind.primary and of_kind.measure(measure).unit in ("场次", "次", "期")
    return sessions and any(item.value > 0 for item in found)


def _echo(scene: Scene, span: tuple[int, int], told: Told) -> None:
    """A part's word beside the whole's count repeats it ("110转来纠纷3起"); a part alone raises its whole.

    A single case that went well ("调成一起") states only the whole, unless said in the part's own word.
    """
    for kind, found in told.items():
        raised: dict[str, Item] = {}
        for name, words in scene.lexicon.measures.get(kind, {}).items():
            if not words.raises:
                continue
            part, whole = _figure(found, name), _figure(found, words.raises)
            if (
                part
                and part.value == 1
                and not whole
                and not words.echo
                and not _raised_by(scene, kind, found, words.raises)
                and name not in scene.text[slice(*span)]
            ):
                found.remove(part)
                found.append(replace(part, measure=words.raises))
            elif words.echo and whole and not part and whole.value > 0 and _named(scene, span, kind, name):
                found.append(replace(whole, measure=name))
            elif words.echo and not whole and not part and _named(scene, span, kind, name):
                found.append(Item(name, Decimal(1), Hedge.EXACT, ""))
            elif part and not whole and part.value > getattr(raised.get(words.raises), "value", 0):
                raised[words.raises] = replace(part, measure=words.raises, raised=True)
        found += raised.values()


def _raised_by(scene: Scene, kind: str, found: Sequence[Item], whole: str) -> bool:
    """Whether another part of the same whole counts several ("110转来2起，调成1起")."""
    parts = [name for name, words in scene.lexicon.measures[kind].items() if words.raises == whole]
    return any(item.measure in parts and item.value > 1 for item in found)


def _single(scene: Scene, span: tuple[int, int], told: Told) -> None:
    """The one of "做了次法治体检", "破了起刑案": a figure where its measure is not implied anyway."""
    for match in _ONE_OF.finditer(scene.text, *span):
        for noun in scene.nouns.within(match.start() - 2, match.end() + _NEAR):
            if noun.end <= match.end() or noun.end > span[1]:
                continue
            for sense in noun.senses:
                kind = catalogue().kind(sense.kind)
                words = scene.lexicon.measures[sense.kind][sense.measure]
                fits = match["unit"] in words.units | words.also and sense.measure != kind.primary
                if fits and sense.kind in told and not _figure(told[sense.kind], sense.measure):
                    said = scene.text[match.start() : noun.end]
                    told[sense.kind].append(Item(sense.measure, Decimal(1), Hedge.EXACT, said, match.start()))


def _named(scene: Scene, span: tuple[int, int], kind: str, measure: str) -> bool:
    return any(
        sense.kind == kind and sense.measure == measure and not sense.general
        for noun in scene.nouns.within(*span)
        for sense in noun.senses
        if len(noun.word) > 2
    )


def is_total(text: str, start: int, word: str, last: bool) -> bool:
    """Whether a number at `start` is told as a total (共12人); the last of its measure with its name between
    as well ("合计述法10人"), which `word` is.
    """
    begin = max(0, start - 12)
    if _SUMS.search(text, begin, start):
        return True
    named = last and (
        _SUMS_NAMED.search(text, begin, start) or (word and text.endswith(f"共{word}", begin, start))
    )
    return bool(named)


def _figure(items: Sequence[Item], measure: str | None) -> Item | None:
    return next((item for item in items if item.measure == measure), None)


def settle(kind: str, items: Sequence[Item], parts: Set[str] = frozenset()) -> tuple[Figure, ...]:
    """An entry's figures: one a measure, parts not added to their whole, the primary implied.

    `parts`: measures of a period that imply no primary where they are zero ("10月无警情转调").
    """
    by_measure: dict[str, list[Item]] = {}
    for item in items:
        by_measure.setdefault(item.measure, []).append(item)
    by_measure = {name: _told_itself(found) for name, found in by_measure.items()}
    stocks = {measure.name for measure in catalogue().kind(kind).measures if measure.stock}
    settled = {
        name: _figure_of(found[-1] if name in stocks and not found[-1].listed else total(found))
        for name, found in by_measure.items()
    }
    primary = catalogue().kind(kind).primary
    nothing = bool(settled) and all(name in parts and not one.value for name, one in settled.items())
    if primary and primary not in settled and not nothing:
        settled = {primary: Figure(primary, Decimal(1), implied=True), **settled}
    return tuple(settled.values())


def is_part(page: Scene, one: Chosen, chosen: Sequence[Chosen]) -> bool:
    """Whether a count is said as a part, or its word names one ("废止2件") of a whole told by another."""
    reading = one.reading
    parts = page.lexicon.measures[reading.kind][reading.measure].parts
    return one.partial or (
        reading.word in parts
        and any(
            (other.reading.kind, other.reading.measure) == (reading.kind, reading.measure)
            and not (other.partial or other.reading.word in parts)
            for other in chosen
        )
    )


def _told_itself(items: list[Item]) -> list[Item]:
    """The items of a measure, without the wholes of parts where a greater whole was told itself."""
    greatest = max((item.value for item in items if not item.raised), default=Decimal(0))
    return [item for item in items if not (item.raised and 1 < item.value <= greatest)] or items


def _figure_of(item: Item) -> Figure:
    return Figure(item.measure, item.value, item.hedge, words=item.words)


def _is_said_again(items: Sequence[Item]) -> bool:
    """Whether a number is only said once more ("两处宣传栏翻新，提升2处"), not of another sort of thing."""
    first, *others = items
    units = {one.words.strip()[-1:] for one in items}
    words = {one.word for one in items}
    of_sorts = len(units) == 1 and not units <= set("处件次起场")
    of_sorts = of_sorts or (
        units <= set("份本册张") and len(words) == len(items) and not words & {"", first.measure}
    )
    return (
        not of_sorts
        and first.value > 1
        and all(one.value == first.value and one.start != first.start for one in others)
    )


def _is_within(item: Item, whole: Item) -> bool:
    """Whether a figure is the whole or a part of it: what is told before it, and less, is another one."""
    return item.value == whole.value or (item.value < whole.value and item.start >= whole.start)


def single(items: Sequence[Item]) -> list[Item]:
    """Counts of 一 among others, which are a share or one of those that were counted, and no more of them.

    一人一本，发出去42本; 普法2回，一回在场院. Not so where all are of one (一场在东头，一场在西头), nor in a
    list (邻里两起、地界一起).
    """
    ones = [item for item in items if item.value == 1 and item.words.startswith("一") and not item.listed]
    return ones if len(ones) < len(items) else []


def total(items: Sequence[Item]) -> Item:
    """Items of one measure as one: a total or a whole among its parts stands alone, others are added."""
    if len(items) == 1:
        return items[0]
    others = [item for item in items if not item.running]
    items = others if any(not item.part for item in others) else items  # "累计支出12万元，其中…7万元"
    wholes = [item for item in items if not item.part] or items
    if len(wholes) == 1 and all(_is_within(item, wholes[0]) for item in items):
        return wholes[0]
    if len(wholes) == 1:  # a part greater than its whole is none: "处分3人，诫勉2人"
        wholes = items
    if any(item.words.rstrip().endswith("%") or "百分之" in item.words for item in items):
        return next((item for item in items if item.word == item.measure), items[-1])  # no sum of shares
    if _is_said_again(wholes):
        return wholes[0]
    if ones := single(wholes):
        wholes = items = [item for item in wholes if item not in ones]
    values = sum((item.value for item in items), Decimal(0))
    for item in items:
        if item.sums and values - item.value <= item.value:
            return item
        if len(items) > 2 and item in (items[0], items[-1]) and item.value * 2 == values:
            return item
    values = sum((item.value for item in wholes), Decimal(0))
    hedges = {item.hedge for item in wholes}
    hedge = next(one for one in (Hedge.ABOUT, Hedge.AT_LEAST, Hedge.EXACT) if one in hedges)
    return replace(wholes[0], value=values, hedge=hedge, words="；".join(item.words for item in wholes))
