"""The clauses of a message, and of each whether it tells something done, open or still to come."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from bot.understanding import cues, lexicon, prospects, segments, talk
from bot.understanding.bearings import Days
from bot.understanding.dates import DateSpan, read_date
from bot.understanding.numbers import Count
from bot.understanding.patterns import Pattern
from bot.understanding.scene import Scene

# Counted words of days, goods and families, which a message may name whatever it is about.
_OF_ANYTHING = frozenset("天日箱包批斤吨米顶只头桌提段站波") | {"口子", "口人", "公斤"}


_TURNS = frozenset(lexicon.PATTERNS.values())  # weights of turns of phrase, which hold a verb
_DEED = lexicon.PATTERNS["strong"]  # the weight of such as name a deed by themselves: "法官到村口开庭"


class Tense(Enum):
    DONE = "done"
    OPEN = "open"  # nothing tells it
    SOON = "soon"  # a time that may lie on either side, nearer ahead
    AHEAD = "ahead"
    CANCELLED = "cancelled"
    TALK = "talk"  # a wish, an order, a notice: it claims nothing


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause and its evidence. `claims`: how much it says that the ledger would hold (0 to 4).

    `marked`: a word tells that it is done, not its day alone. `dated`: it names a time. `did`: a deed.
    `asked`: a question mark follows, or it asks colleagues.
    """

    text: str
    tense: Tense
    claims: int
    figure: bool
    marked: bool
    dated: bool
    did: bool
    asked: bool = False


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


