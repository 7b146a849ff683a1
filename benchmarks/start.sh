#!/usr/bin/env bash
# How long script/run takes until the sign-in page answers, in a copy of this checkout in a temporary folder: cold
# (no virtual environment, no database), then three times warm. Prints the figures for docs/benchmarks.md.

. "$(dirname "$(readlink -f "$0")")/../script/lib.sh"
unset DATABASE_URL SECRET_KEY ALLOWED_HOSTS DEBUG HOST

python=$(find_python) || stop "Collab needs Python 3.11, 3.12 or 3.13."
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
git ls-files -z --cached --others --exclude-standard | xargs -0 cp --parents -t "$copy"

start() {
  "$python" - "$1" "$copy/script/run" "$copy/log" <<'PYTHON'
import os
import resource
import signal
import socket
import subprocess
import sys
import time
import urllib.request

name, script, log = sys.argv[1:]
port = socket.create_server(("127.0.0.1", 0)).getsockname()[1]
began = time.monotonic()
with open(log, "w") as said:
    server = subprocess.Popen([script], env={**os.environ, "PORT": str(port)}, stdout=said, stderr=said)
while True:
    try:
        urllib.request.urlopen(f"http://127.0.0.1:{port}/sign-in/").read()
        break
    except OSError:
        if server.poll() is not None:
            sys.exit(f"script/run stopped: {open(log).read()}")
        time.sleep(0.02)
elapsed = time.monotonic() - began
server.send_signal(signal.SIGINT)
server.wait()
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(f"{name}: {elapsed:.1f} s, of which {used.ru_utime + used.ru_stime:.1f} s of processor time")
PYTHON
}

say "$(nproc) processors, $("$python" --version), $(uname -m), load $(cut -d' ' -f1 /proc/loadavg)"
start cold
for _ in 1 2 3; do start warm; done
