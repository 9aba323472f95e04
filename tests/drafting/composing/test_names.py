from dataclasses import replace

import pytest

from drafting.composing import excerpts, names
from drafting.report import EntrySpan
from tests.drafting.ledgers import VILLAGES, said


def named(kind: str, text: str, place: str | None = None) -> list[str]:
    entry = said(kind, "05-04", text=text, place=place)
    return ["".join(name) for name in names.things(kind, [entry], VILLAGES)]


def told(text: str) -> str:
    return "".join(span.text for span in excerpts.event(said("法治阵地", "05-04", text=text)))


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("制度文件", "《柳林镇普法责任清单》和《学法计划》今天发了", ["柳林镇普法责任清单", "学法计划"]),
        ("制度文件", "昨天印发了合同管理办法，请各站所对照", ["合同管理办法"]),
        ("制度文件", "关于规范涉企检查的实施意见3号下发", ["关于规范涉企检查的实施意见"]),
        ("法治阵地", "今天在桃溪村改造了法治长廊，提升1处", ["法治长廊"]),
        ("法治阵地", "“清风”普法驿站上周五开门了，新建1处", ["“清风”普法驿站"]),
        ("示范创建", "喜报：石桥村、桃溪村今天获评市级民主法治示范村", ["桃溪村", "石桥村"]),
        ("荣誉", "司法所昨天荣获全县法治宣传先进集体", ["全县法治宣传先进集体"]),
        ("重大决策", "昨天党委会集体讨论通过了集镇污水管网改造项目", ["集镇污水管网改造项目"]),
        ("制度文件", "上周印发了监督执纪办法、合同审查规则共2件", ["监督执纪办法", "合同审查规则"]),
        ("制度文件", "〔2031〕7号文发了，是落实三项制度的实施办法", ["落实三项制度的实施办法"]),
        ("法治阵地", "把村里两处宣传栏翻新了，提升2处", []),
        ("法治建议", "观察点上报建议1篇，是关于电动车充电的", ["电动车充电"]),
        ("人民调解", "《某某协议》今天签了", []),
        ("普法活动", "今天摆摊发《民法典》", []),
    ],
)
def test_things_are_known_by_the_name_that_staff_gave_them(kind, text, expected):
    assert named(kind, text) == expected


def test_a_venue_stands_with_its_village():
    assert named("法治阵地", "法治公园验收了，提升1处", "桃溪村") == ["桃溪村法治公园"]


def test_every_piece_of_a_quotation_is_literally_in_the_message():
    text = "“同心”公法点6月9日在桃溪村挂牌了，村民昨天就来问事"
    for span in excerpts.event(said("法治阵地", "06-10", text=text)):
        if isinstance(span, EntrySpan):
            assert span.text in text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("今天镇长专题述法", "镇长专题述法"),
        ("好消息！新的法治广场昨天在柳岸社区开放了🎉大家有空去看看", "新的法治广场在柳岸社区开放"),
        ("领导，执法记录仪前天到货了，报备一下", "执法记录仪到货"),
        ("上上周四下午镇长述法", "镇长述法"),
        ("周一和周二述法会开完了，下周还有一场", "述法会开完"),
        ("3月4日至6日集中述法", "3月4日至6日集中述法"),
        ("投入1.1万元修的长廊开放了", "投入1.1万元修的长廊开放"),
        ("👍👍", ""),
    ],
)
def test_talk_and_words_of_time_are_left_out(text, expected):
    assert told(text) == expected


def test_long_talk_is_cut():
    assert len(told("很长" * 4000)) <= 44


def test_a_note_loses_its_label_and_keeps_its_words():
    spans = excerpts.note(said("问题不足", "12-04", text="问题：执法力量不足，夜间排不过来。"))
    assert [span.text for span in spans] == ["执法力量不足，夜间排不过来"]


def test_subjects_are_named_by_how_often_they_came_up():
    about = ("禁毒", "民法典", "宪法", "民法典", "民法典")
    found = names.subjects("普法活动", [said("普法活动", "05-04", text=f"宣传{word}") for word in about])
    assert list(found) == [("民法典",), ("禁毒",), ("宪法",)]
    assert len(found["民法典",]) == 3


def test_days_with_a_name_are_found_by_their_date_and_what_was_said():
    held = [("12-04", "宪法日摆摊"), ("04-15", "国家安全宣传"), ("06-26", "反诈宣传"), ("05-02", "学宪法")]
    entries = [said("普法活动", day, text=text, 活动=1) for day, text in held]
    assert "".join(s.text for s in names.days(entries)) == "4·15全民国家安全教育日、12·4国家宪法日"


def test_a_list_that_is_not_complete_says_so():
    entries = [said("制度文件", "05-04", text="《甲办法》印发", 文件=1), said("制度文件", "05-05", 文件=1)]
    named = names.things("制度文件", entries)
    assert "".join(s.text for s in names.listing(named, quoted=True, of=2)) == "《甲办法》等"
    assert "".join(s.text for s in names.listing(named, quoted=True, of=1)) == "《甲办法》"


def test_dispute_types_are_named_where_enough_entries_tell_theirs():
    told = [replace(said("人民调解", "05-04", 调解=1), attributes={"纠纷类型": "邻里"}) for _ in range(5)]
    assert "".join(s.text for s in names.dispute_types(told)) == "邻里"
    assert names.dispute_types(told[:4]) == ()


def test_control_characters_never_reach_a_quotation():
    entry = said("其他", "05-04", text="执法\x00记录仪\ud800到\u202e货\ue0005\ue001台")
    assert "".join(span.text for span in excerpts.event(entry)) == "执法记录仪到货5台"
