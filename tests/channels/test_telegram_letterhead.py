"""A letterhead over Telegram: refused with what is wrong, or shown as a sample and used by the next draft."""

from pathlib import Path

from storage.database import Database
from tests.botapi import BotApi
from tests.channels.test_telegram_evidence import bot
from tests.channels.test_telegram_groups import ADMIN, CLERK, LOG, button, settle
from tests.drafting.letterhead import attacks, papers


def test_a_letterhead_that_means_harm_is_refused_and_others_are_answered_meanwhile(
    api: BotApi, database: Database, tmp_path: Path
) -> None:
    settle(database)
    bad = attacks.FILES["nine thousand open tags"]()
    with bot(api, database, tmp_path):
        api.says(ADMIN, caption="/letterhead", document=api.document(bad, "坏.docx"), name="李国强")
        api.says(CLERK, LOG)
        api.wait(lambda: api.sent(CLERK))
        api.wait(lambda: any("“坏.docx”还不能用" in one.text for one in api.sent(ADMIN)), 40)
    assert not any(one.content for one in api.sent(ADMIN))


def test_an_admin_sends_a_letterhead_and_drafts_are_set_into_it(
    api: BotApi, database: Database, tmp_path: Path
) -> None:
    settle(database)
    with bot(api, database, tmp_path):
        api.says(CLERK, LOG)
        api.says(ADMIN, "/letterhead", name="李国强")
        api.wait(lambda: api.sent(ADMIN))
        api.says(ADMIN, document=api.document(papers.letterhead(), "红头.docx"), name="李国强")
        api.wait(lambda: any(one.filename == "红头样张.docx" for one in api.sent(ADMIN)), 40)
        [sample] = [one for one in api.sent(ADMIN) if one.content]
        api.presses(ADMIN, sample.message_id, button(sample, "用作本镇红头"), name="李国强")
        api.wait(lambda: any("套“红头.docx”" in one.text for one in api.sent(ADMIN)))
        api.says(ADMIN, "/draft 2023", name="李国强")
        api.wait(lambda: any("（初稿）" in (one.filename or "") for one in api.sent(ADMIN)), 40)
    [drafted] = [one for one in api.sent(ADMIN) if "（初稿）" in (one.filename or "")]
    assert papers.texts(papers.opened(drafted.content or b""))[0].endswith("人民政府文件")
