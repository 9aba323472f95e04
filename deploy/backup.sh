#!/usr/bin/env bash
# A checked copy of the ledger and of the evidence files, also while the bot runs; keeps the newest 30. For cron, e.g.
#   15 2 * * *  fazhibot  set -a; . /etc/fazhibot.env; cd /var/lib/fazhibot && /opt/fazhibot/deploy/backup.sh /var/backups/fazhibot
# The settings are read from the environment, or from .env in the present folder. SQLite: one .db file. PostgreSQL:
# one .dump file (needs pg_dump of the server's version or newer). Back again: restore.sh.
set -euo pipefail
umask 077
# shellcheck source=deploy/lib.sh
. "$(dirname "$(readlink -f "$0")")/lib.sh"
folder=${1:?where to: backup.sh FOLDER}
mkdir -p "$folder"
name=$folder/fazhibot-$(date +%Y-%m-%d-%H%M%S)

if is_server; then
  use_server
  trap 'rm -f "$name.part"' EXIT
  pg_dump --format=custom --no-owner --no-privileges --file="$name.part"
  pg_restore --list "$name.part" | grep 'TABLE DATA public entry ' >/dev/null || { say "That database holds no ledger."; exit 1; }
  mv "$name.part" "$name.dump"
  ending=dump
else
  "$program" backup --out "$name.db" >/dev/null
  ending=db
fi

data=$(setting FAZHIBOT_DATA)
data=${data:-data}
if [ -d "$data/evidence" ]; then
  tar -C "$data" -czf "$name.evidence.tar.gz.part" evidence || [ $? = 1 ]  # 1: a file came or went meanwhile
  mv "$name.evidence.tar.gz.part" "$name.evidence.tar.gz"
fi

for kind in "$ending" evidence.tar.gz; do
  find "$folder" -maxdepth 1 -name "fazhibot-*.$kind" | sort -r | tail -n +31 | while IFS= read -r old; do rm -- "$old"; done
done
printf '%s\n' "$name.$ending"
