"""What is due to one reader at one time goes in one message. Pure."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from bot.reminders.month_end import SILENT
from bot.reminders.personal import PERSONAL
from bot.reminders.planning import WEEKLY
from storage.records import Notice

Part = TypeVar("Part")


@dataclass(frozen=True, slots=True)
class Message:
    """Notices to one reader as they are sent. `at`: local time. `to`: how a list calls the reader."""

    at: datetime
    to: str
    parts: tuple[Notice, ...]
    text: str

    @property
    def kinds(self) -> tuple[str, ...]:
        return tuple(notice.kind for notice in self.parts)

    @property
    def reasons(self) -> tuple[str, ...]:
        return tuple(notice.reason for notice in self.parts)


def together(parts: Iterable[Part], notice_of: Callable[[Part], Notice]) -> list[list[Part]]:
    """The parts that are due now, by the message that they go in: one a reader; what somebody has asked for
    themselves comes alone.
    """
    messages: dict[Hashable, list[Part]] = {}
    for number, part in enumerate(parts):
        notice = notice_of(part)
        alone = number if notice.kind == PERSONAL else -1
        messages.setdefault((notice.town_id, notice.channel, notice.chat, alone), []).append(part)
    return list(messages.values())


def needless(notices: Iterable[Notice]) -> frozenset[str]:
    """The keys of those of one message that another has said: of a whole month, not its last week too."""
    notices = list(notices)
    if not any(notice.kind == SILENT for notice in notices):
        return frozenset()
    return frozenset(notice.key for notice in notices if notice.kind == WEEKLY)
