"""fazhibot invite: a code that lets a person join a town."""

import sys
from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from bot.commands.common import add_town, open_ledger, read_settings, the_town
from bot.errors import UsageError
from storage.errors import NotFoundError
from storage.records import Role, Town, Unit

if TYPE_CHECKING:
    from storage.work import Work

SUMMARY = "make a code by which one person joins the town"
EXAMPLE = "fazhibot invite --town 青禾镇 --unit 枫林村 --role recorder"
DAYS = 14


def add_arguments(parser: ArgumentParser) -> None:
    add_town(parser)
    parser.add_argument(
        "--unit", help="the person's village or office; default: 党政办 (made where there is none)"
    )
    parser.add_argument("--role", choices=[str(role) for role in Role], default="recorder")


def run(options: Namespace) -> int:
    settings = read_settings()
    with open_ledger() as database, database.work() as work:
        town = the_town(work, options.town)
        unit = _unit(work, town, options.unit)
        expires = datetime.now(UTC) + timedelta(days=DAYS)
        code = work.members.invite(town.id, unit.id, Role(options.role), expires).code
    print(code)
    name = _bot_name(settings.token, settings.api_base_url, settings.proxy_url)
    if name:
        print(f"https://t.me/{name}?start={code}")
    else:
        print(f"The person sends the bot:  /start {code}   (within {DAYS} days, once)", file=sys.stderr)
    return 0


def _unit(work: "Work", town: Town, name: str | None) -> Unit:
    known = {unit.name: unit for unit in work.members.units(town.id)}
    if name is None:
        return known.get("党政办") or work.members.add_unit(town.id, "党政办")
    try:
        return work.members.unit(town.id, name)
    except NotFoundError:
        raise UsageError(f"{town.name} has no unit {name}; there are: {'、'.join(known) or 'none'}") from None


def _bot_name(token: str, api_base_url: str, proxy_url: str) -> str:
    """The bot's user name, or "" where there is no token or Telegram does not answer."""
    if not token:
        return ""
    from bot.channels.telegram_access import bot_name

    return bot_name(token, api_base_url=api_base_url, proxy_url=proxy_url)
