"""Why a message was read as it was: the words that its intent, days, kinds and place came from."""

from datetime import datetime
from typing import Any

from bot.understanding import intents, lexicon, scene
from bot.understanding.cues import fold
from bot.understanding.dates import find_dates
from bot.understanding.meaning import TownWords

_TELLING = 4.0  # weight of a cue from which it is worth naming


def because(text: str, at: datetime, town: TownWords) -> dict[str, Any]:
    """What was found in a message, as plain JSON values: the reason of its intent, its dates, its kinds."""
    plain = fold(text)
    dates = find_dates(plain, at)
    page = scene.look(plain, at, town, lexicon.bundled(), dates)
    _, reason, sure = intents.intent_of(page)
    return {
        "intent": {"words": reason, "sure": sure},
        "dates": [
            {
                "words": text[one.start : one.end],
                "on": one.on.isoformat(),
                "until": one.until.isoformat() if one.until else None,
            }
            for one in dates
        ],
        "kinds": [
            {"kind": cue.kind, "words": text[cue.start : cue.end]}
            for cue in page.cues.things
            if cue.weight >= _TELLING
        ],
        "read_as": plain if plain != text else None,
    }
