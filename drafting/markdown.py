"""A report as Markdown (CommonMark with tables), to read in a chat or an editor."""

import re

from drafting import annex
from drafting.report import Block, BlockType, Report, Source, SourceRow, Span

# What would be markup inside a line. Full-width punctuation, dots and hyphens between words are none.
_INLINE = re.compile(r"([\\`*_\[\]<>|~&])")
# What would be markup at the start of a line: a list, a heading, a numbered item, a rule.
_START = re.compile(r"^(\s*)(#+|[-+=]|\d+(?=[.)]))")


def write(report: Report, *, clean: bool = False) -> str:
    """The Markdown text. `clean` leaves out what is for the clerk alone: what is missing, and the annex."""
    parts = [f"# {_text(report.title)}", *_body(report.blocks)]
    if not clean:
        parts += [*_gaps(report), *_annex(report.sources)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _body(blocks: tuple[Block, ...]) -> list[str]:
    """One part a paragraph; run-in headings stand in bold at the start of what follows them."""
    parts: list[str] = []
    lead = ""
    for block in blocks:
        if block.type is BlockType.HEADING and block.run_in:
            lead += f"**{_spans(block.spans)}**"
            continue
        if lead and block.type is not BlockType.PARAGRAPH:
            parts.append(lead)
            lead = ""
        parts.append(_block(block, lead))
        lead = ""
    return [*parts, lead]


def _block(block: Block, lead: str) -> str:
    if block.type is BlockType.HEADING:
        return f"{'#' * min(block.level + 1, 6)} {_spans(block.spans)}"
    if block.type is BlockType.TABLE:
        return _table([[_spans(cell) for cell in cells] for cells in block.rows])
    text = (lead + _spans(block.spans)).replace("****", "")
    return text if lead else _START.sub(_guard, text)


def _spans(spans: tuple[Span, ...]) -> str:
    words = (f"**{_text(s.text)}**" if s.source is Source.GAP else _text(s.text) for s in spans)
    return "".join(words).replace("****", "")  # two in a row are one bold run


def _text(words: str) -> str:
    return _INLINE.sub(r"\\\1", " ".join(words.split("\n")))


def _guard(found: re.Match[str]) -> str:
    mark = found.group(2)
    return found.group(1) + (f"{mark}\\" if mark.isdigit() else f"\\{mark}")


def _gaps(report: Report) -> list[str]:
    lines = [f"- {_text(gap.reason)}" for gap in report.gaps]
    notes = [f"- {_text(note.text)}" for note in report.review]
    parts = ["---"] if lines or notes else []
    parts += ["## 待补充", "\n".join(lines)] if lines else []
    parts += [f"## {annex.REVIEW}", "\n".join(notes)] if notes else []
    return parts


def _annex(sources: tuple[SourceRow, ...]) -> list[str]:
    if not sources:
        return []
    rows = [[_text(cell) for cell in annex.cells(source)] for source in sources]
    return [f"## {annex.TITLE}", _table([list(annex.HEAD), *rows])]


def _table(rows: list[list[str]]) -> str:
    """A table with its first row as head; short rows are filled up."""
    if not rows:
        return ""
    width = max(len(row) for row in rows)
    filled = [row + [""] * (width - len(row)) for row in rows]
    lines = [f"| {' | '.join(row)} |" for row in filled]
    return "\n".join([lines[0], "|" + " --- |" * width, *lines[1:]])
