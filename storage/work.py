"""The unit of work: one transaction that inbox, ledger, outbox and the rest share."""

from sqlmodel import Session

from storage.agenda import Agenda
from storage.catalogue import Catalogue, bundled
from storage.evidence import Evidence
from storage.groups import Groups
from storage.inbox import Inbox
from storage.leases import Leases
from storage.ledger import Ledger
from storage.letterheads import Letterheads
from storage.members import Members
from storage.months import Months
from storage.outbox import Outbox
from storage.questions import Questions
from storage.words import Words


class Work:
    """The parts of the storage room within one transaction. Made by Database.work()."""

    def __init__(self, session: Session, catalogue: Catalogue | None = None) -> None:
        self.catalogue = catalogue or bundled()
        self.inbox = Inbox(session)
        self.outbox = Outbox(session)
        self.ledger = Ledger(session, self.catalogue)
        self.members = Members(session)
        self.agenda = Agenda(session)
        self.months = Months(session)
        self.leases = Leases(session)
        self.questions = Questions(session)
        self.words = Words(session, self.catalogue)
        self.groups = Groups(session)
        self.evidence = Evidence(session)
        self.letterheads = Letterheads(session)
        self._session = session
