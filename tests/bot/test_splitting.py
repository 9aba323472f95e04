import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.base import Limits
from bot.messages import Button, Document, Reply
from bot.splitting import split_reply, split_text, utf16_units

LIMITS = Limits(text=100, caption=20)
BUTTONS = ((Button("改", "edit"),),)


def test_a_character_outside_the_basic_plane_counts_twice() -> None:
    assert utf16_units("普法𠮷👍") == 6


@given(st.text(alphabet=st.sampled_from("普法。\n 𠮷👍a"), max_size=400), st.integers(2, 60))
def test_pieces_fit_and_lose_nothing_but_blanks(text: str, units: int) -> None:
    pieces = split_text(text, units)
    assert all(utf16_units(piece) <= units for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(text.split())
    assert all(piece.strip() for piece in pieces)


def test_a_text_is_cut_at_a_line_end() -> None:
    assert split_text("一二三四五\n六七八九十\n甲乙", 13) == ["一二三四五\n六七八九十", "甲乙"]


def test_a_line_that_is_too_long_is_cut_after_a_sentence() -> None:
    assert split_text("一二三四五。六七八九十。甲乙丙丁", 14) == ["一二三四五。六七八九十。", "甲乙丙丁"]


def test_a_sentence_that_is_too_long_is_cut_anywhere_but_in_a_character() -> None:
    assert split_text("𠮷" * 5, 5) == ["𠮷𠮷", "𠮷𠮷", "𠮷"]


def test_the_first_part_edits_and_the_last_has_the_buttons() -> None:
    reply = Reply("一" * 90 + "\n" + "二" * 90, BUTTONS, edits="7", toast="好", entries=("2025-1",))
    first, last = split_reply(reply, LIMITS)
    assert (first.edits, first.toast, first.buttons) == ("7", "好", ())
    assert (last.edits, last.toast, last.buttons) == (None, "", BUTTONS)
    assert first.entries == last.entries == ("2025-1",)


def test_a_short_text_is_its_documents_caption() -> None:
    document = Document("报告.docx", b"PK")
    [part] = split_reply(Reply("草稿好了", document=document, edits="7"), LIMITS)
    assert (part.text, part.document, part.edits) == ("草稿好了", document, None)


def test_a_text_too_long_for_a_caption_goes_before_the_document() -> None:
    document = Document("报告.docx", b"PK")
    text, last = split_reply(Reply("缺" * 21, BUTTONS, document), LIMITS)
    assert (text.text, text.document, text.buttons) == ("缺" * 21, None, ())
    assert (last.text, last.document, last.buttons) == ("", document, BUTTONS)


@pytest.mark.parametrize("text", ["", " \n "])
def test_nothing_to_say_is_no_message_and_a_toast_is_one(text: str) -> None:
    assert split_reply(Reply(text), LIMITS) == []
    assert split_reply(Reply(text, toast="已撤销"), LIMITS) == [Reply("", toast="已撤销")]


def test_a_channel_without_limits_gets_the_whole() -> None:
    assert split_reply(Reply("长" * 9000), Limits()) == [Reply("长" * 9000)]
