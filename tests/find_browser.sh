#!/usr/bin/env bash
# Prints the path of a browser for the tests: RAVINE_BROWSER, else the Chromium that package.json pins, where it starts,
# else Chromium or Chrome on the PATH, Playwright's own or Debian's package. Installs the last two when they are
# missing; what it does goes to standard error. The pinned one takes a sixth less of the processor than Debian's, and a
# Chromium without a window a seventh less than one with.
set -u
python=${PYTHON:-python3}
modules=$(cd "$(dirname "$0")/.." && pwd)/node_modules

# Its package has it packed, for Linux on x86-64. It is unpacked beside the others and then moved: who interrupts it
# finds no half of a browser. A system may lack a library that it needs: whether it starts is tried.
pinned() {
  if [ ! -e "$modules/.chromium" ]; then
    part=$(mktemp -d "$modules/.chromium.XXXXXX" 2>/dev/null) || return 1
    (cd "$modules" && TMPDIR=$part node --input-type=module --eval "
      import chromium from '@sparticuz/chromium';
      await chromium.executablePath();") 2>/dev/null && mv "$part" "$modules/.chromium"
    rm -rf "$part"
  fi
  "$modules/.chromium/chromium" --version >/dev/null 2>&1 && echo "$modules/.chromium/chromium"
}

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
pinned && exit 0
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
