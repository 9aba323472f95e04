"""The chapters that are not counted: the opening, the first responsible person, shortcomings, plans."""

import re
from collections.abc import Mapping, Sequence
from itertools import islice

from drafting.composing import excerpts
from drafting.composing.sentences import Token, render
from drafting.composing.topics import gap_mark, listed
from drafting.report import Source, Span, TextSpan
from drafting.totals import Totals
from storage.records import Entry, Town

_ITEMS = "一二三四五六七八九十"
_MOST = 10  # notes, or events, in one chapter
# What the first responsible person is held to (重要工作亲自部署 …; hearing reports, leading study).
_LEADERS_KINDS = ("专题会议", "班子学法")
_LEADERS = re.compile("书记|镇长|乡长|主任主持|主要负责人|主要领导|一把手|听取")


def opening(town: Town, year: int, superior: str, seed: int) -> tuple[Span, ...]:
    """The paragraph before the first chapter."""
    values = {
        "年": _setting(f"{year}年"),
        "镇": _setting(town.name),
        "上级": _setting(superior) if superior else None,
    }
    return render("opening", values, seed)


def first_person(town: Town, totals: Totals) -> tuple[Span, ...]:
    """The frame of the four 亲自, and what the ledger tells of the leaders; nobody's deeds are invented."""
    leaders = _leaders(town.settings.get("leaders"))
    named = (e for kind in _LEADERS_KINDS for e in totals.of(kind) if _LEADERS.search(e.words or e.text))
    told = list(islice(filter(None, map(excerpts.event, named)), _MOST))
    values = {
        "负责人": _setting(leaders) if leaders else None,
        "待补": Token(gap_mark("党政主要负责人部署、过问、协调、督办的具体事项和时间")),
        "事项": listed(told, "；") if told else None,
    }
    return render("first_person", values)


def shortcomings(
    totals: Totals, suggested: Sequence[str], seed: int, *, numbered: bool = True
) -> list[tuple[Span, ...]]:
    """Paragraphs of the notes on what fell short, then what the ledger itself suggests.

    `numbered`: the notes as 一是…；二是…, where no heading below is numbered so.
    """
    notes = totals.of("问题不足")
    paragraphs = [render("shortcomings", {"各项": Token(*_items(notes, numbered))}, seed)] if notes else []
    if notes and not any(word in entry.text for entry in notes for word in ("因", "由于")):
        paragraphs.append((gap_mark("上述不足的原因"),))
    if not notes:
        paragraphs.append((gap_mark("存在的不足和原因，台账中没有“问题：…”的记录"),))
    return paragraphs + [(_suggestion(words),) for words in suggested]


def plan(totals: Totals, year: int, seed: int, *, numbered: bool = True) -> list[tuple[Span, ...]]:
    """Paragraphs of the notes on what comes next; `numbered` as above."""
    notes = totals.of("工作计划")
    if not notes:
        return [(gap_mark(f"{year + 1}年的主要安排，台账中没有“明年计划：…”的记录"),)]
    values = {"各项": Token(*_items(notes, numbered)), "来年": _setting(f"{year + 1}年")}
    return [render("plan", values, seed)]


def _items(notes: Sequence[Entry], numbered: bool) -> list[Span]:
    """一是…；二是…, or the note alone where there is one."""
    told = [spans for spans in map(excerpts.note, notes) if spans][:_MOST]
    spans: list[Span] = []
    for index, item in enumerate(told):
        spans += [TextSpan("；")] if spans else []
        spans += [TextSpan(f"{_ITEMS[index]}是", Source.NUMBER)] if numbered and len(told) > 1 else []
        spans += item
    return spans


def _suggestion(words: str) -> TextSpan:
    return TextSpan(f"【建议，请核定：{words}】", Source.GAP)


def _setting(text: str) -> Token:
    return Token(TextSpan(text, Source.SETTING))


def _leaders(setting: object) -> str:
    """The first responsible persons as the town's settings name them.

    A text, {post: name}, or a list of texts or of {"post": …, "name": …}.
    """
    if isinstance(setting, Mapping):
        if "name" in setting:
            return f"{setting.get('post') or setting.get('role') or ''}{setting['name']}"
        return "、".join(f"{post}{name}" for post, name in setting.items())
    if isinstance(setting, (list, tuple)):
        return "、".join(filter(None, map(_leaders, setting)))
    return setting if isinstance(setting, str) else ""
