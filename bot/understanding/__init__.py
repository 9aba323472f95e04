"""Text and the time it was sent, to its meaning: pure, deterministic, linear in the text's length."""

from bot.understanding.meaning import Meaning, TownWords
from bot.understanding.reader import understand

__all__ = ["Meaning", "TownWords", "understand"]
