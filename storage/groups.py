"""The groups that the bot was put into, and whether it serves them."""

from datetime import datetime

from sqlmodel import Session, col, select

from storage.errors import NotFoundError
from storage.file_tables import GroupRow
from storage.files import Group, GroupState
from storage.rows import insert_once, locked
from storage.tables import key
from storage.text import clean

_MOST_TOLD = 500


class Groups:
    """The groups of all towns. Its methods work inside the transaction of a Work."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def joined(
        self, town_id: int, channel: str, chat: str, *, title: str, added_by: str, at: datetime
    ) -> tuple[Group, bool]:
        """The bot is in that group: (group, whether an admin has to be asked). One that is served stays so;
        one that it left or that was refused is asked about again, for the town of who puts it there now.
        """
        row = self._of(channel, chat)
        if row is None:
            row = GroupRow(
                town_id=town_id, channel=channel, chat=chat, title=clean(title), added_by=clean(added_by),
                state=GroupState.ASKED, since=at,
            )  # fmt: skip
            if insert_once(self._session, row):
                return _group(row), True
            row = self._of(channel, chat)
            assert row is not None, "a row whose key is taken is there"
        if row.state in (GroupState.SERVED, GroupState.ASKED):
            return _group(row), False
        row.town_id, row.title, row.added_by = town_id, clean(title), clean(added_by)
        row.state, row.since = GroupState.ASKED, at
        self._session.flush()
        return _group(row), True

    def of_chat(self, channel: str, chat: str) -> Group | None:
        """The group of that chat, or None where nobody put the bot there."""
        row = self._of(channel, chat)
        return None if row is None else _group(row)

    def get(self, group_id: int) -> Group:
        """The group; NotFoundError."""
        return _group(self._row(group_id))

    def of_town(self, town_id: int) -> list[Group]:
        """The groups of a town that the bot is in, the oldest first."""
        here = (GroupState.ASKED, GroupState.SERVED)
        query = select(GroupRow).where(GroupRow.town_id == town_id, col(GroupRow.state).in_(here))
        return [_group(row) for row in self._session.exec(query.order_by(col(GroupRow.id)))]

    def settle(self, group_id: int, state: GroupState) -> Group:
        """The group is served, refused or left from now on."""
        row = self._row(group_id)
        row.state = state
        self._session.flush()
        return _group(row)

    def tell_once(self, group_id: int, account: str) -> bool:
        """Whether that account has not been told how to join yet; it counts as told now."""
        row = self._row(group_id)
        if account in row.told or len(row.told) >= _MOST_TOLD:
            return False
        row.told = [*row.told, account]
        return True

    def _of(self, channel: str, chat: str) -> GroupRow | None:
        query = select(GroupRow).where(GroupRow.channel == channel, GroupRow.chat == chat)
        return self._session.exec(query).first()

    def _row(self, group_id: int) -> GroupRow:
        row = locked(self._session, GroupRow, group_id)
        if row is None:
            raise NotFoundError(f"没有群 {group_id}")
        return row


def _group(row: GroupRow) -> Group:
    return Group(
        id=key(row),
        town_id=row.town_id,
        channel=row.channel,
        chat=row.chat,
        title=row.title,
        added_by=row.added_by,
        state=GroupState(row.state),
        told=tuple(row.told),
    )
