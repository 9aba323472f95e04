"""Saving what a message tells: into the ledger, then the card, with one question where there is doubt."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot import asking, cards, duplicates, late, permission, phrases
from bot.messages import Reply
from bot.soundness import sound
from bot.turn import Turn, say
from bot.understanding.meaning import Meaning
from storage.records import Doubt, Entry, EntryDraft, Unit

_ON_BEHALF = re.compile(
    r"\s*(?:替|代|帮)(?P<unit>[^：:，,。；;\s]{2,24}?)(?:代)?(?:填报|补报|上报|登记|补记|报|记|填)(?:一下|一条|一笔|个)?"
    r"(?P<mark>\s*[：:，,]\s*|\s+)(?P<text>\S.*)",
    re.DOTALL,
)
_UNIT_LIKE = re.compile("(?<![我咱们本])(?:村|社区|居委会|委员会|妇联|团委|[所办队站科局委院])$")
_USUAL = 50  # of the member's entries, to see what they log
_COMMON = ["普法活动", "法治讲座", "人民调解", "矛盾排查"]
_OPTIONS = 4


@dataclass(frozen=True, slots=True)
class OnBehalf:
    """A report for a unit: 替虹桥村报：…. `unit` is None where the town has none of that name."""

    name: str
    unit: Unit | None
    text: str


def on_behalf(turn: Turn, text: str) -> OnBehalf | None:
    """For whom the message is, where it says so; None where it does not."""
    found = _ON_BEHALF.match(text)
    if found is None:
        return None
    name = found["unit"].removesuffix("的")
    unit = next((one for one in turn.units() if one.name in (name, turn.town.name + name)), None)
    if unit is None and not (found["mark"].strip() in ("：", ":") and _UNIT_LIKE.search(name)):
        return None  # 替老人登记，… is work, and no unit's report
    return OnBehalf(name, unit, found["text"])


def refusal(turn: Turn, behalf: OnBehalf | None) -> tuple[Reply, ...] | None:
    """Why the member may not log this; None where they may."""
    if not permission.may_log(turn.member):
        return say(phrases.NOT_ALLOWED_TO_LOG)
    if behalf is None:
        return None
    if behalf.unit is None:
        names = "、".join(unit.name for unit in turn.units()[:20])
        return say(phrases.NO_SUCH_UNIT.format(name=behalf.name, names=names))
    if not permission.may_log_for(turn.member, behalf.unit.id):
        return say(phrases.NOT_FOR_OTHERS.format(unit=turn.member.unit.name))
    return None


def record(turn: Turn, meaning: Meaning, text: str, unit: Unit | None = None) -> tuple[Reply, ...]:
    """Saves all entries of a meaning and shows them. `text`: the message as read; `unit`: whose it is."""
    entries = save(turn, meaning, text, unit or turn.member.unit)
    asking.close_edits(turn)
    card = cards.saved(entries, turn.today, turn.member.id, turn.incoming.message_id)
    card = late.marked(turn, card, entries)
    return (asking.with_question(turn, card, entries),)


def save(turn: Turn, meaning: Meaning, text: str, unit: Unit) -> list[Entry]:
    """The entries of a meaning in the ledger, each with the doubts of the reader and those of the ledger."""
    read = meaning.entries or (EntryDraft(asking.UNREAD_KIND, turn.today, words=text),)
    drafts = [sound(draft, turn.today) for draft in read]
    known = [ledger_doubts(turn, draft, text, unit) for draft, _ in drafts]
    incoming = turn.incoming
    return [
        turn.work.ledger.record(
            turn.town.id,
            draft,
            member=turn.member,
            unit=unit,
            text=incoming.text,
            sent_at=incoming.at,
            message=(incoming.channel, incoming.chat, incoming.message_id) if incoming.message_id else None,
            doubts=(*known[index], *unsound, *_asked(turn, draft, own_doubts(meaning.doubts, index))),
            at=incoming.at,
        )
        for index, (draft, unsound) in enumerate(drafts)
    ]


def _asked(turn: Turn, draft: EntryDraft, doubts: tuple[Doubt, ...]) -> tuple[Doubt, ...]:
    """The reader's doubts; a kind that was not recognised is asked for with the member's own kinds."""
    asked = unread(turn, draft)
    kept = (doubt for doubt in doubts if not asked or doubt.part not in ("kind", "intent"))
    return (*asked, *(_with_choice(turn, doubt) for doubt in kept))


def _with_choice(turn: Turn, doubt: Doubt) -> Doubt:
    """A kind that is asked about has more than one answer to choose from."""
    if doubt.part != "kind" or len(doubt.options) != 1:
        return doubt
    return replace(doubt, options=tuple(dict.fromkeys((*doubt.options, *_likely(turn))))[:_OPTIONS])


def ledger_doubts(turn: Turn, draft: EntryDraft, text: str, unit: Unit) -> tuple[Doubt, ...]:
    """What the ledger may already hold of the draft."""
    report = duplicates.Report(draft, unit, text)
    near = turn.work.ledger.find(
        turn.town.id,
        since=draft.on - duplicates.NEAR,
        until=report.last_day + duplicates.NEAR,
        kind=draft.kind,
    )
    return duplicates.doubts(report, 0, near, turn.today)


def unread(turn: Turn, draft: EntryDraft) -> tuple[Doubt, ...]:
    """What was not recognised is asked about, with the kinds that the member logs most."""
    if draft.kind != asking.UNREAD_KIND:
        return ()
    return (Doubt(0, "kind", phrases.KIND_UNREAD, options=tuple(_likely(turn)[:_OPTIONS])),)


def _likely(turn: Turn) -> list[str]:
    """The kinds that the member logs most, then those that everybody does."""
    often = Counter(one.kind for one in turn.work.ledger.latest(turn.town.id, turn.member.id, _USUAL))
    own = [kind for kind, _ in often.most_common() if kind != asking.UNREAD_KIND]
    return list(dict.fromkeys((*own, *_COMMON)))


def own_doubts(doubts: Sequence[Doubt], index: int) -> tuple[Doubt, ...]:
    """The doubts of one entry of the message, as that entry keeps them."""
    return tuple(replace(doubt, entry=0) for doubt in doubts if doubt.entry == index)
