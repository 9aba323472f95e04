"""The town's own words: when staff correct a kind, the wording that was misread is remembered."""

import re

from bot.turn import Turn
from bot.understanding import lexicon
from bot.understanding.dates import find_dates
from storage.records import Entry

_SHORTEST, _LONGEST = 2, 10  # characters
_READ = 300  # characters: the work is named early, or not in words that would be met again
_UNFINISHED = "是到在把被给向着与和"  # a piece of a sentence, not a name
_BREAK = re.compile(r"[\W_\d]+")
# What a sentence is made of besides the work that it names: who, when, how often, how many.
_FILLER = re.compile(
    r"^(?:我们|咱们|我|咱|今天|昨天|刚才|上午|下午|晚上|又|再|还|已|已经|在|到|去|把|向|对|和|与|共|一共|总共|"
    r"摆了?|开展了?|举办了?|举行了?|组织了?|召开了?|进行了?|完成了?|参加了?|搞了?|办了?|开了?|做了?|有|来了?|发了?|了|的|个|场|次|件|起)+|"
    r"(?:活动|工作|一次|一场|一个|了|的)+$"
)
_WHERE = re.compile(r"^.{0,6}?[在于].{2,12}?(?=搞|办|开|举|组|召|进行|发|讲|做|摆|普法|宣|调|培|检查|送)")
_COUNT = re.compile(
    r"[约近共]?[\d一二两三四五六七八九十百千万余多来几]+[多余]?[个名人次场件起份条项户家本块处篇部辆]+[多余]?"
)


def learn(turn: Turn, entry: Entry, kind: str) -> str | None:
    """Remembers the entry's wording as `kind`; None where it has none that would be met again."""
    words = taught(turn, entry)
    if words is None or words == kind:
        return None
    turn.work.words.learn(turn.town.id, words, kind, turn.incoming.at)
    return words


def taught(turn: Turn, entry: Entry) -> str | None:
    """The wording that a correction of the entry's kind is about."""
    return wording(entry.words or entry.text, entry, tuple(unit.name for unit in turn.units()))


def wording(text: str, entry: Entry, names: tuple[str, ...] = ()) -> str | None:
    """The words that name the work: the text without days, counts, places and filler; the first such part."""
    text = text[:_READ]
    for span in reversed(find_dates(text, entry.sent_at)):
        text = text[: span.start] + "，" + text[span.end :]
    for name in sorted((*names, entry.place or ""), key=len, reverse=True):
        if name:
            text = re.sub(f"[在到于]?{re.escape(name)}", "，", text)
    text = _COUNT.sub("，", text)
    for part in _BREAK.split(text):
        words = _trimmed(_WHERE.sub("", part))
        if len(words) >= _SHORTEST:
            whole = len(words) <= _LONGEST and words[-1] not in _UNFINISHED and "了" not in words
            return words if whole and not _is_common(words) else None
    return None


def _is_common(words: str) -> bool:
    """Words that are everybody's: a counted thing (资料), or a kind of work by its usual name (民法典宣传).

    So is a kind's name among usual words alone (调解邻里纠纷); 板凳会 and 法治夜校 are the town's own.

    One message that was corrected must not turn what the whole town means by them.
    """
    known = lexicon.bundled()
    found = [one for table in (known.nouns, known.cues) for one in table.find(words)]
    if any(one.start == 0 and one.end == len(words) for one in found):
        return True
    covered = {index for one in found for index in range(one.start, one.end)}
    return len(covered) == len(words) and any(
        cue.word in kind for cue in known.cues.find(words) for kind, _ in cue.senses
    )


def _trimmed(part: str) -> str:
    while True:
        shorter = _FILLER.sub("", part)
        if shorter == part:
            return part
        part = shorter
