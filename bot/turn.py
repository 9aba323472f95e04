"""One message of a member, with what answering it needs. Handlers get a Turn and give replies."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.messages import Incoming, Reply
from bot.understanding.meaning import TownWords
from storage.records import Entry, Member, Town, Unit
from storage.work import Work


@dataclass(frozen=True, slots=True)
class Turn:
    """`at`: when it was sent, in the town's zone. `argument`: what followed the command.

    `reason`: why an editor changes what is closed, "" where none was said.
    """

    incoming: Incoming
    work: Work
    member: Member
    town: Town
    at: datetime
    argument: str = ""
    reason: str = ""

    @property
    def today(self) -> date:
        return self.at.date()

    def with_argument(self, argument: str) -> "Turn":
        return replace(self, argument=argument)

    def local(self, at: datetime) -> datetime:
        """An instant in the town's zone."""
        return at.astimezone(ZoneInfo(self.town.timezone))

    def units(self) -> list[Unit]:
        return self.work.members.units(self.town.id)

    def town_words(self, unit: Unit | None = None) -> TownWords:
        """What the reader knows of the town. `unit`: whose report it is, where it is not the sender's."""
        return TownWords(
            name=self.town.name,
            units=tuple(one.name for one in self.units()),
            sender_unit=(unit or self.member.unit).name,
            learned=tuple((word.words, word.kind) for word in self.work.words.all(self.town.id)),
        )

    def entry(self, number: str) -> Entry:
        """The town's entry of that number; storage.errors.NotFoundError."""
        return self.work.ledger.get(self.town.id, number)


Handler = Callable[[Turn], tuple[Reply, ...]]
TurnReplies = tuple[Reply, ...]


def open_turn(incoming: Incoming, work: Work, member: Member) -> Turn:
    """The turn of a member's message."""
    town = work.members.town_by_id(member.town_id)
    return Turn(incoming, work, member, town, incoming.at.astimezone(ZoneInfo(town.timezone)))


def say(text: str, *, toast: str = "") -> tuple[Reply, ...]:
    """One plain answer."""
    return (Reply(text, toast=toast),)
