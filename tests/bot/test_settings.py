"""Settings that cannot be right are refused with what to change."""

from pathlib import Path

import pytest

from bot import settings
from bot.errors import SettingsError
from bot.settings import Settings

SECRET = "0123456789abcdef"
HOOK = {"TELEGRAM_WEBHOOK_URL": "https://bot.example.org/telegram", "TELEGRAM_WEBHOOK_SECRET": SECRET}


def read(**given: str) -> Settings:
    return settings.read(given, Path("/there/is/no/.env"))


def test_without_a_webhook_nothing_listens() -> None:
    assert (read().webhook_url, read().listen) == ("", "")
    assert read(FAZHIBOT_LISTEN="0.0.0.0:9000").listen == "0.0.0.0:9000"


def test_a_webhook_listens_on_loopback_unless_told_otherwise() -> None:
    found = read(**HOOK)
    assert (found.webhook_url, found.webhook_secret) == (HOOK["TELEGRAM_WEBHOOK_URL"], SECRET)
    assert found.listen == "127.0.0.1:8080"
    assert read(**HOOK, FAZHIBOT_LISTEN="[::1]:81").listen == "[::1]:81"


@pytest.mark.parametrize("secret", ["", "short", "with blanks in it, many", "字" * 20, "x" * 257])
def test_a_webhook_needs_a_secret_that_telegram_takes(secret: str) -> None:
    with pytest.raises(SettingsError, match="TELEGRAM_WEBHOOK_SECRET"):
        read(**{**HOOK, "TELEGRAM_WEBHOOK_SECRET": secret})


@pytest.mark.parametrize(
    "url",
    ["http://bot.example.org/telegram", "bot.example.org", "ftp://x/y", "https://bot.example.org/healthz"],
)
def test_an_address_that_telegram_cannot_use_is_refused(url: str) -> None:
    with pytest.raises(SettingsError, match="TELEGRAM_WEBHOOK_URL"):
        read(**{**HOOK, "TELEGRAM_WEBHOOK_URL": url})


def test_a_bot_api_server_of_ones_own_may_use_http() -> None:
    own = {
        **HOOK,
        "TELEGRAM_WEBHOOK_URL": "http://127.0.0.1:8080/t",
        "TELEGRAM_API_BASE_URL": "http://127.0.0.1:1",
    }
    assert read(**own).webhook_url == "http://127.0.0.1:8080/t"


@pytest.mark.parametrize("listen", ["8080", "localhost", "localhost:", "localhost:http", "localhost:70000"])
def test_an_address_to_listen_on_has_a_host_and_a_port(listen: str) -> None:
    with pytest.raises(SettingsError, match="FAZHIBOT_LISTEN"):
        read(FAZHIBOT_LISTEN=listen)
