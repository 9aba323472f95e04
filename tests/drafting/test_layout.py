import pytest

from drafting import layout
from drafting.errors import LayoutError


def test_the_default_is_the_national_standard():
    page = layout.load()

    assert (page.lines, page.characters) == (22, 28)
    assert (page.line_pitch, page.character_space) == (579, -849)


@pytest.mark.parametrize("name", layout.names())
def test_every_profile_has_a_label_four_heading_faces_and_room_for_its_lines(name: str):
    page = layout.load(name)

    assert page.label
    assert len(page.headings) == 4
    assert page.line_height * page.lines <= layout.twips(297 - 37 - 35)


@pytest.mark.parametrize("name", layout.names())
def test_every_font_of_a_profile_names_a_stand_in(name: str):
    page = layout.load(name)

    assert {face.font for face in page.faces} <= set(page.alike)


def test_an_unknown_profile_names_those_there_are():
    with pytest.raises(LayoutError, match="gb9704"):
        layout.load("letter")
