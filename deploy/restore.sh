#!/usr/bin/env bash
# Puts a backup of backup.sh in the place of the ledger, with its evidence files. Stop the bot first.
#   restore.sh FILE.zip [--replace]
# Everything is checked before anything is touched. A ledger that has towns is only replaced with --replace, and is
# kept: a file's beside it, a server's in the data folder. The settings are read as backup.sh does.
set -euo pipefail
umask 077
program=${FAZHIBOT:-$(dirname "$(readlink -f "$0")")/../.venv/bin/fazhibot}
file=${1:?which backup: restore.sh FILE.zip [--replace]}
exec "$program" restore "$file" ${2:+"$2"}
