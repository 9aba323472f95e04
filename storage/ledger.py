"""The ledger: a town's entries. Nothing is ever deleted; each change is kept as a revision."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlmodel import Session, col, select

from storage.amending import amended
from storage.catalogue import Catalogue
from storage.checks import aware, checked, month_of
from storage.entries import doubt_json, entry_values, new_row, revision_value, snapshot, write_figures
from storage.errors import ClosedMonthError, InvalidValueError, NotFoundError
from storage.ledger_queries import LedgerQueries
from storage.months import closing_of
from storage.records import Change, Doubt, Entry, EntryDraft, EntryState, Member, Revision, Unit
from storage.rows import insert_once
from storage.tables import CounterRow, EntryRow, RevisionRow, UnitRow, key
from storage.text import clean


class Ledger(LedgerQueries):
    """The entries of all towns. Its methods work inside the transaction of a Work."""

    def __init__(self, session: Session, catalogue: Catalogue) -> None:
        super().__init__(session)
        self._catalogue = catalogue

    def record(
        self,
        town_id: int,
        draft: EntryDraft,
        *,
        member: Member,
        unit: Unit | None = None,
        text: str,
        sent_at: datetime,
        inbox_id: int | None = None,
        message: tuple[str, str, str] | None = None,
        doubts: Sequence[Doubt] = (),
        at: datetime,
    ) -> Entry:
        """Save an event under the next number of its day's year; 待确认 where there are doubts.

        `unit`: whose it is, the member's own where None. `message`: (channel, chat, message id) that told it.
        InvalidValueError for what is no sound entry (see checks.checked), or a member or unit of another
        town.
        """
        aware(sent_at, at)
        draft, unit = checked(draft, self._catalogue), unit or member.unit
        if member.town_id != town_id or unit.town_id != town_id:
            raise InvalidValueError("人员或单位不是这个镇的")
        serial = self._next_serial(town_id, draft.on.year)
        row = new_row(town_id, serial, draft, unit, member, doubts, text=text, sent_at=sent_at, at=at)
        row.inbox_id = inbox_id
        row.channel, row.chat, row.message_id = message or (None, None, None)
        self._session.add(row)
        self._session.flush()
        write_figures(self._session, row, draft.figures)
        entry = entry_values(self._session, [row])[0]
        self._revise(row, None, entry, "record", member.name, "", at)
        return entry

    def amend(
        self,
        town_id: int,
        number: str,
        change: Change,
        *,
        member_name: str,
        reason: str,
        at: datetime,
        closed: bool = False,
    ) -> tuple[Entry, Entry]:
        """Change an entry; the entry (before, after). A change that changes nothing leaves no revision.

        NotFoundError; InvalidValueError where it is withdrawn or would become unsound (see amending.amended);
        ClosedMonthError where its month, old or new, is closed. `closed`: all the same, with a reason.
        """
        row = self._row(town_id, number)
        before = entry_values(self._session, [row])[0]
        after = amended(before, change, self._catalogue)
        if after != before:
            self._not_closed(town_id, (before.on, after.on), closed and reason)
        if change.unit_id is not None:
            row.unit_id = self._unit_id(town_id, change.unit_id)
        row.kind, row.place, row.attributes = after.kind, after.place, dict(after.attributes)
        row.text, row.words = after.text, after.words
        row.first_day, row.last_day, row.month = after.on, after.last_day, month_of(after.on)
        row.state, row.doubts = after.state, [doubt_json(doubt) for doubt in after.doubts]
        if after.figures != before.figures:
            write_figures(self._session, row, after.figures)
        self._session.flush()
        after = entry_values(self._session, [row])[0]
        if after != before:
            self._revise(row, before, after, "amend", member_name, reason, at)
        return before, after

    def withdraw(
        self, town_id: int, number: str, *, member_name: str, reason: str, at: datetime, closed: bool = False
    ) -> Entry:
        """Take an entry out of all counts; it stays in the ledger with its number. Twice is once.

        NotFoundError; ClosedMonthError as `amend` says.
        """
        state = EntryState.WITHDRAWN
        return self._set_state(town_id, number, state, "withdraw", member_name, reason, at, closed)

    def restore(
        self, town_id: int, number: str, *, member_name: str, reason: str, at: datetime, closed: bool = False
    ) -> Entry:
        """Bring a withdrawn entry back, 待确认 where it has doubts. Twice is once. Errors as `withdraw`."""
        state = EntryState.RECORDED
        return self._set_state(town_id, number, state, "restore", member_name, reason, at, closed)

    def revisions(self, town_id: int, number: str) -> list[Revision]:
        """All that was done to an entry, the first record first. NotFoundError."""
        row = self._row(town_id, number)
        query = select(RevisionRow).where(RevisionRow.entry_id == key(row)).order_by(col(RevisionRow.id))
        return [
            revision_value(revision, f"{row.year}-{row.serial}") for revision in self._session.exec(query)
        ]

    def revisions_since(self, town_id: int, at: datetime) -> list[Revision]:
        """What was changed in the town's ledger after that instant, first records left out, in order."""
        query = (
            select(RevisionRow, EntryRow.year, EntryRow.serial)
            .join(EntryRow, col(EntryRow.id) == col(RevisionRow.entry_id))
            .where(RevisionRow.town_id == town_id, RevisionRow.at > at, RevisionRow.action != "record")
            .order_by(col(RevisionRow.id))
        )
        found = self._session.exec(query).all()
        return [revision_value(row, f"{year}-{serial}") for row, year, serial in found]

    def _set_state(
        self,
        town_id: int,
        number: str,
        state: EntryState,
        action: str,
        name: str,
        reason: str,
        at: datetime,
        closed: bool,
    ) -> Entry:
        row = self._row(town_id, number)
        before = entry_values(self._session, [row])[0]
        if (before.state is EntryState.WITHDRAWN) == (state is EntryState.WITHDRAWN):
            return before
        self._not_closed(town_id, (before.on,), closed and reason)
        if state is EntryState.RECORDED and before.doubts:
            state = EntryState.PENDING
        row.state = state
        self._session.flush()
        after = replace(before, state=state)
        self._revise(row, before, after, action, name, reason, at)
        return after

    def _next_serial(self, town_id: int, year: int) -> int:
        query = select(CounterRow).where(CounterRow.town_id == town_id, CounterRow.year == year)
        query = query.with_for_update(key_share=True).execution_options(populate_existing=True)
        counter = self._session.exec(query).first()
        if counter is None:
            insert_once(self._session, CounterRow(town_id=town_id, year=year, last=0))
            counter = self._session.exec(query).one()
        counter.last += 1
        self._session.flush()
        return counter.last

    def _not_closed(self, town_id: int, days: Sequence[date], reason: str | bool) -> None:
        if reason:
            return
        for day in days:
            if closing := closing_of(self._session, town_id, day):
                name = f"{day.year}年{day.month}月" if closing.month else f"{day.year}年"
                raise ClosedMonthError(f"{name}已经封账，要改请镇里的编辑在后面写明“原因：…”")

    def _unit_id(self, town_id: int, unit_id: int) -> int:
        unit = self._session.get(UnitRow, unit_id)
        if unit is None or unit.town_id != town_id:
            raise NotFoundError("没有这个单位")
        return unit_id

    def _revise(
        self,
        row: EntryRow,
        before: Entry | None,
        after: Entry,
        action: str,
        member_name: str,
        reason: str,
        at: datetime,
    ) -> None:
        self._session.add(
            RevisionRow(
                town_id=row.town_id,
                entry_id=key(row),
                at=at,
                member_name=clean(member_name),
                action=action,
                reason=clean(reason),
                before=None if before is None else snapshot(before),
                after=snapshot(after),
            )
        )
        self._session.flush()
