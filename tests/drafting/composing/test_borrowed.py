import pytest

from drafting.composing.borrowed import at_home
from drafting.draft import draft
from drafting.outline import Node, Outline
from drafting.report import BlockType
from tests.drafting.ledgers import TOWN, UNITS, YEAR, said

CHAPTERS = (
    Node(1, "一、", "青石镇主要工作", topics=("组织领导",)),
    Node(1, "二、", "下一步", topics=("下一步",)),
)


def learned(title: str, **rest) -> Outline:
    return Outline(CHAPTERS, title=title, year=YEAR - 1, **rest)


@pytest.mark.parametrize(
    "title",
    [
        f"{YEAR - 1}年青石镇法治建设报告",
        f"青石镇{YEAR - 1}年法治政府建设报告",
        f"青石镇人民政府\n{YEAR - 1}年法治政府建设情况报告",
        f"中共青石镇委员会 青石镇人民政府\n{YEAR - 1}年度法治政府建设报告",
    ],
)
def test_a_neighbours_name_gives_way_to_the_towns_own(title):
    outline = at_home(learned(title, addressee="区委、区政府", signature="青石镇人民政府"), TOWN)
    assert "青石镇" not in outline.title
    assert "柳林镇" in outline.title
    assert outline.nodes[0].text == "柳林镇主要工作"
    report = draft([said("专题会议", "02-14", 会议=1)], TOWN, UNITS, YEAR, outline)
    texts = {block.type: block.text for block in report.blocks}
    assert texts[BlockType.ADDRESSEE] == "县委、县政府："
    assert texts[BlockType.SIGNATURE] == "柳林镇人民政府"


def test_a_neighbour_who_only_signed_is_known_too():
    outline = at_home(learned("关于法治政府建设情况的报告", signature="青石镇人民政府"), TOWN)
    assert outline.signature is None


@pytest.mark.parametrize(
    "title",
    [
        f"柳林镇{YEAR - 1}年法治政府建设报告",
        f"临江县柳林镇人民政府{YEAR - 1}年法治政府建设报告",
        f"关于{YEAR - 1}年法治政府建设情况的报告",
        f"我镇{YEAR - 1}年法治政府建设报告",
        "{town}{year}年度法治政府建设情况报告",
    ],
)
def test_the_towns_own_outline_stays_as_it_is(title):
    outline = learned(title, addressee="县委全面依法治县委员会", signature="中共柳林镇委员会")
    assert at_home(outline, TOWN) is outline


def test_the_short_name_gives_way_too():
    nodes = (Node(1, "一、", "擦亮“法治青石”品牌", topics=("组织领导",)), CHAPTERS[1])
    outline = at_home(Outline(nodes, title=f"{YEAR - 1}年青石镇法治建设报告", year=YEAR - 1), TOWN)
    assert outline.nodes[0].text == "擦亮“法治柳林”品牌"


def test_a_short_name_that_is_a_word_of_any_report_stays_where_it_is_one():
    nodes = (Node(1, "一、", "推进法治政府建设", topics=("组织领导",)), CHAPTERS[1])
    outline = at_home(Outline(nodes, title=f"{YEAR - 1}年建设镇法治政府建设报告", year=YEAR - 1), TOWN)
    assert outline.title == f"{YEAR - 1}年柳林镇法治政府建设报告"
    assert outline.nodes[0].text == "推进法治政府建设"
