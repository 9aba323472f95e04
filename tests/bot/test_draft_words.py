"""What may follow /draft besides the year."""

import pytest

from bot.draft_words import Wishes, read


@pytest.mark.parametrize(
    ("text", "wishes"),
    [
        ("", Wishes("")),
        ("2023", Wishes("2023")),
        ("2023年 不带红头", Wishes("2023年", plain=True)),
        ("普通版", Wishes("", plain=True)),
        ("2023，不要批注，不套红头", Wishes("2023", plain=True, clean=True)),
        ("2023 定稿 青政发〔2024〕3号", Wishes("2023", clean=True, number="青政发〔2024〕3号")),
        ("2023 文号：青政发[2024]第12号", Wishes("2023", number="青政发〔2024〕第12号")),
        ("2023 发文字号 青府【2024】7号 不带红头", Wishes("2023", plain=True, number="青府〔2024〕7号")),
        ("abcd", Wishes("abcd")),
    ],
)
def test_the_year_is_what_is_left(text: str, wishes: Wishes) -> None:
    assert read(text) == wishes
