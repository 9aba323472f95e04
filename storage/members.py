"""Towns, their units and their people."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlmodel import Session, col, select

from storage.errors import AlreadyExistsError, InvalidValueError, NotFoundError
from storage.invitations import Invitations
from storage.month_tables import LeaveRow
from storage.records import Invitation, Member, Role, Town, Unit, UnitLevel
from storage.rows import insert_once, locked
from storage.tables import AccountRow, MemberRow, TownRow, UnitRow, key
from storage.text import clean
from storage.towns import change_town, guess_level, needed, town_value, unit_value, units_of


class Members:
    """The towns and who belongs to them. Its methods work inside the transaction of a Work."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add_town(
        self,
        name: str,
        *,
        full_name: str = "",
        superior: str = "",
        province: str = "",
        timezone: str = "Asia/Shanghai",
    ) -> Town:
        """A new town; AlreadyExistsError where there is one of that name."""
        row = TownRow(name="", full_name="", superior="", province="", timezone="")
        change_town(
            row,
            {
                "name": name,
                "full_name": full_name,
                "superior": superior,
                "province": province,
                "timezone": timezone,
            },
        )
        if not insert_once(self._session, row):
            raise AlreadyExistsError(f"已经有“{row.name}”了")
        return town_value(row)

    def town(self, name: str) -> Town:
        """The town of that name; NotFoundError."""
        row = self._session.exec(select(TownRow).where(TownRow.name == clean(name).strip())).first()
        if row is None:
            raise NotFoundError(f"没有“{clean(name)}”这个镇")
        return town_value(row)

    def town_by_id(self, town_id: int) -> Town:
        return town_value(self._town_row(town_id))

    def hold(self, town_id: int) -> None:
        """Until the transaction ends, no other that holds the town goes on: its reports see each other."""
        self._town_row(town_id)

    def towns(self) -> list[Town]:
        return [town_value(row) for row in self._session.exec(select(TownRow).order_by(col(TownRow.id)))]

    def update_town(self, town_id: int, **changes: Any) -> Town:
        """Change name, full_name, superior, province, timezone, chat (a pair or
        None), settings (merged in).
        """
        row = self._town_row(town_id)
        if "name" in changes and changes["name"] != row.name and self._has_town(changes["name"]):
            raise AlreadyExistsError(f"已经有“{changes['name']}”了")
        change_town(row, changes)
        self._session.flush()
        return town_value(row)

    def add_unit(self, town_id: int, name: str, level: UnitLevel | None = None) -> Unit:
        """A new unit of a town, its level guessed from its name where none is given; AlreadyExistsError."""
        self._town_row(town_id)
        name = needed(name, "单位名称")
        row = UnitRow(town_id=town_id, name=name, level=level or guess_level(name))
        if not insert_once(self._session, row):
            raise AlreadyExistsError(f"已经有“{name}”了")
        return unit_value(row)

    def units(self, town_id: int) -> list[Unit]:
        """The town's units in the order in which they came."""
        return list(units_of(self._session, town_id).values())

    def unit(self, town_id: int, name: str) -> Unit:
        """The town's unit of that name; NotFoundError."""
        name = clean(name).strip()
        query = select(UnitRow).where(UnitRow.town_id == town_id, UnitRow.name == name)
        row = self._session.exec(query).first()
        if row is None:
            raise NotFoundError(f"没有“{name}”这个单位")
        return unit_value(row)

    def add_member(self, town_id: int, unit_id: int, name: str, role: Role) -> Member:
        """A new person of a unit (two may have one name); they speak to nobody until an account is linked."""
        unit = self._session.get(UnitRow, unit_id)
        if unit is None or unit.town_id != town_id:
            raise NotFoundError("没有这个单位")
        row = MemberRow(town_id=town_id, unit_id=unit_id, name=needed(name, "姓名"), role=Role(role))
        self._session.add(row)
        self._session.flush()
        return self.member(key(row))

    def members(self, town_id: int) -> list[Member]:
        """All people of the town, those who left (`active` false) too, in the order in which they came."""
        query = select(MemberRow).where(MemberRow.town_id == town_id).order_by(col(MemberRow.id))
        return self._values(self._session.exec(query).all())

    def member(self, member_id: int) -> Member:
        return self._values([self._row(member_id)])[0]

    def by_account(self, channel: str, account: str) -> Member | None:
        """Who writes from that account, where they are an active member."""
        query = select(MemberRow).join(AccountRow, col(AccountRow.member_id) == col(MemberRow.id))
        query = query.where(
            AccountRow.channel == channel, AccountRow.account == account, col(MemberRow.active).is_(True)
        )
        row = self._session.exec(query).first()
        return None if row is None else self._values([row])[0]

    def of_accounts(self, town_id: int, accounts: Collection[tuple[str, str]]) -> list[Member]:
        """The town's people, those who left too, who have one of these (channel, account)."""
        query = select(AccountRow).where(
            AccountRow.town_id == town_id, col(AccountRow.account).in_({account for _, account in accounts})
        )
        ids = {row.member_id for row in self._session.exec(query) if (row.channel, row.account) in accounts}
        rows = self._session.exec(select(MemberRow).where(col(MemberRow.id).in_(ids))).all() if ids else ()
        return self._values(rows)

    def by_name(self, town_id: int, name: str) -> list[Member]:
        """The active members of that name."""
        query = select(MemberRow).where(
            MemberRow.town_id == town_id,
            MemberRow.name == clean(name).strip(),
            col(MemberRow.active).is_(True),
        )
        return self._values(self._session.exec(query.order_by(col(MemberRow.id))).all())

    def link(self, member_id: int, channel: str, account: str) -> Member:
        """Let the member write from that account; AlreadyExistsError where another active member does."""
        row = self._row(member_id)
        account = clean(account)
        taken = AccountRow(town_id=row.town_id, member_id=member_id, channel=channel, account=account)
        if not insert_once(self._session, taken):
            self._take_over(row, channel, account)
        return self.member(member_id)

    def set_role(self, member_id: int, role: Role) -> Member:
        self._row(member_id).role = Role(role)
        self._session.flush()
        return self.member(member_id)

    def move(self, member_id: int, unit_id: int) -> Member:
        """The member works for another unit of the town from now on; earlier
        entries stay with the old one.
        """
        row, unit = self._row(member_id), self._session.get(UnitRow, unit_id)
        if unit is None or unit.town_id != row.town_id:
            raise NotFoundError("没有这个单位")
        row.unit_id = unit_id
        self._session.flush()
        return self.member(member_id)

    def mute(self, member_id: int, muted: bool = True) -> Member:
        """The member is no longer reminded (or, with False, is again)."""
        self._row(member_id).muted = muted
        self._session.flush()
        return self.member(member_id)

    def leave(self, member_id: int, first: date, last: date) -> Member:
        """The member is away on these days, both included, and not reminded; InvalidValueError."""
        if last < first:
            raise InvalidValueError("请假的最后一天不能早于第一天")
        row = self._row(member_id)
        self._session.add(LeaveRow(town_id=row.town_id, member_id=member_id, first_day=first, last_day=last))
        self._session.flush()
        return self.member(member_id)

    def back(self, member_id: int, day: date) -> Member:
        """The member is here from that day on: what of their leaves comes later is taken out."""
        query = select(LeaveRow).where(LeaveRow.member_id == member_id, LeaveRow.last_day >= day)
        for row in self._session.exec(query).all():
            if row.first_day >= day:
                self._session.delete(row)
            else:
                row.last_day = day - timedelta(days=1)
        self._session.flush()
        return self.member(member_id)

    def deactivate(self, member_id: int) -> Member:
        """The member has left: what they logged stays, their accounts open nothing any more."""
        self._row(member_id).active = False
        self._session.flush()
        return self.member(member_id)

    def invite(
        self, town_id: int, unit_id: int, role: Role, expires_at: datetime, code: str | None = None
    ) -> Invitation:
        """An invitation that one person may use once, until it expires; a code
        is made where none is given.
        """
        return Invitations(self._session, self).invite(town_id, unit_id, role, expires_at, code)

    def join(self, code: str, channel: str, account: str, name: str, now: datetime) -> Member:
        """Use an invitation (see Invitations.join); InvitationError says in Chinese why it cannot be used."""
        return Invitations(self._session, self).join(code, channel, account, name, now)

    def _take_over(self, row: MemberRow, channel: str, account: str) -> None:
        query = select(AccountRow).where(AccountRow.channel == channel, AccountRow.account == account)
        taken = self._session.exec(query.with_for_update(key_share=True)).one()
        holder = self._row(taken.member_id)
        if holder.id != row.id and holder.active:
            raise AlreadyExistsError(f"这个账号已经是{holder.name}的了")
        taken.town_id, taken.member_id = row.town_id, key(row)
        self._session.flush()

    def _has_town(self, name: str) -> bool:
        return self._session.exec(select(TownRow.id).where(TownRow.name == name)).first() is not None

    def _town_row(self, town_id: int) -> TownRow:
        row = locked(self._session, TownRow, town_id)
        if row is None:
            raise NotFoundError(f"没有编号为 {town_id} 的镇")
        return row

    def _row(self, member_id: int) -> MemberRow:
        row = locked(self._session, MemberRow, member_id)
        if row is None:
            raise NotFoundError(f"没有编号为 {member_id} 的人员")
        return row

    def _values(self, rows: Sequence[MemberRow]) -> list[Member]:
        ids = [key(row) for row in rows]
        accounts: dict[int, list[tuple[str, str]]] = {}
        query = select(AccountRow).where(col(AccountRow.member_id).in_(ids)).order_by(col(AccountRow.id))
        for account in self._session.exec(query):
            accounts.setdefault(account.member_id, []).append((account.channel, account.account))
        away: dict[int, list[tuple[date, date]]] = {}
        leaves = select(LeaveRow).where(col(LeaveRow.member_id).in_(ids)).order_by(col(LeaveRow.first_day))
        for leave in self._session.exec(leaves):
            away.setdefault(leave.member_id, []).append((leave.first_day, leave.last_day))
        units: dict[int, dict[int, Unit]] = {}
        for town_id in {row.town_id for row in rows}:
            units[town_id] = units_of(self._session, town_id)
        return [
            Member(
                id=key(row),
                town_id=row.town_id,
                unit=units[row.town_id][row.unit_id],
                name=row.name,
                role=Role(row.role),
                accounts=tuple(accounts.get(key(row), ())),
                active=row.active,
                muted=row.muted,
                away=tuple(away.get(key(row), ())),
            )
            for row in rows
        ]
