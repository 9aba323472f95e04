"""Who may do what. viewer reads; recorder logs and amends its own; editor logs for others and amends all."""

from storage.records import Entry, Member, Role, UnitLevel

_EDITORS = (Role.EDITOR, Role.ADMIN)


def may_log(member: Member) -> bool:
    return member.role is not Role.VIEWER


def may_log_for(member: Member, unit_id: int) -> bool:
    return may_log(member) and (unit_id == member.unit.id or member.role in _EDITORS)


def may_amend(member: Member, entry: Entry) -> bool:
    """Own entries, or all of the town's for an editor."""
    if entry.town_id != member.town_id or not may_log(member):
        return False
    return entry.member_id == member.id or member.role in _EDITORS


def may_read_text(member: Member, entry: Entry) -> bool:
    """The words of a message may name private persons: its sender and the editors read them."""
    return entry.town_id == member.town_id and (entry.member_id == member.id or member.role in _EDITORS)


def may_draft(member: Member) -> bool:
    """The report is the town's: editors, admins and recorders of a town-level unit (司法所, 党政办 …)."""
    return member.role in _EDITORS or (may_log(member) and member.unit.level is UnitLevel.TOWN)


def may_set_town(member: Member) -> bool:
    """Choices that hold for the whole town: its outline, its words."""
    return member.role in _EDITORS


def may_set_letterhead(member: Member) -> bool:
    """What every report goes out under: the admin's alone."""
    return member.role is Role.ADMIN
