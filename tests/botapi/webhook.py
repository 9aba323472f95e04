"""Hands updates in as Telegram does: a chat's one after another, each again until it is answered with 200."""

import http.client
import json
import random
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

from tests.botapi.state import State

AT_ONCE = 20
AGAIN_SECONDS = 0.1
PATIENCE = 20.0


class Pusher:
    """`targets`: (host, port) of the bots behind the address, one for each process; empty: the address."""

    def __init__(self, state: State, targets: list[tuple[str, int]] | None = None) -> None:
        self.statuses: dict[int, int] = {}
        self.handed = 0
        self.accepted: dict[int, int] = {}  # by each port of `targets`
        self.repeated = 0  # updates that were handed in more than once before they were accepted
        self._state = state
        self.targets = targets or []
        self._pool = ThreadPoolExecutor(AT_ONCE, "pusher")
        self._flying: set[object] = set()
        self._tries: dict[int, int] = {}
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._stop.set()
        with self._state.changed:
            self._state.changed.notify_all()
        self._thread.join()
        self._pool.shutdown()

    def _run(self) -> None:
        while not self._stop.is_set():
            with self._state.changed:
                for update in self._state.updates:
                    chat = _chat(update)
                    if self._state.webhook and chat not in self._flying and len(self._flying) < AT_ONCE:
                        self._flying.add(chat)
                        self._pool.submit(self._hand_over, update, chat)
                self._state.changed.wait(0.05)

    def _hand_over(self, update: dict[str, object], chat: object) -> None:
        number = int(str(update["update_id"]))
        status, port = self._post(update)
        if status != 200:
            time.sleep(AGAIN_SECONDS)
        with self._state.changed:
            self.statuses[status] = self.statuses.get(status, 0) + 1
            self.repeated += status == 200 and self._tries.get(number, 0) > 0
            self._tries[number] = self._tries.get(number, 0) + 1
            if status == 200:
                self.handed += 1
                self.accepted[port] = self.accepted.get(port, 0) + 1
                self._state.updates.remove(update)
            self._flying.discard(chat)
            self._state.changed.notify_all()

    def _post(self, update: dict[str, object]) -> tuple[int, int]:
        """The answer's status, 0 for none; and the port that was asked."""
        address = urlsplit(self._state.webhook)
        where = random.choice(self.targets) if self.targets else (address.hostname or "", address.port or 80)
        connection = http.client.HTTPConnection(*where, timeout=PATIENCE)
        headers = {
            "Content-Type": "application/json",
            "X-Telegram-Bot-Api-Secret-Token": self._state.webhook_secret,
        }
        try:
            connection.request("POST", address.path, json.dumps(update).encode(), headers)
            return connection.getresponse().status, where[1]
        except (OSError, http.client.HTTPException):
            return 0, where[1]
        finally:
            connection.close()


def _chat(update: dict[str, object]) -> object:
    """What Telegram keeps in order: the chat of a message, or of the card whose button was pressed."""
    content = next(value for name, value in update.items() if name != "update_id")
    assert isinstance(content, dict)
    message = content.get("message", content)
    return message["chat"]["id"]
