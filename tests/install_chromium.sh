#!/bin/sh
# See that a Chromium or Chrome is there for the browser tests: as root on Debian or Ubuntu install the
# chromium package, otherwise say loudly what will be skipped. Without a browser the tests themselves
# skip, and fail where CI=true.
set -eu

for browser in chromium chromium-browser google-chrome google-chrome-stable chrome; do
  if command -v "$browser" >/dev/null 2>&1; then
    exit 0
  fi
done
if [ -x "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" ]; then
  exit 0
fi

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "installing chromium for the browser tests"
  export DEBIAN_FRONTEND=noninteractive
  log=$(mktemp)
  if { apt-get update && apt-get install -y --no-install-recommends chromium; } >"$log" 2>&1 </dev/null; then
    rm -f "$log"
    exit 0
  fi
  tail -n 5 "$log" >&2
  rm -f "$log"
fi

echo "*** NO CHROMIUM OR CHROME ON PATH: the browser tests cannot run. Install chromium. ***" >&2
