"""How a message points at an entry: 昨天那个发单子的, 工钱那起, 15号的讲座, 倒数第二条, 上面两条.

A grammar of the noun phrase alone. Which entries it names, the ledger tells (bot/pointing.py).
"""

import re
from dataclasses import dataclass
from datetime import datetime

from bot.understanding import lexicon
from bot.understanding import scene as scenes
from bot.understanding.amend_signs import sign_of_amendment
from bot.understanding.amend_words import ERROR, MISCOUNT, PREVIOUS, SET, SETS_TO, VALUE, WITHDRAW, WRONG
from bot.understanding.cues import fold
from bot.understanding.date_text import number
from bot.understanding.dates import DateSpan, find_dates
from bot.understanding.lexicon import Sense
from bot.understanding.meaning import NO_TOWN, TownWords
from bot.understanding.patterns import Pattern
from bot.understanding.scene import Scene
from storage.catalogue import bundled

_EVENT = "那场"
STANDS_FOR = "那条"  # what may be read in the place of a phrase that points
_NUMERALS = "一二两三四五六七八九十"
# 这起 is of what the message tells itself; only 这条 is of the ledger.
_THAT = Pattern(
    r"这一?[条笔]|那一?(?:[条场次起件份回期笔节堂项桩]|个(?!人(?![数次])|时候|月|星期|礼拜|村|镇|社区))"
)
_OF_COURTESY = (
    "把|将|请|麻烦|帮我?忙?|劳驾|哎[呀哟]?|不好意思|对不起|抱歉|对了|错了|搞错了|等一?下|撤[销回掉了]?一?下?|删[掉除了]?|作废|"
    "恢复|取消|划掉|去掉|更正(?:一下)?|修改(?:一下)?|改一下|我们?|俺|还有|其实|那"
)
_LEAD = Pattern(rf"^[\s@]*(?:{_OF_COURTESY})")
_BREAK = "，。；：！？,;:!?\n 　"
_LONGEST = 14  # characters of what describes an entry
# 那个发单子的, 那个检查的事: a deed behind 那个, up to its 的.
_DEED = Pattern(
    r"(?:的?(?:发|讲|查|开|搞|办|请|做|走|宣|调|排|送|教|摆|上|去|到|给|在|来|赔|打|争|闹|欠)"
    r"[^，。；\d\n的]{1,8}(?<![来发赔到用出花收有加])的(?:事情?|那?个|那?条)?|[^，。；\d\n的是]{1,4}的事情?)(?![数钱])"
)
_ERRING = Pattern(rf"{ERROR}|{MISCOUNT}|{SETS_TO}")
_CHANGES = Pattern(rf"{ERROR}|{MISCOUNT}|{WRONG}|{SET}|{WITHDRAW}|不是|[再得要补]加|[加减扣]\d|是")
_LATEST = Pattern(PREVIOUS)
# 上面那条, 刚报的那条: the latest, whatever is said of it.
_JUST = Pattern(
    r"(?:[上前][面边头]?|刚[才刚]?|方才|最[后近新]|先前|之前)(?:[我们咱]{0,2}(?:报|发|记|填|写|说|录)(?:上去)?)?的?"
)
_ORDER = Pattern(
    rf"倒数第(?P<back>[{_NUMERALS}\d])[条个起件场次]|(?P<before>上上|再[上前]面?)一?[条个]|"
    rf"(?:^|(?<=[，。：！ 把将请删撤掉了]))第(?P<nth>[{_NUMERALS}]{{1,3}})[条个起件](?!线)"
)
_NUMBER = Pattern(
    r"(?<![\d、和跟与])(?:(?P<full>20\d\d-\d{1,5})(?![\d-])|(?:第(?=\d+[条号])|编号)(?P<serial>\d{1,5})[条号]?)"
    r"(?:那条)?(?![、和跟与])"
)
_SEVERAL = Pattern(
    r"(?:[上前]面?|刚[才刚]?|最后|[后这那]|我)(?:[报发记录填]的?|的)?[这那]?(?P<many>[两二三四五六2-6])(?:条|个(?=[都全]))"
    r"(?:记录)?(?:全?都|全部?|一起|也)?"
)
# 两条都删掉, 全部撤销: all that was shown just now.
_ALL = Pattern(
    r"^(?:[^，。]{0,6}[，, ])?[这那]?(?:(?P<many>[两二三四五六2-6几])[条个]|[这那]些)?(?:全?都|全部?|统统)"
    r"(?=(?:撤|删|不要|作废|不算|取消|划掉|重报)[^，。]{0,4}(?:[，。！]|$))"
)
_MOST_LISTED = 20  # entries of a card: 第2条 is counted, 第128条 a number
_NUMBERED = Pattern(r"^(?:第|#|编号)?(?:20\d\d-)?\d{1,5}[号条]?的?$")
# 那条核了下，5490元; 那次另外还有2人: said of an entry, a change.
_CHECKED = Pattern(
    rf"核[对实]?[了过一下]*[，, ]*(?:应该?)?[是有]?{VALUE}|(?:另外?|还)有{VALUE}|看走眼|漏掉{VALUE}|"
    rf"更正[^，。\n\d]{{0,6}}{VALUE}"
)
_MAY_BE_NUMBER = Pattern(r"\d{1,2}号|20\d\d-\d{1,2}")
_SENT = Pattern(r"^[我们咱俺]{0,2}(?:上?报|发|记|填|录|写)(?:上去)?的?$")
_COUNTS = frozenset(
    ("人数", "人次", "次数", "场数", "场次", "件数", "份数", "户数", "家数", "数量", "数字", "金额")
)
_MATTER = Pattern("(?:事情?|案子)(?![业务项])")
_TAKEN_BACK = Pattern("(?=(?:都|全)?(?:撤[销了回掉]|作废|删[掉除了])[^，。]{0,3}$)")


