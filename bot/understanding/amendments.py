"""Corrections of earlier entries: which entry a message means, and what it sets."""

import re
from collections.abc import Sequence
from datetime import date, datetime

from bot.understanding import kinds, lexicon
from bot.understanding import scene as scenes
from bot.understanding.amend_about import about_words
from bot.understanding.amend_figures import dropped_figures, names, new_figures
from bot.understanding.amend_words import (
    ERROR,
    GONE,
    MISCOUNT,
    NUMBER,
    PART,
    PREVIOUS,
    SAME,
    SET,
    SETS_TO,
    THAT,
    VOID,
    WITHDRAW,
)
from bot.understanding.answers import place_in, read_answer
from bot.understanding.cues import fold
from bot.understanding.dates import DateSpan, find_dates
from bot.understanding.meaning import NO_TOWN, Amendment, TownWords
from bot.understanding.patterns import Pattern
from bot.understanding.resolving import Choice, Resolution, resolve
from bot.understanding.scene import Scene

__all__ = ["Choice", "Resolution", "read_amendment", "read_answer", "resolve"]

_PREVIOUS = Pattern(PREVIOUS)
_THAT = Pattern(THAT)
_THAT_EVENT = Pattern(rf"{THAT}|那[场次件](?=人[数次])")
_SPEAKS = Pattern(rf"{ERROR}|{PREVIOUS}|{THAT}|{SET}")  # of the entry: points at it, owns up or sets a value
_NUMBER = Pattern(NUMBER)
_WITHDRAW = Pattern(
    rf"{WITHDRAW}|{VOID}|重复|重报|[报记发写]重|重了|留一?条|别算|[删撤]一?下|[删撤](?=$|[，。吧！一那])|"
    r"一回事|同一[个场件次条]"
)
# Two entries that are one: "128、129重复，留128", "第3条和第4条是一回事，删一条".
_TWICE = Pattern(
    r"第?(?P<first>(?:20\d\d-)?\d{1,5})[条号]?[、和跟与，]\s*第?(?P<second>(?:20\d\d-)?\d{1,5})[条号]?[^，。\n]{0,4}"
    r"(?:重复|重了|一样|同一|是一)"
)
_KEPT = Pattern(r"留(?:下|着)?第?(?P<number>(?:20\d\d-)?\d{1,5})")
_REPORTED = Pattern(r"\s*[我们咱俺]{0,2}[报发记写填录登]的?(?!成)")
# A withdrawal in so many words, where nothing is set: what else is said of the entry is the reason.
_GONE = Pattern(
    rf"(?:{SAME})[^\n]*(?:[去划]掉|[删撤][掉去了]?)[前后]?面?一?[条个]|"
    rf"{GONE}|{VOID}|(?:^|[，。请])取消(?!了)|取消(?=[，。]|$)"
)
_SETS = Pattern(rf"{SETS_TO}|日期|地点|类[别型]|(?<!整)改(?=\d)")
_ERRED = Pattern(rf"{ERROR}|{MISCOUNT}")
_BREAK = Pattern("[，。；！？\\n ]|以[这此]|其[它他余]|别的|请|麻烦|谢谢|辛苦|帮[我忙]|抱歉|不好意思")
# What the value stands behind: 不是 for the wrong one, the others for the right one.
_VERB = Pattern(
    rf"(?P<old>而?不(?:是在|[是在算]|属于?|应?该?[算归])|别算|并非|[打写报记填说弄搞]成了?)|{SET}|(?<![不只就总还但可要那这])是|"
    rf"(?<=[，, 条场])(?:应?该?)算作?(?![错多少重\d了进])|(?<=[，, ])按|"
    rf"改(?=[\d一二三四五六七八九十]{{1,4}}[月号日])|"
    rf"(?<=地[点方])(?:加上|补[上充]?(?:一?下)?|填上?)[，,:： ]*|"
    rf"(?<=更正)[:：](?=[\d月日号周上昨前今天一二三四五六七八九十]{{2,8}}[，,])|(?<=[点期间别型类])[为:：]|(?<!现)在(?=[^，。]{{2,12}}(?:$|[，。]))"
)
_WHICH = Pattern("那一?[条场次笔件]")
_PLACE_WORD = Pattern("地点|地方|位置|村(?:名|子)?[写报记填打]?错|错村")
_DAY_WORD = Pattern("日期|时间|日子")
_KIND_WORD = Pattern("类别|类型|种类|分类|性质")
_PART = Pattern(PART)
_KIND_ENOUGH = 4.0


