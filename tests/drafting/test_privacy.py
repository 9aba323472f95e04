import pytest
from hypothesis import given
from hypothesis import strategies as some

from drafting.privacy import MASK, has_personal_number, is_open, is_told, masked
from storage.catalogue import bundled


@pytest.mark.parametrize(
    "number",
    [
        "13812345678",
        "138 1234 5678",
        "138-1234-5678",
        "+8613812345678",
        "１３８１２３４５６７８",
        "0571-8765432",
        "110101199003074258",
        "11010119900307425X",
        "110101 19900307 4258",
        "110101900307425",
        "6222020200112233445",
    ],
)
def test_phone_id_and_card_numbers_are_masked(number):
    text = masked(f"联系人老李{number}，请核实")
    assert text == f"联系人老李{MASK}，请核实"


@pytest.mark.parametrize("text", ["发放资料12000份", "12345热线", "2031年5月4日", "罚款17500元", "12348"])
def test_counts_and_hotlines_stay(text):
    assert masked(text) == text


@given(some.text(alphabet="0123456789１２ -—村Xx", max_size=60))
def test_masking_twice_changes_nothing_and_leaves_nothing(text):
    once = masked(text)
    assert not has_personal_number(once)


def test_the_words_of_the_kinds_that_tell_of_persons_are_closed():
    closed = {kind for kind in bundled().kinds if not is_open(kind)}
    assert closed == {"人民调解", "信访", "社区矫正", "安置帮教", "执纪监督", "治安防控"}


def test_events_that_mostly_tell_of_a_party_are_not_told_either():
    told = {kind for kind in bundled().kinds if is_told(kind)}
    assert not told & {"矛盾排查", "行政处罚", "行政复议诉讼", "人民调解"}
    assert {"法治阵地", "其他", "述法"} <= told


@pytest.mark.parametrize("account", ["微信号wx_abc123", "微信：wx_abc123", "QQ号12345678", "qq: 12345678"])
def test_accounts_of_private_persons_are_masked(account):
    assert masked(f"联系{account}，请核实").endswith(f"{MASK}，请核实")


@pytest.mark.parametrize("text", ["微信推送12000条", "微信公众号推文30篇", "建微信群12个", "QQ群宣传5次"])
def test_a_medium_is_no_account(text):
    assert masked(text) == text
