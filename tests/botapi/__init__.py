"""A small Bot API server on loopback, with faults on demand."""

from tests.botapi.faults import Fault
from tests.botapi.server import BotApi
from tests.botapi.state import Sent

__all__ = ["BotApi", "Fault", "Sent"]
