"""The process that opens a document: a task from standard input, an answer to standard output.

A task is a line of JSON and the document's bytes; an answer a line of JSON, {"values"} or {"error"},
and bytes.
"""

import json
import sys
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from drafting.errors import UnreadableReportError

_MOST_CHARACTERS = 300_000  # thirty times a long report
_TOO_LONG = "文件太长，不像一份年度报告。请只发报告正文"
_BROKEN = "文件打不开，可能损坏或没传完整。请用 Word 或 WPS 打开后另存为 .docx 再发"
_TOO_MUCH = "文件展开后太大，不像一份年度报告。请把正文复制到新的 .docx 里再发"


def main() -> int:
    head = json.loads(sys.stdin.buffer.readline())
    _limit(int(head["memory"]), int(head["seconds"]))
    try:
        content = sys.stdin.buffer.read()
        values, packed = _TASKS[head["task"]](content, head["arguments"])
        answer: dict[str, Any] = {"values": values}
    except UnreadableReportError as error:
        answer, packed = {"error": str(error)}, b""
    except MemoryError:
        answer, packed = {"error": _TOO_MUCH}, b""
    except Exception:
        # A stranger's file may break any library in any way: whatever it was, the file is refused.
        answer, packed = {"error": _BROKEN}, b""
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n" + packed)
    return 0


def _limit(memory: int, seconds: int) -> None:
    """Limits on this process; where the system has none, its parent's time-out is left."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # it writes no file


def _read(content: bytes, arguments: Mapping[str, Any]) -> tuple[Any, bytes]:
    from drafting.edited import of_lines, to_json
    from drafting.reading import read

    name = str(arguments["name"])
    lines = read(content, name)  # refuses in plain words what is no report
    if sum(len(line.text) for line in lines) > _MOST_CHARACTERS:
        raise UnreadableReportError(_TOO_LONG)
    if not content.startswith(b"PK"):
        return to_json(of_lines(lines)), b""
    from drafting.word.edited_reader import read_edited

    return to_json(read_edited(content)), b""


def _learn(content: bytes, arguments: Mapping[str, Any]) -> tuple[Any, bytes]:
    from drafting import outline
    from drafting.learning import learn

    return outline.to_json(learn.learn(content, str(arguments["name"]))), b""


def _edit(content: bytes, arguments: Mapping[str, Any]) -> tuple[Any, bytes]:
    from drafting.edit import from_json
    from drafting.word import editing

    packed = editing.edit(
        content,
        [from_json(row) for row in arguments["edits"]],
        datetime.fromisoformat(arguments["at"]),
        properties=arguments["properties"],
        notes={(key[0], key[1], key[2]): text for key, text in arguments["notes"]},
        annex=arguments["annex"],
    )
    return None, packed


def _strip(content: bytes, arguments: Mapping[str, Any]) -> tuple[Any, bytes]:
    from drafting.word.stripping import strip

    return None, strip(content, annex=bool(arguments["annex"]))


def _marks(content: bytes, arguments: Mapping[str, Any]) -> tuple[Any, bytes]:
    from drafting.letterhead.marks import has_body
    from drafting.reading import read

    return has_body("\n".join(line.text for line in read(content))), b""


def _letterhead(content: bytes, arguments: Mapping[str, Any]) -> tuple[Any, bytes]:
    from drafting.letterhead.filling import look
    from drafting.letterhead.problems import to_json

    problems, facts = look(content)
    return {"problems": to_json(problems), "facts": facts}, b""


def _fill(content: bytes, arguments: Mapping[str, Any]) -> tuple[Any, bytes]:
    from drafting.letterhead.filling import fill

    at = int(arguments["letterhead"])
    return None, fill(content[:at], content[at:], arguments["values"], arguments["title"])


def _dress(content: bytes, arguments: Mapping[str, Any]) -> tuple[Any, bytes]:
    from drafting.letterhead.dressing import dress

    at = int(arguments["letterhead"])
    return None, dress(content[:at], content[at:], arguments["values"]) or b""


_TASKS = {
    "read": _read,
    "learn": _learn,
    "edit": _edit,
    "strip": _strip,
    "marks": _marks,
    "letterhead": _letterhead,
    "fill": _fill,
    "dress": _dress,
}


if __name__ == "__main__":
    sys.exit(main())
