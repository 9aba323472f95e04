"""One form of each character, and offsets that stay those of the original."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.normalise import normalise


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("１２０份", "120份"),
        ("調解糾紛１件", "调解纠纷1件"),
        ("今天调节纠纷", "今天调解纠纷"),
        ("民法点宣传", "民法典宣传"),
        ("反炸宣传", "反诈宣传"),
        ("300份,200人", "300份，200人"),
        ("1,200份", "1,200份"),
        ("排查:41", "排查：41"),
        ("9:30开会", "9:30开会"),
    ],
)
def test_characters_come_in_their_plain_form(text: str, plain: str) -> None:
    assert normalise(text).text == plain


def test_emoji_and_control_characters_are_blanks() -> None:
    assert normalise("普法\U0001f600一场\x00\u200d完").text.split() == ["普法", "一场", "完"]


def test_lone_surrogates_do_no_harm() -> None:
    assert normalise("普法\ud83d一场").text == "普法 一场"


@given(st.text())
def test_the_length_never_changes(text: str) -> None:
    assert len(normalise(text).text) == len(text)


def test_what_somebody_is_quoted_for_after_the_news_is_blank() -> None:
    news = "10月8日下午，枣林村在老戏台前办了一场民法典讲座，村民都来听。赵大妈说：“今天这堂课没白听。”"
    assert normalise(news).text.rstrip() == news[: news.index("“")]


@pytest.mark.parametrize(
    "text",
    [
        "老赵说：“昨天我们调解了一起宅基地纠纷。”",
        "10月8日下午，枣林村在老戏台前办了民法典讲座，村民都来听，还发了资料。赵书记说：“今年已经讲了五场。”",
    ],
)
def test_what_opens_a_message_or_counts_is_kept(text: str) -> None:
    assert normalise(text).text == text
