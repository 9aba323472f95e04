"""The clauses of a message, and of each whether it tells something done, open or still to come."""

from dataclasses import dataclass

from bot.understanding import cues, lexicon, prospects, segments, talk
from bot.understanding.bearings import Days
from bot.understanding.dates import DateSpan
from bot.understanding.numbers import Count
from bot.understanding.once import Once
from bot.understanding.patterns import Pattern
from bot.understanding.scene import Scene
from bot.understanding.signs import Signs, Tense

# Counted words of days, goods and families, which a message may name whatever it is about.
_OF_ANYTHING = frozenset("天日箱包批斤吨米顶只头桌提段站波") | {"口子", "口人", "公斤"}


_TURNS = frozenset(lexicon.PATTERNS.values())  # weights of turns of phrase, which hold a verb
_DEED = lexicon.PATTERNS["strong"]  # the weight of such as name a deed by themselves: "法官到村口开庭"


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause and its evidence. `claims`: how much it says that the ledger would hold (0 to 4).

    `marked`: a word tells that it is done, not its day alone. `dated`: it names a time. `did`: a deed.
    `asked`: a question mark follows, or it asks colleagues. `ends_in_work`: its last words name the work.
    `guessed`: its deed is in words that nobody listed.
    `firm`: a count, a day, or a mark of the past right behind its deed tells it.
    """

    text: str
    tense: Tense
    claims: int
    figure: bool
    marked: bool
    dated: bool
    did: bool
    asked: bool = False
    ends_in_work: bool = False
    guessed: bool = False
    firm: bool = False


_BREAK = Pattern(r"[,，。.;；!！?？\n、:：()（）~～…]+|" + segments.GAP)


def split(text: str) -> list[tuple[int, int]]:
    """The clauses' (start, end), by punctuation; a mark inside a number breaks nothing."""
    spans, start = [], 0
    for mark in _BREAK.finditer(text):
        inside = mark.group() in ".,:、~～" and text[mark.start() - 1 : mark.start()].isdigit()
        if inside and text[mark.end() : mark.end() + 1].isdigit():
            continue
        if text[start : mark.start()].strip():
            spans.append((start, mark.start()))
        start = mark.end()
    if text[start:].strip():
        spans.append((start, len(text)))
    return spans


_WEEKS = 20  # days: a longer span is a month or more
_ABSENT = Pattern(  # nobody came, nothing came of it: no zero, but of a whole month
    r"没(?:有)?(?:经费|人手|[钱空]$|人(?=$|[，。接管在来愿肯想敢去])|[来去到空])|"
    rf"^[^月年周季]*(?:{prospects.LEFT_UNDONE.pattern}|{prospects.NOT_DONE.pattern})"
)
_ENDS = Pattern("[》”]\\s*$|(?:各[一-鿿]{1,3}|派出所)\\s*$")  # a title, or to whom it went
_FINISHED = Pattern(  # "了" before what was done, or right behind a deed; not the mere change of "…停了"
    rf"了(?=[一-鿿《“\d])|[刚已完过被]|上墙|的$|(?:{cues.DID.pattern})[完好成过下上来去出到掉定妥清起开拢]{{0,2}}(?:了|(?<=了))|发到[^，。]*了"
)
_DID_IT = Pattern("[一-鿿]了(?![解结不断])")
_NO_DEED = Pattern("[大小多少好坏冷热累忙到有是黑烧突哑]了|[要快不没][^，。]*了")
_NOMINAL = Pattern(  # those who come to it are told something: "来开会的绕后街走"
    r"(?:[来去要]|参加)(?:开会|培训|听课|值班|宣传|检查|开庭)的(?=同志|各位|大家|人员?[^\d，。]{0,3}[带记请走绕]|[绕走坐带早晚别记请从把])"
)
_PARTED = Pattern("[。；\n]")
_HELD_FOR = Pattern("(?:系列|主题|集中|专题)?(?:启动|宣传|普法|活动|专场|法治|知识|仪式)")
_TILL_NOW = Pattern("[到至](?:今[天日早]|现在|目前|此刻)")  # "24号到今天": what is counted is over


