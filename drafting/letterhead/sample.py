"""A short report with one of everything, for a letterhead to be tried with."""

from datetime import date
from decimal import Decimal

from drafting.report import Block, BlockType, FigureSpan, Report, Source, Span, TextSpan
from storage.records import Town

_SENTENCE = "这里是报告的正文，按台账里的记录写成；正式出报告时，内容由当年的记录来定，样子和这一页一样。"


def sample(town: Town, today: date) -> Report:
    """The sample of a town, about the year before."""
    name = town.full_name or f"{town.name}人民政府"
    year = today.year - 1
    mediated = FigureSpan("8件", "人民调解", "调解", Decimal(8), ())
    held = FigureSpan("3场次", "普法活动", "活动", Decimal(3), ())
    blocks = (
        Block(BlockType.ADDRESSEE, (_set(town.superior or "县委、县政府"), TextSpan("："))),
        _heading(1, "一、", "主要举措和成效"),
        _heading(2, "（一）", "深入开展普法宣传。", run_in=True),
        _paragraph(TextSpan("（样张）开展普法活动"), held, TextSpan(f"。{_SENTENCE}")),
        _heading(2, "（二）", "有效化解矛盾纠纷。", run_in=True),
        _paragraph(TextSpan("（样张）调解纠纷"), mediated, TextSpan(f"。{_SENTENCE}")),
        _heading(1, "二、", "存在的不足和原因"),
        _paragraph(TextSpan(_SENTENCE), TextSpan("【待补充：样张的缺项】", Source.GAP)),
        Block(BlockType.SIGNATURE, (_set(name),)),
        Block(BlockType.DATE, (_set(f"{today.year}年{today.month}月{today.day}日"),)),
    )
    return Report(f"{name}关于{year}年度法治政府建设情况的报告", year, blocks)


def _set(text: str) -> TextSpan:
    return TextSpan(text, Source.SETTING)


def _heading(level: int, number: str, text: str, *, run_in: bool = False) -> Block:
    spans = (TextSpan(number, Source.NUMBER), TextSpan(text))
    return Block(BlockType.HEADING, spans, level=level, run_in=run_in)


def _paragraph(*spans: Span) -> Block:
    return Block(BlockType.PARAGRAPH, spans)
