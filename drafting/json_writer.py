"""A report as JSON: every span with the source of its words, for programs that check or print it."""

import json
from decimal import Decimal

from drafting.report import Block, BlockType, EntrySpan, FigureSpan, Gap, Report, Span

Json = dict[str, object]


def write(report: Report) -> str:
    """The JSON text, UTF-8 characters as they are, ending in a line feed. The annex is no part of it."""
    tree: Json = {
        "title": report.title,
        "year": report.year,
        "blocks": [_block(block) for block in report.blocks],
        "gaps": [_gap(gap) for gap in report.gaps],
    }
    return json.dumps(tree, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _block(block: Block) -> Json:
    row: Json = {"type": block.type.value}
    if block.type is BlockType.HEADING:
        row |= {"level": block.level, "topics": list(block.topics)}
        if block.fallback:
            row["fallback"] = True
    row["spans"] = [_span(span) for span in block.spans]
    if block.rows:
        row["rows"] = [[[_span(span) for span in cell] for cell in cells] for cells in block.rows]
    return row


def _span(span: Span) -> Json:
    row: Json = {"text": span.text, "source": span.source.value}
    if isinstance(span, FigureSpan):
        row |= {"kind": span.kind, "measure": span.measure, "value": number(span.value)}
        row["approx"] = span.approx
        if span.period is not None:
            row["period"] = span.period
    if isinstance(span, FigureSpan | EntrySpan):
        row["entries"] = list(span.entries)
    return row


def _gap(gap: Gap) -> Json:
    return {"kind": gap.kind, "measure": gap.measure, "reason": gap.reason}


def number(value: Decimal) -> int | float:
    """A decimal as JSON has it: whole numbers without a point."""
    return int(value) if value == value.to_integral_value() else float(value)
