"""What may go wrong between a bot and Telegram."""

from dataclasses import dataclass


@dataclass(slots=True)
class Fault:
    """One way for a method to fail, `times` times (-1: for ever), in some chat or in all.

    `status`: the HTTP status that is answered; 0 closes the connection without an answer. `delay`: seconds
    before. `acts`: whether the request takes effect all the same (an answer that is lost on the way).
    """

    method: str
    status: int = 0
    times: int = 1
    delay: float = 0.0
    acts: bool = False
    retry_after: int | None = None
    migrate_to: int | None = None
    description: str = ""
    chat: str | None = None

    def answer(self) -> dict[str, object]:
        """The body of the answer, as Telegram words it."""
        body: dict[str, object] = {"ok": False, "error_code": self.status}
        body["description"] = self.description or _DESCRIPTIONS.get(self.status, "Internal Server Error")
        if self.retry_after is not None:
            body["description"] = f"Too Many Requests: retry after {self.retry_after}"
            body["parameters"] = {"retry_after": self.retry_after}
        if self.migrate_to is not None:
            body["description"] = "Bad Request: group chat was upgraded to a supergroup chat"
            body["parameters"] = {"migrate_to_chat_id": self.migrate_to}
        return body


_DESCRIPTIONS = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden: bot was blocked by the user",
    404: "Not Found",
    409: "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
    502: "Bad Gateway",
}
