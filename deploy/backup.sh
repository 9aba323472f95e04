#!/usr/bin/env bash
# A checked copy of the ledger, also while the bot runs; keeps the newest 30. For cron, e.g.
#   15 2 * * *  fazhibot  /opt/fazhibot/deploy/backup.sh /var/backups/fazhibot
# Back again: stop the bot, then  fazhibot restore FILE --replace
set -euo pipefail
folder=${1:?where to: backup.sh FOLDER}
program=${FAZHIBOT:-$(dirname "$(readlink -f "$0")")/../.venv/bin/fazhibot}
mkdir -p "$folder"
"$program" backup --out "$folder/fazhibot-$(date +%Y-%m-%d-%H%M%S).db"
find "$folder" -maxdepth 1 -name 'fazhibot-*.db' -printf '%T@ %p\n' | sort -rn | tail -n +31 | cut -d' ' -f2- | xargs -r -d '\n' rm --
