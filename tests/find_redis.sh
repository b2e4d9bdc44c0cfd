#!/usr/bin/env bash
# Prints the path of a redis-server for the tests: RAVINE_REDIS, the one on the PATH, else Debian's package, which it
# installs where it can; what it does, and why there is none, goes to standard error.
set -u

if [ -n "${RAVINE_REDIS:-}" ]; then echo "$RAVINE_REDIS"; exit 0; fi
command -v redis-server && exit 0
if command -v apt-get >/dev/null; then
  echo "No redis-server here: trying Debian's package ..." >&2
  sudo=$([ "$(id -u)" = 0 ] || echo sudo -n)
  { $sudo apt-get update -qq && $sudo apt-get install -y -qq --no-install-recommends redis-server; } >&2
  command -v redis-server && exit 0
fi
echo "No redis-server could be installed: the checks of long jobs on workers will say so. Put one on the PATH." >&2
exit 1
