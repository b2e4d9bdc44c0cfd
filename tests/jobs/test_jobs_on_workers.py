"""Jobs on a Celery worker over a real Redis: done, cancelled, dead, refused, and what is said while Redis is away."""

from __future__ import annotations

import importlib
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import patience
import pytest
from asking import Asker, gone, until
from flask import Flask

from components.dispatch.backend import job_manager
from components.dispatch.files import offer_files
from jobs.ledger import CHUNK, LedgerError
from jobs.limits import Limits

NEEDED = "jobs on workers need the package {}: pip install -r requirements-cluster.txt"
for package in ("celery", "redis"):
    pytest.importorskip(package, reason=NEEDED.format(package))
worker = importlib.import_module("jobs.worker")

ROOT = Path(__file__).resolve().parents[2]
#: A worker whose death is noticed sooner than by default.
WORKER = """
from functools import partial
import jobs.worker
jobs.worker.Limits = partial(jobs.worker.Limits, pulse=4, at_once=2)
jobs.worker.main()
"""
AWAY = "The store of the jobs (Redis) does not answer; try again in a minute."


def redis_server():
    """The path of a redis-server: RAVINE_REDIS, which `make test` finds or installs, or on the PATH."""
    if path := os.environ.get("RAVINE_REDIS") or shutil.which("redis-server"):
        return path
    pytest.skip("jobs on workers need a redis-server: install one, or set RAVINE_REDIS to its path")


class Redis:
    """A redis-server on a free port of this machine, which keeps nothing."""

    def __init__(self, folder):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self.command = [redis_server(), "--port", str(self.port), "--bind", "127.0.0.1", "--save", "",
                        "--appendonly", "no", "--dir", str(folder), "--loglevel", "warning"]  # fmt: skip

    def start(self):
        self.process = subprocess.Popen(self.command, stdout=subprocess.DEVNULL)
        until(self.answers)

    def answers(self):
        assert self.process.poll() is None
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def stop(self):
        self.process.kill()
        self.process.wait()


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    """Redis, a worker and a web server's manager with its files; `work()` starts another worker in its place."""
    folder = tmp_path_factory.mktemp("cluster")
    redis = Redis(folder)
    path = os.pathsep.join(filter(None, sys.path))
    environment = os.environ | {"REDIS_URL": redis.url, "RAVINE_CACHE": str(folder / "cache"), "PYTHONPATH": path}
    here = SimpleNamespace(redis=redis, cache=folder / "cache", log=folder / "log")

    def work():
        with here.log.open("a") as log:
            command = [sys.executable, "-c", WORKER]
            here.worker = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)

    redis.start()
    work()
    try:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("REDIS_URL", redis.url)
            manager = job_manager(os.getpid(), Limits(kept=60))
            flask = Flask("files")
            offer_files(flask, manager.handle, Limits())
            here.page, here.files, here.manager, here.work = Asker(manager), flask.test_client(), manager, work
            yield here
            manager.handle.close()
    finally:
        here.worker.terminate()
        here.worker.wait(patience.seconds())
        redis.stop()
    assert not list(here.cache.iterdir())


