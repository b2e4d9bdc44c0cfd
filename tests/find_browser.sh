#!/usr/bin/env bash
# Prints the path of a browser for the tests: RAVINE_BROWSER, Chromium or Chrome on the PATH, else Playwright's own, else
# Debian's package. Installs the last two when they are missing; what it does goes to standard error. Where there is a
# Chromium without a window it comes first: it takes a seventh less of the processor.
set -u
python=${PYTHON:-python3}

on_path() {
  for name in chromium-headless-shell chromium chromium-browser google-chrome google-chrome-stable; do
    command -v "$name" && return 0
  done
  return 1
}

playwrights_own() {
  "$python" - <<'PY' 2>/dev/null
import os
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    path = playwright.chromium.executable_path
raise SystemExit(print(path) if os.path.exists(path) else 1)
PY
}

if [ -n "${RAVINE_BROWSER:-}" ]; then echo "$RAVINE_BROWSER"; exit 0; fi
on_path && exit 0
playwrights_own && exit 0
echo "No Chromium here: trying Playwright's own ..." >&2
"$python" -m playwright install chromium >&2 && playwrights_own && exit 0
if command -v apt-get >/dev/null; then
  echo "... and Debian's package ..." >&2
  sudo=$([ "$(id -u)" = 0 ] || echo sudo)
  $sudo apt-get update -qq >&2
  for package in chromium-headless-shell chromium; do $sudo apt-get install -y -qq $package >&2 && on_path && exit 0; done
fi
echo "No browser could be installed; put Chromium on the PATH or set RAVINE_BROWSER to its path." >&2
exit 1
