"""Request bodies as python-telegram-bot sends them: urlencoded, multipart or JSON."""

import json
import re
from urllib.parse import parse_qsl


def read_form(content_type: str, body: bytes) -> tuple[dict[str, str], dict[str, tuple[str, bytes]]]:
    """(fields, files); a file is (name, bytes)."""
    if content_type.startswith("multipart/form-data"):
        return _multipart(content_type.split("boundary=")[1].strip('"'), body)
    if content_type.startswith("application/json"):
        values = json.loads(body or b"{}")
        return {
            key: value if isinstance(value, str) else json.dumps(value) for key, value in values.items()
        }, {}
    return dict(parse_qsl(body.decode(), keep_blank_values=True)), {}


def _multipart(boundary: str, body: bytes) -> tuple[dict[str, str], dict[str, tuple[str, bytes]]]:
    fields: dict[str, str] = {}
    files: dict[str, tuple[str, bytes]] = {}
    for part in body.split(b"--" + boundary.encode())[1:-1]:
        head, _, content = part[2:-2].partition(b"\r\n\r\n")
        header = head.decode()
        name = re.search(r'name="([^"]*)"', header)
        filename = re.search(r'filename="([^"]*)"', header)
        if name and filename:
            files[name[1]] = (filename[1], content)
        elif name:
            fields[name[1]] = content.decode()
    return fields, files
