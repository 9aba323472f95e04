"""A photo or document becomes evidence of an entry: by its caption, by the card that it answers, or by the
card that its sender was just shown.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import timedelta

from bot import callbacks, permission
from bot import phrases as common
from bot.callbacks import Callback
from bot.entry_numbers import find_entry
from bot.evidence import papers, phrases, types
from bot.handlers import letterhead
from bot.handlers.card_answer import shown_entries
from bot.messages import IncomingType, Reply
from bot.turn import Turn, say
from bot.understanding import understand
from bot.understanding.meaning import Intent
from storage.records import Entry, EntryState, FileUse, SentFile

Dispatch = Callable[[Turn], tuple[Reply, ...]]

WINDOW = timedelta(minutes=10)  # after a card, or before what it is evidence of is told
_NUMBER = re.compile(
    r"(?:给|附到|是|这是)?第?((?:20\d\d-)?\d{1,5})[号条]?的?(?:照片|图片|佐证|材料|附件|签到表)*[。]?"
)
_ALL = "all"
_ASKS = "\n请确认："  # begins the question below a card


def received(turn: Turn, dispatch: Dispatch) -> tuple[Reply, ...]:
    """The answers to a message with a file. `dispatch`: what is done with its words alone."""
    file = turn.incoming.file
    assert file is not None, "only messages with a file come here"
    if not permission.may_log(turn.member):
        return say(common.NOT_ALLOWED_TO_LOG) if turn.incoming.private else ()
    if refused := types.refusal(file.filename, file.size):
        wanted = turn.incoming.private or turn.incoming.addressed or bool(just_shown(turn))
        return (*_words(turn, dispatch), *(say(refused) if wanted else ()))
    if asked := letterhead.received(turn, keep) or papers.captioned(turn, keep):
        return asked
    if shown := shown_entries(turn):
        return (
            *_attached(turn, [keep(turn)], [turn.entry(number) for number in shown]),
            *_words(turn, dispatch),
        )
    if _reads_as_log(turn):
        return _log(turn, dispatch)
    if (numbered := _NUMBER.fullmatch(turn.incoming.text.strip())) and (
        entry := find_entry(turn, numbered[1])
    ):
        return _attached(turn, [keep(turn)], [entry])
    return _by_company(turn)


def _by_company(turn: Turn) -> tuple[Reply, ...]:
    """A file without words of its own: it goes where its album went, or to the card that was just shown."""
    incoming = turn.incoming
    album = turn.work.evidence.of_album(incoming.channel, incoming.chat, incoming.album)
    known = [number for one in album for number in turn.work.evidence.entries_of(one.id)]
    if known:
        turn.work.evidence.attach(keep(turn).id, turn.town.id, tuple(dict.fromkeys(known)), incoming.at)
        return ()
    recent = just_shown(turn)
    if album:
        keep(turn)  # its fellows were asked about already
        return ()
    if incoming.private and papers.is_paper(turn):
        return papers.offered(turn, keep(turn, FileUse.PAPER), recent)
    if len(recent) == 1 or (recent and not incoming.private):
        return _attached(turn, [keep(turn)], recent)
    if not incoming.private:
        return say(phrases.LOOSE.format(what=what([]) or "文件")) if incoming.addressed else ()
    held = keep(turn)
    return (_which(turn, held, recent),) if recent else say(phrases.LOOSE.format(what=what([held])))


def claim_loose(turn: Turn, replies: tuple[Reply, ...]) -> tuple[Reply, ...]:
    """Where a message made entries: with what its sender had sent just before, as their evidence."""
    incoming = turn.incoming
    if incoming.type is not IncomingType.TEXT or not any(one.entries for one in replies):
        return replies
    since = incoming.at - WINDOW
    loose = turn.work.evidence.loose(incoming.channel, incoming.chat, turn.member.id, since)
    entries = made(turn) if loose else []
    if not loose or not entries:
        return replies
    _attach(turn, loose, entries)
    return _with_line(replies, phrases.LOOSE_NOW.format(what=what(loose)))


def just_shown(turn: Turn) -> list[Entry]:
    """The entries on the card that the sender was shown here last, within ten minutes; or made here."""
    incoming = turn.incoming
    since = incoming.at - WINDOW
    numbers = turn.work.outbox.latest_card(incoming.channel, incoming.chat, incoming.account, since)
    if not numbers:
        numbers = turn.work.evidence.made_in(incoming.channel, incoming.chat, turn.member.id, since)
    entries = [turn.entry(number) for number in numbers]
    return [
        one
        for one in entries
        if one.state is not EntryState.WITHDRAWN and permission.may_amend(turn.member, one)
    ]


def made(turn: Turn) -> list[Entry]:
    """The entries that the message itself made."""
    incoming = turn.incoming
    found = turn.work.ledger.of_message(incoming.channel, incoming.chat, incoming.message_id)
    return [one for one in found if one.town_id == turn.town.id and one.state is not EntryState.WITHDRAWN]


def keep(turn: Turn, use: FileUse = FileUse.LOOSE) -> SentFile:
    """The message's file in its row, held."""
    incoming, file = turn.incoming, turn.incoming.file
    assert file is not None, "only messages with a file come here"
    return turn.work.evidence.keep(
        turn.town.id,
        turn.member.id,
        (incoming.channel, incoming.chat, incoming.message_id),
        remote=file.remote,
        filename=file.filename,
        type=incoming.attachment or "document",
        size=file.size,
        at=incoming.at,
        album=incoming.album,
        use=use,
    )


