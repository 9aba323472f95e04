# Sourced by backup.sh and restore.sh: the settings, and how the server is reached.

here=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
program=${FAZHIBOT:-$here/../.venv/bin/fazhibot}
python=${PYTHON:-$(dirname "$(command -v "$program" || printf '%s' "$program")")/python}

# setting NAME: from the environment, or from .env in this folder.
setting() {
  if [ -n "${!1:-}" ]; then
    printf '%s' "${!1}"
  elif [ -f .env ]; then
    sed -n "s/^ *$1 *= *//p" .env | tail -n 1 | tr -d "\r\"'"
  fi
}

is_server() {
  case $(setting FAZHIBOT_DATABASE_URL) in
    postgres://* | postgresql://* | postgresql+psycopg://*) return 0 ;;
    *) return 1 ;;
  esac
}

# use_server: tells PostgreSQL's programs the server by the environment, where no other user sees the password.
use_server() {
  local lines
  lines=$(FAZHIBOT_DATABASE_URL=$(setting FAZHIBOT_DATABASE_URL) "$python" - <<'PYTHON'
import os, shlex
from urllib.parse import unquote, urlsplit
url = urlsplit(os.environ["FAZHIBOT_DATABASE_URL"])
parts = {"PGHOST": url.hostname, "PGPORT": url.port, "PGUSER": url.username, "PGPASSWORD": url.password,
         "PGDATABASE": url.path.lstrip("/")}
for name, value in parts.items():
    if value:
        print(f"export {name}={shlex.quote(unquote(str(value)))}")
print("export PGAPPNAME=fazhibot-backup PGCONNECT_TIMEOUT=10")
PYTHON
  )
  eval "$lines"
}

say() { printf '%s\n' "$*" >&2; }
