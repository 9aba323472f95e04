"""fazhibot inbox: what was received, what failed, and playing it again."""

from argparse import ArgumentParser, Namespace

from bot.commands.common import open_ledger

SUMMARY = "count what was received, list what failed, play it again"
EXAMPLE = "fazhibot inbox retry"


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("action", nargs="?", choices=["status", "failed", "retry"], default="status")
    parser.add_argument(
        "id", nargs="?", type=int, help="one message (see `inbox failed`); default: all that failed"
    )


def run(options: Namespace) -> int:
    with open_ledger() as database:
        if options.action == "retry":
            from bot.processing import drain

            with database.work() as work:
                count = work.inbox.retry(options.id)
            drain(database)
            print(f"played again: {count}")
        with database.work() as work:
            if options.action == "failed":
                for item in work.inbox.failed(1000):
                    error = item.error.strip().splitlines()[-1:] or ["?"]
                    print(f"{item.id}\t{item.received_at:%Y-%m-%d %H:%M}Z\t{item.chat}\t{error[0]}")
            else:
                for state, number in work.inbox.counts().items():
                    print(f"{state}\t{number}")
                print(f"replies waiting\t{work.outbox.waiting_count()}")
    return 0
