"""The settings, and the only reader of the environment. `.env` in the working folder is read below it."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.errors import SettingsError

NAMES = (
    "TELEGRAM_BOT_TOKEN",
    "TELEGRAM_API_BASE_URL",
    "TELEGRAM_PROXY_URL",
    "TELEGRAM_WEBHOOK_URL",
    "TELEGRAM_WEBHOOK_SECRET",
    "FAZHIBOT_DATA",
    "FAZHIBOT_DATABASE_URL",
    "FAZHIBOT_LISTEN",
    "FAZHIBOT_TIMEZONE",
    "FAZHIBOT_LOG_LEVEL",
)
SECRET = re.compile(r"[A-Za-z0-9_-]{16,256}")  # the Bot API takes one to 256 of these
LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")


@dataclass(frozen=True, slots=True)
class Settings:
    """One value a setting, an empty string where it is not set. `data`: the folder of the ledger.

    `listen`: host:port of the web server, which runs for a webhook, or where the setting was given.
    """

    token: str
    api_base_url: str
    proxy_url: str
    webhook_url: str
    webhook_secret: str
    listen: str
    data: Path
    database_url: str
    timezone: str
    log_level: str


def read(environment: Mapping[str, str] | None = None, dotenv: Path | None = None) -> Settings:
    """The settings of the process. SettingsError where one cannot be right, with what to change."""
    values = {**_dotenv(dotenv or Path(".env")), **(os.environ if environment is None else environment)}
    given = {name: values.get(name, "").strip() for name in NAMES}
    data = Path(given["FAZHIBOT_DATA"] or "data").expanduser()
    return Settings(
        token=_token(given["TELEGRAM_BOT_TOKEN"]),
        api_base_url=_address("TELEGRAM_API_BASE_URL", given, ("http", "https")).rstrip("/"),
        proxy_url=_address("TELEGRAM_PROXY_URL", given, ("http", "https", "socks5", "socks5h")),
        webhook_url=_webhook_url(given),
        webhook_secret=_webhook_secret(given),
        listen=_listen(given),
        data=data,
        database_url=given["FAZHIBOT_DATABASE_URL"] or f"sqlite:///{data / 'fazhibot.db'}",
        timezone=_timezone(given["FAZHIBOT_TIMEZONE"] or "Asia/Shanghai"),
        log_level=_log_level(given["FAZHIBOT_LOG_LEVEL"] or "INFO"),
    )


def _dotenv(path: Path) -> dict[str, str]:
    from dotenv import dotenv_values

    try:
        return {name: value or "" for name, value in dotenv_values(path, encoding="utf-8-sig").items()}
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path} cannot be read ({error}): save it as UTF-8 text.") from error


def _token(value: str) -> str:
    head, _, tail = value.partition(":")
    if value and not (
        head.isdigit() and len(tail) >= 20 and tail.isascii() and not any(map(str.isspace, tail))
    ):
        raise SettingsError(
            "TELEGRAM_BOT_TOKEN does not look like a token (123456789:AbC…): copy it again from @BotFather."
        )
    return value


def _address(name: str, given: Mapping[str, str], schemes: tuple[str, ...]) -> str:
    value = given[name]
    try:
        parts = urlsplit(value)
        good = not value or (parts.scheme in schemes and bool(parts.hostname) and (parts.port or 1) > 0)
    except ValueError:
        good = False
    if not good:
        raise SettingsError(
            f"{name} is not an address: write it as {schemes[0]}://host:port, or leave it empty."
        )
    return value


def _webhook_url(given: Mapping[str, str]) -> str:
    """Telegram itself hands updates over to https alone; a Bot API server of one's own also to http."""
    value = _address("TELEGRAM_WEBHOOK_URL", given, ("https", "http"))
    if value.startswith("http:") and not given["TELEGRAM_API_BASE_URL"]:
        raise SettingsError("TELEGRAM_WEBHOOK_URL must begin with https:// (see deploy/README.md).")
    if urlsplit(value).path.rstrip("/") == "/healthz":
        raise SettingsError("TELEGRAM_WEBHOOK_URL must have another path than /healthz, e.g. /telegram.")
    return value


def _webhook_secret(given: Mapping[str, str]) -> str:
    value = given["TELEGRAM_WEBHOOK_SECRET"]
    if given["TELEGRAM_WEBHOOK_URL"] and not SECRET.fullmatch(value):
        raise SettingsError(
            "TELEGRAM_WEBHOOK_SECRET must be 16 to 256 of A-Z a-z 0-9 _ - where TELEGRAM_WEBHOOK_URL is set: "
            "make one with  openssl rand -hex 32."
        )
    return value


def _listen(given: Mapping[str, str]) -> str:
    value = given["FAZHIBOT_LISTEN"]
    port = value.rpartition(":")[2]
    if value and not (":" in value and port.isdecimal() and int(port) <= 65535):
        raise SettingsError(f"FAZHIBOT_LISTEN={value} is no host:port: write e.g. 127.0.0.1:8080.")
    return value or ("127.0.0.1:8080" if given["TELEGRAM_WEBHOOK_URL"] else "")


def _timezone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise SettingsError(f"FAZHIBOT_TIMEZONE={value} is no time zone: write e.g. Asia/Shanghai.") from None
    return value


def _log_level(value: str) -> str:
    if value.upper() not in LOG_LEVELS:
        raise SettingsError(f"FAZHIBOT_LOG_LEVEL={value} is unknown: use one of {', '.join(LOG_LEVELS)}.")
    return value.upper()
