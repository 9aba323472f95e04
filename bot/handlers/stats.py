"""/stats [年|月]: the totals of a span, by kind."""

from bot import periods, phrases, queries
from bot.messages import Reply
from bot.turn import Turn, say
from drafting.totals import Period


def stats(turn: Turn) -> tuple[Reply, ...]:
    """This year's where nothing is said."""
    if not turn.argument:
        period: Period | None = Period.of_year(turn.today.year)
    else:
        period = periods.read_period(turn.argument, turn.at)
    if period is None:
        return say(phrases.STATS_HELP)
    return say(queries.summary(turn, period))
