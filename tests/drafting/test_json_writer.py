import json
from decimal import Decimal

from drafting import json_writer
from drafting.report import Block, BlockType, EntrySpan, FigureSpan, Gap, Report, Source, TextSpan


def report() -> Report:
    mediation = FigureSpan("209件", "人民调解", "调解", Decimal("209"), ("2023-3", "2023-17"))
    last_year = FigureSpan(
        "180余件", "人民调解", "调解", Decimal("183"), ("2022-9",), approx=True, period="2022"
    )
    return Report(
        title="青石镇2023年法治政府建设年度报告",
        year=2023,
        blocks=(
            Block(BlockType.ADDRESSEE, (TextSpan("县委、县政府：", Source.SETTING),)),
            Block(
                BlockType.HEADING,
                (TextSpan("（一）", Source.NUMBER), TextSpan("化解矛盾纠纷。")),
                level=2,
                topics=("矛盾化解",),
                run_in=True,
            ),
            Block(BlockType.PARAGRAPH, (TextSpan("全年调解"), mediation, TextSpan("，上年"), last_year)),
            Block(BlockType.PARAGRAPH, (EntrySpan("修缮老井巷纠纷调解室", ("2023-40",)),)),
            Block(BlockType.HEADING, (TextSpan("其他工作"),), level=2, fallback=True),
            Block(BlockType.TABLE, rows=(((TextSpan("项目"),), (mediation,)),)),
        ),
        gaps=(Gap("10月至12月未报", "行政复议诉讼", "诉讼"), Gap("没有下一年的安排")),
    )


def tree() -> dict:
    return json.loads(json_writer.write(report()))


def test_a_figure_span_has_its_kind_measure_value_and_entries():
    figure = tree()["blocks"][2]["spans"][1]

    assert figure == {
        "text": "209件",
        "source": "figure",
        "kind": "人民调解",
        "measure": "调解",
        "value": 209,
        "approx": False,
        "entries": ["2023-3", "2023-17"],
    }


def test_a_figure_of_another_year_names_its_period():
    figure = tree()["blocks"][2]["spans"][3]

    assert (figure["period"], figure["approx"]) == ("2022", True)


def test_a_heading_has_level_and_topics_and_only_the_last_resort_is_marked():
    first, spare = (block for block in tree()["blocks"] if block["type"] == "heading")

    assert first["level"] == 2
    assert first["topics"] == ["矛盾化解"]
    assert "fallback" not in first
    assert spare["fallback"] is True


def test_no_block_has_a_key_that_readers_do_not_know():
    known = {"type", "level", "spans", "topics", "fallback", "number", "rows"}

    assert all(set(block) <= known for block in tree()["blocks"])


def test_words_of_staff_name_their_entries():
    assert tree()["blocks"][3]["spans"] == [
        {"text": "修缮老井巷纠纷调解室", "source": "entry", "entries": ["2023-40"]}
    ]


def test_gaps_name_kind_and_measure_where_a_figure_is_missing():
    assert tree()["gaps"] == [
        {"kind": "行政复议诉讼", "measure": "诉讼", "reason": "10月至12月未报"},
        {"kind": None, "measure": None, "reason": "没有下一年的安排"},
    ]


def test_cells_of_a_table_are_spans():
    table = tree()["blocks"][-1]

    assert table["rows"][0][0] == [{"text": "项目", "source": "template"}]
    assert table["rows"][0][1][0]["value"] == 209


def test_whole_values_are_integers_and_others_keep_their_fraction():
    assert json_writer.number(Decimal("20000.0")) == 20000
    assert isinstance(json_writer.number(Decimal("2E+4")), int)
    assert json_writer.number(Decimal("95.3")) == 95.3


def test_the_text_is_readable_and_the_same_each_time():
    assert "青石镇" in json_writer.write(report())
    assert json_writer.write(report()) == json_writer.write(report())
