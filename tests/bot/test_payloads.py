import json
from datetime import datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from bot.messages import Button, Document, Incoming, IncomingType, Reply
from bot.payloads import clean_text, incoming_payload, read_incoming, read_reply, reply_payload

AT = datetime(2025, 6, 14, 10, 20, tzinfo=timezone(timedelta(hours=8)))


def test_an_update_comes_back_from_json_as_it_was() -> None:
    incoming = Incoming(
        "telegram",
        "1:2",
        "7",
        "7",
        "李梅",
        AT,
        IncomingType.PRESS,
        "字",
        "5",
        "4",
        "undo:2025-1",
        "photo",
        False,
    )
    assert read_incoming(json.loads(json.dumps(incoming_payload(incoming)))) == incoming


def test_a_reply_comes_back_from_json_as_it_was() -> None:
    buttons = ((Button("改", "edit:1"), Button("撤销", "undo:1")), (Button("补充", "add:1"),))
    reply = Reply("已记", buttons, Document("报告.docx", b"PK"), ("2025-1",), "5", "好")
    assert read_reply(json.loads(json.dumps(reply_payload(reply))), b"PK") == reply


def test_a_notice_with_a_text_alone_is_a_reply() -> None:
    assert read_reply({"text": "本周还没有记录"}) == Reply("本周还没有记录")


@given(st.text(alphabet=st.characters(), max_size=50))
def test_any_text_can_be_stored(text: str) -> None:
    cleaned = clean_text(text)
    assert len(cleaned) == len(text)
    assert "\x00" not in cleaned
    assert cleaned.encode("utf-8").decode("utf-8") == cleaned


def test_lone_surrogates_become_replacement_marks() -> None:
    incoming = Incoming("telegram", "1", "7", "7", "李\udc00", AT, text="普法\ud83d")
    read = read_incoming(incoming_payload(incoming))
    assert (read.name, read.text) == ("李\ufffd", "普法\ufffd")