_FIRST = Pattern("先(?:把|去|将|到)|得先")
_INVITED = Pattern("请(?![各大你相有辖全于假示])[^，。,]{1,14}(?:[来到给为去在]|讲|授课|解|上课|坐|检查|做)")
_READIES = Pattern("(?:^|[，。])[我俺咱]们?先(?:去|把|到)[^，。了]*(?=$|[，。])")  # what readies a coming day
_ABSENT = Pattern("没(?:有)?(?:人(?=$|[，。接管在来愿肯想敢去])|[来去到空])")  # nobody came: no zero
_TILL_NOW = Pattern("[到至](?:今[天日早]|现在|目前|此刻)")  # "24号到今天": what is counted is over
_DECIDED = Pattern(  # "昨天开会定了，…": what was decided follows
    r"^\s*(?:昨[天日]|今[天早]|刚才?|上午|前天)?(?:开会|会上|领导|书记|镇长|所长|主任|上面|[县局院镇]里|大家)[^，。\d]{0,3}(?:定|说|讲|通知|商量|"
    r"敲定|安排|交代)(?:好|下来)?了$"
)
NOT_YET = Pattern("还[没未]|尚未")
_NOT_ONE = Pattern("一[一-鿿]{1,2}[^，。]{0,8}[没未]")


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads clauses of one message."""

    page: Scene
    learned: tuple[str, ...] = ()  # the town's words for works

    @property
    def days(self) -> Days:
        return Days(self.page)

    def read(self, start: int, end: int) -> Clause:
        clause = self.page.text[start:end]
        within = self.page.dates.within(start, end)
        own = [span for span in within if span.form != "name"]
        names = [span for span in within if span.form == "name"]
        zero = bool(cues.ZERO.search(clause))
        none = (zero or bool(self.page.zeros.within(start, end))) and not _ABSENT.search(clause)
        figure = none or any(self._counts(count, end) for count in self.page.counts.within(start, end))
        claims = 2 * figure
        named = any(word in clause for word in self.learned)
        turns = [cue.weight for cue in self.page.cues.within(start, end) if cue.weight in _TURNS]
        told = bool(turns) and (_DEED in turns or cues.DONE.search(clause) is not None)
        told = told and not cues.AFFAIR.search(clause)
        did = named or bool(cues.DID.search(clause)) or told
        claims += did + (named or cues.works(clause))
        prepared = bool(cues.PREPARED.search(clause))
        prepared = prepared and not cues.ACT.search(cues.PREPARED.sub("", clause))
        marked = zero or (not prepared and bool(cues.DONE.search(cues.PREPARED.sub("", clause))))
        marked = marked or _TILL_NOW.search(clause) is not None
        dated = bool(own or cues.TODAY.search(clause) or cues.PAST.search(clause))
        tense = self._tense(clause, own, names, claims, marked, prepared, none)
        if not did and tense in (Tense.DONE, Tense.OPEN) and cues.AFFAIR.search(clause):
            tense = Tense.TALK
        asked = self.page.text[end : end + 1] in ("?", "？") or talk.asks(clause)
        if asked and not figure:
            tense = Tense.TALK
        if tense is Tense.DONE and not figure and talk.announces(clause):
            tense = Tense.TALK
        return Clause(clause, tense, claims, figure, marked, dated, did, asked)

    def _counts(self, count: Count, end: int) -> bool:
        """Whether a count is of what the ledger may hold; without a counted word, at the clause's end."""
        if count.unit == "%":
            return True
        if count.unit:
            return count.unit in lexicon.bundled().units and count.unit not in _OF_ANYTHING
        before = count.numeral - 1 - (self.page.text[count.numeral - 1 : count.numeral] == " ")
        return not self.page.text[count.end : end].strip() and self.page.text[before : before + 1] > "\u4e00"

    def _invited(self, clause: str, dates: Sequence[DateSpan]) -> bool:
        """Whether 请 is "invited", not "please": somebody came on a day that is over, and it was counted."""
        if not dates or not _INVITED.search(clause):
            return False
        if any(self.days.nearer_ahead(span) or self.days.may_come(span) for span in dates):
            return False
        return any(self._counts(count, count.end) for count in self.page.counts.things)

    def _tense(
        self,
        clause: str,
        dates: Sequence[DateSpan],
        names: Sequence[DateSpan],
        claims: int,
        marked: bool,
        prepared: bool,
        none: bool,
    ) -> Tense:
        if prospects.MOVED.search(clause) and not (
            marked and cues.FIRM.search(prospects.MOVED.sub("", clause))
        ):
            return Tense.AHEAD
        not_one = none and _NOT_ONE.search(clause)  # "一场都没办成" is a zero
        whole = self.page.text
        if prospects.HAD_BEEN.search(clause) and (
            prospects.CANCELLED.search(whole)
            or prospects.LEFT_UNDONE.search(whole)
            or (prospects.CUE.search(clause) and prospects.TURNED_OUT.search(whole))
        ):
            return Tense.CANCELLED
        if (prospects.CANCELLED.search(clause) and not not_one) or talk.stops(clause):
            return Tense.CANCELLED
        waits = NOT_YET.search(clause) and not any(count.unit for count in self.page.counts.things)
        if talk.lacks(clause) or talk.minds_things(clause) or waits or _DECIDED.search(clause):
            return Tense.TALK
        if prospects.ORDER.search(clause):
            return Tense.OPEN
        if prospects.MEANT.search(clause):
            return Tense.AHEAD
        before = cues.PAST.search(clause)
        told_past = before is not None
        past = told_past or any(self.days.is_past(span) for span in dates)
        comes = prospects.FUTURE_TIME.search(prospects.ATTRIBUTIVE.sub("", clause))
        if comes or self.days.comes(clause, dates):
            # "昨天通知下周开会": what was only told of comes last, unless a mark says that it was done
            told_of = before and comes and before.start() < comes.start() and not marked and claims < 2
            now = past or cues.TODAY.search(clause)
            firm = marked and now and not self.days.due(clause, dates)
            return Tense.DONE if (told_past and not told_of) or firm else Tense.AHEAD
        if past and not prepared:
            return Tense.DONE
        if not marked and talk.sign_of_talk(clause):
            return Tense.TALK
        asked = _INVITED.sub("", clause) if self._invited(clause, dates) else clause
        if prospects.CUE.search(asked) and not (marked and cues.FIRM.search(clause)):
            return Tense.AHEAD
        first = _FIRST.search(clause) and any(self.days.nearer_ahead(span) for span in dates)
        bare = not marked and any(map(self.days.comes_round, dates)) and _READIES.search(whole)
        if self.days.due(clause, dates) or first or bare:
            return Tense.AHEAD
        if marked or (not prospects.FUTURE_TIME.search(clause) and self.days.earlier_today(clause, dates)):
            return Tense.DONE
        if self.days.later_today(clause, dates) or any(self.days.far(span) for span in dates):
            return Tense.AHEAD
        nearer = any(self.days.nearer_ahead(span) for span in dates or names)
        deadline = prospects.DEADLINE.search(clause)
        if deadline and deadline["feast"]:
            feast = read_date(deadline["feast"], self.page.at)
            nearer = feast is not None and self.days.coming_is_nearer(deadline["feast"], feast)
            dates = [feast] if feast else []
        if deadline and (nearer or not (dates or names)):
            return Tense.AHEAD if cues.RESULT.search(clause, deadline.end()) else Tense.SOON
        if nearer:
            return Tense.SOON
        if claims >= 2 and any(span.on == self.page.at.date() for span in dates) and self.page.at.hour >= 12:
            return Tense.DONE
        told = any((span.until or span.on) < self.page.at.date() for span in dates) or cues.RESULT.search(
            clause
        )
        return Tense.DONE if told else Tense.OPEN
