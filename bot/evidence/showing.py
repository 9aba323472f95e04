"""The evidence of an entry: a line of /show, and the files themselves by /evidence."""

from collections import Counter

from bot import formats, permission
from bot import phrases as common
from bot.entry_numbers import find_entry
from bot.evidence import phrases, types
from bot.messages import Reply, Stored
from bot.turn import Turn, say
from storage.records import Entry, FileState, SentFile

_MOST = 20  # files that one command sends
_MOST_NAMES = 5


def lines(turn: Turn, entry: Entry) -> list[str]:
    """佐证：照片3张、《签到表.pdf》; nothing where there is none."""
    files = turn.work.evidence.of_entry(turn.town.id, entry.number)
    if not files:
        return []
    return [phrases.LISTED.format(what=_named(files), short=formats.short_number(entry.number))]


def evidence(turn: Turn) -> tuple[Reply, ...]:
    """/evidence 128: its files, as they were sent. For who logged it and for the editors."""
    if not turn.argument:
        return say(common.WHICH_NUMBER.format(command="/evidence"))
    entry = find_entry(turn, turn.argument)
    if entry is None:
        return say(common.NO_SUCH_ENTRY.format(number=turn.argument[:20]))
    if not permission.may_read_text(turn.member, entry):
        return say(phrases.NOT_YOURS.format(number=entry.number))
    files = turn.work.evidence.of_entry(turn.town.id, entry.number)
    if not files:
        return say(phrases.NONE.format(number=entry.number))
    here = [one for one in files if one.state is FileState.FETCHED]
    text = [phrases.HEAD.format(number=entry.number, count=len(files))]
    if coming := len(files) - len(here):
        text.append(phrases.COMING.format(count=coming, short=formats.short_number(entry.number)))
    sent = (Reply(one.filename, stored=Stored(one.filename, one.sha256)) for one in here[:_MOST])
    return Reply("\n".join(text)), *sent


def _named(files: list[SentFile]) -> str:
    """照片3张、《签到表.pdf》、《方案.docx》等."""
    photos = Counter(one.type == "photo" or types.is_picture(one.filename) for one in files)[True]
    names = [
        f"《{one.filename}》" for one in files if one.type != "photo" and not types.is_picture(one.filename)
    ]
    more = f"等{len(names)}个文件" if len(names) > _MOST_NAMES else ""
    parts = [f"照片{photos}张"] if photos else []
    return "、".join([*parts, *names[:_MOST_NAMES]]) + more