def read_amendment(
    text: str, at: datetime, town: TownWords = NO_TOWN, dates: Sequence[DateSpan] | None = None
) -> Amendment:
    """What a correction sent at `at` (aware, local) means; `dates`: those of the text, where already read.

    Takes any text: one that corrects nothing comes back `empty`. Values are read as by the reader of events.
    """
    plain = fold(text)
    spans = find_dates(plain, at) if dates is None else dates
    scene = scenes.look(plain, at, town, lexicon.bundled(), spans)
    return _Reader(scene).read()


class _Reader:
    """Reads one correction, value by value."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.text = scene.text
        self.number = _NUMBER.search(self.text)
        self.new_on: DateSpan | None = None
        self.old_on: DateSpan | None = None
        self.kind: str | None = None
        self.old_kind: str | None = None
        self.place: str | None = None
        self.old_place: str | None = None
        self.taken: list[tuple[int, int]] = []

    def read(self) -> Amendment:
        if twice := _TWICE.search(self.text):
            kept = _KEPT.search(self.text)
            number = twice["first"] if kept and kept["number"] == twice["second"] else twice["second"]
            return Amendment(number=number, withdraw=True)
        for start, end, old in self._slots():
            self._value(start, end, old)
        self._named_day()
        if gone := bool(_GONE.search(self.text) and not _SETS.search(self.text)):
            self.new_on = self.kind = self.place = None  # "活动是明天，上条先撤", "作废，是去年的"
        about_on, about_sent = self._about_days()
        about_kind = self.old_kind or self._about_kind()
        number = self._number()
        spans = [self.number.span()] if self.number and number else []
        spans += [found.span() for found in _PREVIOUS.finditer(self.text)]
        taken = [*spans, *self.taken]
        found = () if gone else new_figures(self.scene, None if self.kind else about_kind, taken)
        drop = () if found or self.new_on or self.kind or self.place else dropped_figures(self.scene)
        sets = found or drop or self.new_on or self.kind or self.place
        withdraw = bool(_WITHDRAW.search(self.text)) and not sets
        said = bool(_PREVIOUS.search(self.text))
        about_place = self.old_place or self._about_place()
        words = about_words(self.scene, about_place)
        told = number or about_on or about_place or about_sent or words
        return Amendment(
            number=number,
            previous=said or not told,
            withdraw=withdraw,
            figures=found,
            drop=drop,
            kind=self.kind,
            on=self.new_on.on if self.new_on else None,
            until=self.new_on.until if self.new_on else None,
            place=self.place,
            about_kind=about_kind,
            about_on=about_on.on if about_on else None,
            about_until=about_on.until if about_on else None,
            about_place=about_place,
            about_words=words,
            about_sent=about_sent,
            unsaid="" if withdraw or found or drop else self._unsaid(about_kind),
        )

    def _slots(self) -> list[tuple[int, int, bool]]:
        """The (start, end, wrong) of each value: from a verb to the next verb or mark."""
        slots = []
        verbs = list(_VERB.finditer(self.text))
        for index, verb in enumerate(verbs):
            start = verb.end() + len(self.text[verb.end() :]) - len(self.text[verb.end() :].lstrip())
            mark = _BREAK.search(self.text, start)
            end = mark.start() if mark else len(self.text)
            if index + 1 < len(verbs):
                end = min(end, verbs[index + 1].start())
            slots.append((verb.end(), end, bool(verb["old"])))
        return slots

    def _value(self, start: int, end: int, old: bool) -> None:
        """Takes a slot's value for what it is: a day, a kind or a place; counts are read elsewhere."""
        words = self.text[start:end].strip(" 在的了吧")
        if not words or _WHICH.search(words) or (_PART.fullmatch(words) and not self._kind_in(start, end)):
            return  # 在中学那场人数是125: where the entry was; 实际地点是镇中学
        before = self.text[max(0, start - 14) : start]
        where = self.text[start - 1 : start] == "在"  # 是在文化广场 names no kind of work
        first = next(
            (
                span
                for span in self.scene.dates.within(start, end)
                if start <= span.start <= start + 2 and span.end <= end and self.text[span.start] != "刚"
            ),
            None,
        )
        if first and not _PLACE_WORD.search(before):
            self._take_day(first, old)
        elif self.scene.counts.within(start, end):
            return
        elif not (where or _PLACE_WORD.search(before)) and (kind := self._kind_in(start, end)):
            if old:
                self.old_kind = self.old_kind or kind
            else:
                self.kind = self.kind or kind
        elif _KIND_WORD.search(before):
            return
        elif place := self._place_in(words, bool(_PLACE_WORD.search(self.text[max(0, start - 60) : start]))):
            if old:
                self.old_place = self.old_place or place
            else:
                self.place = self.place or place

    def _take_day(self, span: DateSpan, old: bool) -> None:
        if old:
            self.old_on = self.old_on or span
        else:
            named = _DAY_WORD.search(self.text[max(0, span.start - 6) : span.start])
            self.new_on = span if named else self.new_on or span
        self.taken.append((span.start, span.end))

    def _named_day(self) -> None:
        """The day behind the word itself, where no verb sets it: "上一条日期 10月20日"."""
        word = _DAY_WORD.search(self.text)
        if self.new_on or not word:
            return
        for span in self.scene.dates.within(word.end(), word.end() + 12):
            of_entry = re.match("[那报发]|的(?![，。！]|$)", self.text[span.end :])
            if word.end() <= span.start and span is not self.old_on and not of_entry:
                self.new_on = span
                return

    def _kind_in(self, start: int, end: int) -> str | None:
        """The kind that a slot names, where it is the slot's matter and not just a word in it."""
        weights = kinds.weigh(self.scene, start, end)
        best = kinds.best(weights)
        if best is None or weights[best] < _KIND_ENOUGH:
            return kinds.counted_by(self.text[start:end].strip())
        cues = [
            cue
            for cue in self.scene.cues.within(start, end)
            if cue.kind == best and start <= cue.start and cue.end <= end
        ]
        covered = max(cue.end for cue in cues) - min(cue.start for cue in cues)
        return best if covered * 2 >= len(self.text[start:end].strip()) else None

    def _place_in(self, words: str, asked: bool) -> str | None:
        if place := place_in("在" + words, self.scene.town.units):
            return place
        return words if asked and 2 <= len(words) <= 16 and not _DAY_WORD.search(words) else None

    def _number(self) -> str | None:
        found = self.number
        if not found:
            return None
        if found["full"]:
            return f"{found['full']}-{int(found['serial'])}"
        digits = found["nth"] or found["coded"] or found["bare"]
        if any(span.start <= found.start() < span.end for span in self.scene.dates.things):
            rest = self.text[found.end() - 1 :].lstrip("号日条")
            if rest.startswith(("那", "的")) or _DAY_WORD.search(self.text, 0, found.start()):
                return None
        return str(int(digits))

    def _about_days(self) -> tuple[DateSpan | None, date | None]:
        """The day of the entry that is meant, and the day when it was reported; the first of each."""
        day, sent = self.old_on, None
        for span in self.scene.dates.things:
            just_now = self.text[span.start : span.end].startswith("刚")
            erred = _ERRED.match(self.text, span.end)  # 上午弄错了
            if span in (self.new_on, self.old_on) or span.form == "name" or just_now or erred:
                continue
            if _REPORTED.match(self.text, span.end) and span.until is None:
                sent = sent or span.on
            elif not re.search("漏了?|少了?|多了?", self.text[max(0, span.start - 3) : span.start]):
                day = day or span
        return day, sent

    def _about_kind(self) -> str | None:
        """The kind that the correction speaks of, beside the one that it sets, explanations aside."""
        weights: dict[str, float] = {}
        for start, end in self._spoken():
            kinds.join(weights, kinds.weigh(self.scene, start, end))
            for noun in names(self.scene, start, end):
                if self.text[noun.start - 1 : noun.end] == "取消了":
                    continue
                if len(noun.word) > 1 and len({sense.kind for sense in noun.senses}) == 1:
                    name = noun.senses[0].kind
                    weights[name] = weights.get(name, 0) + _KIND_ENOUGH
        weights.pop(self.kind or "", None)
        best = kinds.best(weights)
        return best if best and weights[best] >= _KIND_ENOUGH else None

    def _spoken(self) -> list[tuple[int, int]]:
        """The clauses that point at the entry, own up to the error or set a value; all where none does."""
        pointing = _PREVIOUS if _PREVIOUS.search(self.text) else _THAT
        sign = pointing if _WITHDRAW.search(self.text) and pointing.search(self.text) else _SPEAKS
        found = [clause for clause in self.scene.clauses if sign.search(self.text, clause.start, clause.end)]
        return [(clause.start, clause.end) for clause in found or self.scene.clauses]

    def _unsaid(self, kind: str | None) -> str:
        """What is said to be wrong: date, place, kind, or the measure that is named."""
        if self.new_on or self.kind or self.place:
            return ""
        for part, pattern in (("date", _DAY_WORD), ("place", _PLACE_WORD), ("kind", _KIND_WORD)):
            if pattern.search(self.text):
                return part
        for noun in reversed(self.scene.nouns.things):
            measures = {sense.measure for sense in noun.senses if kind in (None, sense.kind)}
            if len(noun.word) > 1 and len(measures) == 1:
                return measures.pop()
        return ""

    def _about_place(self) -> str | None:
        """A village, or the words right before 那场 / 那条 that are no day and no kind of work."""
        that = _THAT_EVENT.search(self.text)
        end = that.start() if that else len(self.text)
        place = place_in(self.text[:end], self.scene.town.units)
        return None if place and self.place and self.place in place else place
