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
    height = page.page[1] - page.margins.top - page.margins.bottom
    assert page.line_height * page.lines <= layout.twips(height)


@pytest.mark.parametrize("name", layout.names())
def test_every_font_of_a_profile_names_a_stand_in(name: str):
    page = layout.load(name)

    assert {face.font for face in page.faces} <= set(page.alike)


def test_a_layout_fits_itself_to_other_paper():
    page = layout.load()
    assert page.fitted(page.page, page.margins) == page
    narrow = page.fitted((210, 297), layout.Margins(25.4, 25.4, 31.8, 31.8))
    assert (narrow.lines, narrow.characters) == (24, 26)
    assert narrow.line_height * narrow.lines <= layout.twips(297 - 50.8)


def test_an_unknown_profile_names_those_there_are():
    with pytest.raises(LayoutError, match="gb9704"):
        layout.load("letter")
