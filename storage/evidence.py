"""Files that people send: wanted, fetched, kept once, and which entries they are evidence of."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import and_, or_
from sqlmodel import Session, col, select

from storage.checks import parse_number
from storage.errors import NotFoundError
from storage.file_tables import ExhibitRow, FileRow
from storage.files import FileState, FileUse, SentFile
from storage.rows import locked
from storage.tables import EntryRow, key
from storage.text import clean, clean_json

CLAIM = timedelta(minutes=10)  # a file that was taken up so long ago, by a process that ended, is due again


class Evidence:
    """The files of all towns. Its methods work inside the transaction of a Work."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def keep(
        self,
        town_id: int,
        member_id: int,
        source: tuple[str, str, str],
        *,
        remote: str,
        filename: str,
        type: str,
        size: int,
        at: datetime,
        album: str = "",
        use: FileUse = FileUse.LOOSE,
    ) -> SentFile:
        """A file that was sent, HELD until it is known what for. `source`: channel, chat, message id."""
        channel, chat, message_id = source
        row = FileRow(
            town_id=town_id, member_id=member_id, channel=channel, chat=chat, message_id=message_id,
            album=clean(album), remote=clean(remote), filename=clean(filename), type=type, size=size,
            use=use, state=FileState.HELD, sent_at=at, due_at=at,
        )  # fmt: skip
        self._session.add(row)
        self._session.flush()
        return _file(row)

    def get(self, file_id: int) -> SentFile:
        """The file; NotFoundError."""
        return _file(self._row(file_id))

    def of_album(self, channel: str, chat: str, album: str) -> list[SentFile]:
        """What came of an album until now."""
        query = select(FileRow).where(
            FileRow.channel == channel, FileRow.chat == chat, FileRow.album == album, FileRow.album != ""
        )
        return [_file(row) for row in self._session.exec(query.order_by(col(FileRow.id)))]

    def of_message(self, channel: str, chat: str, message_id: str) -> list[SentFile]:
        """The files of one message."""
        query = select(FileRow).where(
            FileRow.channel == channel, FileRow.chat == chat, FileRow.message_id == message_id
        )
        return [_file(row) for row in self._session.exec(query.order_by(col(FileRow.id)))]

    def loose(self, channel: str, chat: str, member_id: int, since: datetime) -> list[SentFile]:
        """The files that the member sent there since then, and that belong to nothing yet."""
        query = select(FileRow).where(
            FileRow.channel == channel,
            FileRow.chat == chat,
            FileRow.member_id == member_id,
            FileRow.use == FileUse.LOOSE,
            FileRow.state == FileState.HELD,
            col(FileRow.sent_at) >= since,
        )
        return [_file(row) for row in self._session.exec(query.order_by(col(FileRow.id)))]

    def want(
        self, file_id: int, use: FileUse, at: datetime, note: dict[str, object] | None = None
    ) -> SentFile:
        """It is to be fetched, or read anew where it is here already. `note`: what its reader must know."""
        row = self._row(file_id)
        row.use = use
        if note is not None:
            row.result = clean_json(note)
        if row.state is not FileState.FETCHING:
            row.state = FileState.FETCHED if row.sha256 and use is FileUse.EVIDENCE else FileState.WANTED
            row.due_at, row.attempts, row.error = at, 0, ""
        self._session.flush()
        return _file(row)

    def attach(self, file_id: int, town_id: int, numbers: Sequence[str], at: datetime) -> SentFile:
        """It is evidence of these entries of the town; NotFoundError where one of them is not there."""
        for number in numbers:
            entry_id = self._entry_id(town_id, number)
            query = select(ExhibitRow).where(ExhibitRow.entry_id == entry_id, ExhibitRow.file_id == file_id)
            known = self._session.exec(query).first()
            if known is None:
                self._session.add(ExhibitRow(town_id=town_id, entry_id=entry_id, file_id=file_id))
            else:
                known.removed = False
        return self.want(file_id, FileUse.EVIDENCE, at)

    def detach(self, file_id: int) -> None:
        """It is evidence of nothing any more; what was stored stays."""
        for row in self._session.exec(select(ExhibitRow).where(ExhibitRow.file_id == file_id)):
            row.removed = True
        row_of_file = self._row(file_id)
        if row_of_file.state == FileState.WANTED:
            row_of_file.state = FileState.HELD
        self._session.flush()

    def refuse(self, file_id: int, why: str) -> SentFile:
        """It cannot or must not be kept."""
        row = self._row(file_id)
        row.state, row.error = FileState.REFUSED, clean(why)
        self._session.flush()
        return _file(row)

    def of_entry(self, town_id: int, number: str) -> list[SentFile]:
        """The evidence of an entry in the order in which it came, without what was refused."""
        query = (
            select(FileRow)
            .join(ExhibitRow, col(ExhibitRow.file_id) == col(FileRow.id))
            .where(
                ExhibitRow.entry_id == self._entry_id(town_id, number),
                col(ExhibitRow.removed).is_(False),
                FileRow.state != FileState.REFUSED,
            )
            .order_by(col(FileRow.id))
        )
        return [_file(row) for row in self._session.exec(query)]

    def entries_of(self, file_id: int) -> list[str]:
        """The numbers of the entries that a file is evidence of."""
        query = (
            select(EntryRow)
            .join(ExhibitRow, col(ExhibitRow.entry_id) == col(EntryRow.id))
            .where(ExhibitRow.file_id == file_id, col(ExhibitRow.removed).is_(False))
            .order_by(col(EntryRow.id))
        )
        return [f"{row.year}-{row.serial}" for row in self._session.exec(query)]

    def made_in(self, channel: str, chat: str, member_id: int, since: datetime) -> tuple[str, ...]:
        """The numbers of the entries that the member's latest message in that chat made, if it came since
        then.
        """
        query = select(EntryRow).where(
            EntryRow.channel == channel,
            EntryRow.chat == chat,
            EntryRow.member_id == member_id,
            col(EntryRow.sent_at) >= since,
        )
        rows = self._session.exec(query.order_by(col(EntryRow.id).desc()).limit(20)).all()
        latest = [row for row in rows if row.message_id == rows[0].message_id]
        return tuple(f"{row.year}-{row.serial}" for row in reversed(latest))

    def of_town(self, town_id: int) -> list[tuple[str, SentFile]]:
        """(entry number, file) of all that is evidence in a town and was fetched."""
        query = (
            select(EntryRow, FileRow)
            .join(ExhibitRow, col(ExhibitRow.entry_id) == col(EntryRow.id))
            .join(FileRow, col(ExhibitRow.file_id) == col(FileRow.id))
            .where(
                EntryRow.town_id == town_id,
                col(ExhibitRow.removed).is_(False),
                FileRow.state == FileState.FETCHED,
            )
            .order_by(col(EntryRow.year), col(EntryRow.serial), col(FileRow.id))
        )
        return [(f"{entry.year}-{entry.serial}", _file(file)) for entry, file in self._session.exec(query)]

    def hashes(self) -> tuple[str, ...]:
        """Of all files that are kept, of every town."""
        query = select(FileRow.sha256).where(FileRow.sha256 != "").distinct().order_by(FileRow.sha256)
        return tuple(self._session.exec(query))

    def claim(self, now: datetime, limit: int, channel: str) -> list[SentFile]:
        """Files to fetch or read now, marked FETCHING with the attempt counted; oldest first."""
        lost = and_(col(FileRow.state) == FileState.FETCHING, col(FileRow.claimed_at) <= now - CLAIM)
        due = and_(col(FileRow.state) == FileState.WANTED, col(FileRow.due_at) <= now)
        query = select(FileRow).where(or_(due, lost), FileRow.channel == channel)
        query = query.order_by(col(FileRow.id)).limit(limit)
        rows = self._session.exec(query.with_for_update(skip_locked=True, key_share=True)).all()
        for row in rows:
            row.state, row.claimed_at = FileState.FETCHING, now
            row.attempts += 1
        self._session.flush()
        return [_file(row) for row in rows]

    def recover(self, now: datetime, channel: str) -> int:
        """At the start of the only process that fetches: what an earlier one took up is due again."""
        query = select(FileRow).where(FileRow.state == FileState.FETCHING, FileRow.channel == channel)
        rows = self._session.exec(query.with_for_update(key_share=True)).all()
        for row in rows:
            row.state, row.due_at = FileState.WANTED, now
        return len(rows)

    def stored(self, file_id: int, sha256: str, size: int) -> None:
        """Its bytes are in the folder under that hash; it stays claimed until it is settled."""
        row = self._row(file_id)
        row.sha256, row.size = sha256, size

    def fetched(self, file_id: int, result: dict[str, object] | None = None) -> SentFile:
        """It is here, and what it was wanted for is done."""
        row = self._row(file_id)
        row.state, row.error = FileState.FETCHED, ""
        if result is not None:
            row.result = clean_json(result)
        self._session.flush()
        return _file(row)

    def later(self, file_id: int, error: str, at: datetime) -> None:
        """It could not be fetched; again at `at`."""
        row = self._row(file_id)
        row.state, row.error, row.due_at = FileState.WANTED, clean(error), at

    def _entry_id(self, town_id: int, number: str) -> int:
        year, serial = parse_number(number)
        query = select(EntryRow.id).where(
            EntryRow.town_id == town_id, EntryRow.year == year, EntryRow.serial == serial
        )
        found = self._session.exec(query).first()
        if found is None:
            raise NotFoundError(f"没有 {number} 这一条")
        return found

    def _row(self, file_id: int) -> FileRow:
        row = locked(self._session, FileRow, file_id)
        if row is None:
            raise NotFoundError(f"没有文件 {file_id}")
        return row


def _file(row: FileRow) -> SentFile:
    return SentFile(
        id=key(row),
        town_id=row.town_id,
        member_id=row.member_id,
        channel=row.channel,
        chat=row.chat,
        message_id=row.message_id,
        album=row.album,
        remote=row.remote,
        filename=row.filename,
        type=row.type,
        size=row.size,
        use=FileUse(row.use),
        state=FileState(row.state),
        sent_at=row.sent_at,
        sha256=row.sha256,
        attempts=row.attempts,
        error=row.error,
        result=row.result,
    )
