"""What a correction says of its entry beside day, kind and place: 流转费 of "那条流转费的调解"."""

import re

from bot.understanding.amend_words import OF_CORRECTION
from bot.understanding.patterns import Pattern
from bot.understanding.scene import Scene

# What describes no entry: courtesy, and the words of correcting.
_NO_NAME = Pattern(
    rf"{OF_CORRECTION}|消息|信息|麻烦|不好意思|抱歉|对不[起住]|打扰|可以|能不能|"
    r"其实|\d+[号条点时]半?"
)


def about_words(scene: Scene, place: str | None) -> str:
    """What else is said of the entry: 龙门 of "龙门那场撤回", 流转费 of "那条流转费的调解撤回"."""
    that = re.search(r"那一?[条笔场次件个起份](?![是数])", scene.text)
    if not that:
        return ""
    left = re.split("[，。；：！？\\n]", scene.text[max(0, that.start() - 24) : that.start()])[-1]
    right = re.match(r"[^，。；\n]{0,10}?(?=的)", scene.text[that.end() :])
    if right and not scene.nouns.within(start := that.end() + right.end() + 1, start + 1):
        right = None  # 那条流转费的调解, not 那条接待量有重复的
    for words, start in (
        (left, that.start() - len(left)),
        (right.group() if right else "", that.end()),
    ):
        rest = _bare(scene, words, start)
        if 2 <= len(rest) <= 10 and rest != place:
            return rest
    return ""


def _bare(scene: Scene, words: str, start: int) -> str:
    """A stretch without its days, kinds of work and measures; "" where nothing is left that describes."""
    first, end = max(0, start - 16), start + len(words)
    spans = [(span.start, span.end) for span in scene.dates.within(first, end)]
    spans += [(cue.start, cue.end) for cue in scene.cues.within(first, end)]
    spans += [(noun.start, noun.end) for noun in scene.nouns.within(first, end)]
    spans += [found.span() for found in _NO_NAME.finditer(scene.text, start, end)]
    kept = "".join(
        char
        for index, char in enumerate(words, start)
        if not any(left <= index < right for left, right in spans)
    )
    return re.sub(r"[我们咱俺上前刚才报发记写填录登的把请 将更正一下帮给是，]|面|昨天|那", "", kept)
