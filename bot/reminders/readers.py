"""Who gets a notice: a member in their own chat, or the town's chat."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from bot.reminders import texts
from storage.records import Member, Role, Town, UnitLevel

OFFICES = ("司法", "党政", "综治", "平安")  # parts of the names of units that keep a town's ledger


@dataclass(frozen=True, slots=True)
class Reader:
    """A chat, and the member whose own it is (None: the town's). `key`: unique in the town, whatever the
    chat's id.
    """

    channel: str
    chat: str
    member: Member | None = None

    @property
    def key(self) -> str:
        return str(self.member.id) if self.member else "town"

    @property
    def person(self) -> Member:
        """Whose own chat it is; a bad call for the town's."""
        assert self.member is not None, "the town's chat is nobody's own"
        return self.member

    @property
    def stop(self) -> str:
        """How to stop the notices here."""
        return texts.STOP if self.member else texts.STOP_IN_CHAT

    @classmethod
    def of(cls, member: Member, channels: AbstractSet[str] | None) -> "Reader | None":
        """A member's own chat, by the account linked last; None for who left, is muted or has none.

        In a private chat, the chat's id is the account's.
        """
        if not member.active or member.muted:
            return None
        accounts = [account for account in member.accounts if channels is None or account[0] in channels]
        return cls(*accounts[-1], member) if accounts else None


def readers_of(members: Sequence[Member], channels: AbstractSet[str] | None) -> list[Reader]:
    """The chats of those who can be reached."""
    return [reader for member in members if (reader := Reader.of(member, channels))]


def leads(members: Sequence[Member], channels: AbstractSet[str] | None) -> list[Reader]:
    """Those who run the town's ledger: its admins, else its editors, else the people of 司法所 or 党政办."""
    for role in (Role.ADMIN, Role.EDITOR):
        if found := readers_of([member for member in members if member.role is role], channels):
            return found
    for office in OFFICES:
        own = [m for m in members if office in m.unit.name and m.unit.level is UnitLevel.TOWN]
        if found := readers_of([m for m in own if m.role is not Role.VIEWER], channels):
            return found
    return []


def leaders(
    members: Sequence[Member], names: AbstractSet[str], channels: AbstractSet[str] | None
) -> list[Reader]:
    """The town's leaders by their names, else those who run the ledger."""
    named = readers_of([member for member in members if member.name in names], channels)
    return named or leads(members, channels)


def town_readers(
    town: Town, members: Sequence[Member], channels: AbstractSet[str] | None, everybody: Sequence[Member] = ()
) -> list[Reader]:
    """The town's chat; those who run the ledger where there is none. A chat that is a muted member's own gets
    none. `everybody`: the town's people, those who cannot be reminded too.
    """
    if town.chat is None or (channels is not None and town.chat[0] not in channels):
        return leads(members, channels)
    owner = next((member for member in everybody or members if town.chat in member.accounts), None)
    if owner is None:
        return [Reader(*town.chat)]
    return [Reader(*town.chat, owner)] if owner in members and Reader.of(owner, channels) else []


def once(readers: Sequence[Reader]) -> list[Reader]:
    """Each reader once, in order."""
    return list({reader.key: reader for reader in readers}.values())
