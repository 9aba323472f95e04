import pytest

from bot import callbacks


def test_a_button_is_read_back_with_its_owner_and_arguments() -> None:
    button = callbacks.button("改", callbacks.EDIT, 7, "2023-128")
    assert callbacks.read(button.data) == callbacks.Callback(callbacks.EDIT, ("2023-128",), 7)


def test_data_that_telegram_would_refuse_is_no_button() -> None:
    with pytest.raises(ValueError, match="64 bytes"):
        callbacks.button("全部撤销", callbacks.WITHDRAW_ALL, 7, "消息" * 20)


@pytest.mark.parametrize("data", ["", "e", "e|", "e|x|2023-1", "e|-1|2023-1", "e|²|1", "e|" + "9" * 30])
def test_foreign_data_is_no_callback(data: str) -> None:
    assert callbacks.read(data) is None


def test_the_longest_page_button_fits() -> None:
    data = callbacks.button(
        "下一页", callbacks.PAGE, 999999, 9999, "20230101", "20231231", "community_correction", 99999
    ).data
    assert len(data.encode()) <= callbacks.LIMIT
