"""The child process that opens documents, watched by Python's own audit events (PEP 578)."""

import subprocess
from typing import Any

from bot import documents

_MARK = "ACT "
_CHILD = f"""
import os, sys
WATCHED = ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.fork", "pty.spawn",
           "socket.connect", "socket.getaddrinfo", "socket.bind", "urllib.Request", "ctypes.dlopen",
           "os.remove", "os.rename", "os.mkdir", "os.chmod", "os.symlink", "shutil.copyfile", "code.__new__")
busy = False
def watch(event, arguments):
    global busy
    if busy:
        return
    busy = True
    try:
        opens = event == "open"
        writes = opens and (arguments[2] or 0) & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        outside = opens and str(arguments[0]).startswith(("/etc/passwd", "/tmp/fazhibot"))
        if event in WATCHED or writes or outside:
            print("{_MARK}" + event, arguments, file=sys.stderr)
    finally:
        busy = False
import resource, json, struct, docx, lxml.etree, xml.etree.ElementTree, zipfile, decimal, tomllib
import drafting.learning.learn, drafting.word.edited_reader, drafting.word.editing, drafting.word.stripping
import bot.documents_child as child
sys.addaudithook(watch)
{{also}}
sys.exit(child.main())
"""


class Watched:
    """While it is open, what the child process does is in `acts`. `also`: what it does besides, as Python."""

    def __init__(self, also: str = "") -> None:
        self._child = _CHILD.replace("{also}", also)
        self.acts: list[str] = []
        self._run = subprocess.run

    def __enter__(self) -> "Watched":
        documents.subprocess.run = self._watch  # type: ignore[assignment]
        return self

    def __exit__(self, *_: object) -> None:
        documents.subprocess.run = self._run  # type: ignore[assignment]

    def _watch(self, command: list[str], **named: Any) -> Any:
        assert command[1:] == ["-m", "bot.documents_child"], "another program than the one that is watched"
        done = self._run([command[0], "-c", self._child], **named)
        self.acts += [
            one for one in done.stderr.decode(errors="replace").splitlines() if one.startswith(_MARK)
        ]
        return done
