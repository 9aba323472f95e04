"""/log: saves what is said, whatever it reads like."""

from bot import phrases, recording
from bot.messages import Reply
from bot.turn import Turn, say
from bot.understanding import understand
from bot.understanding.meaning import Intent


def log(turn: Turn) -> tuple[Reply, ...]:
    """Anything is saved, 待确认 where it is not understood; but a plan has not happened."""
    if not turn.argument:
        return say(phrases.LOG_EMPTY)
    return log_text(turn, turn.argument)


def log_text(turn: Turn, text: str) -> tuple[Reply, ...]:
    """Saves a text that its sender wants logged."""
    behalf = recording.on_behalf(turn, text)
    if refused := recording.refusal(turn, behalf):
        return refused
    unit = behalf.unit if behalf else None
    told = behalf.text if behalf else text
    meaning = understand(told, turn.at, turn.town_words(unit))
    if meaning.intent is Intent.PLAN:
        return say(phrases.PLAN)
    if meaning.intent is not Intent.LOG:
        meaning = understand(told, turn.at, turn.town_words(unit), told=True)
    return recording.record(turn, meaning, told, unit)
