#!/bin/sh
# See that a PostgreSQL with PostGIS is there for the tests of the store on a server, which start one of their
# own: as root on Debian or Ubuntu install the packages, otherwise say loudly what is missing. Without it
# those tests fail.
set -eu

for control in /usr/share/postgresql/*/extension/postgis.control; do
  if [ -e "$control" ]; then
    exit 0
  fi
done
if command -v pg_config >/dev/null 2>&1 && [ -e "$(pg_config --sharedir)/extension/postgis.control" ]; then
  exit 0
fi

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "installing postgresql and postgis for the tests of the store on a server"
  export DEBIAN_FRONTEND=noninteractive
  log=$(mktemp)
  if { apt-get update && apt-get install -y --no-install-recommends postgresql postgresql-postgis; } \
    >"$log" 2>&1 </dev/null; then
    rm -f "$log"
    exit 0
  fi
  tail -n 5 "$log" >&2
  rm -f "$log"
fi

echo "*** NO POSTGRESQL WITH POSTGIS: the tests of the store on a server will fail." \
  "Install postgresql and postgresql-postgis. ***" >&2
