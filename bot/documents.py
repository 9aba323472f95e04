"""Documents that people send are opened in a process of their own, with limits of memory and time.

What they hold comes back as plain values; whatever goes wrong there is one Chinese sentence here
(UnreadableReportError). The process gets nothing of this one's environment.
"""

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from drafting.errors import UnreadableReportError
from drafting.reading import MOST_BYTES

if TYPE_CHECKING:
    from drafting.edit import Edit
    from drafting.edited import Edited
    from drafting.letterhead.fields import Value
    from drafting.letterhead.problems import Checked
    from drafting.outline import Outline

MEMORY = 512 * 1024 * 1024  # bytes of address space
SECONDS = 10.0
_TOO_LARGE = "文件太大（超过30 MB）。请删去图片后另存为 .docx 再发"
_TOO_SLOW = "文件太复杂，读了{seconds:.0f}秒还没读完。请把正文复制到新的 .docx 里再发"
_TOO_MUCH = "文件展开后太大，不像一份年度报告。请把正文复制到新的 .docx 里再发"
_ROOT = Path(__file__).resolve().parent.parent


def read(content: bytes, name: str = "") -> "Edited":
    """A report (.docx or .txt) with what is known of its figures. `name`: the file's."""
    from drafting import edited

    values, _ = _ask("read", {"name": name}, content)
    return edited.from_json(values)


def learn(content: bytes, name: str = "") -> "Outline":
    """The outline of last year's report."""
    from drafting import outline

    values, _ = _ask("learn", {"name": name}, content)
    return outline.from_json(values)


def edit(
    content: bytes,
    edits: "Sequence[Edit]",
    at: datetime,
    *,
    properties: Mapping[str, str] | None = None,
    notes: Sequence[tuple[Sequence[str | None], str]] = (),
    annex: Sequence[Sequence[str]] = (),
) -> bytes:
    """The .docx with edits carried out; the rest as in drafting.word.editing.edit."""
    from drafting.edit import to_json

    arguments = {
        "edits": [to_json(one) for one in edits],
        "at": at.isoformat(),
        "properties": properties,
        "notes": [[list(key), text] for key, text in notes],
        "annex": [list(row) for row in annex],
    }
    _, packed = _ask("edit", arguments, content)
    return packed


def strip(content: bytes, *, annex: bool = False) -> bytes:
    """The .docx without comments, bookmarks of ours and, but for `annex`, its table of sources."""
    _, packed = _ask("strip", {"annex": annex}, content)
    return packed


def look_at_letterhead(content: bytes) -> "Checked":
    """What is wrong with a letterhead, and what writing into it needs to know."""
    from drafting.letterhead.problems import Checked, from_json

    values, _ = _ask("letterhead", {}, content)
    return Checked(from_json(values["problems"]), values["facts"])


def has_marks(content: bytes) -> bool:
    """Whether a .docx has the place for a report's body: it is a letterhead."""
    values, _ = _ask("marks", {}, content)
    return bool(values)


def fill_letterhead(
    letterhead: bytes, report: bytes, values: "Mapping[str, Value]", title: Sequence[str]
) -> bytes:
    """A report's .docx set into a letterhead. `title`: its lines."""
    arguments = {"values": dict(values), "title": list(title), "letterhead": len(letterhead)}
    _, packed = _ask("fill", arguments, letterhead + report)
    return packed


def dress(letterhead: bytes, report: bytes, values: "Mapping[str, Value]") -> bytes | None:
    """A finished report set into a letterhead; None where it stands in one already."""
    arguments = {"values": dict(values), "letterhead": len(letterhead)}
    _, packed = _ask("dress", arguments, letterhead + report)
    return packed or None


def _ask(task: str, arguments: Mapping[str, Any], content: bytes) -> tuple[Any, bytes]:
    """(values, bytes) that the process answers with."""
    if len(content) > MOST_BYTES:
        raise UnreadableReportError(_TOO_LARGE)
    head = json.dumps({"task": task, "arguments": arguments, "memory": MEMORY, "seconds": SECONDS})
    command = [sys.executable, "-m", "bot.documents_child"]
    environment = {"PYTHONPATH": str(_ROOT), "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(
            command,
            input=head.encode() + b"\n" + content,
            capture_output=True,
            timeout=SECONDS,
            env=environment,
            cwd=_ROOT,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise UnreadableReportError(_TOO_SLOW.format(seconds=SECONDS)) from None
    first, _, rest = done.stdout.partition(b"\n")
    if not first:
        # Killed by a limit, before it could say so.
        raise UnreadableReportError(_TOO_MUCH)
    answer = json.loads(first)
    if "error" in answer:
        raise UnreadableReportError(str(answer["error"]))
    return answer["values"], rest
