"""What a message means: the result of `understand`, and the context that it is read in."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from storage.records import Doubt, EntryDraft, Hedge


class Intent(StrEnum):
    """LOG: it was done or counted. PLAN: it will be. QUERY asks. AMEND corrects. CHAT: anything else."""

    LOG = "log"
    PLAN = "plan"
    QUERY = "query"
    AMEND = "amend"
    CHAT = "chat"


@dataclass(frozen=True, slots=True)
class TownWords:
    """What the reader knows of the town: its units, the sender's own, and wordings that staff corrected.

    `learned`: (words, kind's name) pairs, newest first.
    """

    name: str = ""
    units: tuple[str, ...] = ()
    sender_unit: str = ""
    learned: tuple[tuple[str, str], ...] = ()


NO_TOWN = TownWords()


class Setting(StrEnum):
    """How a new figure changes the old one: it replaces it, is added to it, or is a factor of it."""

    REPLACE = "replace"
    ADD = "add"  # "漏了2件", "多报了1件" (negative)
    TIMES = "times"  # "少写个零" (10), "多写了个0" (0.1)


@dataclass(frozen=True, slots=True)
class NewFigure:
    """A figure that an amendment sets. `measure` is None where the message does not tell it ("改成150").

    `unit`: the counted word as written (份), or "". `hint`: the word that names it (人数, 折页), or "";
    `said`: all that stands before it (办结件数). `old`: the wrong value, where it was said ("不是68人，
    是86人"). `amendments.resolve` finds the measure in an entry.
    """

    value: Decimal
    hedge: Hedge = Hedge.EXACT
    measure: str | None = None
    unit: str = ""
    hint: str = ""
    old: Decimal | None = None
    setting: Setting = Setting.REPLACE
    said: str = ""


@dataclass(frozen=True, slots=True)
class Amendment:
    """A correction of an earlier entry. None leaves a part as it was.

    `number`: the entry's, in this year's ledger or in full, if said; "12号撤销" may be a number or a day, and
    sets both. `previous`: the sender's latest is meant (上一条, 刚才那条), or nothing told which.
    `drop`: the words of figures that are taken out ("传单不要了").
    `about_…`: what the words say of the entry that is meant: kind, days and place; `about_words`: what else
    (流转费), to be looked for in its text; `about_sent`: the day when it was reported ("昨天报的").
    `unsaid`: what is wrong, where the right value is not said ("上一条听众错了"): 听众, 日期 …
    """

    number: str | None = None
    previous: bool = False
    withdraw: bool = False
    figures: tuple[NewFigure, ...] = ()
    drop: tuple[str, ...] = ()
    kind: str | None = None
    on: date | None = None
    until: date | None = None
    place: str | None = None
    about_kind: str | None = None
    about_on: date | None = None
    about_until: date | None = None
    about_place: str | None = None
    about_words: str = ""
    about_sent: date | None = None
    unsaid: str = ""

    @property
    def empty(self) -> bool:
        """Whether it says nothing of what to change."""
        return not (self.withdraw or self.figures or self.drop or self.kind or self.on or self.place)


@dataclass(frozen=True, slots=True)
class Question:
    """A question to the ledger.

    `asks`: "total" of measures, "count" of entries, "list", "missing" (who has not reported), "last" (when it
    last happened), "rank" (the units side by side), or "other". None where a part is not said.
    `measures`: all asked for, `measure` the first. `number`: the entry that is asked about.
    `target`: "够不够60次". `words`: the words that showed `asks`. `dispute`: the type that is asked about
    (邻里). `own`: what the sender has logged ("我报了几条"). `place`, `theme`
    (反诈) and `person`, a member's name, narrow it down; "" where they are not said.
    """

    asks: str
    kind: str | None = None
    measure: str | None = None
    on: date | None = None
    until: date | None = None
    unit: str | None = None
    measures: tuple[str, ...] = ()
    number: str | None = None
    target: Decimal | None = None
    words: str = ""
    dispute: str | None = None
    own: bool = False
    place: str = ""
    theme: str = ""
    person: str = ""


@dataclass(frozen=True, slots=True)
class Meaning:
    """`doubts` belong to the entries by index; an Intent other than LOG has no entries."""

    intent: Intent
    entries: tuple[EntryDraft, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    amendment: Amendment | None = None
    question: Question | None = None
