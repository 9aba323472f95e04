"""The frozen values of what comes in, goes out and is owed: updates, replies, questions, notices, lessons.

Times are aware datetimes in UTC.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


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
    SENDING = "sending"  # a sender has taken it up; it has not left yet
    HANDED = "handed"  # handed to the channel: until that is settled, it may have arrived or not
    SENT = "sent"
    FAILED = "failed"
    UNANSWERED = "unanswered"  # handed over twice, with no answer: it may have come twice, or never


@dataclass(frozen=True, slots=True)
class OutboxItem:
    """A reply that is owed to a chat. `payload`: the Reply as plain JSON. `document`: a file's bytes, or
    None.

    `unsure`: an earlier attempt may have arrived. `sent_as`: the channel's message id, once sent.
    `notice_id`: the agenda's notice that it is.
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
    notice_id: int | None = None


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