@dataclass(frozen=True, slots=True)
class Pointer:
    """A phrase at [start, end) that points at entries.

    `words`: what describes one (工钱, 发单子的), or ""; `day`: its day, `sent`: that day is when it was
    reported. `number`: its number. `back`: counted from the latest, 1 the latest itself; `nth`: counted as
    they were listed; `many`: so many of the latest. `definite`: it is called 那.
    `whole`: all that was shown just now, `many` of them where that is not 0.
    """

    start: int
    end: int
    words: str = ""
    day: DateSpan | None = None
    sent: bool = False
    number: str = ""
    back: int = 0
    nth: int = 0
    many: int = 0
    definite: bool = True
    whole: bool = False

    def replaced(self, text: str) -> str:
        """The message with 那条 in the place of what points, so that only the correction is left to read."""
        plain = fold(text)
        return plain[: self.start] + STANDS_FOR + plain[self.end :]

    def sign(self, text: str) -> str:
        """The words by which the message changes what it points at, or "".

        15号的讲座 may be told anew, and that is changed is to be said more plainly than of 15号那场.
        """
        read = self.replaced(text)
        if self.definite:
            checked = _CHECKED.search(read)
            return sign_of_amendment(read) or (checked.group() if checked else "")
        rest = _EVENT + read.partition(STANDS_FOR)[2]
        head = re.split("[，。；（\n]", rest)[0]
        counts = any(char.isdigit() for char in head)  # 11月值班8次，…不算: told, and not changed
        return sign_of_amendment(head if counts else rest)


def find_pointer(text: str, at: datetime, town: TownWords = NO_TOWN) -> Pointer | None:
    """What a message sent at `at` points with; None where it does not, or only at the latest (上一条)."""
    plain = fold(text)
    if found := _by_order(plain):
        return found
    if not (_THAT.search(plain) or _CHANGES.search(plain)):
        return None
    dates = find_dates(plain, at)
    scene = scenes.look(plain, at, town, lexicon.bundled(), dates)
    tries = (_that(scene, that) for that in _THAT.finditer(plain))
    found = next(filter(None, tries), None)
    if found is None and not _LATEST.search(plain):
        found = _of_day(scene) or _matter(scene)
    return None if found is None or _told_before(scene, found.start) else found


def _told_before(scene: Scene, position: int) -> bool:
    """Whether the message tells of work of its own before it points: 那起 is then of what it tells."""
    return bool(scene.cues.within(0, position) or scene.dates.within(0, position))


def _by_order(plain: str) -> Pointer | None:
    if several := _SEVERAL.search(plain):
        return Pointer(*several.span(), many=_many(several["many"]))
    if found := _ALL.search(plain):
        return Pointer(found.start(), found.end(), many=_many(found["many"]), whole=True)
    if found := _NUMBER.search(plain):
        if found["serial"] and int(found["serial"]) <= _MOST_LISTED:
            return Pointer(*found.span(), nth=int(found["serial"]))
        return Pointer(*found.span(), number=found["full"] or found["serial"])
    if found := _ORDER.search(plain):
        if found["nth"]:
            return Pointer(*found.span(), nth=number(found["nth"]))
        return Pointer(*found.span(), back=number(found["back"]) if found["back"] else 2)
    return None


def _many(numeral: str | None) -> int:
    """How many are named; 0 where that is not said (几条)."""
    return number(numeral) if numeral and numeral != "几" else 0


