"""Whether a clause is done, to come, called off or talk: by a table, the first row that holds."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

from bot.understanding import cues, prospects, supplies, talk
from bot.understanding.bearings import Days, means
from bot.understanding.dates import DateSpan, read_date
from bot.understanding.once import Once
from bot.understanding.patterns import Pattern
from bot.understanding.scene import Scene


class Tense(Enum):
    DONE = "done"
    OPEN = "open"  # nothing tells it
    SOON = "soon"  # a time that may lie on either side, nearer ahead
    AHEAD = "ahead"
    CANCELLED = "cancelled"
    TALK = "talk"  # a wish, an order, a notice: it claims nothing


_FIRST = Pattern("先(?:把|去|将|到)|得先")
_READIES = Pattern("(?:^|[，。])[我俺咱]们?先(?:去|把|到)[^，。了]*(?=$|[，。])")  # what readies a coming day
_DECIDED = Pattern(  # "昨天开会定了，…": what was decided follows
    r"^\s*(?:昨[天日]|今[天早]|刚才?|上午|前天)?(?:开会|会上|领导|书记|镇长|所长|主任|上面|[县局院镇]里|大家)[^，。\d]{0,3}(?:定|说|讲|通知|商量|"
    r"敲定|安排|交代)(?:好|下来)?了$"
)
_ARRANGED = Pattern(  # "邀请了法官25号来", "讲座安排在12月了": what is over is the arranging alone
    r"(?:邀请?|约|联系|通知|商量|敲定|说|(?<!决|确|判|认|裁|固)定|安排|排|答应|同意)(?:好|妥|下来)?了|[约说商量定]好|"
    r"(?:就定|(?:定|安排|放|排)[在到])[^，。]{2,10}了(?=$|[，。])"
)
_QUOTED = Pattern("“[^”]*”")  # what a title or somebody else says
_NOT_ANY_MORE = Pattern(r"不[^，。\d了]{2,16}了$")
_NOT_ONE = Pattern("(?<![周期拜])一[一-鿿]{1,2}[^，。]{0,8}[没未]")
NOT_YET = Pattern(
    rf"{prospects.NOT_DONE.pattern}|"
    "还[没未]|尚未|(?:没来得及|没顾[上得]|没抽出空|来不及|没(?:空|时间|工夫)(?=[搞办弄去]))(?!上?[报填记录登汇]|发群|说)"
)


@dataclass(frozen=True)
class Signs:
    """A clause and what else its tense depends on.

    `dates` are days as such, `names` those in a name (“12·4”). `marked`: a word tells that it is done;
    `prepared`: only made ready; `none`: a zero; `invites`: 请 is "invited", not "please".
    """

    days: Days
    clause: str
    dates: Sequence[DateSpan]
    names: Sequence[DateSpan]
    claims: int
    marked: bool
    prepared: bool
    none: bool
    counted: bool

    @property
    def page(self) -> Scene:
        return self.days.page

    def tense(self) -> Tense:
        return next((tense for holds, tense in _TENSES if holds(self)), Tense.OPEN)

    @property
    def moved(self) -> bool:
        """Put off to a day that is named."""
        if not prospects.MOVED.search(self.clause):
            return False
        firm = self.marked and cues.FIRM.search(prospects.MOVED.sub("", self.clause))
        return not firm or self.days.moves_ahead()

    @property
    def had_been(self) -> bool:
        """What was to be, and came to nothing, or to something else."""
        had_been = prospects.HAD_BEEN.search(self.clause)
        if not had_been and not self._before_today and not cues.PAST.search(self.clause):
            return False
        meant = prospects.CUE.search(self.clause) or prospects.MEANT.search(self.clause)
        if not had_been and not (meant and (self.past or self._surely_over)):
            return False
        whole = self.page.text
        if prospects.CANCELLED.search(whole) or prospects.LEFT_UNDONE.search(whole):
            return True
        if not had_been or had_been.group().endswith("好") or not (meant or self.dates):
            return False  # "说好" ends a quarrel, too
        if self.marked:
            return False
        return bool(prospects.TURNED_OUT.search(whole) or prospects.MOVED.search(whole))

    @property
    def called_off(self) -> bool:
        not_one = self.none and _NOT_ONE.search(self.clause)  # "一场都没办成" is a zero
        if (prospects.CANCELLED.search(self.clause) and not not_one) or talk.stops(self.clause):
            return True
        return _NOT_ANY_MORE.search(self.clause) is not None and any(map(self.days.may_come, self.dates))

    @property
    def tells_nothing(self) -> bool:
        """What is wanting, not done yet, or was only decided; the things of the work."""
        waits = NOT_YET.search(self.clause) and not (self.none and prospects.NOT_DONE.search(self.clause))
        undone = waits and not any(count.unit for count in self.page.counts.things)
        if undone or talk.wishes(self.clause) or talk.lacks(self.clause) or talk.minds_things(self.clause):
            return True
        return supplies.concern(self.clause) or _DECIDED.search(self.clause) is not None

    @property
    def orders(self) -> bool:
        """An order to those who were inspected; not what is to be urged on a coming day."""
        if not prospects.ORDER.search(self.clause) or (self.past and self.marked):
            return False
        return not self.days.comes(self.clause, self.dates)

    @property
    def meant(self) -> bool:
        return prospects.MEANT.search(self.clause) is not None

    @Once
    def past(self) -> bool:
        """A day that can only be over."""
        return cues.PAST.search(self.clause) is not None or any(map(self.days.is_past, self.dates))

    @property
    def _surely_over(self) -> bool:
        return self._before_today and not any(map(self.days.may_come, self.dates)) and not self._nearer

    @property
    def _before_today(self) -> bool:
        return any((span.until or span.on) < self.page.at.date() for span in self.dates)

    @Once
    def future(self) -> bool:
        return self._coming is not None or self.days.comes(self.clause, self.dates)

    @Once
    def _coming(self) -> int | None:
        """Where a word of a coming time stands."""
        found = prospects.FUTURE_TIME.search(prospects.ATTRIBUTIVE.sub("", self.clause))
        return found.start() if found else None

    @property
    def over_with_a_future_beside(self) -> bool:
        """Done for all a coming time in the clause; not "昨天通知下周开会", where that time comes last."""
        if not self.future:
            return False
        before = cues.PAST.search(self.clause)
        if before:
            last = self._coming is not None and before.start() < self._coming
            return not (last and not self.marked and self.claims < 2)
        if self._told_before:
            return True
        now = self.past or (cues.TODAY.search(self.clause) and not self._is_arranged)
        return bool(self.marked and now) and not self.days.due(self.clause, self.dates)

    @property
    def _told_before(self) -> bool:
        """Counted as done in front of a coming time ("…发手册15份下周再去东岭"), not only readied."""
        head = self.clause[: self._coming or 0]
        told = cues.FIGURE.search(head) or "》" in head  # "印了《…办法》明年1月1日起实行"
        if not told or prospects.READIED.search(head) or prospects.CUE.search(head):
            return False
        done = any(words.search(head) for words in (cues.DONE, cues.TODAY, cues.PAST))
        return (done or self._before_today) and not prospects.REMAINS.search(head)

    @property
    def talks(self) -> bool:
        if self.marked or talk.seeks_company(self.clause):
            return False
        return bool(talk.sign_of_talk(_QUOTED.sub("", self.clause)))

    @property
    def muses(self) -> bool:
        """A wish, an advice or a judgment, of no day."""
        if self.marked or self.dates or prospects.DEADLINE.search(self.clause):
            return False
        return talk.is_mood(self.clause) or talk.opines(self.clause)

    @property
    def planned(self) -> bool:
        asked = prospects.ATTRIBUTIVE.sub("", self.clause)
        asked = prospects.INVITED.sub("", asked) if self._invites else asked
        cue = prospects.CUE.search(asked)  # "秋收完了打算办两期": what stands before it is another thing
        firm = self.marked and cues.FIRM.search(asked, cue.end() if cue else 0)
        return means(self.page, asked) and not firm

    @property
    def _invites(self) -> bool:
        """Whether 请 is "invited", not "please": somebody came on a day that is over, and it was counted."""
        if not self.counted or not prospects.INVITED.search(self.clause):
            return False
        if not self.dates:
            whole = self.page.text
            many = any(count.value >= prospects.AUDIENCE for count in self.page.counts.things)
            return many and not prospects.FUTURE_TIME.search(whole)
        return not any(self.days.nearer_ahead(span) or self.days.may_come(span) for span in self.dates)

    @property
    def due(self) -> bool:
        """To be finished by a day, or readied for one that comes."""
        if self.days.due(self.clause, self.dates):
            return True
        if _FIRST.search(self.clause) and any(map(self.days.nearer_ahead, self.dates)):
            return True
        readied = not self.marked and any(map(self.days.comes_round, self.dates))
        return readied and _READIES.search(self.page.text) is not None

    @property
    def _is_arranged(self) -> bool:
        return _ARRANGED.search(self.clause) is not None

    @property
    def arranged(self) -> bool:
        """Agreed on for a time that comes, where nothing was counted that would tell that it was held."""
        if self.past or not self._is_arranged:
            return False
        return self.later or self.soon

    @property
    def tonight(self) -> bool:
        """An hour of today that has not struck yet, whatever mark the verb has ("今晚7点前要把讲座搞完")."""
        return self.days.hour_to_come(self.clause, self.dates)

    @property
    def over(self) -> bool:
        if self.marked:
            return True
        coming = prospects.FUTURE_TIME.search(self.clause)
        return not coming and self.days.earlier_today(self.clause, self.dates)

    @property
    def excused(self) -> bool:
        """ "12月4日我去不了，让小陈…": what follows is of that day."""
        return bool(self.dates) and talk.excuses(self.clause) and any(map(self.days.may_come, self.dates))

    @property
    def later(self) -> bool:
        return self.days.later_today(self.clause, self.dates) or any(map(self.days.far, self.dates))

    @Once
    def _by_deadline(self) -> bool:
        """A deadline on either side, where no day says that it is over."""
        deadline = prospects.DEADLINE.search(self.clause)
        if not deadline:
            return False
        if not deadline["feast"]:
            return self._nearer or not (self.dates or self.names)
        feast = read_date(deadline["feast"], self.page.at)
        return feast is None or self.days.coming_is_nearer(deadline["feast"], feast)

    @property
    def result_by_deadline(self) -> bool:
        deadline = prospects.DEADLINE.search(self.clause) if self._by_deadline else None
        return deadline is not None and cues.RESULT.search(self.clause, deadline.end()) is not None

    @property
    def soon(self) -> bool:
        return self._by_deadline or self._nearer

    @Once
    def _nearer(self) -> bool:
        return any(map(self.days.nearer_ahead, self.dates or self.names))

    @property
    def by_now(self) -> bool:
        """A result, a day before today, or a claim for today, sent in the afternoon."""
        today = self.page.at.date()
        if self.claims >= 2 and self.page.at.hour >= 12 and any(span.on == today for span in self.dates):
            return "今天先" not in self.clause
        return self._before_today or cues.RESULT.search(self.clause) is not None


_TENSES: tuple[tuple[Callable[[Signs], bool], Tense], ...] = (
    (lambda said: said.moved, Tense.AHEAD),
    (lambda said: said.had_been or said.called_off, Tense.CANCELLED),
    (lambda said: said.tells_nothing, Tense.TALK),
    (lambda said: said.excused, Tense.AHEAD),
    (lambda said: said.orders, Tense.OPEN),
    (lambda said: said.meant, Tense.AHEAD),
    (lambda said: said.over_with_a_future_beside, Tense.DONE),
    (lambda said: said.future, Tense.AHEAD),
    (lambda said: said.tonight, Tense.AHEAD),
    (lambda said: said.past and not said.prepared, Tense.DONE),
    (lambda said: said.talks, Tense.TALK),
    (lambda said: said.planned or said.due or said.arranged, Tense.AHEAD),
    (lambda said: said.over, Tense.DONE),
    (lambda said: said.later or said.result_by_deadline, Tense.AHEAD),
    (lambda said: said.soon, Tense.SOON),
    (lambda said: said.muses, Tense.TALK),
    (lambda said: said.by_now, Tense.DONE),
)
