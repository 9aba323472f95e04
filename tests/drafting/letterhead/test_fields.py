"""The fields are those of the guide, and each is found by all its names."""

from pathlib import Path

import pytest

from drafting.letterhead import looks
from drafting.letterhead.fields import BODY, FIELDS, field_of, nearest

GUIDE = (Path(__file__).parents[3] / "docs" / "guide.zh.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("field", [*FIELDS, BODY], ids=lambda field: field.others[0])
def test_the_guide_names_each_field_in_chinese_and_english(field):
    assert f"{{{{ {field.name} }}}}`（{field.others[0]}）" in GUIDE


@pytest.mark.parametrize("field", [*FIELDS, BODY], ids=lambda field: field.others[0])
def test_each_name_leads_to_its_field(field):
    for name in (field.name, *field.others, field.others[0].upper()):
        assert field_of(name) is field
        assert nearest(name) in (field.name, *field.others)


def test_the_styles_that_the_guide_names_are_those_that_a_town_may_define():
    named = ("报告正文", "报告标题", "报告一级标题", "报告二级标题", "报告主送", "报告落款", "报告日期")
    assert set(named) <= set(looks.NAMES.values())
    assert all(name in GUIDE for name in named)


def test_a_name_that_is_like_none_has_no_neighbour():
    assert nearest("猫") == ""
    assert nearest("") == ""
