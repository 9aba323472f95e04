"""Towns, units, people, accounts and invitations."""

from datetime import timedelta

import pytest

from storage.errors import AlreadyExistsError, InvalidValueError, InvitationError, NotFoundError
from storage.records import Role, UnitLevel
from storage.work import Work
from tests.storage.conftest import NOON, Setting, settle

TOMORROW = NOON + timedelta(days=1)


def test_a_town_is_found_by_name_and_changed_part_by_part(work: Work, setting: Setting) -> None:
    town = work.members.update_town(
        setting.town.id, full_name="青石镇人民政府", chat=("telegram", "-5"), settings={"outline": "a"}
    )
    town = work.members.update_town(town.id, settings={"house": {"单位": "起"}}, timezone="Asia/Urumqi")
    assert town == work.members.town(" 青石镇 ") == work.members.town_by_id(town.id)
    assert town.settings == {"outline": "a", "house": {"单位": "起"}}
    assert (town.chat, town.timezone) == (("telegram", "-5"), "Asia/Urumqi")
    town = work.members.update_town(town.id, settings={"outline": None}, chat=None)
    assert (town.settings, town.chat) == ({"house": {"单位": "起"}}, None)


def test_names_are_unique_where_they_must_be(work: Work, setting: Setting) -> None:
    other = settle(work, "柳林镇")
    with pytest.raises(AlreadyExistsError, match="青石镇"):
        work.members.add_town("青石镇")
    with pytest.raises(AlreadyExistsError):
        work.members.update_town(other.town.id, name="青石镇")
    with pytest.raises(AlreadyExistsError, match="柳树村"):
        work.members.add_unit(setting.town.id, "柳树村")
    assert work.members.unit(other.town.id, "柳树村") == other.village
    assert [town.name for town in work.members.towns()] == ["青石镇", "柳林镇"]


@pytest.mark.parametrize("name", ["", "  ", "\n"])
def test_an_empty_name_is_refused(work: Work, setting: Setting, name: str) -> None:
    with pytest.raises(InvalidValueError):
        work.members.add_town(name)
    with pytest.raises(InvalidValueError):
        work.members.add_member(setting.town.id, setting.village.id, name, Role.VIEWER)


def test_an_unknown_time_zone_is_refused(work: Work) -> None:
    for zone in ("Asia/Nowhere", "", "../etc/passwd"):
        with pytest.raises(InvalidValueError, match="时区"):
            work.members.add_town("甲镇", timezone=zone)


def test_an_unknown_part_of_a_town_is_a_wrong_call(work: Work, setting: Setting) -> None:
    with pytest.raises(TypeError):
        work.members.update_town(setting.town.id, colour="red")


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("柳树村", UnitLevel.VILLAGE),
        ("东街社区", UnitLevel.VILLAGE),
        ("南门居委会", UnitLevel.VILLAGE),
        ("河口村民委员会", UnitLevel.VILLAGE),
        ("司法所", UnitLevel.TOWN),
        ("党政办", UnitLevel.TOWN),
        ("村镇建设办", UnitLevel.TOWN),
        ("综合行政执法队", UnitLevel.TOWN),
        ("社区矫正中心", UnitLevel.TOWN),
    ],
)
def test_the_level_of_a_unit_is_guessed_from_its_name(
    work: Work, setting: Setting, name: str, level: UnitLevel
) -> None:
    if name not in {"柳树村", "司法所"}:
        work.members.add_unit(setting.town.id, name)
    assert work.members.unit(setting.town.id, name).level is level


def test_the_level_of_a_unit_may_be_given(work: Work, setting: Setting) -> None:
    assert work.members.add_unit(setting.town.id, "老街片区", UnitLevel.VILLAGE).level is UnitLevel.VILLAGE


def test_a_member_is_known_by_each_account(work: Work, setting: Setting) -> None:
    work.members.link(setting.wang.id, "terminal", "王芳")
    wang = work.members.link(setting.wang.id, "telegram", "77")
    assert wang.accounts == (("terminal", "王芳"), ("telegram", "77"))
    assert work.members.by_account("telegram", "77") == wang
    assert work.members.by_account("telegram", "王芳") is None
    assert work.members.link(setting.wang.id, "telegram", "77") == wang
    with pytest.raises(AlreadyExistsError, match="王芳"):
        work.members.link(setting.li.id, "telegram", "77")


def test_who_has_left_opens_nothing_and_stays_in_the_list(work: Work, setting: Setting) -> None:
    work.members.link(setting.wang.id, "telegram", "77")
    work.members.deactivate(setting.wang.id)
    assert work.members.by_account("telegram", "77") is None
    assert work.members.by_name(setting.town.id, "王芳") == []
    assert [member.active for member in work.members.members(setting.town.id)] == [False, True]
    assert work.members.link(setting.li.id, "telegram", "77").accounts == (("telegram", "77"),)


