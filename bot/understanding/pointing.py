"""How a message points at an entry: 昨天那个发单子的, 工钱那起, 15号的讲座, 倒数第二条, 上面两条.

A grammar of the noun phrase alone. Which entries it names, the ledger tells (bot/pointing.py).
"""

import re
from dataclasses import dataclass
from datetime import datetime

from bot.understanding import lexicon
from bot.understanding import scene as scenes
from bot.understanding.amend_signs import sign_of_amendment
from bot.understanding.amend_words import ERROR, MISCOUNT, PREVIOUS, SET, SETS_TO, WITHDRAW, WRONG
from bot.understanding.cues import fold
from bot.understanding.dates import DateSpan, find_dates
from bot.understanding.disputes import dispute_kind
from bot.understanding.lexicon import Sense
from bot.understanding.meaning import NO_TOWN, TownWords
from bot.understanding.patterns import Pattern
from bot.understanding.scene import Scene
from storage.catalogue import bundled
from storage.records import Entry

_EVENT = "那场"
STANDS_FOR = "那条"  # what may be read in the place of a phrase that points
_NUMERALS = "一二两三四五六七八九十"
_THAT = Pattern(r"[那这]一?(?:[条场次起件份回期笔节堂项]|个(?!人(?![数次])|时候|月|星期|礼拜|村|镇|社区))")
_OF_COURTESY = (
    "把|将|请|麻烦|帮我?忙?|劳驾|哎呀?|不好意思|对不起|抱歉|对了|错了|搞错了|等一?下|撤[销回掉]?一?下?|删[掉除]?|作废|"
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
    rf"(?<!倒数)第(?P<nth>[{_NUMERALS}]{{1,3}})[条个起件场次](?!线)"
)
_NUMBER = Pattern(
    r"(?<![\d、和跟与])(?:(?P<full>20\d\d-\d{1,5})(?![\d-])|(?:第|编号)(?P<serial>\d{1,5})[条号])(?:那条)?(?![、和跟与\d])"
)
_SEVERAL = Pattern(
    r"(?:[上前]面?|刚[才刚]?|最后|[后这那]|我)(?:[报发记录填]的?|的)?[这那]?(?P<many>[两二三四五六2-6])(?:条|个(?=[都全]))"
    r"(?:记录)?(?:全?都|全部?|一起|也)?"
)
_DAYS_OWN = Pattern(r"的|那天的?|")
_NUMBERED = Pattern(r"^(?:第|#|编号)?(?:20\d\d-)?\d{1,5}[号条]?的?$")
_MAY_BE_NUMBER = Pattern(r"\d{1,2}号|20\d\d-\d{1,2}")
_SENT = Pattern(r"^[我们咱俺]{0,2}(?:上?报|发|记|填|录|写)(?:上去)?的?")
# What says nothing of an event: its verbs, and what joins words.
_FILLERS = frozenset("发讲查开搞办请做走去的在到事那个场来弄送了过些条起件次情里上给我们咱村一")
_COUNTS = frozenset(
    ("人数", "人次", "次数", "场数", "场次", "件数", "份数", "户数", "家数", "数量", "数字", "金额")
)
_SHORT = {"课": ("法治讲座", "法治培训"), "会": ("专题会议",), "文": ("制度文件",), "文件": ("制度文件",)}


