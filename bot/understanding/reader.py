"""A message's meaning, composed: normalise, intent, events, figures, doubts."""

import re
from datetime import datetime

from bot.understanding import cues, events, figures, intents, kinds, lexicon, scene, statements
from bot.understanding.dates import find_dates
from bot.understanding.disputes import dispute_kind
from bot.understanding.events import Event
from bot.understanding.meaning import Intent, Meaning, TownWords
from bot.understanding.normalise import normalise
from storage.catalogue import bundled as catalogue
from storage.records import EntryDraft, Figure

_PLAN_NOTE = re.compile(r"计划|打算|安排|思路|下一?步|下阶段|重点")


def understand(text: str, at: datetime, town: TownWords = TownWords()) -> Meaning:
    """What a message means, sent at `at` (aware, the town's local time). Pure; takes any text."""
    plain = normalise(text).text
    dates = find_dates(plain, at)
    intent, _, _ = intents.intent_of(plain, at, dates)
    if intent is not Intent.LOG:
        return Meaning(intent)
    if note := cues.NOTE.match(plain):
        kind = "工作计划" if _PLAN_NOTE.search(note.group()) else "问题不足"
        return Meaning(Intent.LOG, (EntryDraft(kind, at.date(), words=text.strip()),))
    page = scene.look(plain, at, town, lexicon.bundled(), dates)
    entries: list[EntryDraft] = []
    for event in events.build(page):
        entries += _entries(page, event, text)
    return Meaning(Intent.LOG, tuple(_merge(entries) or [EntryDraft("其他", at.date(), words=text.strip())]))


def _entries(page: scene.Scene, event: Event, original: str) -> list[EntryDraft]:
    options = {
        index: figures.readings(page, count, left, right, runs_on)
        for index, (count, left, right, runs_on) in enumerate(figures.regions(page, event))
    }
    weights = dict(event.weights)
    for kind, weight in figures.support(options).items():
        weights[kind] = weights.get(kind, 0) + weight
    kind = kinds.best(weights)
    if kind is None or weights[kind] < 3:
        return []
    present = [name for name, weight in weights.items() if weight >= 4]
    told: dict[str, list[Figure]] = {kind: []}
    for found in options.values():
        if reading := figures.choose(found, kind, present):
            count = reading.count
            told.setdefault(reading.kind, []).append(
                Figure(reading.measure, count.value, count.hedge, words=original[count.start : count.end])
            )
    statements.add_zeros(page, event, kind, told, original)
    statements.add_repeats(page, event, told, original)
    on, until = event.days(page.at.date())
    words = original[event.clauses[0].start : event.clauses[-1].end].strip()
    if not told[kind] and len(told) > 1 and event.weights.get(kind, 0) < kinds.SURE:
        del told[kind]
    drafts = []
    for name, found in told.items():
        attributes = {}
        if "纠纷类型" in catalogue().kind(name).attributes and (dispute := dispute_kind(words)):
            attributes["纠纷类型"] = dispute[0]
        drafts.append(
            EntryDraft(name, on, until, event.place, statements.settle(name, found), attributes, words)
        )
    return drafts


def _merge(entries: list[EntryDraft]) -> list[EntryDraft]:
    return entries
