"""The end of a month: who has nothing in it, and which zeros were not said yet. Pure."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from bot.months import ZeroMeasure, zero_label
from bot.reminders import texts
from bot.reminders.readers import Reader, leads, once, readers_of
from bot.reminders.scene import Duty, Scene
from drafting.totals import Period
from storage.records import Member, Role

SILENT, ZEROS = "month_closing", "month_zeros"
_LOGGING = frozenset({Role.RECORDER, Role.EDITOR, Role.ADMIN})


def month_duties(scene: Scene, first: date, last: date) -> Iterator[Duty]:
    """On a month's last working day, at the hour of the weekly nudge, until its reports are late."""
    for month in Period(first - timedelta(days=62), last + timedelta(days=31)).months():
        day = scene.calendar.last_working_day(month.until, month.on) or month.until
        due = scene.due(day, scene.choices.nudge_at)
        expires = scene.midnight(month.until + timedelta(days=scene.choices.report_day + 1))
        yield _silent(scene, month, due, expires)
        yield _zeros(scene, month, due, expires)


def _silent(scene: Scene, month: Period, due: datetime, expires: datetime) -> Duty:
    key = f"closing:{month.on:%Y-%m}"

    def readers(at: datetime) -> list[Reader]:
        if scene.decided(key):
            return []
        told = scene.facts.reported_units(month, at)
        silent = [m for m in scene.here(at) if m.role in _LOGGING and m.unit.id not in told]
        return readers_of(silent, scene.facts.channels)

    return Duty(
        SILENT,
        key,
        due,
        expires,
        readers,
        lambda reader, at: texts.with_reason(
            texts.closing_silent(reader.person, month), "月底提醒一次，本月报过的不提醒", reader.stop
        ),
        lambda reader: texts.closing_reason(reader.person, month, zeros=False),
    )


def _zeros(scene: Scene, month: Period, due: datetime, expires: datetime) -> Duty:
    key = f"zeros:{month.on:%Y-%m}"

    def readers(at: datetime) -> list[Reader]:
        return [] if scene.decided(key) else list(_asked(scene, month, at))

    def text(reader: Reader, at: datetime) -> str:
        asked = _asked(scene, month, at).get(reader, [])
        body = texts.closing_zeros(reader.person, month, [zero_label(one) for one in asked])
        return texts.with_reason(body, "没有填报的不能当作零，每月底问一次归口单位", reader.stop)

    return Duty(
        ZEROS,
        key,
        due,
        expires,
        readers,
        text,
        lambda reader: texts.closing_reason(reader.person, month, zeros=True),
    )


def _asked(scene: Scene, month: Period, at: datetime) -> dict[Reader, list[ZeroMeasure]]:
    """Who is asked for which measures: the people of the unit that answers, else those who run the ledger."""
    here, channels = scene.here(at), scene.facts.channels
    asked: dict[Reader, list[ZeroMeasure]] = {}
    for one in scene.facts.unsaid(month, at):
        unit = scene.facts.answers_for(one)
        own = [m for m in here if m.role in _LOGGING and m.unit.id == unit]
        for reader in once(readers_of(own, channels) or leads(_of_town(here), channels)):
            asked.setdefault(reader, []).append(one)
    return asked


def _of_town(members: list[Member]) -> list[Member]:
    return [m for m in members if m.role in (Role.ADMIN, Role.EDITOR)]
