"""What a message means: the result of `understand`, and the context that it is read in."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from storage.records import Doubt, EntryDraft, Hedge


class Intent(StrEnum):
    """LOG: it happened, was done or was counted. PLAN: it will. QUERY asks. AMEND corrects. CHAT: anything else."""

    LOG = "log"
    PLAN = "plan"
    QUERY = "query"
    AMEND = "amend"
    CHAT = "chat"


@dataclass(frozen=True, slots=True)
class TownWords:
    """What the reader knows of the town: its units' names, the sender's own, and wordings that staff corrected.

    `learned`: (words, kind's name) pairs, newest first.
    """

    name: str = ""
    units: tuple[str, ...] = ()
    sender_unit: str = ""
    learned: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class NewFigure:
    """A figure that an amendment sets. `measure` is None where only a unit or nothing tells it ("改成150").

    `unit`: the counted word as written (份, 人 …), or "". `hint`: other names that it may have (人数 …).
    """

    value: Decimal
    hedge: Hedge = Hedge.EXACT
    measure: str | None = None
    unit: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Amendment:
    """A correction of an earlier entry. `number`: the entry's number in this year's ledger or in full, if said.

    `previous`: the sender's latest is meant (上一条, 刚才那条). `about`: the entry that the words describe, where
    they name its day, kind or place. None leaves a part as it was.
    """

    number: str | None = None
    previous: bool = False
    withdraw: bool = False
    figures: tuple[NewFigure, ...] = ()
    kind: str | None = None
    on: date | None = None
    until: date | None = None
    place: str | None = None
    about_kind: str | None = None
    about_on: date | None = None
    about_place: str | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """A question to the ledger: a measure's total, a listing, or who has not reported.

    `asks`: "total", "list", "missing" or "other". None where a part is not said.
    """

    asks: str
    kind: str | None = None
    measure: str | None = None
    on: date | None = None
    until: date | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Meaning:
    """`doubts` belong to the entries by index; an Intent other than LOG has no entries."""

    intent: Intent
    entries: tuple[EntryDraft, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    amendment: Amendment | None = None
    question: Question | None = None
