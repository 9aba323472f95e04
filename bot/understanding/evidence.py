"""What a message's clauses show together: what was done, what is to come, and what is said aside.

A future frame lasts until a clause says that something was done.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.understanding import cues, prospects, talk
from bot.understanding.once import Once
from bot.understanding.patterns import Pattern
from bot.understanding.question_words import asks_outright
from bot.understanding.signs import Tense
from bot.understanding.tenses import Clause

_CLOSES = Pattern(  # the courtesy that ends a report
    r"[，。！ ](?:谢谢(?:大家|领导|各位|[了啦])?|附照片\d*张?|"
    r"(?:附|现场|有)?照片(?:\d+张)?[^，。\d]{0,6}(?:发|传|附)[^，。]{0,4})[。！～]?$"
)
_SAID_OVER = Pattern(rf"{cues.PAST.pattern}|下一?[场次期回批]|今天|[已了]")


@dataclass(frozen=True)
class Evidence:
    """A message's clauses, and what follows from them. `learned`: it holds a word that the town taught."""

    text: str
    given: Sequence[Clause]
    learned: bool = False

    @Once
    def clauses(self) -> Sequence[Clause]:
        """The clauses; where one came for nothing, what no mark or count tells as done was not."""
        if not any(prospects.LEFT_UNDONE.search(one.text) and _fell_through(one) for one in self.given):
            return self.given
        return [replace(one, tense=Tense.CANCELLED) if _fell_through(one) else one for one in self.given]

    # What the message is about, beside any work.

    @Once
    def awaits_figures(self) -> bool:
        return prospects.STILL_COUNTED.search(self.text) is not None and not self.figures

    @Once
    def begs(self) -> bool:
        return talk.begs(self.text) and not any(_tells(clause) for clause in self.clauses)

    @Once
    def loses(self) -> bool:
        return talk.loses(self.text) and not any(clause.claims >= 3 and clause.did for clause in self.clauses)

    @Once
    def warns(self) -> bool:
        """Whether it warns of the weather, and nothing was done in it."""
        if not talk.warns(self.text) or any(one.claims >= 2 for one in (*self.done, *self.figures)):
            return False
        return not any(one.claims and one.dated for one in self.ahead)

    @Once
    def muses(self) -> bool:
        """Whether it is a thought about the work, or news of others, and nothing beside."""
        thought = talk.opines(self.text) and not self.figures
        heard = talk.hears(self.text) and not cues.SETTLED.search(self.text)
        far = heard and talk.tells_of_elsewhere(self.text)
        return (thought or heard) and not any(_beside_talk(clause, far) for clause in self.clauses)

    @Once
    def notifies(self) -> bool:
        """Whether it only passes on how to report or what is in force, or that its sender comes later."""
        if self.excused:
            return not any(talk.excuses(clause.text) for clause in self.ahead if clause.dated)
        counts = any(clause.claims >= 3 and clause.figure for clause in (*self.done, *self.undecided))
        work = (one for one in self.ahead if one.did or (one.dated and one.claims))
        return talk.announces(self.text) and not (counts or any(not talk.announces(one.text) for one in work))

    @Once
    def excused(self) -> bool:
        """Whether its sender comes or reports later, or is away ("今天在县里开会，有事打电话")."""
        return talk.excuses(self.text)

    @Once
    def aside(self) -> bool:
        """Whether a greeting, a private affair, an order or a word on reporting outweighs what is told."""
        if self.settled or len(self.figures) > 1:
            return False
        if any(clause.claims > 2 or self.dated for clause in self.figures):
            return False
        if self.private or self.excused:
            return True
        return bool(cues.REPORTING.search(self.said) or cues.ADVICE.search(self.text))

    @Once
    def private(self) -> bool:
        greets = cues.GREETING.search(self.said) and not cues.AWARDED.search(self.text)
        return bool(cues.PRIVATE.search(self.text) or greets)

    @Once
    def said(self) -> str:
        """The text without the courtesy around a report."""
        if not self.about_work:
            return self.text
        said = talk.without_courtesy(self.text)
        return _CLOSES.sub("", said) if self.figures else said

    # The clauses by their frames.

    @Once
    def framed(self) -> tuple[list[Clause], list[Clause], list[Clause]]:
        return _frames(self.clauses, self.headed)

    @property
    def ahead(self) -> list[Clause]:
        return self.framed[0]

    @property
    def done(self) -> list[Clause]:
        return self.framed[1]

    @property
    def undecided(self) -> list[Clause]:
        return self.framed[2]

    @Once
    def headed(self) -> bool:
        """Whether a heading says that what is named is to come, or its place is still open."""
        if prospects.HEADED.match(self.text):
            return True
        coming = prospects.TO_BE_TOLD.search(self.text) or prospects.NOTICE.match(self.text)
        return coming is not None and not _SAID_OVER.search(self.text)

    @Once
    def cancelled(self) -> list[Clause]:
        return [clause for clause in self.clauses if clause.tense is Tense.CANCELLED]

    @Once
    def figures(self) -> list[Clause]:
        return [clause for clause in self.clauses if clause.figure and clause.tense is not Tense.TALK]

    @Once
    def strongest(self) -> Clause | None:
        return max(self.done, key=lambda clause: (clause.claims, clause.dated), default=None)

    @Once
    def claim(self) -> Clause | None:
        """The undecided clause that says most."""
        return max(self.undecided, key=lambda clause: clause.claims, default=None)

    @Once
    def first_ahead(self) -> Clause | None:
        return self.ahead[0] if self.ahead else None

    # What holds of all.

    @Once
    def dated(self) -> bool:
        return any(clause.dated for clause in self.clauses)

    @Once
    def settled(self) -> bool:
        """Whether a quarrel is told with its end."""
        return cues.SETTLED.search(self.text) is not None

    @Once
    def meets(self) -> bool:
        """Whether it is said when parties meet, or when something is done."""
        coming = any(clause.tense is Tense.AHEAD for clause in self.ahead)
        if not coming:
            return False
        deed = self.dated and any(clause.did for clause in self.ahead)
        return deed or cues.PARTIES.search(self.text) is not None

    @Once
    def about_work(self) -> bool:
        return self.settled or self.meets or self.learned or cues.works(self.text)

    @Once
    def stands_out(self) -> bool:
        """Whether a count, a day or a mark of what is done tells a record from a way of putting things."""
        if any(clause.firm for clause in self.clauses):
            return True
        return bool(cues.ENDED.search(self.text) or cues.DENIED.search(self.text))

    @Once
    def happened(self) -> bool:
        """Whether clauses hold a count or a deed, or the message denies that there was any."""
        told = any(clause.figure or clause.did for clause in (*self.done, *self.undecided))
        return told or cues.DENIED.search(self.text) is not None or self.settled


