"""The server itself: a thread a connection, the methods that the bot uses, and the people who talk to it."""

import contextlib
import json
import socket
import sys
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote, urlsplit

from tests.botapi.faults import Fault
from tests.botapi.forms import read_form
from tests.botapi.groups import GroupsAndFiles
from tests.botapi.state import BOT, START, ApiError, Request, Sent, State

TOKEN = "123456789:test-token-of-the-loopback-server"
Files = dict[str, tuple[str, bytes]]


class BotApi(GroupsAndFiles):
    """`with BotApi() as api:` serves on a free port of 127.0.0.1; `api.url` is TELEGRAM_API_BASE_URL.

    It may be stopped and started again on its port, as Telegram that goes away and comes back.
    """

    def __init__(self, token: str = TOKEN, port: int = 0) -> None:
        self.token = token
        self.state = State()
        self.port = port or free_port()
        self._server: _Server | None = None
        self._thread: threading.Thread | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> "BotApi":
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        self.state.closing = False
        self._server = _Server(("127.0.0.1", self.port), _Handler)
        self._server.api = self
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True
        )
        self._thread.start()

    def stop(self) -> None:
        if self._server is None or self._thread is None:
            return
        with self.state.changed:
            self.state.closing = True
            self.state.changed.notify_all()
        self._server.shutdown()
        self._server.hang_up()
        self._server.server_close()
        self._thread.join()
        self._server = None

    # What people do

    def says(
        self, chat: int, text: str = "", *, name: str = "李梅", reply_to: int | None = None, **more: object
    ) -> int:
        """Somebody writes in a private chat; the message's id.

        `more`: other fields of the message (voice …).
        """
        message_id = self.state.new_message()
        message = self.message(chat, message_id, name=name, text=text, **more)
        if reply_to is not None:
            message["reply_to_message"] = {"message_id": reply_to, "date": START, "chat": message["chat"]}
        self.state.push("message", message)
        return message_id

    def edits(self, chat: int, message_id: int, text: str, *, name: str = "李梅", **more: object) -> None:
        message = self.message(chat, message_id, name=name, text=text, edit_date=START + 60, **more)
        self.state.push("edited_message", message)

    def presses(self, chat: int, message_id: int, data: str, *, name: str = "李梅") -> str:
        """Somebody presses a button; the query's id."""
        query = f"q{self.state.new_message()}"
        person = {"id": chat, "is_bot": False, "first_name": name}
        card = {"message_id": message_id, "date": START, "chat": {"id": chat, "type": "private"}, "from": BOT}
        body = {"id": query, "from": person, "chat_instance": "1", "data": data, "message": card}
        self.state.push("callback_query", body)
        return query

    @staticmethod
    def message(
        chat: int, message_id: int, *, name: str = "李梅", text: str = "", **more: object
    ) -> dict[str, object]:
        """A message as Telegram writes it."""
        person = {"id": chat, "is_bot": False, "first_name": name}
        place = {"id": chat, "type": "private", "first_name": name}
        message = {"message_id": message_id, "date": START, "chat": place, "from": person}
        return {**message, **({"text": text} if text else {}), **more}

    # What the test does

    def fail(self, method: str, status: int = 0, **how: object) -> Fault:
        """The next request of that method fails; see Fault."""
        fault = Fault(method, status, **how)  # type: ignore[arg-type]
        with self.state.changed:
            self.state.faults.append(fault)
        return fault

    def heal(self) -> None:
        """No more faults."""
        with self.state.changed:
            self.state.faults.clear()

    def sent(self, chat: int | None = None) -> list[Sent]:
        """The bot's messages, in order."""
        with self.state.changed:
            return [one for one in self.state.sent if chat is None or one.chat == str(chat)]

    def requests(self, method: str) -> list[Request]:
        with self.state.changed:
            return [one for one in self.state.requests if one.method == method]

    def wait(self, condition: Callable[[], object], timeout: float = 10.0) -> None:
        """Blocks until the condition holds; AssertionError when it does not in time."""
        deadline = time.monotonic() + timeout
        while not condition():
            left = deadline - time.monotonic()
            assert left > 0, f"waited {timeout} s in vain; sent: {[one.text for one in self.sent()]}"
            with self.state.changed:
                self.state.changed.wait(min(left, 0.05))

    # What the bot asks for

    def call(self, method: str, params: dict[str, str], files: Files) -> object:
        """The result of a method; ApiError."""
        action = getattr(self, f"_{method}", None)
        if action is None:
            raise ApiError(404, "Not Found")
        return action(params, files)

    def fault(self, request: Request) -> Fault | None:
        """The fault that this request meets, if any, counted down."""
        with self.state.changed:
            self.state.requests.append(request)
            self.state.changed.notify_all()
            for fault in self.state.faults:
                here = fault.chat is None or fault.chat == request.params.get("chat_id")
                if fault.method in (request.method, "*") and fault.times and here:
                    fault.times -= 1
                    return fault
        return None

    def _getMe(self, params: dict[str, str], _: Files) -> object:  # noqa: N802
        return {
            **BOT,
            "can_join_groups": True,
            "can_read_all_group_messages": self.state.reads_groups,
            "supports_inline_queries": False,
        }

    def _getUpdates(self, params: dict[str, str], _: Files) -> object:  # noqa: N802
        if "allowed_updates" in params:
            self.state.allowed = tuple(json.loads(params["allowed_updates"]))
        number = {key: float(params.get(key, 0)) for key in ("offset", "limit", "timeout")}
        return self.state.poll(int(number["offset"]), int(number["limit"]) or 100, number["timeout"])

    def _sendMessage(self, params: dict[str, str], _: Files) -> object:  # noqa: N802
        return _shown(
            self.state.send(params["chat_id"], params.get("text", ""), params.get("reply_markup", ""))
        )

    def _editMessageText(self, params: dict[str, str], _: Files) -> object:  # noqa: N802
        markup = params.get("reply_markup", "")
        return _shown(self.state.edit(params["chat_id"], int(params["message_id"]), params["text"], markup))

    def _sendDocument(self, params: dict[str, str], files: Files) -> object:  # noqa: N802
        filename, content = next(iter(files.values()))
        sent = self.state.send(
            params["chat_id"],
            params.get("caption", ""),
            params.get("reply_markup", ""),
            filename=filename,
            content=content,
        )
        return {**_shown(sent), "document": {"file_id": "f", "file_unique_id": "u", "file_name": filename}}

    def _sendPhoto(self, params: dict[str, str], files: Files) -> object:  # noqa: N802
        shown = self._sendDocument(params, files)
        assert isinstance(shown, dict)
        size = {"file_id": "p", "file_unique_id": "u", "width": 90, "height": 90}
        return {**{key: value for key, value in shown.items() if key != "document"}, "photo": [size]}

    def _answerCallbackQuery(self, params: dict[str, str], _: Files) -> object:  # noqa: N802
        with self.state.changed:
            self.state.presses[params["callback_query_id"]] = params.get("text", "")
            self.state.changed.notify_all()
        return True

    def _setMyCommands(self, params: dict[str, str], _: Files) -> object:  # noqa: N802
        self.state.commands = json.loads(params["commands"])
        return True

    def _setWebhook(self, params: dict[str, str], _: Files) -> object:  # noqa: N802
        with self.state.changed:
            self.state.webhook = params["url"]
            self.state.webhook_secret = params.get("secret_token", "")
            self.state.allowed = tuple(json.loads(params.get("allowed_updates", "[]")))
            self.state.changed.notify_all()
        return True

    def _deleteWebhook(self, params: dict[str, str], _: Files) -> object:  # noqa: N802
        self.state.webhook = ""
        return True

    def _getWebhookInfo(self, params: dict[str, str], _: Files) -> object:  # noqa: N802
        waiting = len(self.state.updates)
        return {
            "url": self.state.webhook,
            "has_custom_certificate": False,
            "pending_update_count": waiting,
        }


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 128
    api: BotApi

    def __init__(self, *arguments: object) -> None:
        super().__init__(*arguments)  # type: ignore[arg-type]
        self._open: set[socket.socket] = set()

    def process_request(self, request: socket.socket, client_address: object) -> None:  # type: ignore[override]
        self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: socket.socket) -> None:  # type: ignore[override]
        self._open.discard(request)
        super().shutdown_request(request)

    def hang_up(self) -> None:
        """Closes what is open, as a server that dies."""
        for request in list(self._open):
            with contextlib.suppress(OSError):
                request.shutdown(socket.SHUT_RDWR)
        deadline = time.monotonic() + 5
        while self._open and time.monotonic() < deadline:
            time.sleep(0.01)

    def handle_error(self, request: object, client_address: object) -> None:
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1
    server: _Server

    def do_GET(self) -> None:
        """A file, at file/bot<token>/<path>; the method's name for faults is "download"."""
        api = self.server.api
        head = f"/file/bot{api.token}/"
        path = unquote(self.path)
        content = api.state.files.get(path.rpartition("/")[2]) if path.startswith(head) else None
        fault = api.fault(Request("download", {"path": self.path}, time.monotonic()))
        if fault:
            time.sleep(fault.delay)
        if fault and not fault.status:
            self.close_connection = True
        elif fault and fault.status != 200:
            self._answer(fault.status, fault.answer())
        elif content is None:
            self._answer(404, {"ok": False, "error_code": 404, "description": "Not Found"})
        else:
            self._answer_bytes(200, content, "application/octet-stream")

    def do_POST(self) -> None:
        api = self.server.api
        length = int(self.headers.get("Content-Length", 0))
        body = self.rfile.read(length)
        if len(body) < length:  # the bot was killed while it spoke
            self.close_connection = True
            return
        head, _, method = (
            urlsplit(self.path).path.lstrip("/").partition("/")
        )  # a whole address: it is the proxy
        if head != f"bot{api.token}":
            self._answer(401, {"ok": False, "error_code": 401, "description": "Unauthorized"})
            return
        params, files = read_form(self.headers.get("Content-Type", ""), body)
        fault = api.fault(Request(method, params, time.monotonic()))
        if fault is None:
            self._act(api, method, params, files)
            return
        if fault.acts:
            with contextlib.suppress(ApiError):
                api.call(method, params, files)
        time.sleep(fault.delay)
        if fault.status == 200:
            self._act(api, method, params, files)
        elif fault.status:
            self._answer(fault.status, fault.answer())
        else:
            self.close_connection = True

    def _act(self, api: BotApi, method: str, params: dict[str, str], files: Files) -> None:
        try:
            result = api.call(method, params, files)
        except ApiError as error:
            self._answer(error.status, {"ok": False, "error_code": error.status, "description": str(error)})
        else:
            self._answer(200, {"ok": True, "result": result})

    def _answer(self, status: int, body: dict[str, object]) -> None:
        self._answer_bytes(status, json.dumps(body).encode(), "application/json")

    def _answer_bytes(self, status: int, content: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)
        self.wfile.flush()

    def log_message(self, format: str, *args: object) -> None:
        return


def _shown(sent: Sent) -> dict[str, object]:
    """A message of the bot as Telegram answers it."""
    chat = {"id": int(sent.chat), "type": "group" if sent.chat.startswith("-") else "private"}
    return {"message_id": sent.message_id, "date": START, "chat": chat, "from": BOT, "text": sent.text}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