@dataclass(frozen=True)
class Reader:
    """Reads clauses of one message."""

    page: Scene
    learned: tuple[str, ...] = ()  # the town's words for works

    @Once
    def days(self) -> Days:
        return Days(self.page)

    def read(self, start: int, end: int) -> Clause:
        clause = self.page.text[start:end]
        within = self.page.dates.within(start, end)
        own = [span for span in within if span.form != "name" and not self._is_theme(span)]
        names = [span for span in within if span.form == "name"]
        zero = bool(cues.ZERO.search(clause))
        none = zero or bool(self.page.zeros.within(start, end))
        none = none and not (_ABSENT.search(clause) and not self._of_a_period(start))
        figure = none or any(self._counts(count, end) for count in self.page.counts.within(start, end))
        claims = 2 * figure
        named = any(word in clause for word in self.learned)
        turns = [cue.weight for cue in self.page.cues.within(start, end) if cue.weight in _TURNS]
        told = bool(turns) and (_DEED in turns or cues.DONE.search(clause) is not None)
        told = told and not cues.AFFAIR.search(clause)
        did = named or bool(cues.DID.search(_NOMINAL.sub("", clause))) or told
        guessed = not did and self._did_something(clause, start, end)
        did = did or guessed
        claims += did + (named or self._tells_work(clause, start, end))
        unprepared = cues.PREPARED.sub("", clause)
        prepared = unprepared != clause and not cues.ACT.search(unprepared)
        marked = zero or (not prepared and bool(cues.DONE.search(unprepared)))
        marked = marked or _TILL_NOW.search(clause) is not None
        dated = bool(own or cues.TODAY.search(clause) or cues.PAST.search(clause))
        tense = Signs(self.days, clause, own, names, claims, marked, prepared, none, self.counted).tense()
        if not did and tense in (Tense.DONE, Tense.OPEN) and cues.AFFAIR.search(clause):
            tense = Tense.TALK
        asked = self.page.text[end : end + 1] in ("?", "？") or talk.asks(clause)
        joined = tense in (Tense.AHEAD, Tense.SOON) and talk.seeks_company(clause)
        if asked and not figure and not joined:
            tense = Tense.TALK
        if tense is Tense.DONE and not figure and talk.announces(clause):
            tense = Tense.TALK
        firm = figure or dated or bool(cues.RESULT.search(clause) or (marked and _FINISHED.search(clause)))
        ends = not firm and self._ends_in_work(clause, start, end)
        return Clause(clause, tense, claims, figure, marked, dated, did, asked, ends, guessed, firm)

    def _is_theme(self, span: DateSpan) -> bool:
        """Whether a feast only says what was held on the day that is told ("3日举行宪法宣传周启动仪式")."""
        if span.form != "feast" or not _HELD_FOR.match(self.page.text, span.end):
            return False
        return any(
            one.rank > span.rank
            and one.form in ("day", "relative", "weekday")
            and not _PARTED.search(self.page.text, *sorted((one.start, span.start)))
            for one in self.page.dates.things
        )

    def _of_a_period(self, start: int) -> bool:
        """Whether a month or more was named before: "12月讲座没搞，普法没搞" tells of noughts."""
        before = self.page.dates.within(0, start)
        return any(span.until is not None and (span.until - span.on).days > _WEEKS for span in before)

    def _tells_work(self, clause: str, start: int, end: int) -> bool:
        """Whether a clause speaks of the ledger's matters, by a cue that was found or by any other word."""
        topic = lexicon.WEIGHTS["topics"]
        return any(cue.weight >= topic for cue in self.page.cues.within(start, end)) or cues.works(clause)

    def _ends_in_work(self, clause: str, start: int, end: int) -> bool:
        last = start + len(clause.rstrip())
        return bool(_ENDS.search(clause)) or any(cue.end >= last for cue in self.page.cues.within(start, end))

    @Once
    def counted(self) -> bool:
        """Whether the message counts anything that the ledger may hold."""
        return any(self._counts(count, count.end) for count in self.page.counts.things)

    def _did_something(self, clause: str, start: int, end: int) -> bool:
        """Whether a clause about the work tells, with its day, of a deed in words that nobody listed."""
        over = cues.PAST.search(clause) or any(
            (span.until or span.on) <= self.page.at.date() for span in self.page.dates.within(start, end)
        )
        return bool(
            over and _DID_IT.search(clause) and not _NO_DEED.search(clause) and cues.works(clause)
        ) and not (
            cues.PRIVATE.search(clause)
            or cues.AFFAIR.search(clause)
            or cues.PREPARED.search(clause)
            or talk.minds_things(clause)
        )

    def _counts(self, count: Count, end: int) -> bool:
        """Whether a count is of what the ledger may hold; without a counted word, at the clause's end."""
        if count.unit == "%":
            return True
        if count.unit:
            return count.unit in lexicon.bundled().units and count.unit not in _OF_ANYTHING
        before = count.numeral - 1 - (self.page.text[count.numeral - 1 : count.numeral] == " ")
        return not self.page.text[count.end : end].strip() and self.page.text[before : before + 1] > "\u4e00"
