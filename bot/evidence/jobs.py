"""What is done with a file once its bytes are here: kept, learned from, audited, renewed, or imported.

Documents are read outside of any transaction, evidence is only looked at; the result and the words on it are
one transaction.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

from bot.evidence import edited_reports, letterheads, papers, phrases, types
from bot.messages import Reply
from bot.payloads import reply_payload
from drafting.privacy import masked
from storage.database import Database
from storage.evidence_files import EvidenceFiles
from storage.records import FileUse, SentFile, Town

log = logging.getLogger("fazhibot.evidence")

_MOST_HEADINGS = 30
_REPORTS: dict[FileUse, Callable[[Database, SentFile, bytes, Town, datetime], Reply]] = {
    FileUse.AUDIT: edited_reports.audited,
    FileUse.REDRAFT: edited_reports.renewed,
    FileUse.FILING: partial(edited_reports.version, public=False),
    FileUse.PUBLICATION: partial(edited_reports.version, public=True),
    FileUse.LETTERHEAD: letterheads.tried,
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a chat is told, and what is kept of the reading. `fault`: why the file is refused."""

    replies: tuple[Reply, ...] = ()
    result: dict[str, object] | None = None
    fault: str = ""


def carry_out(
    database: Database, files: EvidenceFiles, file: SentFile, content: bytes, now: datetime
) -> None:
    """Keeps the bytes and does what the file was wanted for; a file that is refused is not kept.

    OSError where the folder cannot be written, DatabaseUnavailableError: it is to be tried again.
    """
    fault = types.fault(file.filename, content)
    if fault:
        settle(database, file, Outcome(fault=fault), now)
        return
    sha256 = files.put(content)
    with database.work() as work:
        work.evidence.stored(file.id, sha256, len(content))
        town = work.members.town_by_id(file.town_id)
    outcome = _read(database, file, content, town, now.astimezone(ZoneInfo(town.timezone)))
    if outcome is not None:
        settle(database, file, outcome, now)


def settle(database: Database, file: SentFile, outcome: Outcome, now: datetime) -> None:
    """The file's state and the words on it, in one transaction."""
    replies = (Reply(outcome.fault),) if outcome.fault else outcome.replies
    with database.work() as work:
        if outcome.fault:
            work.evidence.refuse(file.id, outcome.fault)
        else:
            work.evidence.fetched(file.id, outcome.result)
        for reply in replies:
            document = reply.document.content if reply.document else None
            payload = reply_payload(replace(reply, text=masked(reply.text)))
            # The chat as it is now: the group may have moved since.
            chat = work.evidence.get(file.id).chat
            work.outbox.put(file.channel, chat, payload, due_at=now, document=document, town_id=file.town_id)


def _read(database: Database, file: SentFile, content: bytes, town: Town, at: datetime) -> Outcome | None:
    """What came of reading the file; None where it is settled already."""
    from bot.workbooks.errors import UnreadableWorkbookError
    from drafting.errors import UnreadableReportError

    try:
        if (reply := letterheads.mistaken(database, file, content, town, at)) is not None:
            return Outcome((reply,))
        if file.use is FileUse.OUTLINE:
            return _learned(file, content)
        if file.use in _REPORTS:
            return Outcome((_REPORTS[file.use](database, file, content, town, at),))
        if file.use is FileUse.PREVIEW:
            return _previewed(database, file, content, town, at)
        if file.use is FileUse.IMPORT:
            _imported(database, file, content, town, at)
            return None
    except (UnreadableReportError, UnreadableWorkbookError) as error:
        return Outcome(fault=f"“{file.filename}”：{error}。")
    return Outcome()


def _learned(file: SentFile, content: bytes) -> Outcome:
    from bot import documents
    from drafting import outline

    found = documents.learn(content, file.filename)
    nodes = [node for root in found.nodes for node in root.walk() if not node.inline_item]
    unmatched = [one for one in found.unmatched if one]
    lines = [
        phrases.LEARNED.format(
            name=file.filename, count=len(nodes), matched=max(len(nodes) - len(unmatched), 0)
        )
    ]
    lines += [
        f"{'　' * (node.level - 1)}{node.number or ''}{node.text[:24]}" for node in nodes[:_MOST_HEADINGS]
    ]
    if len(nodes) > _MOST_HEADINGS:
        lines.append(f"……还有{len(nodes) - _MOST_HEADINGS}个")
    if unmatched:
        texts = "；".join(text[:16] for text in unmatched[:8])
        lines.append(phrases.UNMATCHED.format(count=len(unmatched), texts=texts))
    reply = Reply("\n".join(lines), papers.learned(file.member_id, file))
    return Outcome((reply,), outline.to_json(found))


def _previewed(database: Database, file: SentFile, content: bytes, town: Town, at: datetime) -> Outcome:
    from bot.workbooks import telling
    from bot.workbooks.applying import town_words
    from bot.workbooks.importing import preview

    with database.work() as work:
        words = town_words(work, town)
    found = preview(content, at, words)
    if not any(row.drafts for row in found.rows):
        return Outcome((Reply(telling.short(found)),))
    return Outcome((Reply(telling.short(found), papers.previewed(file.member_id, file)),))


def _imported(database: Database, file: SentFile, content: bytes, town: Town, at: datetime) -> None:
    """Records what the preview showed; entries, the file's state and the words on it are one transaction."""
    from bot.workbooks import telling
    from bot.workbooks.applying import apply, town_words
    from bot.workbooks.importing import preview

    with database.work() as work:
        words = town_words(work, town)
    # Read as on the day on which it was sent, as its preview was.
    found = preview(content, file.sent_at.astimezone(at.tzinfo), words)
    with database.work() as work:
        work.members.hold(town.id)
        member = work.members.member(file.member_id)
        done = apply(work, town, member, found, at)
        work.evidence.fetched(file.id)
        work.outbox.put(
            file.channel,
            file.chat,
            reply_payload(Reply(telling.result(done))),
            due_at=at,
            town_id=town.id,
        )
