"""The small web server of the running bot: what channels receive, and /healthz."""

import asyncio
import contextlib
import socket
from collections.abc import Awaitable, Callable, Iterator, Sequence

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.channels.base import ChannelError
from bot.health import Health

MOST_AT_ONCE = 200  # requests; more are told to come again
STOP_SECONDS = 10
HEALTH_PATH = "/healthz"


class ListenError(ChannelError):
    """The address of FAZHIBOT_LISTEN cannot be had."""

    status = 2


class WebServer:
    """Serves in the running loop. The address is taken when it is made, and port 0 is any that is free."""

    def __init__(
        self,
        listen: str,
        routes: Sequence[Route],
        look: Callable[[], Awaitable[Health]],
        leads: Callable[[], bool],
    ) -> None:
        self._socket = _bound(listen)
        self.address: tuple[str, int] = self._socket.getsockname()[:2]

        async def health(_: Request) -> Response:
            found = await look()
            return JSONResponse(
                {
                    "database": "ok" if found.database else "away",
                    "oldest_waiting_seconds": None if found.oldest is None else round(found.oldest, 1),
                    "replies_waiting": found.replies,
                    "sends": leads(),
                },
                200 if found.database else 503,
                {"Cache-Control": "no-store"},
            )

        application = Starlette(routes=[Route(HEALTH_PATH, health, methods=["GET"]), *routes])
        self._server = _Server(
            uvicorn.Config(
                application,
                http="h11",
                ws="none",
                lifespan="off",
                log_config=None,
                access_log=False,
                server_header=False,
                proxy_headers=False,
                limit_concurrency=MOST_AT_ONCE,
                timeout_graceful_shutdown=STOP_SECONDS,
            )
        )

    async def run(self, ended: asyncio.Event) -> None:
        """Serves until `ended`; requests that are being answered then are answered."""
        serving = asyncio.create_task(self._server.serve([self._socket]))
        ending = asyncio.create_task(ended.wait())
        try:
            await asyncio.wait((serving, ending), return_when=asyncio.FIRST_COMPLETED)
        finally:
            ending.cancel()
            self._server.should_exit = True
            await serving
            self._socket.close()


class _Server(uvicorn.Server):
    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """The bot's own signals end it."""
        yield


def _bound(listen: str) -> socket.socket:
    """The listening socket of host:port, [host]:port or :port; ListenError."""
    host, _, port = listen.rpartition(":")
    host = host.strip("[]")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, int(port)), family=family, backlog=256)
    except (OSError, OverflowError, ValueError) as error:
        raise ListenError(
            f"FAZHIBOT_LISTEN={listen} cannot be listened on ({error}): choose another host:port."
        ) from error
