"""The frozen values of groups that the bot is in, and of files that people send.

Times are aware datetimes in UTC.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class GroupState(StrEnum):
    ASKED = "asked"  # the bot is in it, and an admin has not yet said whether it serves it
    SERVED = "served"
    REFUSED = "refused"  # the admin said no, and the bot leaves
    LEFT = "left"  # the bot is in it no more


@dataclass(frozen=True, slots=True)
class Group:
    """A group chat that the bot was put into, by `added_by` (a name), and the town that it may belong to.

    `told`: the accounts that were told how to join, once each.
    """

    id: int
    town_id: int
    channel: str
    chat: str
    title: str
    added_by: str
    state: GroupState
    told: tuple[str, ...] = ()


class FileUse(StrEnum):
    """What a file is for; the values are kept."""

    LOOSE = "loose"  # nobody knows yet: what its sender tells next may be what it shows
    PAPER = "paper"  # a report or a ledger; its sender is asked what to do with it
    EVIDENCE = "evidence"  # of the entries that it is linked with
    OUTLINE = "outline"  # last year's report, to learn its outline from
    AUDIT = "audit"  # an edited report, to be held against the ledger
    REDRAFT = "redraft"  # the same, its figures to be renewed
    FILING = "filing"  # the same, to be checked and made ready for the level above
    PUBLICATION = "publication"  # the same, for everybody
    LETTERHEAD = "letterhead"  # a .docx that the town's reports are to be set into
    PREVIEW = "preview"  # a ledger in Excel: what importing it would do
    IMPORT = "import"  # the same, to be recorded


class FileState(StrEnum):
    HELD = "held"  # known by its id, and not fetched until it is known what for
    WANTED = "wanted"
    FETCHING = "fetching"
    FETCHED = "fetched"
    REFUSED = "refused"  # it cannot or must not be kept; `error` says why


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file that a member sent. `remote`: the channel's id by which it is fetched. `size`: bytes, 0 for
    unknown.

    `type`: photo, document or video. `sha256`: of the stored bytes, "" before. `result`: what reading it gave
    (an outline as JSON), where that is needed later.
    """

    id: int
    town_id: int
    member_id: int
    channel: str
    chat: str
    message_id: str
    album: str
    remote: str
    filename: str
    type: str
    size: int
    use: FileUse
    state: FileState
    sent_at: datetime
    sha256: str = ""
    attempts: int = 0
    error: str = ""
    result: Mapping[str, object] | None = None
