import json

import pytest

from drafting import phrases
from drafting.composing.placing import FALLBACK, place, results, seat
from drafting.errors import OutlineError
from drafting.outline import DEFAULT, Node, Outline, dump, load, names, parse, renewed
from storage.catalogue import bundled


def outline(*nodes: Node, **rest) -> Outline:
    return Outline(nodes=nodes, **rest)


def test_bundled_styles_are_named_and_the_default_comes_first():
    assert next(iter(names())) == DEFAULT
    assert len(names()) >= 6
    for name, label in names().items():
        assert load(name) == load(label)


def test_every_bundled_style_holds_the_five_required_parts_and_places_every_topic():
    for name in names():
        style = load(name)
        assert {"不足", "第一责任人", "下一步", "其他"} <= style.topics
        placed = place(style)
        assert {kind.topic for kind in bundled().kinds.values()} <= placed.keys(), name


def test_an_outline_comes_back_from_its_own_text():
    for name in names():
        assert parse(dump(load(name))) == load(name)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"nodes": []}',
        '{"nodes": [{"level": 1}]}',
        '{"nodes": [{"level": "1", "text": "一"}]}',
        '{"nodes": [{"level": 9, "text": "一"}]}',
        '{"nodes": [{"level": 1, "text": "一", "topics": ["不认识"]}]}',
        '{"nodes": [{"level": 1, "text": "一", "topics": "普法宣传"}]}',
        '{"nodes": [{"level": 1, "text": "一"}], "year": "2031"}',
        '{"nodes": [{"level": 1, "text": "一"}], "words": {"人民调解": 3}}',
        "[" * 100000,
    ],
)
def test_what_is_no_outline_is_refused_in_one_sentence(text):
    with pytest.raises(OutlineError) as refused:
        parse(text)
    assert "\n" not in str(refused.value)


def test_an_outline_deeper_than_headings_go_is_refused():
    row: dict = {"level": 1, "text": "一"}
    for _ in range(20):
        row = {"level": 1, "text": "一", "children": [row]}
    with pytest.raises(OutlineError):
        parse(json.dumps({"nodes": [row]}))


def test_an_unknown_style_is_answered_with_those_there_are():
    for name in ("nothing", "../five_parts", "", "五部分？"):
        with pytest.raises(OutlineError, match="five_parts"):
            load(name)


def test_the_years_of_a_learned_heading_move_and_those_of_documents_stay():
    learned = outline(Node(1, "一、", "x"), year=2030)
    text = "2030年成效、2031年安排，落实《纲要（2021年起）》，2019年以来"
    assert (
        renewed(text, learned, year=2033, town="柳林镇")
        == "2033年成效、2034年安排，落实《纲要（2021年起）》，2019年以来"
    )


def test_a_topic_goes_to_the_deepest_heading_that_holds_it():
    tree = outline(
        Node(
            1,
            "一、",
            "成效",
            topics=("普法宣传",),
            children=(Node(2, "（一）", "普法", topics=("普法宣传",)),),
        ),
        Node(1, "二、", "普法再来", topics=("普法宣传",)),
    )
    assert place(tree)["普法宣传"] == ((0, 0), (1,))


def test_what_was_done_never_stands_among_plans_or_shortcomings():
    plans = Node(
        1, "二、", "打算", topics=("下一步",), children=(Node(2, "（一）", "普法", topics=("普法宣传",)),)
    )
    assert "普法宣传" not in place(outline(Node(1, "一、", "成效"), plans))


def test_a_missing_topic_goes_along_its_row_and_not_beyond():
    tree = outline(
        Node(1, "一、", "组织", topics=("组织领导",)), Node(1, "二、", "执法", topics=("行政执法",))
    )
    placed = place(tree)
    assert placed["干部学法"] == placed["经费保障"] == ((0,),)
    assert placed["合法性审查"] == placed["监督公开"] == ((1,),)
    assert "普法宣传" not in placed
    assert "政务服务" not in placed  # its row is 监督公开, 制度与依法决策: neither has a heading


def test_rows_name_known_topics_only():
    known = {kind.topic for kind in bundled().kinds.values()}
    assert set(FALLBACK) <= known
    assert {topic for row in FALLBACK.values() for topic in row} <= known


def test_the_last_chapter_of_results_takes_what_has_no_place():
    style = load("topics")
    assert style.nodes[results(style, place(style))[0]].number == "五、"


def test_the_chapter_of_the_first_persons_takes_nothing_homeless():
    study = Node(2, "（一）", "学法", topics=("干部学法",))
    tree = outline(
        Node(1, "一、", "执法", topics=("行政执法",)),
        Node(1, "二、", "第一责任人", topics=("第一责任人",), children=(study,)),
    )
    assert place(tree)["干部学法"] == ((1, 0),)
    assert results(tree, place(tree)) == (0,)


def test_a_kind_finds_the_heading_that_names_it():
    items = (
        Node(3, "一是", "开好会议"),
        Node(3, "二是", "完善制度"),
        Node(3, "三是", "抓考核", topics=("其他",)),
    )
    tree = outline(Node(1, "一、", "领导", topics=("组织领导",), children=items))
    paths, kinds = place(tree)["组织领导"], bundled().kinds
    assert paths == ((0,), (0, 0), (0, 1))
    assert seat(kinds["专题会议"], paths, tree) == (0, 0)
    assert seat(kinds["制度文件"], paths, tree) == (0, 1)
    assert seat(kinds["经费保障"], paths, tree) == (0,)


def test_a_topic_of_several_headings_is_shared_out_among_them():
    tree = outline(
        Node(1, "一、", "广泛宣传", topics=("普法宣传",)), Node(1, "二、", "壮大队伍", topics=("普法宣传",))
    )
    paths, kinds = place(tree)["普法宣传"], bundled().kinds
    assert seat(kinds["普法活动"], paths, tree) == (0,)
    assert seat(kinds["法律明白人"], paths, tree) == (1,)


def test_every_kind_has_words_by_which_a_heading_names_it():
    told = {name for name, kind in bundled().kinds.items() if kind.measures}
    assert set(phrases.bundled().cues) == told
