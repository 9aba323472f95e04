"""`python -m bot` is `fazhibot`."""

import sys

from bot.cli import main

sys.exit(main())
