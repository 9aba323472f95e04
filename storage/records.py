"""The frozen values that cross the borders of the three rooms. Rows never do.

Times are aware datetimes in UTC unless a name says otherwise; days are the town's local days.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum


class Hedge(StrEnum):
    """How exact a count is, and in which direction it may be off.

    余/多/来/以上/超 mean "at least"; 近/约/左右/上下/几乎/大概 may mean less.
    """

    EXACT = "exact"
    AT_LEAST = "at_least"
    ABOUT = "about"


@dataclass(frozen=True, slots=True)
class Figure:
    """One count of an entry, in the catalogue's unit of its measure.

    `implied`: not said, but meant ("开展了民法典宣传" is one 活动). `words`: the words that it was read from.
    """

    measure: str
    value: Decimal
    hedge: Hedge = Hedge.EXACT
    implied: bool = False
    words: str = ""

    @property
    def approx(self) -> bool:
        return self.hedge is not Hedge.EXACT


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something of an entry that ought to be asked about.

    `entry`: index of the entry in its message. `part`: kind, date, figure, place, duplicate, total or intent.
    `reason`: one plain Chinese sentence. `measure`: which figure, for part "figure". `options`: likely
    answers (a kind's name, an ISO date, a plain number), best first; empty for a free answer.
    """

    entry: int
    part: str
    reason: str
    measure: str | None = None
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EntryDraft:
    """What a message says of one event, before it is in the ledger.

    `on`, `until`: local days, inclusive; `until` is None for a single day.
    `words`: the part of the message that it was read from.
    """

    kind: str
    on: date
    until: date | None = None
    place: str | None = None
    figures: tuple[Figure, ...] = ()
    attributes: Mapping[str, str] = field(default_factory=dict)
    words: str = ""


class EntryState(StrEnum):
    RECORDED = "recorded"
    PENDING = "pending"  # 待确认: counted, and listed by the draft's review
    WITHDRAWN = "withdrawn"


class UnitLevel(StrEnum):
    """A village (村, 社区) speaks for itself; a town-level unit (司法所, 党政办
    …) may answer for the town.
    """

    VILLAGE = "village"
    TOWN = "town"


class Role(StrEnum):
    """viewer reads; recorder logs and amends its own; editor logs for others and amends all; admin also runs
    the town.
    """

    VIEWER = "viewer"
    RECORDER = "recorder"
    EDITOR = "editor"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class Town:
    """A township. `chat`: (channel, chat id) of the group or person that tallies are posted to, if any.

    `settings`: the town's own choices by name (outline, words …), plain JSON values.
    """

    id: int
    name: str
    full_name: str
    superior: str
    province: str = ""
    timezone: str = "Asia/Shanghai"
    chat: tuple[str, str] | None = None
    settings: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Unit:
    id: int
    town_id: int
    name: str
    level: UnitLevel


@dataclass(frozen=True, slots=True)
class Member:
    """A person of a town. `accounts`: the (channel, account id) pairs by which channels know them, oldest
    first.

    `muted`: has asked not to be reminded (/mute).
    """

    id: int
    town_id: int
    unit: Unit
    name: str
    role: Role
    accounts: tuple[tuple[str, str], ...] = ()
    active: bool = True
    muted: bool = False


@dataclass(frozen=True, slots=True)
class Invitation:
    code: str
    town_id: int
    unit: Unit
    role: Role
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Entry:
    """One event in a town's ledger.

    `number`: "2023-128", unique in the town, given by the year of the day when first saved, never changed.
    `text`: the message it came from, as written (personal data and all: never print it unmasked).
    `sent_at`: when the message was sent, `recorded_at`: when it came into the ledger (UTC).
    `doubts`: what is still open about it.
    """

    id: int
    town_id: int
    number: str
    kind: str
    on: date
    until: date | None
    place: str | None
    figures: tuple[Figure, ...]
    attributes: Mapping[str, str]
    text: str
    words: str
    unit: Unit
    member_id: int
    member_name: str
    sent_at: datetime
    state: EntryState
    doubts: tuple[Doubt, ...] = ()
    recorded_at: datetime | None = None

    @property
    def last_day(self) -> date:
        return self.until or self.on


@dataclass(frozen=True, slots=True)
class Change:
    """What an amendment sets; None leaves a part as it is. `figures` replace value and hedge of their
    measure.

    `drop`: measures that are taken out. `until` is read only where `on` is set. `state` and `doubts` settle
    questions. `text`, `words`: the message as its sender changed it.
    """

    kind: str | None = None
    on: date | None = None
    until: date | None = None
    place: str | None = None
    figures: tuple[Figure, ...] = ()
    drop: tuple[str, ...] = ()
    attributes: Mapping[str, str] | None = None
    state: EntryState | None = None
    doubts: tuple[Doubt, ...] | None = None
    unit_id: int | None = None
    text: str | None = None
    words: str | None = None


@dataclass(frozen=True, slots=True)
class Revision:
    """One change of an entry that was kept: who, when (UTC), why, and the entry as it was before (None: first
    saved).
    """

    number: str
    at: datetime
    member_name: str
    action: str  # record, amend, withdraw, restore
    reason: str
    before: Mapping[str, object] | None
    after: Mapping[str, object]


class InboxState(StrEnum):
    RECEIVED = "received"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class InboxItem:
    """An update as a channel handed it in. `key`: unique in its channel. `payload`: the Incoming as plain
    JSON.
    """

    id: int
    channel: str
    key: str
    chat: str
    payload: Mapping[str, object]
    received_at: datetime
    state: InboxState
    attempts: int
    error: str = ""


class OutboxState(StrEnum):
    QUEUED = "queued"
    SENDING = "sending"  # handed to the channel; after a crash: it may or may not have arrived
    SENT = "sent"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class OutboxItem:
    """A reply that is owed to a chat. `payload`: the Reply as plain JSON. `document`: a file's bytes, or
    None.

    `unsure`: an earlier attempt may have arrived. `sent_as`: the channel's message id, once sent.
    """

    id: int
    channel: str
    chat: str
    payload: Mapping[str, object]
    document: bytes | None
    state: OutboxState
    attempts: int
    due_at: datetime
    unsure: bool = False
    sent_as: str | None = None
    error: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """An open question to a member about an entry (a doubt, or what 改 opened).
    One is open a chat at a time.
    """

    id: int
    town_id: int
    member_id: int
    channel: str
    chat: str
    number: str
    part: str
    measure: str | None
    options: tuple[str, ...]
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that ought to be said at a time. `key`: unique in the town: two of one key are one notice.

    `reason`: why it came, in plain Chinese. `expires_at`: after this it has lost its sense and is not sent.
    """

    town_id: int
    key: str
    kind: str  # weekly_nudge, monthly_tally …
    channel: str
    chat: str
    due_at: datetime
    text: str
    reason: str
    expires_at: datetime | None = None


class NoticeState(StrEnum):
    OWED = "owed"
    CLAIMED = "claimed"  # taken by a delivery that has not yet put it into the outbox
    QUEUED = "queued"  # in the outbox
    SENT = "sent"
    FAILED = "failed"
    DROPPED = "dropped"  # it expired before it could be sent


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """A notice as the agenda keeps it, and what became of it. `sent_at` in UTC, once sent."""

    id: int
    notice: Notice
    state: NoticeState
    sent_at: datetime | None = None
    error: str = ""


@dataclass(frozen=True, slots=True)
class LearnedWord:
    """A wording that a town's staff corrected to a kind."""

    town_id: int
    words: str
    kind: str
