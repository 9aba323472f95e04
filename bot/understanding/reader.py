"""A message's meaning, composed: normalise, intent, events, entries, doubts."""

from collections.abc import Sequence
from datetime import datetime

from bot.understanding import (
    amendments,
    breakdowns,
    carried,
    crosschecks,
    cues,
    doubts,
    entries,
    events,
    intents,
    kinds,
    lexicon,
    listed,
    merging,
    misread,
    overlooked,
    questions,
    running,
    scene,
)
from bot.understanding.added import about_sums
from bot.understanding.dates import find_dates
from bot.understanding.entries import Part
from bot.understanding.events import Event
from bot.understanding.meaning import Amendment, Intent, Meaning, TownWords
from bot.understanding.patterns import Pattern
from bot.understanding.scene import Scene
from storage.records import Doubt, EntryDraft

_PLAN_NOTE = Pattern(r"计划|打算|安排|思路|下一?步|下阶段|重点")
_NO_TOWN = TownWords()
_NOT_LOGGED = {
    Intent.PLAN: "像是还没办的事",
    Intent.QUERY: "像是在问，没有记",
    Intent.AMEND: "像是更正，也像新报的一件",
}


def understand(text: str, at: datetime, town: TownWords = _NO_TOWN, *, told: bool = False) -> Meaning:
    """What a message means, sent at `at` (aware, the town's local time). Pure; takes any text.

    `told`: its sender says that it reports something done, whatever it reads like.
    """
    plain = cues.fold(text)
    dates = find_dates(plain, at)
    page = scene.look(plain, at, town, lexicon.bundled(), dates)
    intent, _, sure = intents.intent_of(page)
    if told:
        intent, sure = Intent.LOG, True
    if intent is Intent.AMEND:
        amendment = amendments.read_amendment(text, at, town, dates)
        return Meaning(intent, doubts=_unsaid(page, amendment), amendment=amendment)
    if intent is Intent.QUERY:
        unsure = (_perhaps(intent),) if misread.tells(page) else ()
        return Meaning(intent, doubts=unsure, question=questions.read_question(text, at, town, dates))
    if intent is not Intent.LOG:
        doubtful = misread.may_report if intent is Intent.CHAT else misread.may_be_done
        sure = (sure and not doubtful(page)) or (intent is Intent.CHAT and misread.is_idle(page))
        return Meaning(intent, doubts=() if sure else (_perhaps(intent),))
    if note := cues.NOTE.match(plain):
        kind = "工作计划" if _PLAN_NOTE.search(note.group()) else "问题不足"
        return Meaning(intent, (EntryDraft(kind, at.date(), words=text.strip()),))
    return _log(page, text, sure)


def _perhaps(intent: Intent) -> Doubt:
    """The doubt about a message that may report something after all, though it was not read so."""
    read = _NOT_LOGGED.get(intent, "没看出是要记的事")
    return Doubt(0, "intent", read, options=("记", "不记"))


def _unsaid(page: Scene, amendment: Amendment) -> tuple[Doubt, ...]:
    """The doubt about a correction that says nothing of what to change, or may be none."""
    if amendment.empty:
        return (Doubt(0, "intent", "没看出要改什么"),)
    return (_perhaps(Intent.AMEND),) if misread.may_be_new(page, amendment) else ()


def _log(page: Scene, text: str, sure: bool) -> Meaning:
    """The entries of a message that reports, and what is doubtful about them."""
    page = running.without(breakdowns.without(carried.with_noughts(listed.with_shares(page))))
    told = events.build(page)
    read = _parts(page, told, text)
    taken = {start for part in read for start in part.taken}
    parts = merging.merge(page, read)
    parts = [part for part in parts if part.kind != kinds.OTHER] or parts[:1] or [entries.other(page)]
    drafts = tuple(entries.draft(page, part, text) for part in parts)
    parts, drafts = merging.without_bare(page, parts, drafts)
    found = [
        worry.of(number)
        for number, (part, entry) in enumerate(zip(parts, drafts, strict=True))
        for worry in _worries(page, part, entry)
    ]
    spans = [(entry.on, entry.until or entry.on) for entry in drafts]
    left = [*doubts.about_left_out(page, told), *doubts.about_days(page, spans), *doubts.about_no_days(page)]
    found += [worry.of(0) for worry in left]
    said = {one.reason for one in found}
    late = [*overlooked.about_left(page, drafts, taken), *crosschecks.about_agreement(page, drafts)]
    found += [one for one in late if one.reason not in said]
    if not sure:
        found.append(Doubt(0, "intent", "不确定这是不是要记的事", options=("记", "不记")))
    return Meaning(Intent.LOG, drafts, tuple(found))


def _parts(page: Scene, told: Sequence[Event], text: str) -> list[Part]:
    """The entries of all events; who came before the work is named goes to it ("46人参加，讲座1场")."""
    parts: list[Part] = []
    early: Event | None = None  # whose counts are of no work yet
    goods: list[Part] = []  # what they were taken for, if for anything
    for event in told:
        if early and _is_told_early(early, event, goods):
            event.clauses, event.counts = early.clauses + event.clauses, early.counts + event.counts
            event.when, event.place = early.when or event.when, early.place or event.place
            parts = [part for part in parts if part not in goods]
        found = entries.parts_of(page, event, text)
        goods = found if _only_goes_with(page, event, found) else []
        open_yet = event.counts and not (event.header or event.case) and (goods or not found)
        early = event if open_yet else None
        parts += found
    return parts


def _is_told_early(early: Event, event: Event, goods: Sequence[Part]) -> bool:
    """Whether counts that were told before are of the work that is named now, of the same day and place.

    `goods`: what they were taken for; they are a lecture's, where it tells nothing yet of who came.
    """
    if not goods:
        return (event.inherited or event.when == early.when) and event.place in (None, early.place)
    lecture = event.kind == "法治讲座" and event.weights.get("法治讲座", 0) >= kinds.SURE
    same_day = event.inherited or event.when == early.when or early.when is None
    there = early.place is None or event.place in (None, early.place)
    return lecture and same_day and there and len(event.counts) <= 1


def _only_goes_with(page: Scene, event: Event, found: Sequence[Part]) -> bool:
    """Whether all that was told is who came and what was handed out, of a work that is still to be named."""
    if len(found) != 1 or found[0].kind != "普法活动":
        return False
    act = lexicon.WEIGHTS["acts"]
    acts = any(cue.weight >= act for cue in page.cues.within(*event.span))
    came = any(one.measure == "受众" for one in found[0].figures)
    told = any(one.measure == "活动" for one in found[0].figures)
    return not (acts or told) and (came or event.place is None)


def _worries(page: Scene, part: Part, entry: EntryDraft) -> list[doubts.Worry]:
    words = page.lexicon.measures.get(part.kind, {})
    bases = {name: one.base for name, one in words.items() if one.base}
    return [
        *part.worries,
        *about_sums(part.figures),
        *doubts.about_entry(part.kind, entry.figures, entry.until is None),
        *doubts.about_parts(part.kind, entry.figures, bases),
    ]
