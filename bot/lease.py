"""Whose turn a job is, where several processes run on one database: by a lease that is renewed at work."""

import os
import socket
import uuid
from datetime import datetime, timedelta

from storage.leases import Taken
from storage.work import Work

SPAN = timedelta(seconds=45)  # longer than a job stays away from the database while it works
_living: set[str] = set()  # holders in this process


class Lease:
    """One process's claim to a job. A holder on this machine whose process has ended is not waited for."""

    def __init__(self, name: str, span: timedelta = SPAN, process: int | None = None) -> None:
        self.name = name
        self._span = span
        self._holder = f"{socket.gethostname()}:{process or os.getpid()}:{uuid.uuid4().hex[:12]}"
        _living.add(self._holder)

    def take(self, work: Work, now: datetime) -> Taken:
        """Take or renew the turn, in the transaction of `work`."""
        _living.add(self._holder)
        other = work.leases.holder(self.name)
        gone = other if other is not None and self._has_ended(other) else None
        return work.leases.take(self.name, self._holder, now, self._span, gone=gone)

    def is_ours(self, work: Work, now: datetime) -> bool:
        return self.take(work, now) is not Taken.OTHERS

    def end(self, work: Work, now: datetime) -> None:
        """The job is finished here: another process may go on at once."""
        _living.discard(self._holder)
        work.leases.give_back(self.name, self._holder, now)

    def _has_ended(self, other: str) -> bool:
        """Whether a holder was a process of this machine that is no more."""
        host, _, rest = other.rpartition(":")[0].rpartition(":")
        if host != socket.gethostname() or other in _living or not rest.isdigit():
            return False
        if int(rest) == os.getpid():
            return True
        try:
            os.kill(int(rest), 0)
        except ProcessLookupError:
            return True
        except OSError:
            return False
        return False
