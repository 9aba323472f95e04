"""What the sender may send now: a notice waits for the end of the quiet hours, or has lost its sense."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.reminders.choices import Quiet, choices
from bot.reminders.personal import PERSONAL
from bot.reminders.wall import is_quiet, out_of_quiet
from storage.records import Notice, OutboxItem
from storage.work import Work


class Gate:
    """Its methods run in the sender's transactions."""

    def admit(self, work: Work, items: Sequence[OutboxItem], now: datetime) -> list[OutboxItem]:
        """Those of the claimed messages that may go out; the others wait, or have lost their sense."""
        notices = work.agenda.of([item.notice_id for item in items if item.notice_id is not None])
        towns: dict[int, tuple[ZoneInfo, Quiet]] = {}
        admitted = []
        for item in items:
            notice = notices.get(item.notice_id) if item.notice_id is not None else None
            if notice is None or self._may_go(work, item, notice, now, towns):
                admitted.append(item)
        return admitted

    @staticmethod
    def _may_go(
        work: Work,
        item: OutboxItem,
        notice: Notice,
        now: datetime,
        towns: dict[int, tuple[ZoneInfo, Quiet]],
    ) -> bool:
        if notice.expires_at is not None and notice.expires_at <= now:
            work.outbox.drop(item.id, "过了时候，不再发")
            return False
        if notice.kind == PERSONAL:
            return True
        if notice.town_id not in towns:
            town = work.members.town_by_id(notice.town_id)
            towns[notice.town_id] = ZoneInfo(town.timezone), choices(town).quiet
        zone, quiet = towns[notice.town_id]
        if is_quiet(now, zone, quiet):
            work.outbox.put_back(item.id, out_of_quiet(now, zone, quiet))
            return False
        return True