@dataclass(frozen=True, slots=True)
class Pointer:
    """A phrase at [start, end) that points at entries.

    `words`: what describes one (工钱, 发单子的), or ""; `day`: its day, `sent`: that day is when it was
    reported. `number`: its number. `back`: counted from the latest, 1 the latest itself; `nth`: counted as
    they were listed; `many`: so many of the latest. `definite`: it is called 那.
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

    def replaced(self, text: str) -> str:
        """The message with 那条 in the place of what points, so that only the correction is left to read."""
        plain = fold(text)
        return plain[: self.start] + STANDS_FOR + plain[self.end :]

    def sign(self, text: str) -> str:
        """The words by which the message changes what it points at, or "".

        15号的讲座 may be told anew, and that is changed is to be said more plainly than of 15号那场.
        """
        read = self.replaced(text)
        return sign_of_amendment(read if self.definite else read.replace(STANDS_FOR, _EVENT, 1))


def find_pointer(text: str, at: datetime, town: TownWords = NO_TOWN) -> Pointer | None:
    """What a message sent at `at` points with; None where it does not, or only at the latest (上一条)."""
    plain = fold(text)
    if found := _by_order(plain):
        return found
    if not (_THAT.search(plain) or _CHANGES.search(plain)):
        return None
    dates = find_dates(plain, at)
    scene = scenes.look(plain, at, town, lexicon.bundled(), dates)
    for that in _THAT.finditer(plain):
        if found := _that(scene, that):
            return found
    return None if _LATEST.search(plain) else _of_day(scene)


def _by_order(plain: str) -> Pointer | None:
    if several := _SEVERAL.search(plain):
        return Pointer(*several.span(), many=_value(several["many"]))
    if found := _NUMBER.search(plain):
        return Pointer(*found.span(), number=found["full"] or found["serial"])
    if found := _ORDER.search(plain):
        if found["nth"]:
            return Pointer(*found.span(), nth=_value(found["nth"]))
        return Pointer(*found.span(), back=_value(found["back"]) if found["back"] else 2)
    return None


def _value(numeral: str) -> int:
    if numeral.isdigit():
        return int(numeral)
    tens, _, ones = numeral.rpartition("十")
    value = {char: index for index, char in enumerate("零一二三四五六七八九")} | {"两": 2, "十": 10, "": 0}
    return value[ones] + (10 * (value[tens] or 1) if "十" in numeral else 0)


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
    """What describes an entry behind 那个, and where it ends: before a figure's word (那场资料)."""

    words: str
    end: int


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
        return _Right("" if counted.word in _COUNTS else counted.word, start)
    if counted and (counted.word.endswith("数") or not any(_is_first(sense) for sense in counted.senses)):
        return _Right(counted.word.removesuffix("数"), start)
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
    words = _JUST.sub("", words.strip(" 的在了")) + right.words
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


def likeness(words: str, entry: Entry, at: datetime) -> float:
    """How well words describe an entry: from 3 what is its own, from 1 what its message tells; 0 not."""
    rest, own = _letters(words), _letters(entry.words)
    for name in (entry.member_name, entry.unit.name):
        rest = rest.replace(name, "")
    alike = sum(char in own for char in rest) / (len(rest) + 1)
    if entry.place and (place := _letters(entry.place)):
        rest = rest.replace(place, "")
        if rest and rest in place:
            return 3
    known = _unexplained(rest, entry, at)
    if known is not None and (len(known) <= 1 or known in own):
        return 3 + alike
    if rest in own:
        return 3
    told = _letters(entry.text + entry.unit.name + "".join(entry.attributes.values()))
    if len(rest) > 1 and rest in told:
        return 1 + alike
    core = "".join(char for char in rest if char not in _FILLERS)
    return 1 if core and core in own else 0


def _unexplained(words: str, entry: Entry, at: datetime) -> str | None:
    """What of the words the entry's kind, figures and type of dispute do not account for."""
    scene = scenes.look(words, at, NO_TOWN, lexicon.bundled(), ())
    spans = [(cue.start, cue.end) for cue in scene.cues.things if cue.kind == entry.kind]
    measures = {figure.measure for figure in entry.figures if not figure.implied}
    for noun in scene.nouns.things:
        if any(
            sense.kind == entry.kind and sense.measure in measures and not sense.lent for sense in noun.senses
        ):
            spans.append((noun.start, noun.end))
    if entry.attributes and (told := dispute_kind(f"{words}纠纷")) and told[0] in entry.attributes.values():
        return ""
    for short, named in _SHORT.items():
        if entry.kind in named and words.endswith(short):
            spans.append((len(words) - len(short), len(words)))
    if not spans:
        return None
    left = (c for i, c in enumerate(words) if not any(start <= i < end for start, end in spans))
    return "".join(char for char in left if char not in _FILLERS)


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)
