#!/usr/bin/env bash
# A checked copy of the ledger and of the evidence files in one .zip, also while the bot runs; keeps the newest 30.
# For cron, e.g.
#   15 2 * * *  fazhibot  set -a; . /etc/fazhibot.env; cd /var/lib/fazhibot && /opt/fazhibot/deploy/backup.sh /var/backups/fazhibot
# The settings are read from the environment, or from .env in the present folder. The same file for SQLite and
# PostgreSQL. Back again: restore.sh. Exit status 1 where it could not be made, or files of the ledger are missing.
set -euo pipefail
umask 077
folder=${1:?where to: backup.sh FOLDER}
program=${FAZHIBOT:-$(dirname "$(readlink -f "$0")")/../.venv/bin/fazhibot}
mkdir -p "$folder"
file=$folder/fazhibot-$(date +%Y-%m-%d-%H%M%S).zip

status=0
"$program" backup --out "$file" >/dev/null || status=$?
[ -f "$file" ] || exit "$status"

find "$folder" -maxdepth 1 -name 'fazhibot-*.zip' | sort -r | tail -n +31 | while IFS= read -r old; do rm -- "$old"; done
printf '%s\n' "$file"
exit "$status"
