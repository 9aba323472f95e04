"""Wall time in a town's zone: when a clock on the wall shows a time, as an instant in UTC."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.reminders.choices import Quiet


def instant(day: date, at: time, zone: ZoneInfo) -> datetime:
    """The instant in UTC at which the wall clock first shows that time.

    A time that the clocks skip is the first moment after the gap; one that they show twice is the first of
    the two.
    """
    wall = datetime.combine(day, at, zone)  # fold 0: the first of two, and of a gap the offset before it
    found = wall.astimezone(UTC)
    if found.astimezone(zone).replace(tzinfo=None) == wall.replace(tzinfo=None):
        return found
    return _end_of_gap(wall.replace(fold=1).astimezone(UTC), found, zone)


def out_of_quiet(moment: datetime, zone: ZoneInfo, quiet: Quiet = Quiet()) -> datetime:  # noqa: B008 (frozen)
    """The moment itself, or the local end of the quiet hours that it lies in."""
    local = moment.astimezone(zone)
    if not quiet.holds(local.time()):
        return moment
    later = local.time() >= quiet.until
    return instant(local.date() + timedelta(days=later), quiet.until, zone)


def is_quiet(moment: datetime, zone: ZoneInfo, quiet: Quiet = Quiet()) -> bool:  # noqa: B008 (frozen)
    """Whether nobody is to be disturbed: by default 21:00 to 8:00 local."""
    return quiet.holds(moment.astimezone(zone).time())


def _end_of_gap(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    """The first second of the new offset, between two instants on both sides of a change."""
    old = before.astimezone(zone).utcoffset()
    while after - before > timedelta(seconds=1):
        middle = before + (after - before) / 2
        if middle.astimezone(zone).utcoffset() == old:
            before = middle
        else:
            after = middle
    return after.replace(microsecond=0)
