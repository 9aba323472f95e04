"""A .docx that was sent as the town's letterhead: checked, tried with a sample, and offered to its sender."""

from datetime import datetime

from bot import layouts, letterheads, permission
from bot import letterhead_phrases as phrases
from bot.handlers import letterhead
from bot.messages import Document, Reply
from storage.database import Database
from storage.records import FileUse, SentFile, Town

_OF_REPORTS = (FileUse.AUDIT, FileUse.REDRAFT, FileUse.FILING, FileUse.PUBLICATION, FileUse.OUTLINE)


def tried(database: Database, file: SentFile, content: bytes, town: Town, at: datetime) -> Reply:
    """What is wrong with it; where it can be used, the sample and the buttons."""
    found = letterheads.tried(content, town, layouts.of_town(town), at.date())
    told = letterheads.told(found, file.filename)
    if not found.usable:
        return Reply(told)
    with database.work() as work:
        sender = work.members.member(file.member_id)
        kept = work.letterheads.offer(
            town.id, file.filename, content, found.checked.facts, member_name=sender.name, at=at
        )
    buttons = letterhead.buttons(file.member_id, kept)
    return Reply(f"{told}\n{phrases.SAMPLE}", buttons, Document(phrases.SAMPLE_NAME, found.sample))


def mistaken(database: Database, file: SentFile, content: bytes, town: Town, at: datetime) -> Reply | None:
    """The answer where what was sent as a report carries a letterhead's marks; None where it has none."""
    from bot import documents

    if file.use not in _OF_REPORTS or not content.startswith(b"PK") or not documents.has_marks(content):
        return None
    with database.work() as work:
        sender = work.members.member(file.member_id)
    if permission.may_set_letterhead(sender):
        return tried(database, file, content, town, at)
    return Reply(phrases.NOT_A_REPORT.format(name=file.filename))
