"""The steps of Dockerfile and compose.yaml without an engine: in a fresh folder, without what this environment has."""

from __future__ import annotations

import fnmatch
import http.client
import json
import os
import re
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import patience
import pytest
from kept_forms import give_forms

for package in ("celery", "redis"):
    pytest.importorskip(package, reason=f"the image has the package {package}: pip install -r requirements-cluster.txt")
pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no such containers")

ROOT = Path(__file__).parents[1]
OTHER = 54321  # the number of a user whom no system has
STEPS = [
    tuple(line.split(maxsplit=1))
    for line in (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
COMPOSE = (ROOT / "compose.yaml").read_text(encoding="utf-8")
IGNORED = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()


def steps(name):
    return [argument for step, argument in STEPS if step == name]


def service(name):
    """The lines of a service of compose.yaml."""
    return re.search(rf"^  {name}:\n((?:    .*\n|\n)+)", COMPOSE, re.MULTILINE)[1]


def command_of(name):
    return shlex.split(re.search(r"^    command: (.+)$", service(name), re.MULTILINE)[1])


def left_out(folder, names):
    """What .dockerignore keeps from an image."""
    place = Path(folder).relative_to(ROOT).as_posix()
    paths = {name: name if place == "." else f"{place}/{name}" for name in names}
    patterns = [pattern.removeprefix("**/") for pattern in IGNORED]
    return {name for name, path in paths.items() for each in patterns
            if fnmatch.fnmatch(path, each) or ("**/" + each in IGNORED and name == each)}  # fmt: skip


@pytest.fixture(scope="module")
def image(tmp_path_factory):
    """The folder that the steps make, and the environment of its processes."""
    folder = tmp_path_factory.mktemp("image") / "app"
    for step in steps("COPY"):
        *sources, target = step.split()
        assert target in (".", "./")
        for source in sources:
            if source == ".":
                shutil.copytree(ROOT, folder, ignore=left_out, dirs_exist_ok=True)
            else:
                folder.mkdir(exist_ok=True)
                shutil.copy(ROOT / source, folder)
    said = dict(pair.split("=", 1) for pair in shlex.split(" ".join(steps("ENV"))))
    assert said["RAVINE_CACHE"] == steps("VOLUME")[0]
    with tempfile.TemporaryDirectory() as outside:
        os.chmod(outside, 0o711)  # pytest's own folders are for nobody else, not even to pass through
        home, kept = Path(outside) / "home", Path(outside) / "volume"
        for each in (home, kept):
            each.mkdir(mode=0o700)
        yield folder, said | {"RAVINE_CACHE": str(kept), "HOME": str(home), "PATH": os.defpath}


@pytest.fixture(scope="module")
def other_user(image):
    """What begins a command so that it runs as a user who owns the volume and its home, reads all else, and writes
    nothing else, as the image's; nothing where this user cannot become another one."""
    assert steps("USER") == ["ravine"]
    _, environment = image
    if os.geteuid() or not shutil.which("setpriv"):
        print("The image's steps run as this user: only root, with setpriv of util-linux, can become another one.")
        give_forms(Path(environment["RAVINE_CACHE"]))
        return []
    for owned in (environment["HOME"], environment["RAVINE_CACHE"]):
        os.chown(owned, OTHER, OTHER)
    give_forms(Path(environment["RAVINE_CACHE"]), OTHER)
    reads = [f"--{kind}-caps=+dac_read_search" for kind in ("inh", "ambient")]
    return ["setpriv", f"--reuid={OTHER}", f"--regid={OTHER}", "--clear-groups", *reads]


def python(command):
    """A command of the image with the Python of these checks."""
    assert command[0] == "python"
    return [sys.executable, *command[1:]]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def listens(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def until(happens):
    end = time.monotonic() + patience.seconds()
    while not (found := happens()):
        assert time.monotonic() < end
        time.sleep(0.05)
    return found


def answered(port, path, body=None):
    """(status, location, body); None as long as nobody answers."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=patience.seconds())
    try:
        headers = {} if body is None else {"Content-Type": "application/json"}
        connection.request("GET" if body is None else "POST", path, body and json.dumps(body), headers)
        answer = connection.getresponse()
        return answer.status, answer.headers["Location"], answer.read()
    except ConnectionError:
        return None
    finally:
        connection.close()


def test_the_packages_that_are_installed_are_those_of_the_image(image):
    folder, environment = image
    assert tuple(map(int, re.search(r"python:(\d+)\.(\d+)", steps("FROM")[0]).groups())) >= (3, 11)
    (install,) = (step for step in steps("RUN") if step.startswith("pip install"))
    wanted = ["-r", install.split(" -r ")[1]]
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--dry-run", "--no-index", "--no-deps", *wanted]
    subprocess.run(command, cwd=folder, env=environment, check=True, stdout=subprocess.DEVNULL)


def test_a_worker_has_all_that_it_needs(image):
    folder, environment = image
    assert command_of("worker") == ["python", "-m", "jobs.worker"]
    environment = environment | {"REDIS_URL": "redis://127.0.0.1:1/0"}
    subprocess.run([sys.executable, "-c", "import jobs.worker"], cwd=folder, env=environment, check=True)


@pytest.fixture(scope="module")
def redis(tmp_path_factory):
    """`redis()` starts the store of compose.yaml anew; its port."""
    path = os.environ.get("RAVINE_REDIS") or shutil.which("redis-server")
    if not path:
        pytest.skip("compose.yaml needs a redis-server: install one, or set RAVINE_REDIS to its path")
    port, processes = free_port(), []
    command = command_of("redis")
    assert command[0] == "redis-server"

    def start():
        for process in processes:
            process.kill()
            process.wait()
        folder = str(tmp_path_factory.mktemp("redis"))
        given = ["--port", str(port), "--bind", "127.0.0.1", "--dir", folder, "--loglevel", "warning"]
        processes.append(subprocess.Popen([path, *command[1:], *given], stdout=subprocess.DEVNULL))
        until(lambda: listens(port))
        return port

    yield start
    processes[-1].kill()
    processes[-1].wait()


def test_the_web_server_is_healthy_and_its_links_outlive_the_store(image, other_user, redis):
    folder, environment = image
    port = free_port()
    command = command_of("web")
    assert command[:-2] == json.loads(steps("CMD")[0])
    assert command[-2:] == ["--port", steps("EXPOSE")[0]]
    environment = environment | {"REDIS_URL": f"redis://127.0.0.1:{redis()}/0"}
    process = subprocess.Popen([*other_user, *python([*command[:-1], str(port)])], cwd=folder, env=environment)
    try:
        until(lambda: process.poll() is None and answered(port, "/healthz"))
        check = json.loads(re.search(r"test: (\[.*\])", service("web"))[1].replace("8050", str(port)))
        assert check.pop(0) == "CMD"
        assert "/healthz" in check[-1]  # any other path is a page
        subprocess.run(python(check), cwd=folder, env=environment, check=True)
        assert answered(port, "/")[0] == 200
        asked = {"origin": "http://uni.example", "path": "/?surface=beale"}
        address = json.loads(answered(port, "/links", asked)[2])["address"].removeprefix("http://uni.example")
        redis()
        assert until(lambda: (found := answered(port, address))[0] == 302 and found)[1] == asked["path"]
    finally:
        began = time.monotonic()
        process.send_signal(signal.SIGTERM)
        assert process.wait(patience.seconds()) == 0
    assert time.monotonic() - began < max(5, patience.seconds() / 10)
    (kept,) = Path(environment["RAVINE_CACHE"]).glob("ravine-links-*")
    assert kept.stat().st_uid == (OTHER if other_user else os.geteuid())
