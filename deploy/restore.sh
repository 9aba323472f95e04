#!/usr/bin/env bash
# Puts a backup of backup.sh in the place of the ledger, with its evidence files. Stop the bot first.
#   restore.sh FILE.db|FILE.dump [--replace]
# A ledger that has towns is only replaced with --replace, and is kept beside the backup. The settings are read as
# backup.sh does; a .dump needs pg_restore and psql.
set -euo pipefail
umask 077
# shellcheck source=deploy/lib.sh
. "$(dirname "$(readlink -f "$0")")/lib.sh"
file=${1:?which backup: restore.sh FILE [--replace]}
replace=${2:-}
[ -f "$file" ] || { say "There is no file $file."; exit 1; }

restore_server() {
  use_server
  pg_restore --list "$file" | grep 'TABLE DATA public entry ' >/dev/null || { say "$file is no ledger."; exit 1; }
  local others towns
  others=$(psql -XAtc "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'fazhibot'")
  [ "$others" = 0 ] || { say "The ledger is in use; stop the bot and restore again."; exit 1; }
  towns=$(psql -XAtc "SELECT CASE WHEN to_regclass('public.town') IS NULL THEN 0 ELSE 1 END")
  [ "$towns" = 0 ] || towns=$(psql -XAtc "SELECT count(*) FROM public.town")
  if [ "$towns" != 0 ]; then
    [ "$replace" = --replace ] || { say "That database holds a ledger; add --replace (it is kept beside the backup)."; exit 1; }
    pg_dump --format=custom --no-owner --no-privileges --file="$file.replaced-$(date +%Y-%m-%d-%H%M%S)"
  fi
  # In one transaction: either the whole backup is there in the end, or what was there before.
  steps=$(mktemp)
  trap 'rm -f "$steps"' EXIT
  printf 'SET client_min_messages = warning;\nDROP SCHEMA public CASCADE;\nCREATE SCHEMA public;\n' >"$steps"
  pg_restore --no-owner --no-privileges --file=- "$file" >>"$steps"
  psql -Xq --single-transaction --set=ON_ERROR_STOP=1 --file="$steps" >/dev/null
}

case $file in
  *.dump)
    is_server || { say "$file is of a PostgreSQL server: set FAZHIBOT_DATABASE_URL."; exit 1; }
    restore_server
    ;;
  *)
    if is_server; then say "$file is a SQLite ledger: restore it without FAZHIBOT_DATABASE_URL, then fazhibot move."; exit 1; fi
    "$program" restore "$file" ${replace:+"$replace"} >/dev/null
    ;;
esac

evidence=${file%.*}.evidence.tar.gz
if [ -f "$evidence" ]; then
  data=$(setting FAZHIBOT_DATA)
  mkdir -p "${data:-data}"
  tar -C "${data:-data}" -xzf "$evidence"  # files are named by what they hold: none is written over by another
fi
say "restored $file"
