"""A process that lives through a month on a ledger, by a clock of its own: it ticks and sends what it claims.

`python -m tests.reminders.month_alone LEDGER FIRST LAST`: a line of JSON for each message that it sent.
"""

import json
import sys
from datetime import date, datetime, time, timedelta

from bot.reminders import delivery
from storage.database import Database
from tests.reminders.conftest import CHINA

HOURS = (time(8), time(9), time(16))


def live(database: Database, first: date, last: date) -> None:
    day = first
    while day <= last:
        for hour in HOURS:
            now = datetime.combine(day, hour, CHINA)
            delivery.tick(database, now)
            for line in _send(database, now):
                print(json.dumps(line), flush=True)
        day += timedelta(days=1)


def _send(database: Database, now: datetime) -> list[tuple[str, int, str, str]]:
    """What this process may send: claimed, noted, sent and recorded in transactions of their own.

    The day of each is the one it was due on: what one process claimed and was held up with, the other sends
    when its own clock says that the claim has run out.
    """
    found = []
    with database.work() as work:
        items = work.outbox.claim(now, 100)
    for item in items:
        with database.work() as work:
            mine = work.outbox.hand_over(item.id)
        if mine:
            due = str(item.due_at.astimezone(CHINA).date())
            found.append((due, item.id, item.chat, str(item.payload["text"])))
            with database.work() as work:
                work.outbox.sent(item.id, str(item.id), now)
    return found


if __name__ == "__main__":
    ledger = Database(sys.argv[1])
    ledger.upgrade()
    print("ready", flush=True)
    sys.stdin.readline()
    live(ledger, *(date.fromisoformat(text) for text in sys.argv[2:4]))
    ledger.close()
