"""Reports told one after another in one chat, likes beside likes: none may change an entry that is there."""

import json
from pathlib import Path

from storage.records import Entry
from tests.dialogs.stage import Stage

OWN = Path(__file__).parents[1] / "understanding" / "messages.jsonl"
# A second event of the kind on the same day, with the words that a correction has as well.
ALIKE = (
    ("昨天下午组织村干部到廉政馆参观，算警示教育，参加39人", "昨天机关干部也开了警示教育会，参加53人"),
    ("上周五普法考试，参考64人，合格率98%", "上周五学法考试，镇机关应考58人，实际参考57人，合格率100%"),
    ("前天在渡口普法1场，资料80份", "前天普法1场，在集市，其实来的人不多，资料40份"),
    ("昨天调解一起地界纠纷，赔了300元", "昨天又调解一起工钱纠纷，赔了1200元"),
)


def ledger(stage: Stage) -> dict[str, Entry]:
    with stage.database.work() as work:
        return {one.number: one for one in work.ledger.find(work.members.town(stage.town).id)}


def test_a_second_event_of_a_kind_and_day_is_an_entry_of_its_own(stage: Stage) -> None:
    for first, second in ALIKE:
        stage.say("张敏", first)
        before = ledger(stage)
        stage.say("张敏", second)
        after = ledger(stage)
        assert (second, [number for number in before if after[number] != before[number]]) == (second, [])
        assert len(after) == len(before) + 1


def test_no_report_changes_what_was_reported_before(stage: Stage) -> None:
    lines = [json.loads(line) for line in OWN.read_text(encoding="utf-8").splitlines()]
    told = [one for one in lines if one["intent"] in ("log", "plan")]
    told.sort(key=lambda one: (one["entries"][0]["kind"] if one["entries"] else "", one["id"]))
    held: dict[str, Entry] = {}
    for one in told:
        stage.say("张敏", one["text"])
        now = ledger(stage)
        changed = [number for number in held if now[number] != held[number]]
        assert (one["text"], changed) == (one["text"], [])
        held = now
    assert len(held) > 300
