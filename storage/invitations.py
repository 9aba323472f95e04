"""Codes by which people join a town: each is for one unit and role, for one use, and until a day."""

import secrets
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import func
from sqlmodel import Session, col, select

from storage.errors import AlreadyExistsError, InvitationError, NotFoundError
from storage.records import Invitation, Member, Role
from storage.rows import insert_once
from storage.tables import InvitationRow, UnitRow
from storage.text import clean
from storage.towns import unit_value

if TYPE_CHECKING:
    from storage.members import Members

# Digits and letters that nobody mixes up on paper or on the phone (no 0/O, 1/I/L); 31^10 is about 2^49.
CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
CODE_LENGTH = 10


class Invitations:
    """The invitations of all towns, within a Work's transaction."""

    def __init__(self, session: Session, members: "Members") -> None:
        self._session = session
        self._members = members

    def invite(
        self, town_id: int, unit_id: int, role: Role, expires_at: datetime, code: str | None
    ) -> Invitation:
        """A new invitation; NotFoundError for a unit that is not the town's, AlreadyExistsError for a taken
        code.
        """
        unit = self._session.get(UnitRow, unit_id)
        if unit is None or unit.town_id != town_id:
            raise NotFoundError("没有这个单位")
        code = code or "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))
        row = InvitationRow(
            town_id=town_id, unit_id=unit_id, code=code, role=Role(role), expires_at=expires_at
        )
        if not insert_once(self._session, row):
            raise AlreadyExistsError("这个邀请码已经有了")
        return Invitation(code, town_id, unit_value(unit), Role(role), row.expires_at)

    def join(self, code: str, channel: str, account: str, name: str, now: datetime) -> Member:
        """The member that the account belongs to from now on; InvitationError where the code cannot be used.

        Who is a member of the town already moves to the invitation's unit and role. Who was entered
        beforehand under that name in that unit, without any account, is that person; else a member is added.
        """
        row = self._usable(code, now)
        member = self._members.by_account(channel, account)
        if member is not None and member.town_id != row.town_id:
            raise InvitationError("您的账号已经在另一个镇登记，请先请那边的管理员移除")
        if member is None:
            member = self._expected(row, name) or self._members.add_member(
                row.town_id, row.unit_id, clean(name).strip() or "未署名", Role(row.role)
            )
            self._members.link(member.id, channel, account)
        self._members.move(member.id, row.unit_id)
        row.used_at, row.used_by = now, member.id
        return self._members.set_role(member.id, Role(row.role))

    def _usable(self, code: str, now: datetime) -> InvitationRow:
        same = func.lower(col(InvitationRow.code)) == clean(code).strip().lower()
        row = self._session.exec(select(InvitationRow).where(same).with_for_update(key_share=True)).first()
        if row is None:
            raise InvitationError("邀请码不对，请核对后再发，或向镇里的管理员要一个")
        if row.used_at is not None:
            raise InvitationError("这个邀请码已经用过了，请向镇里的管理员要一个新的")
        if row.expires_at <= now:
            raise InvitationError("这个邀请码已经过期，请向镇里的管理员要一个新的")
        return row

    def _expected(self, row: InvitationRow, name: str) -> Member | None:
        known = [
            member
            for member in self._members.by_name(row.town_id, name)
            if member.unit.id == row.unit_id and not member.accounts
        ]
        return known[0] if len(known) == 1 else None
