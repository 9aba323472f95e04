"""Which notices ought to exist at a time. Pure: time, people, calendar and the ledger's answers are
arguments.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from bot.reminders.calendar import Calendar
from bot.reminders.facts import Facts
from bot.reminders.planning import LONGEST_WAIT, planned
from bot.reminders.scene import Duty, Scene
from bot.reminders.wall import is_quiet
from storage.records import Member, Notice, Town

PROMPTLY = timedelta(minutes=15)  # what comes so late is not overdue yet


def duties(
    town: Town, members: Sequence[Member], calendar: Calendar, facts: Facts, now: datetime
) -> list[Notice]:
    """What is due at `now` and was not said yet: none in the quiet hours, none
    that has expired or is known.
    """
    scene = Scene.of(town, members, calendar, facts)
    if is_quiet(now, scene.zone, scene.choices.quiet):
        return []
    began = facts.began_at or now - PROMPTLY
    due = [
        duty
        for duty in planned(scene, now - LONGEST_WAIT, now)
        if duty.expires_at > now and duty.due_at >= min(began, now - PROMPTLY)
    ]
    return [notice for duty in due for notice in _notices(scene, duty, now)]


def notices(
    town: Town,
    members: Sequence[Member],
    calendar: Calendar,
    facts: Facts,
    since: datetime,
    until: datetime,
) -> list[Notice]:
    """What would be sent from `since` to `until`, each by the facts of its own
    time, in the order of sending.
    """
    scene = Scene.of(town, members, calendar, facts)
    return [notice for duty in planned(scene, since, until) for notice in _notices(scene, duty, duty.due_at)]


def _notices(scene: Scene, duty: Duty, at: datetime) -> list[Notice]:
    """A duty's notices to those who have none of it yet."""
    return [
        Notice(
            town_id=scene.town.id,
            key=f"{duty.key}:{reader.key}",
            kind=duty.kind,
            channel=reader.channel,
            chat=reader.chat,
            due_at=duty.due_at.astimezone(UTC),
            text=duty.text(reader, at),
            reason=duty.reason(reader),
            expires_at=duty.expires_at.astimezone(UTC),
        )
        for reader in duty.readers(at)
        if f"{duty.key}:{reader.key}" not in scene.facts.known
    ]
