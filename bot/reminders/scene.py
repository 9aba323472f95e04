"""A town at hand, and what a duty is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from bot.reminders.calendar import Calendar
from bot.reminders.choices import Choices, choices
from bot.reminders.facts import Facts
from bot.reminders.own_days import own_fixtures
from bot.reminders.readers import Reader
from bot.reminders.wall import instant, out_of_quiet
from storage.records import Member, Town


@dataclass(frozen=True, slots=True)
class Scene:
    """A town: its people, the calendar with its own days, its choices, and what its ledger answers."""

    town: Town
    members: Sequence[Member]
    calendar: Calendar
    facts: Facts
    choices: Choices

    @classmethod
    def of(cls, town: Town, members: Sequence[Member], calendar: Calendar, facts: Facts) -> "Scene":
        chosen = choices(town)
        own = calendar.of_town(own_fixtures(town), chosen.days_off, chosen.days_worked)
        return cls(town, members, own, facts, chosen)

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.town.timezone)

    def due(self, day: date, at: time) -> datetime:
        """The instant of a local time, or of the end of the quiet hours that it lies in."""
        return out_of_quiet(instant(day, at, self.zone), self.zone, self.choices.quiet)

    def midnight(self, day: date) -> datetime:
        return instant(day, time(), self.zone)

    def day(self, at: datetime) -> date:
        """The local day of an instant."""
        return at.astimezone(self.zone).date()

    def decided(self, key: str) -> bool:
        """Whether somebody was told of it: who falls silent later is left in peace."""
        return any(known.startswith(f"{key}:") for known in self.facts.known)

    def has_begun(self, at: datetime) -> bool:
        """Whether the ledger held anything by then: of a time before it there is nothing to tell."""
        return self.facts.began_at is not None and self.facts.began_at < at

    def here(self, at: datetime) -> list[Member]:
        """Who may be reminded at that time: those who have left, are muted or on leave are not."""
        day = self.day(at)
        return [m for m in self.members if m.active and not m.muted and not m.on_leave(day)]


@dataclass(frozen=True, slots=True)
class Duty:
    """One moment of a kind of notice. `key` and a reader's key make its notice's key.

    `readers(at)`, `text(reader, at)`: by the facts at `at`. After `expires_at` it has lost its sense.
    """

    kind: str
    key: str
    due_at: datetime
    expires_at: datetime
    readers: Callable[[datetime], list[Reader]]
    text: Callable[[Reader, datetime], str]
    reason: Callable[[Reader], str]