def _fell_through(clause: Clause) -> bool:
    if prospects.LEFT_UNDONE.search(clause.text):
        return not clause.figure or "白跑" in clause.text
    return clause.tense in (Tense.DONE, Tense.OPEN) and not clause.marked and not clause.figure


def _tells(clause: Clause) -> bool:
    """Whether a clause beside a plea for a file says something of its own: a count, or what is to come."""
    ahead = clause.tense in (Tense.AHEAD, Tense.SOON) and (clause.dated or clause.claims > 1)
    over = (
        clause.tense is Tense.DONE and clause.dated and clause.claims > 1 and not asks_outright(clause.text)
    )
    return (clause.figure or ahead or over) and not talk.begs(clause.text)


def _beside_talk(clause: Clause, far: bool) -> bool:
    """Whether a clause says more than what somebody thinks of the work, or heard; `far`: of another town."""
    talks = talk.opines(clause.text) or talk.hears(clause.text) or (far and not talk.tells_of_us(clause.text))
    return (clause.tense is Tense.AHEAD and clause.claims > 0) or (clause.claims >= 2 and not talks)


def _leads_up(clause: Clause, behind: Sequence[Clause]) -> bool:
    """Whether a clause tells only of what is readied, or left to be done, for what the next one announces."""
    readied = prospects.READIED.search(clause.text) or prospects.REMAINS.match(clause.text)
    came = prospects.INVITED.search(clause.text) is not None  # "昨天请了律师讲课，下周再来"
    return bool(readied and behind) and behind[0].tense in (Tense.AHEAD, Tense.SOON) and not came


def _frames(clauses: Sequence[Clause], headed: bool) -> tuple[list[Clause], list[Clause], list[Clause]]:
    """The clauses of what is to come, of what was done, and the undecided ones before any plan.

    `headed`: a heading says that a plan follows, so that its days are to come.
    """
    ahead: list[Clause] = []
    done: list[Clause] = []
    undecided: list[Clause] = []
    # "周五讲座1场，听众52人" is over; not "周五有一场，预计来52人"
    counted = sum(clause.figure for clause in clauses if clause.tense is not Tense.AHEAD) > 1
    marked = counted or any(clause.marked and not prospects.READIED.search(clause.text) for clause in clauses)
    frame = ahead if headed else undecided
    for index, clause in enumerate(clauses):
        coming = clause.tense is Tense.AHEAD or (clause.tense is Tense.SOON and not marked)
        if coming or (not (done or undecided) and _leads_up(clause, clauses[index + 1 :])):
            frame = ahead
        elif clause.tense in (Tense.DONE, Tense.SOON):
            if not clause.claims:
                continue
            firm = cues.FIRM.search(clause.text) and not prospects.READIED.search(clause.text)
            goes_on = frame is ahead and (headed or not clause.dated) and not firm
            frame = ahead if goes_on else done  # "下周述法，村书记11人到场"
        elif clause.tense in (Tense.CANCELLED, Tense.TALK):
            continue
        frame.append(clause)
    return ahead, done, undecided