def what(files: Iterable[SentFile]) -> str:
    """照片, 文件, or 照片和文件."""
    names = ("照片" if one.type == "photo" or types.is_picture(one.filename) else "文件" for one in files)
    return "和".join(dict.fromkeys(names))


def _reads_as_log(turn: Turn) -> bool:
    text = turn.incoming.text.strip()
    if not text or text.startswith(("/", "／")):
        return text[1:4].lower() == "log"
    meaning = understand(text, turn.at, turn.town_words())
    return meaning.intent is Intent.LOG and bool(meaning.entries)


def _log(turn: Turn, dispatch: Dispatch) -> tuple[Reply, ...]:
    """The caption makes the entry, and the file, with what came of its album before, its evidence."""
    replies = dispatch(_without_file(turn))
    entries = made(turn)
    if not entries:
        return replies
    incoming = turn.incoming
    album = turn.work.evidence.of_album(incoming.channel, incoming.chat, incoming.album)
    files = [keep(turn), *(one for one in album if not turn.work.evidence.entries_of(one.id))]
    _attach(turn, files, entries)
    return _with_line(replies, f"{what(files)}收到了，作为佐证。")


def _words(turn: Turn, dispatch: Dispatch) -> tuple[Reply, ...]:
    """What the words beside a file lead to, where that is more than talk."""
    if not turn.incoming.text.strip():
        return ()
    return tuple(one for one in dispatch(_without_file(turn)) if one.entries)


def _without_file(turn: Turn) -> Turn:
    return replace(turn, incoming=replace(turn.incoming, file=None))


def _attach(turn: Turn, files: Sequence[SentFile], entries: Sequence[Entry]) -> None:
    numbers = tuple(one.number for one in entries)
    for file in files:
        turn.work.evidence.attach(file.id, turn.town.id, numbers, turn.incoming.at)


def _attached(turn: Turn, files: Sequence[SentFile], entries: Sequence[Entry]) -> tuple[Reply, ...]:
    """The files as evidence of the entries, and the word on it, with a button that takes them off again."""
    foreign = next((one for one in entries if not permission.may_amend(turn.member, one)), None)
    if foreign is not None:
        return say(common.NOT_YOUR_ENTRY.format(number=foreign.number, name=foreign.member_name))
    _attach(turn, files, entries)
    named = "、".join(f"{one.number} {one.kind}" for one in entries)
    button = callbacks.button(phrases.NOT_THIS, callbacks.DETACH, turn.member.id, files[0].id)
    text = phrases.ATTACHED.format(numbers=named, what=what(files))
    return (Reply(text, ((button,),), entries=tuple(one.number for one in entries)),)


def _with_line(replies: tuple[Reply, ...], line: str) -> tuple[Reply, ...]:
    """The line at the end of the first card, before what is asked."""
    at = next(index for index, one in enumerate(replies) if one.entries or index == len(replies) - 1)
    card, asks, question = replies[at].text.partition(_ASKS)
    told = replace(replies[at], text=f"{card}\n{line}{asks}{question}")
    return (*replies[:at], told, *replies[at + 1 :])


def _which(turn: Turn, held: SentFile, entries: Sequence[Entry]) -> Reply:
    buttons = [
        callbacks.button(f"{one.number} {one.kind}", callbacks.EVIDENCE, turn.member.id, held.id, one.number)
        for one in entries
    ]
    buttons.append(callbacks.button(phrases.ALL, callbacks.EVIDENCE, turn.member.id, held.id, _ALL))
    return Reply(phrases.WHICH.format(what=what([held])), callbacks.rows(buttons, 1))


def chosen(turn: Turn, callback: Callback) -> tuple[Reply, ...]:
    """The button that says which entry a file, and the rest of its album, is evidence of."""
    file, number = turn.work.evidence.get(callback.number(0)), callback.argument(1)
    files = _together(turn, file)
    card = turn.incoming.message_id or None
    entries = just_shown_at(turn, file) if number == _ALL else [turn.entry(number)]
    if file.member_id != turn.member.id or not entries:
        return (Reply("", toast=common.STALE_BUTTON),)
    told, *rest = _attached(turn, files, entries)
    return replace(told, edits=card), *rest


def just_shown_at(turn: Turn, file: SentFile) -> list[Entry]:
    """The entries that were shown when the file came."""
    return just_shown(replace(turn, incoming=replace(turn.incoming, at=file.sent_at)))


def detached(turn: Turn, callback: Callback) -> tuple[Reply, ...]:
    """The button that takes a file, and the rest of its album, off again."""
    file = turn.work.evidence.get(callback.number(0))
    numbers = turn.work.evidence.entries_of(file.id)
    if file.member_id != turn.member.id or not numbers:
        return (Reply("", toast=phrases.TAKEN_OFF),)
    for one in _together(turn, file):
        turn.work.evidence.detach(one.id)
    text = phrases.DETACHED.format(numbers="、".join(numbers))
    return (Reply(text, edits=turn.incoming.message_id or None),)


def _together(turn: Turn, file: SentFile) -> list[SentFile]:
    return turn.work.evidence.of_album(file.channel, file.chat, file.album) or [file]