def test_roles_units_and_silence_are_changed(work: Work, setting: Setting) -> None:
    assert work.members.set_role(setting.wang.id, Role.ADMIN).role is Role.ADMIN
    assert work.members.move(setting.wang.id, setting.office.id).unit == setting.office
    assert work.members.mute(setting.wang.id).muted
    assert not work.members.mute(setting.wang.id, False).muted
    with pytest.raises(NotFoundError):
        work.members.move(setting.wang.id, settle(work, "柳林镇").village.id)


def test_two_people_may_have_one_name(work: Work, setting: Setting) -> None:
    other = work.members.add_member(setting.town.id, setting.office.id, "王芳", Role.RECORDER)
    assert [m.id for m in work.members.by_name(setting.town.id, "王芳")] == [setting.wang.id, other.id]


def test_who_is_not_there_is_not_found(work: Work, setting: Setting) -> None:
    calls = (
        lambda: work.members.town("无名镇"),
        lambda: work.members.town_by_id(99),
        lambda: work.members.member(99),
        lambda: work.members.unit(setting.town.id, "无名村"),
        lambda: work.members.add_unit(99, "村"),
        lambda: work.members.add_member(setting.town.id, 99, "甲", Role.VIEWER),
    )
    for call in calls:
        with pytest.raises(NotFoundError):
            call()


def test_an_invitation_lets_one_person_join_once(work: Work, setting: Setting) -> None:
    code = work.members.invite(setting.town.id, setting.village.id, Role.RECORDER, TOMORROW).code
    member = work.members.join(f" {code.lower()} ", "telegram", "80", "赵敏", NOON)
    assert (member.name, member.unit, member.role) == ("赵敏", setting.village, Role.RECORDER)
    assert work.members.by_account("telegram", "80") == member
    with pytest.raises(InvitationError, match="用过"):
        work.members.join(code, "telegram", "81", "钱", NOON)


def test_a_wrong_or_late_code_says_what_to_do(work: Work, setting: Setting) -> None:
    code = work.members.invite(setting.town.id, setting.village.id, Role.RECORDER, TOMORROW, "abc").code
    assert code == "abc"
    with pytest.raises(InvitationError, match="过期"):
        work.members.join(code, "telegram", "80", "赵", TOMORROW)
    for wrong in ("", "abcd", "a\ud800"):
        with pytest.raises(InvitationError, match="不对"):
            work.members.join(wrong, "telegram", "80", "赵", NOON)
    with pytest.raises(AlreadyExistsError):
        work.members.invite(setting.town.id, setting.village.id, Role.RECORDER, TOMORROW, "abc")


def test_codes_differ_and_fit_into_a_deep_link(work: Work, setting: Setting) -> None:
    codes = {
        work.members.invite(setting.town.id, setting.village.id, Role.VIEWER, TOMORROW).code
        for _ in range(50)
    }
    assert len(codes) == 50
    assert all(code.isascii() and code.isalnum() and len(code) >= 10 for code in codes)


def test_who_was_entered_beforehand_is_that_person(work: Work, setting: Setting) -> None:
    code = work.members.invite(setting.town.id, setting.village.id, Role.EDITOR, TOMORROW).code
    member = work.members.join(code, "telegram", "77", "王芳", NOON)
    assert (member.id, member.role) == (setting.wang.id, Role.EDITOR)
    code = work.members.invite(setting.town.id, setting.village.id, Role.EDITOR, TOMORROW).code
    assert work.members.join(code, "telegram", "78", "王芳", NOON).id != setting.wang.id


def test_a_member_moves_with_a_second_invitation(work: Work, setting: Setting) -> None:
    wang = work.members.link(setting.wang.id, "telegram", "77")
    code = work.members.invite(setting.town.id, setting.office.id, Role.ADMIN, TOMORROW).code
    moved = work.members.join(code, "telegram", "77", "芳芳", NOON)
    assert (moved.id, moved.name, moved.unit, moved.role) == (wang.id, "王芳", setting.office, Role.ADMIN)


def test_an_account_belongs_to_one_town(work: Work, setting: Setting) -> None:
    other = settle(work, "柳林镇")
    work.members.link(setting.wang.id, "telegram", "77")
    code = work.members.invite(other.town.id, other.village.id, Role.RECORDER, TOMORROW).code
    with pytest.raises(InvitationError, match="另一个镇"):
        work.members.join(code, "telegram", "77", "王芳", NOON)
