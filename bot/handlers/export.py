"""/export 2025: the year's ledger as an .xlsx."""

from bot import permission
from bot.messages import Document, Reply
from bot.periods import year_of
from bot.turn import Turn, say
from bot.workbooks import phrases

_ALL = ("全部", "所有", "全部年份")
_THIS_YEAR = ("", "今年", "本年")


def export(turn: Turn) -> tuple[Reply, ...]:
    """Editors and admins may export, into their own chat: it holds what everybody wrote."""
    today = turn.today.year
    if not permission.may_set_town(turn.member):
        return say(phrases.EXPORT_BY_EDITOR)
    if not turn.incoming.private:
        return say(phrases.EXPORT_IN_PRIVATE.format(year=today))
    argument = turn.argument.strip()
    year = today if argument in _THIS_YEAR else year_of(argument)
    if year is None and argument not in _ALL:
        return say(phrases.EXPORT_HELP.format(year=today))
    return (_exported(turn, year),)


def _exported(turn: Turn, year: int | None) -> Reply:
    # The writer of workbooks is slow to import: who never exports never waits for it.
    from bot.workbooks import export as workbook
    from bot.workbooks.gathering import gather

    book = gather(turn.work, turn.town, year)
    what = f"{year}年" if year else "账上"
    if not book.count and not book.withdrawn:
        return Reply(phrases.NOTHING_TO_EXPORT.format(what=what))
    lines = [phrases.EXPORTED.format(what=f"{year}年" if year else "全部", entries=book.count)]
    if book.withdrawn:
        lines.append(phrases.EXPORTED_WITHDRAWN.format(count=len(book.withdrawn)))
    return Reply("\n".join(lines), document=Document(workbook.filename(book), workbook.write(book, turn.at)))
