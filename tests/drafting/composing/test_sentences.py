from decimal import Decimal
from importlib import resources

import pytest

from drafting.composing.sentences import Token, compile_template, load, render, say
from drafting.counts import find_count
from drafting.errors import SentenceTemplateError
from drafting.report import FigureSpan, Source, TextSpan
from storage.catalogue import bundled

FIGURE = FigureSpan("15场次", "普法活动", "活动", Decimal(15), ("2031-1",))


def rendered(body: str, **values) -> tuple:
    return say(compile_template("test", "{% block a %}" + body + "{% endblock %}"), values)


def text(spans) -> str:
    return "".join(span.text for span in spans)


def test_a_figure_keeps_its_entries_on_the_way_through_a_template():
    spans = rendered("全年开展活动{{ 活动 }}。", 活动=Token(FIGURE))
    assert spans == (TextSpan("全年开展活动"), FIGURE, TextSpan("。"))


def test_a_clause_that_is_left_out_takes_its_comma_along():
    body = "开展{% if 活动 %}活动{{ 活动 }}，{% endif %}{% if 资料 %}发放资料{{ 资料 }}，{% endif %}。"
    assert text(rendered(body, 活动=Token(FIGURE), 资料=None)) == "开展活动15场次。"


@pytest.mark.parametrize(
    "body",
    [
        "{{ 活动|string }}",
        "{{ 活动|replace('1', '2') }}",
        "{{ 活动 ~ '次' }}",
        "{{ 活动.text }}",
        "{{ 活动['text'] }}",
        "{{ 活动() }}",
        "{{ 15 }}",
        "{{ '十五场' }}",
        "{{ 活动 + 活动 }}",
        "{{ 活动 if 活动 > 3 }}",
        "{% if 活动 > 3 %}多{% endif %}",
        "{% set x = 3 %}",
        "{% for x in 活动 %}{% endfor %}",
        "{% include 'other' %}",
        "开展活动15场次",
        "开展活动１５场次",
        "开展活动十五场次",
        "调解三十余起",
        "满意率百分之九十五",
        "\ue0000\ue001",
    ],
)
def test_a_template_that_could_make_a_count_of_its_own_is_refused(body):
    with pytest.raises(SentenceTemplateError):
        rendered(body, 活动=Token(FIGURE))


def test_a_count_in_plain_text_is_no_span_of_a_template():
    for words in ("共3次", "共三次", "二十余件", "两场"):
        with pytest.raises(ValueError, match="count"):
            TextSpan(words)
    assert TextSpan("4·15全民国家安全教育日", Source.NAME).text


def test_a_token_never_becomes_text():
    token = Token(FIGURE)
    for misuse in (str, "{}".format, "%s".__mod__, lambda t: f"{t}"):
        with pytest.raises(SentenceTemplateError):
            misuse(token)


def test_what_is_not_known_is_named_and_what_is_no_token_is_refused():
    with pytest.raises(SentenceTemplateError, match="资料"):
        rendered("{{ 资料 }}", 活动=None)
    with pytest.raises(SentenceTemplateError):
        rendered("{{ 活动 }}", 活动=None)
    with pytest.raises(SentenceTemplateError):
        rendered("{{ 活动 }}", 活动="15场次")


def test_every_wording_of_every_kind_can_print_each_of_its_measures():
    for kind in bundled().kinds.values():
        if kind.measures:
            template = load(kind.id)
            assert len(template.ways) > 1
            for way in template.ways:
                assert {measure.name for measure in kind.measures} <= template.names[way], (kind.name, way)


def test_every_single_measure_makes_a_sentence_of_its_own():
    for kind in bundled().kinds.values():
        for measure in kind.measures:
            values = dict.fromkeys(["名单", "主题", "节点", "类型", *(m.name for m in kind.measures)])
            values[measure.name] = Token(FIGURE)
            for way in range(len(load(kind.id).ways)):
                words = text(render(kind.id, values, way))
                assert words.count("15场次") == 1
                assert words.endswith("。")
                assert not any(bad in words for bad in ("，，", "、，", "，。", "、。", "；。")), words


def test_all_bundled_templates_are_clean():
    for file in resources.files("drafting.composing").joinpath("templates").iterdir():
        load(file.name.removesuffix(".j2"))


def test_fixed_phrases_are_no_counts():
    assert find_count("落实第一责任人职责，一人一策") is None
    assert find_count("新时代“枫桥经验”") is None
    assert find_count("新增三处阵地") == "三处"
