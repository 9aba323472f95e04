"""What a message with buttons becomes when one of them was pressed: it says what was recorded, and keeps the
buttons that still mean something.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from bot import callbacks
from bot import reminder_phrases as phrases
from bot.callbacks import Callback
from bot.messages import Button, Reply
from bot.payloads import read_reply
from bot.turn import Turn

DONE = "✓ "
_LONGEST = 3500  # characters; what may still be edited in one piece


def answered(
    turn: Turn,
    said: Sequence[str],
    status: str = "",
    settled: Callable[[Callback], bool] = lambda callback: False,
    rows: Sequence[tuple[Button, ...]] = (),
    toast: str = "",
) -> Reply:
    """The pressed message with a line for each thing that was recorded, and `status` as its last one.

    `settled`: whether a button of it goes; `rows`: buttons that take the place of those. A message that is no
    longer known stays, and is answered by a new one.
    """
    lines = [*(f"{DONE}{line}" for line in said), *([status] if status else [])]
    message = turn.incoming.message_id
    found = turn.work.outbox.payload_of(turn.incoming.channel, turn.incoming.chat, message)
    if not message or found is None or found[0] != turn.town.id:
        return Reply("\n".join(lines), tuple(rows), toast=toast)
    before = replace(read_reply(found[1]), toast="", edits=message, to=None)
    old = [line for line in before.text.split("\n") if not _is_status(line)]
    text = "\n".join([*old, *lines])
    if len(text) > _LONGEST:
        return Reply("\n".join(lines), tuple(rows), toast=toast)
    return replace(before, text=text, buttons=(*_kept(before, settled), *rows), toast=toast)


def _is_status(line: str) -> bool:
    """Whether a line says how much was left, which is no longer so."""
    head, _, tail = phrases.ZERO_LEFT.partition("{count}")
    return line == phrases.ZERO_DONE or (line.startswith(head) and line.endswith(tail))


def _kept(reply: Reply, settled: Callable[[Callback], bool]) -> list[tuple[Button, ...]]:
    rows = []
    for row in reply.buttons:
        kept = tuple(
            button
            for button in row
            if (callback := callbacks.read(button.data)) is None or not settled(callback)
        )
        if kept:
            rows.append(kept)
    return rows