def _that(scene: Scene, that: re.Match[str]) -> Pointer | None:
    """那个 with what describes it on both sides: 昨天那个发单子的."""
    text = scene.text
    start = _left(text, that.start())
    if _JUST.fullmatch(text, start, that.start()):
        return None
    right = _right(scene, that.end())
    left = text[start : that.start()]
    if _NUMBERED.match(left):
        day = next(iter(scene.dates.within(start, that.start())), None)
        return Pointer(start, right.end, right.words, day, number=re.sub("[^0-9-]", "", left))
    if _ERRING.search(left):
        return None
    return _described(scene, start, that.start(), right)


@dataclass(frozen=True, slots=True)
class _Right:
    """What describes an entry behind 那个, and where it ends; a figure's word (那场资料) is not `taken`."""

    words: str
    end: int
    taken: bool = True


def _left(text: str, end: int) -> int:
    """Where the phrase before 那个 begins: behind a mark, courtesy and the verb that changes it."""
    start = max(end - _LONGEST, 0)
    start = max([start, *(text.rfind(mark, start, end) + 1 for mark in _BREAK)])
    while lead := _LEAD.search(text[start:end]):
        start += lead.end()
    return start


def _right(scene: Scene, start: int) -> _Right:
    """What stands behind 那个: a kind of work (那场普法), a deed (那个发单子的), or what is counted."""
    text = scene.text
    if deed := _DEED.match(text, start):
        return _Right(deed.group().strip("的"), deed.end())
    counted = next((noun for noun in scene.nouns.within(start, start + 1) if len(noun.word) > 1), None)
    if counted and (counted.word in _COUNTS or text.startswith("数", counted.end)):
        return _Right("" if counted.word in _COUNTS else counted.word, start, False)
    if counted and (counted.word.endswith("数") or not any(_is_first(sense) for sense in counted.senses)):
        return _Right(counted.word.removesuffix("数"), start, False)
    end = start
    for cue in scene.cues.within(start, start + _LONGEST):
        if cue.start <= end < cue.end and not scene.dates.within(cue.start, cue.end):
            end = cue.end
    if end == start and (short := re.match("[课会]", text[start:])):
        end = start + short.end()
    if end == start and counted:
        end = counted.end
    if end > start and (more := re.match(r"(?:活动|的事情?|的(?=[^，。\d]{0,6}[条个]))", text[end:])):
        end += more.end()
    return _Right(text[start:end].strip("的"), end)


def _is_first(sense: Sense) -> bool:
    """Whether a word counts the works themselves: 培训 of 那场培训, as 资料 of 那场资料 does not."""
    return not sense.lent and bundled().kind(sense.kind).primary == sense.measure


def _described(scene: Scene, start: int, end: int, right: _Right) -> Pointer | None:
    """The pointer of the words before 那个 and those behind it, its day taken out of them."""
    words, day, sent = scene.text[start:end], None, False
    span = next(iter(scene.dates.within(start, end)), None)
    if span is not None and span.end <= end:
        rest = scene.text[span.end : end]
        told = _SENT.match(rest)
        day, sent = span, told is not None
        words = scene.text[start : span.start] + rest[told.end() if told else 0 :]
    words = _JUST.sub("", words.strip(" 的在了"))
    if not words or right.taken:
        words += right.words
    return Pointer(start, right.end, words, day, sent) if words or day else None


def _of_day(scene: Scene) -> Pointer | None:
    """15号的讲座, 昨天的课: a day and a kind of work at the head of a clause."""
    text = scene.text
    for span in scene.dates.things:
        if _MAY_BE_NUMBER.fullmatch(text, span.start, span.end) and text[span.end : span.end + 1] != "的":
            continue  # 1号听众改成54: perhaps the entry's number, which is looked for elsewhere
        if _left(text, span.start) != span.start and _left(text, span.end) != span.start:
            continue
        between = re.match("的?(?:那天的)?", text[span.end :])
        start = span.end + (between.end() if between else 0)
        if (right := _right(scene, start)).words:
            return Pointer(span.start, right.end, right.words, span, definite=False)
    return None


def _matter(scene: Scene) -> Pointer | None:
    """摩托车的事赔的是3000, 加油站的检查是昨天搞的, 把调解的撤销: a matter or a work at a clause's head."""
    for of in re.finditer("的", scene.text[:_LONGEST]):
        start = _left(scene.text, of.start())
        matter = _MATTER.match(scene.text, of.end()) or _TAKEN_BACK.match(scene.text, of.end())
        right = _Right("", matter.end()) if matter else _right(scene, of.end())
        if of.start() - start > 1 and (matter or (right.words and right.taken)):
            return Pointer(start, right.end, scene.text[start : of.start()] + right.words, definite=False)
    return None
