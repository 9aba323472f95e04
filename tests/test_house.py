"""The rules of the house, held against the code: see docs/architecture.md."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from bot import cli, settings

ROOT = Path(__file__).resolve().parent.parent
ROOMS = {"bot": {"drafting", "storage"}, "drafting": {"storage"}, "storage": set[str]()}


def modules(*rooms: str) -> Iterator[Path]:
    for room in rooms:
        yield from sorted((ROOT / room).rglob("*.py"))


@cache
def imports(path: Path) -> tuple[str, ...]:
    """The modules that a file imports, anywhere in it."""
    return tuple(_imports(path))


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def imported_by(path: Path, name: str) -> bool:
    return any(module == name or module.startswith(f"{name}.") for module in imports(path))


def test_no_room_imports_upwards() -> None:
    for room, allowed in ROOMS.items():
        for path in modules(room):
            for other in ROOMS.keys() - allowed - {room}:
                assert not imported_by(path, other), f"{path.relative_to(ROOT)} imports {other}"


@pytest.mark.parametrize(
    ("library", "place"),
    [
        ("telegram", "bot/channels/"),
        ("apscheduler", "bot/reminders/scheduler.py"),
        ("starlette", "bot/channels/"),
        ("uvicorn", "bot/channels/"),
        ("docx", "drafting/"),
        ("docxtpl", "drafting/letterhead/"),
        ("sqlmodel", "storage/"),
        ("sqlalchemy", "storage/"),
        ("alembic", "storage/"),
        ("dotenv", "bot/settings.py"),
    ],
)
def test_a_library_is_imported_only_where_it_belongs(library: str, place: str) -> None:
    users = [
        p.relative_to(ROOT).as_posix()
        for p in modules("bot", "drafting", "storage")
        if imported_by(p, library)
    ]
    assert users, f"nothing imports {library}"
    assert [user for user in users if not user.startswith(place)] == []


def test_the_core_imports_no_channel() -> None:
    outside = {"bot/assemble.py", "bot/run.py"}
    for path in modules("bot"):
        name = path.relative_to(ROOT).as_posix()
        if not name.startswith(("bot/channels/", "bot/commands/")) and name not in outside:
            concrete = [m for m in imports(path) if m.startswith("bot.channels.") and "base" not in m]
            assert not concrete, f"{name} imports {concrete}"


def test_only_the_settings_read_the_environment() -> None:
    for path in modules("bot", "drafting", "storage"):
        if path.name != "settings.py":
            assert not re.search(r"os\.environ|os\.getenv|\bgetenv\(", path.read_text(encoding="utf-8")), path


def test_understanding_and_drafting_read_neither_clock_nor_disk() -> None:
    clock = re.compile(
        r"datetime\.now\(|date\.today\(|time\.time\(|(?<![\w.])open\(|\.read_bytes\(|\.write_text\("
    )
    for path in [*modules("drafting"), *(ROOT / "bot" / "understanding").rglob("*.py")]:
        found = clock.search(path.read_text(encoding="utf-8"))
        assert not found, f"{path.relative_to(ROOT)}: {found and found.group()}"


def test_the_example_settings_name_each_setting_once() -> None:
    text = (ROOT / ".env.example").read_text(encoding="utf-8")
    assert sorted(re.findall(r"^([A-Z_]+)=", text, re.M)) == sorted(settings.NAMES)
    for name in settings.NAMES:
        assert re.search(rf"^# .+\n{name}=", text, re.M), f"{name} has no comment above it"


@pytest.mark.parametrize("name", cli.COMMANDS)
def test_the_help_of_each_command_shows_an_example(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        cli.main([name, "--help"])
    assert stop.value.code == 0
    assert "example: " in capsys.readouterr().out


def test_the_help_loads_no_heavy_library() -> None:
    heavy = ["docx", "telegram", "sqlalchemy", "alembic", "apscheduler", "jinja2", "dateparser", "uvicorn"]
    parse = "import sys\nfrom bot.cli import build_parser\nbuild_parser()\n"
    code = f"{parse}print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.strip() == "[]"


def test_the_commands_that_the_readme_shows_exist() -> None:
    text = "\n".join((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "docs/guide.zh.md"))
    shown = set(re.findall(r"fazhibot (?!COMMAND)([a-z]+)", text))
    assert shown, "the README shows no command"
    assert shown <= {*cli.COMMANDS, "fazhibot"}
    entrance = (ROOT / "run").read_text(encoding="utf-8")
    for name in set(re.findall(r"\./run ([a-z]+)", text)):
        assert re.search(rf"^  {name}\)", entrance, re.M), f"./run {name} does not exist"


def test_the_pins_name_no_index_and_carry_hashes() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "://" not in text
        assert "index" not in text
        pins = re.findall(r"^([a-z0-9._-]+)==[^ ]+(?: ; .*)? \\\n    --hash=sha256:", text, re.M)
        assert len(pins) == len(re.findall(r"^[a-z]", text, re.M)) > 20


def test_no_file_has_grown_past_three_hundred_lines() -> None:
    long = {
        path.relative_to(ROOT).as_posix(): count
        for path in modules("bot", "drafting", "storage")
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > 300
    }
    assert long == {}