def test_an_export_and_a_file_of_many_pieces(cluster):
    request = {"link": "?surface=beale&sgd=&steps=40", "format": "csv", "options": {}}
    size = 2 * CHUNK + 5
    jobs = [
        cluster.page.start("export", "jobs.export", **request),
        cluster.page.start("count", to=9, pause=0.1, size=size),
    ]
    words = until(lambda: (words := cluster.page.words(jobs[1])).startswith("run") and words)
    assert words.endswith("of 9")
    ends = [cluster.page.end(names) for names in jobs]
    assert [end["state"] for end in ends] == ["done", "done"], ends
    answers = [cluster.files.get(end["address"]) for end in ends]
    assert b"beale" in answers[0].data
    assert answers[1].data == (bytes(range(256)) * (size // 256 + 1))[:size]
    assert answers[1].headers["Content-Length"] == str(size)
    assert cluster.files.get(ends[0]["address"].replace(ends[0]["token"], ends[1]["token"])).status_code == 404


def test_all_that_redis_knows_of_a_job_is_forgotten(cluster):
    cluster.page.end(cluster.page.start("count", to=1))
    store = cluster.manager.handle._redis
    keys = [key for key in store.scan_iter() if key.startswith(b"ravine.") and key != b"ravine.jobs"]
    assert len(keys) > 5
    assert all(store.pttl(key) > 0 for key in keys), [key for key in keys if store.pttl(key) < 0]


def test_a_job_on_a_worker_is_cancelled(cluster, tmp_path):
    names = cluster.page.start("family", note=str(tmp_path / "note"))
    until((tmp_path / "note").exists)
    cluster.manager.terminate_job(names[1])
    assert cluster.page.end(names) == {"state": "cancelled"}
    until(lambda: all(map(gone, map(int, (tmp_path / "note").read_text().split()))))


@pytest.mark.parametrize(
    ("kind", "request_", "words"), [("fail", {"error": "ValueError"}, "x.mp4 will not do"), ("die", {}, "has died")]
)
def test_a_failure_on_a_worker_is_told(cluster, kind, request_, words):
    assert words in cluster.page.message(cluster.page.start(kind, **request_))


def test_a_job_that_waits_for_a_worker_can_be_cancelled(cluster, tmp_path):
    notes = [tmp_path / f"note{number}" for number in range(2)]
    jobs = [cluster.page.start("family", note=str(note)) for note in notes]
    until(lambda: all(note.exists() for note in notes))
    waits = cluster.page.start("count", to=1)
    assert cluster.page.look(waits) is None
    assert cluster.page.words(waits) == "waits to start"
    for names in (waits, *jobs):
        cluster.manager.terminate_job(names[1])
        assert cluster.page.end(names) == {"state": "cancelled"}


def test_a_worker_that_is_killed(cluster, tmp_path):
    """Its job's process is gone, and the job is run once more; the next worker on that machine sweeps its folder."""
    note = tmp_path / "note"
    names = cluster.page.start("family", note=str(note))
    until(note.exists)
    (folder,) = cluster.cache.iterdir()
    cluster.worker.kill()
    cluster.worker.wait()
    until(lambda: all(map(gone, map(int, note.read_text().split()))))
    note.unlink()
    waits = cluster.page.start("count", to=1)
    assert cluster.page.look(waits) is None
    cluster.work()
    assert cluster.page.end(waits)["state"] == "done"
    until(lambda: cluster.page.look(names) or note.exists())
    cluster.manager.terminate_job(names[1])
    assert cluster.page.end(names) == {"state": "cancelled"}
    assert not folder.exists()


def test_redis_goes_and_comes_back(cluster, tmp_path):
    end = cluster.page.end(cluster.page.start("count", to=1))
    names = cluster.page.start("family", note=str(tmp_path / "note"))
    until((tmp_path / "note").exists)
    cluster.redis.stop()
    refused = cluster.page.start("count", to=1)
    assert cluster.page.message(refused) == AWAY
    assert cluster.page.message(names) == AWAY
    answer = cluster.files.get(end["address"])
    assert (answer.status_code, answer.text) == (503, AWAY + "\n")
    until(lambda: all(map(gone, map(int, (tmp_path / "note").read_text().split()))))  # it cannot tell anyone any more
    cluster.redis.start()
    assert cluster.files.get(end["address"]).status_code == 404
    assert cluster.page.message(refused) == AWAY
    assert cluster.page.end(cluster.page.start("count", to=1))["state"] == "done"
    assert "Traceback" not in cluster.log.read_text()


def test_a_redis_that_is_full(cluster):
    store = cluster.manager.handle._redis
    store.config_set("maxmemory", 1)
    try:
        assert cluster.page.message(cluster.page.start("count", to=1)) == AWAY.replace("does not answer", "is full")
        with pytest.raises(LedgerError, match="is full"):
            cluster.manager.handle.put("a", 1)
    finally:
        store.config_set("maxmemory", 0)


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("", "A worker needs REDIS_URL"),
        ("http://127.0.0.1", "REDIS_URL is not the address of a Redis: it begins with redis:// or rediss://"),
        ("redis://127.0.0.1:port/0", "REDIS_URL is not the address of a Redis"),
    ],
)
def test_a_worker_without_an_address_says_so(monkeypatch, url, words):
    monkeypatch.setenv("REDIS_URL", url)
    with pytest.raises(SystemExit, match=words) as stop:
        worker.main()
    assert len(str(stop.value).splitlines()) == 1


def test_a_worker_that_cannot_write_says_so(monkeypatch, tmp_path):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("REDIS_URL", "redis://127.0.0.1:1/0")
    monkeypatch.setenv("RAVINE_CACHE", str(tmp_path / "file"))
    with pytest.raises(SystemExit, match=r"cannot write its files \(File exists\); set RAVINE_CACHE"):
        worker.main()
