"""The command line: one program, `fazhibot`. Each command is a module of bot/commands/.

Machine-readable output goes to standard output alone, logs and remarks to standard error.
Exit status: 0, 1 (the work failed) or 2 (wrong call or settings).
"""

import argparse
import importlib
import keyword
import logging
import os
import sys
from collections.abc import Sequence

from bot.errors import BotError

COMMANDS = (
    "run", "chat", "demo", "town", "invite", "members", "parse", "replay", "tally", "draft", "audit",
    "publish", "outline", "letterhead", "layout", "export", "import", "notices", "inbox", "move", "backup",
    "restore",
)  # fmt: skip


def build_parser() -> argparse.ArgumentParser:
    """The parser of all commands; each names its own module in `run`."""
    parser = argparse.ArgumentParser(
        prog="fazhibot",
        description="A township's rule-of-law ledger by chat, and the skeleton of its annual report.",
        epilog="example: fazhibot demo --out demo-out     (fazhibot COMMAND --help shows an example of each)",
    )
    subparsers = parser.add_subparsers(metavar="COMMAND", required=True)
    for name in COMMANDS:
        # `import` is no name that a module can have.
        module = importlib.import_module(f"bot.commands.{name}{'_' * keyword.iskeyword(name)}")
        command = subparsers.add_parser(
            name,
            help=module.SUMMARY,
            description=module.SUMMARY,
            epilog=f"example: {module.EXAMPLE}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        module.add_arguments(command)
        command.set_defaults(run=module.run)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command; the exit status."""
    _speak_utf8()
    options = build_parser().parse_args(argv)
    try:
        status = options.run(options)
        sys.stdout.flush()
        return int(status or 0)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        return _report(error)


def _report(error: Exception) -> int:
    """One line that says what to change; the details only where somebody asked for DEBUG."""
    from drafting.errors import DraftingError
    from storage.errors import DatabaseAwayError, DatabaseUnavailableError, StorageError

    logging.getLogger("fazhibot").debug("the command failed", exc_info=error)
    status = 1
    if isinstance(error, BotError):
        status = error.status
    elif isinstance(error, DatabaseUnavailableError) and not isinstance(error, DatabaseAwayError):
        status = 2  # a wrong setting: starting again does not mend it
    known = isinstance(error, (BotError, DraftingError, StorageError, OSError))
    message = " ".join(str(error).split())
    text = (
        message if known else f"unexpected {type(error).__name__}: {message} (set FAZHIBOT_LOG_LEVEL=DEBUG)"
    )
    print(f"fazhibot: {text}", file=sys.stderr)
    return status


def _speak_utf8() -> None:
    """Chinese in and out whatever the console's code page; what cannot be decoded is replaced."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="replace")


if __name__ == "__main__":
    sys.exit(main())
