"""Why a message was read as it was, in the words of a clerk: each part with the words that it came from."""

from collections.abc import Iterator
from datetime import datetime

from bot import formats
from bot.understanding.explain import because
from bot.understanding.meaning import NO_TOWN, Intent, Meaning
from storage.records import EntryDraft

_INTENTS = {
    Intent.LOG: "要记的事",
    Intent.PLAN: "还没办的事",
    Intent.QUERY: "问账",
    Intent.AMEND: "更正",
    Intent.CHAT: "不用记的话",
}


def explained(text: str, at: datetime, meaning: Meaning) -> str:
    """The meaning of a message sent at `at`, a line for each part, what is doubtful last."""
    found = because(text, at, NO_TOWN)
    why = found["intent"]["words"]
    lines = [_INTENTS[meaning.intent] + (f"（看“{why}”）" if why and why in text else "")]
    for one in found["dates"]:
        until = f"至{one['until']}" if one["until"] else ""
        lines.append(f"“{one['words']}”：{one['on']}{until}")
    for number, entry in enumerate(meaning.entries, 1):
        lines += _entry(number, entry, at, found["kinds"])
    lines += [f"要问：{doubt.reason}" for doubt in meaning.doubts]
    return "\n".join(lines)


def _entry(number: int, entry: EntryDraft, at: datetime, cues: list[dict[str, str]]) -> Iterator[str]:
    words = "、".join(dict.fromkeys(cue["words"] for cue in cues if cue["kind"] == entry.kind))
    yield f"{number}. {entry.kind}" + (f"（“{words}”）" if words else "")
    yield f"   日期：{formats.span(entry.on, entry.until, at.date())}"
    if entry.place:
        yield f"   地点：{entry.place}"
    for figure in entry.figures:
        said = "没有明说，按一次算" if figure.implied else f"“{figure.words.strip()}”"
        yield f"   {formats.figure(entry.kind, figure)}（{said}）"
    for name, value in entry.attributes.items():
        yield f"   {name}：{value}"
