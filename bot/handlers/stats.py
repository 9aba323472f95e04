"""/stats [年|月]: the totals of a year or a month, by kind."""

from bot import periods, phrases, tallies
from bot.messages import Reply
from bot.turn import Turn, say
from drafting.totals import Period


def stats(turn: Turn) -> tuple[Reply, ...]:
    """This year's where nothing is said."""
    period = periods.read_period(turn.argument, turn.at) if turn.argument else Period.of_year(turn.today.year)
    if period is None:
        return say(phrases.STATS_HELP)
    year, month = period.on.year, period.on.month
    if period == Period.of_year(year):
        return say(tallies.text(turn.work, turn.town, year))
    if period == Period.of_month(year, month):
        return say(tallies.text(turn.work, turn.town, year, month))
    return say(phrases.STATS_HELP)
