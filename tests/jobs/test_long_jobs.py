"""Jobs on this machine, asked for as Dash asks: progress, results, every end, bounds, and what is left behind."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace
from types import SimpleNamespace

import patience
import pytest
from asking import Asker, gone, until
from flask import Flask

from components.dispatch.backend import BackendError, job_manager
from components.dispatch.files import offer_files
from components.dispatch.manager import JobManager
from components.dispatch.tray import order_of
from components.visitors import Visitor
from jobs import supervise
from jobs.export import export
from jobs.ledger import DiskLedger, LedgerError
from jobs.limits import Limits
from jobs.line import Line, rank_of

SMALL = Limits(at_once=3)


@pytest.fixture
def server(tmp_path, monkeypatch):
    """`server(duration=..., ...)`: a manager with these limits, as `page`, its `files` and the folder it works in."""
    monkeypatch.setenv("RAVINE_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("REDIS_URL", raising=False)
    ledgers = []

    def begin(**limits):
        bounds = replace(SMALL, **limits)
        manager = job_manager(os.getpid(), bounds)
        ledgers.append(manager.handle)
        flask = Flask("files")
        offer_files(flask, manager.handle, bounds)
        (folder,) = (tmp_path / "cache").iterdir()
        return SimpleNamespace(
            page=Asker(manager), files=flask.test_client(), folder=folder, ledger=manager.handle, limits=bounds
        )

    yield begin
    try:
        until(lambda: not with_a_thread())
    finally:
        for ledger in ledgers:  # what a red check leaves running is not the next one's
            for job in with_a_thread():
                ledger.put(f"{job}.cancel", True)
        until(lambda: not with_a_thread())
        for ledger in ledgers:
            ledger.close()


def with_a_thread():
    """The names of the jobs that have a thread here."""
    words = [thread.name.split() for thread in threading.enumerate()]
    return [name for word, *rest in words if word == "job" for name in rest]


def left(server):
    """Names in a server's folder besides the ledger and its shelf."""
    return {path.name for path in server.folder.iterdir()} - {"jobs", "files"}


# ---- a job that is done ----


def test_what_a_job_has_so_far_comes_with_its_progress_to_its_own_page(server):
    server = server()
    shows, other = (server.page.start("count", to=4, pause=0.15, **more) for more in ({"shows": True}, {}))
    seen = {shows: [], other: []}
    while not all(server.page.look(names) for names in seen):
        for names, found in seen.items():
            news = server.page.manager.get_progress(names[0])[0]
            found.extend([(news["share"], news["so_far"])] if "so_far" in news else [])
        time.sleep(0.03)
    assert seen[shows]
    assert seen[other] == []
    assert all(so_far == [*range(round(4 * share))] for share, so_far in seen[shows])


def test_progress_then_the_file_byte_for_byte_then_nothing_is_left(server, capfd):
    server = server()
    size = 3_000_001
    names = server.page.start("count", to=4, pause=0.15, size=size)
    seen, end = [], None
    while not end:
        seen.append(server.page.manager.get_progress(names[0])[0])
        end = server.page.look(names)
        time.sleep(0.03)
    words = list(dict.fromkeys(news["words"] for news in seen))
    known = ["waits to start", "waits for its turn: 3 at once on this server", "starts"]
    assert [each for each in words if each not in known] == [f"run {done} of 4" for done in range(4)]
    assert {news["share"] for news in seen} == {None, 0, 0.25, 0.5, 0.75}
    assert len({news["at"] for news in seen}) == len(seen)
    assert end["state"] == "done"
    assert (end["name"], end["size"]) == ("count.bin", size)
    assert end["address"] == f"/files/{end['token']}/count.bin"

    answer = server.files.get(end["address"])
    assert answer.data == (bytes(range(256)) * (size // 256 + 1))[:size]
    assert answer.headers["Content-Length"] == str(size)
    assert answer.headers["Content-Disposition"] == 'attachment; filename="count.bin"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "sandbox"
    assert answer.headers["Cache-Control"] == "private, no-store"
    head = server.files.head(end["address"])
    assert (head.data, head.headers["Content-Length"]) == (b"", str(size))

    assert not left(server)
    until(lambda: server.ledger.get("seat.0") is None)
    assert server.ledger.get("place.0") is None
    assert "this goes to the log" in capfd.readouterr().err


def test_an_empty_file_is_a_file(server):
    server = server()
    end = server.page.end(server.page.start("count", to=0, size=0))
    answer = server.files.get(end["address"])
    assert (answer.status_code, answer.data) == (200, b"")


@pytest.mark.parametrize(
    ("ending", "kind"),
    [("mp4", "video/mp4"), ("webm", "video/webm"), ("gif", "image/gif"), ("html", "text/html"), ("png", "image/png"),
     ("svg", "image/svg+xml"), ("csv", "text/csv"), ("json", "application/json"), ("x", "application/octet-stream")],
)  # fmt: skip
def test_a_file_says_what_it_is(server, tmp_path, ending, kind):
    server = server()
    (tmp_path / "made").write_bytes(b"abc")
    server.ledger.shelve("token", tmp_path / "made", 9)
    server.ledger.put("name.token", f"a.{ending}", 9)
    assert server.files.get(f"/files/token/a.{ending}").mimetype == kind


def test_two_jobs_share_nothing_and_another_file_cannot_be_had(server):
    server = server()
    jobs = [server.page.start("count", to=1, size=size) for size in (300, 400)]
    ends = [server.page.end(names) for names in jobs]
    assert jobs[0][0] != jobs[1][0]
    assert len(ends[0]["token"]) >= 32
    assert ends[0]["token"] != ends[1]["token"]
    token = ends[0]["token"]
    for path in (f"/files/{token}/other.bin", f"/files/{token[:-1]}/count.bin", f"/files/{token}x/count.bin",
                 "/files//count.bin", "/files/../jobs/cache.db", "/files/..%2fjobs/cache.db", "/files/%2e%2e/jobs",
                 "/files/x%00y/count.bin", f"/files/{jobs[0][0]}/count.bin", "/files/" + "x" * 5000 + "/count.bin",
                 "/files/\\..\\jobs/cache.db"):  # fmt: skip
        answer = server.files.get(path)
        assert answer.status_code == 404, path
        assert b"Traceback" not in answer.data
    assert "kept for 60 minutes" in server.files.get("/files/a/b").text
    assert [len(server.files.get(end["address"]).data) for end in ends] == [300, 400]


def test_a_file_is_kept_for_a_while(server, monkeypatch):
    server = server(kept=100)
    end = server.page.end(server.page.start("count", to=1))
    assert server.files.get(end["address"]).status_code == 200
    later = time.time() + 101
    monkeypatch.setattr("time.time", lambda: later)
    assert server.files.get(end["address"]).status_code == 404


def test_old_files_leave_the_shelf_and_the_oldest_make_room(tmp_path):
    ledger = DiskLedger(tmp_path, shelf_size=1000)
    for age, (token, size) in enumerate({"a": 400, "b": 400, "c": 400}.items()):
        (tmp_path / "made").write_bytes(b"x" * size)
        os.utime(tmp_path / "made", (time.time() - 30 + age,) * 2)
        ledger.shelve(token, tmp_path / "made", 60)
    assert {token: bool(ledger.shelved(token)) for token in "abc"} == {"a": False, "b": True, "c": True}
    (tmp_path / "made").write_bytes(b"y")
    ledger.shelve("d", tmp_path / "made", 10)
    assert [path.name for path in (tmp_path / "files").iterdir()] == ["d"]
    assert b"".join(ledger.shelved("d")[1]) == b"y"
    ledger.close()


# ---- a job that fails ----


@pytest.mark.parametrize(
    ("kind", "request_", "words", "log"),
    [
        ("fail", {"error": "ValueError"}, "x.mp4 will not do", False),
        ("fail", {"error": "MemoryError"}, "The server has not enough memory for this.", False),
        ("fail", {"error": "RuntimeError"}, "a mistake in the program; the server's log has the details.", True),
        ("fail", {"error": "nope"}, "a mistake in the program", True),
        ("fail", {"errno": errno.ENOSPC}, "could not write the file: No space left on device.", True),
        ("fail", {"errno": errno.EACCES}, "could not write the file: Permission denied.", True),
        ("fail", {"errno": errno.ECONNRESET}, "a mistake in the program", True),
        ("count", {"to": 1, "name": "a/../b.bin"}, "a mistake in the program", True),
        ("count", {"to": 1, "name": "-rf.bin"}, "it made no file", False),
        ("count", {"to": 1, "name": 'a".bin'}, "it made no file", False),
        ("nothing", {}, "it made no file", False),
        ("no such kind", {}, "a mistake in the program", True),
        ("die", {}, "has died", False),
    ],
)
def test_every_failure_has_a_message_and_leaves_nothing(server, capfd, kind, request_, words, log):
    server = server()
    message = server.page.message(server.page.start(kind, **request_))
    assert words in message
    assert str(server.folder) not in message
    assert "Traceback" not in message
    assert ("Traceback" in capfd.readouterr().err) == log
    assert not left(server)


@pytest.mark.skipif(os.name == "nt", reason="Windows bounds no file")
@pytest.mark.parametrize("largest", [500_000, 0.9e6])
def test_a_file_has_a_bound(server, largest):
    server = server(largest=int(largest))
    assert server.page.end(server.page.start("count", to=0, size=499_999))["state"] == "done"
    message = server.page.message(server.page.start("count", to=0, size=1_000_000))
    assert message == f"The file would be too large; a job may make {largest / 1e6:g} MB."
    assert not left(server)


@pytest.mark.skipif(os.name == "nt", reason="Windows bounds no file")
@pytest.mark.parametrize(("size", "state"), [(500_000, "done"), (500_001, "failed")])
def test_the_bound_is_exact(server, size, state):
    server = server(largest=500_000)
    assert server.page.end(server.page.start("count", to=0, size=size))["state"] == state


@pytest.mark.parametrize(("size", "state"), [(1000, "done"), (1001, "failed")])
def test_a_file_that_the_system_let_grow_is_not_kept(server, tmp_path, monkeypatch, size, state):
    """What Windows, which bounds no file, needs: elsewhere the process meets its bound before. Here it is told another
    one."""
    server = server(largest=1000)
    whole = supervise.process_of
    monkeypatch.setattr(supervise, "process_of", lambda order, folder, largest: whole(order, folder, 10 * largest))
    end = server.page.end(server.page.start("count", to=0, size=size))
    assert end["state"] == state
    assert state == "done" or end["message"] == "The file has 0.001 MB; a job may make 0.001 MB."


def test_an_export_has_the_bound_too(server):
    server = server(largest=3000)
    request = {"link": "?surface=beale&sgd=&steps=40", "format": "csv", "options": {}}
    assert "a job may make 0.003 MB" in server.page.message(server.page.start("export", "jobs.export", **request))


def test_time_has_a_bound(server, tmp_path):
    server = server()
    names = server.page.start("family", note=str(tmp_path / "n"))
    until((tmp_path / "n").exists)
    object.__setattr__(server.limits, "duration", 0.06)  # not before: a slow machine needs longer to start the process
    assert "a job may take 0.001 minutes" in server.page.message(names)
    assert all(map(gone, map(int, (tmp_path / "n").read_text().split())))


# ---- a job that is stopped ----


def test_cancel_ends_the_process_and_what_it_started(server, tmp_path):
    server = server()
    names = server.page.start("family", note=str(tmp_path / "note"))
    until((tmp_path / "note").exists)
    pids = [int(word) for word in (tmp_path / "note").read_text().split()]
    assert not any(map(gone, pids))
    assert left(server)
    server.page.manager.terminate_job(names[1])
    assert server.page.end(names) == {"state": "cancelled"}
    until(lambda: all(map(gone, pids)))
    assert not left(server)


def test_a_job_that_nobody_asks_for_stops(server, tmp_path):
    server = server(forgotten=2)
    names = server.page.start("family", note=str(tmp_path / "note"))
    until(lambda: server.page.look(names) or (tmp_path / "note").exists())  # looking is asking
    end = until(lambda: server.ledger.get(f"{names[0]}.end"))  # and this is not
    assert "its page had not asked for it for 2 seconds" in end["message"]
    until(lambda: all(map(gone, map(int, (tmp_path / "note").read_text().split()))))
    assert server.ledger.get("place.0") is None


def test_a_page_that_is_closed_lets_go_of_its_jobs_and_of_nobody_else_s(server, tmp_path, monkeypatch):
    monkeypatch.setattr("components.dispatch.manager.has_request_context", lambda: True)
    server, names = server(away=1, forgotten=600, at_once=2), {}
    for number, page in enumerate(["closed", "closed", "other", "back"]):
        if number == 2:  # the first half runs before the second half, which would go before the second job of one page
            until(lambda: all((tmp_path / f"note{number}").exists() for number in (0, 1)))
        monkeypatch.setattr("components.dispatch.manager.visitor", lambda page=page: Visitor(page, "10.0.0.1"))
        note = tmp_path / f"note{number}"
        names.setdefault(page, []).append(server.page.start("family", note=str(note)))
    waits = {"job": "no worker has it", "page": "closed", "address": "", "asked": 0, "rank": 0, "runs": False}
    server.ledger.put("place.9", waits, 600)
    server.ledger.put(f"{waits['job']}.entry", {"place": "place.9", "asked": 0}, 600)
    for page in ("", "closed", "back"):
        server.page.manager.let_go(page)
    (back,), (other,) = names["back"], names["other"]
    assert all(server.ledger.get(f"{key}.wanted") for key, _ in names["back"])
    assert server.page.look(back) is None  # it asks again in time: it was only put aside
    for key, _ in names["closed"]:
        assert "had not asked" in until(lambda key=key: server.ledger.get(f"{key}.end"))["message"]
    until(lambda: sum(bool(server.ledger.get(f"place.{number}")) for number in range(10)) == 2)
    assert {server.ledger.get(f"place.{number}")["job"] for number in (2, 3)} == {other[0], back[0]}
    for key, job in (other, back):
        assert not server.ledger.get(f"{key}.end")
        server.page.manager.terminate_job(job)


def test_a_job_that_is_asked_for_does_not_stop(server):
    server = server(forgotten=2)
    assert server.page.end(server.page.start("count", to=23, pause=0.1))["state"] == "done"


def test_a_dead_supervisor_is_noticed(server):
    server = server()
    key, job = server.page.start("count", to=100, pause=0.1)
    until(lambda: server.ledger.get(f"{key}.alive"))
    other = "0" * 32  # one whose supervisor says nothing more
    server.ledger.put(f"{other}.entry", {"place": "place.7", "asked": time.time()})
    server.ledger.put(f"{other}.begun", True)
    assert "has died" in server.page.message((other, other))
    assert server.page.look((key, job)) is None
    server.page.manager.terminate_job(job)
    server.page.end((key, job))


def test_a_job_whose_process_is_killed_is_run_once_more(server, tmp_path):
    server = server()
    assert server.page.end(server.page.start("die once", note=str(tmp_path / "note")))["state"] == "done"
    assert not left(server)


def test_a_job_whose_supervisor_dies_is_run_once_more_and_not_twice(server, monkeypatch):
    """What a web server, or a worker, that is killed leaves behind: a job that has begun, and no pulse."""
    server = server()
    manager, ledger = server.page.manager, server.ledger
    start, begun = manager._start, []
    manager._start = lambda job, order: begun.append(order)  # the first one dies at once
    key, job = server.page.start("count", to=1)

    def die():
        ledger.put(f"{key}.begun", True)
        ledger.delete(f"{key}.alive")

    die()
    assert server.page.look((key, job)) is None
    assert len(begun) == 2
    assert begun[0] == begun[1]
    die()
    assert "has died" in server.page.message((key, job))
    manager._start = start
    key, job = server.page.start("count", to=1)
    server.page.end((key, job))
    assert ledger.get("place.0") is None


def test_a_job_that_has_begun_has_a_pulse(server, monkeypatch):
    server = server()
    seen = {}

    def look(key, value, expire=None, add=server.ledger.add):
        if key.endswith(".begun"):
            seen[key] = server.ledger.get(key.replace("begun", "alive"))
        return add(key, value, expire)

    monkeypatch.setattr(server.ledger, "add", look)
    names = server.page.start("count", to=1)
    assert server.page.end(names)["state"] == "done"
    assert seen == {f"{names[0]}.begun": names[0]}


def test_a_job_that_no_worker_takes(server, monkeypatch):
    server = server(waiting=100)
    server.page.manager._start = lambda job, order: None
    names = server.page.start("count", to=1)
    assert server.page.look(names) is None
    assert server.page.words(names) == "waits to start"
    later = time.time() + 101
    monkeypatch.setattr("time.time", lambda: later)
    assert "No worker was free" in server.page.message(names)
    names = server.page.start("count", to=1)
    server.page.manager.terminate_job(names[1])
    assert server.page.end(names) == {"state": "cancelled"}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
def test_a_process_ends_with_its_supervisor(tmp_path):
    note, path = tmp_path / "note", os.pathsep.join(filter(None, sys.path))
    (tmp_path / "folder").mkdir()
    order = {"module": "toy_jobs", "kind": "family", "request": {"note": str(note)}, "largest": 10**8,
             "folder": str(tmp_path / "folder")}  # fmt: skip
    with subprocess.Popen([sys.executable, "-m", "jobs.child"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                          env=os.environ | {"PYTHONPATH": path}, start_new_session=True) as child:  # fmt: skip
        child.stdin.write(json.dumps(order).encode() + b"\n")
        child.stdin.flush()
        until(note.exists)
        child.stdin.close()
        assert child.wait(patience.seconds()) == -signal.SIGKILL
    until(lambda: all(map(gone, map(int, note.read_text().split()))))
    assert not (tmp_path / "folder").exists()


# ---- several ----


def test_several_at_once_and_the_rest_wait(server, tmp_path):
    server = server(at_once=2)
    notes = [tmp_path / f"note{number}" for number in range(3)]
    jobs = [server.page.start("family", note=str(note)) for note in notes]
    until(lambda: sum(note.exists() for note in notes) == 2)
    words = "waits for its turn: 2 at once on this server"
    until(lambda: any(server.page.words(names) == words for names in jobs))
    (waits,) = (names for names in jobs if server.page.words(names) == words)
    first = next(names for names in jobs if names is not waits)
    server.page.manager.terminate_job(first[1])
    assert server.page.end(first) == {"state": "cancelled"}
    until(lambda: all(note.exists() for note in notes))
    for _, job in jobs:
        server.page.manager.terminate_job(job)
    assert all(server.page.end(names) == {"state": "cancelled"} for names in jobs if names is not first)
    assert all(gone(int(pid)) for note in notes for pid in note.read_text().split()[:1])


def test_a_class_that_exports_together_is_put_in_line_and_told_its_place(server, tmp_path):
    server = server(at_once=1)
    runs = server.page.start("family", note=str(tmp_path / "note"))
    until((tmp_path / "note").exists)
    jobs = [server.page.start("count", to=0) for _ in range(30)]
    words = "waits for its turn: 1 at once on this server"
    told = [words, f"{words}; 1 job before this one", *(f"{words}; {n} jobs before this one" for n in range(2, 30))]
    until(lambda: [server.page.words(names) for names in jobs] == told)
    server.page.manager.terminate_job(runs[1])
    ends = {}
    while len(ends) < 3:
        ends |= {
            place: end for place, names in enumerate(jobs) if place not in ends and (end := server.page.look(names))
        }
    assert {*ends} <= {0, 1, 2, 3, 4, 5}
    for names in jobs:
        server.page.manager.terminate_job(names[1])
    assert all(server.page.end(names)["state"] in ("done", "cancelled") for names in jobs)


def test_first_jobs_come_before_second_ones():
    taken = [{"page": "a", "address": "1", "rank": 0}, {"page": "a", "address": "1", "rank": 1}]
    assert [rank_of(taken, *who) for who in (("a", "1"), ("b", "1"), ("", "2"))] == [2, 0, 0]
    assert rank_of(taken * 15, "c", "1") == 1
    ledger = {"place.0": {"job": "second", "asked": 1, "rank": 1, "runs": False},
              "place.1": {"job": "runs", "asked": 0, "rank": 0, "runs": True},
              "place.3": {"job": "first", "asked": 2, "rank": 0, "runs": False}}  # fmt: skip
    line = Line(ledger, SMALL)
    assert [line.before(job) for job in ("first", "second", "runs")] == [0, 1, 0]


def test_the_place_of_a_cancelled_job_is_free_though_its_page_asks_no_more(server, tmp_path):
    server = server()
    names = server.page.start("family", note=str(tmp_path / "note"))
    until((tmp_path / "note").exists)
    assert server.ledger.get("place.0")["job"] == names[0]
    server.page.manager.terminate_job(names[1])
    until(lambda: server.ledger.get("place.0") is None)


def test_a_count_is_that_of_all_processes_and_ends(server, monkeypatch):
    ledger = server().ledger
    assert [ledger.count("a", 2, 100) for _ in range(3)] == [2, 4, 6]
    assert ledger.count("b", 1, 100) == 1
    later = time.time() + 101
    monkeypatch.setattr("time.time", lambda: later)
    assert ledger.count("a", 2, 100) == 2


def test_a_job_that_waits_can_be_cancelled(server, tmp_path):
    server = server(at_once=1)
    jobs = [server.page.start("family", note=str(tmp_path / f"note{number}")) for number in range(2)]
    until(lambda: any(words.startswith("waits for its turn") for words in map(server.page.words, jobs)))
    for _, job in jobs:
        server.page.manager.terminate_job(job)
    assert [server.page.end(names) for names in jobs] == [{"state": "cancelled"}] * 2


def test_places_are_counted_and_given_back(server):
    server = server(places=2, at_once=1)
    jobs = [server.page.start("count", to=3, pause=0.1) for _ in range(3)]
    refused = server.page.message(jobs[2])
    assert refused == "The server is busy: 2 jobs may run or wait at once. Try again in a minute."
    assert [server.page.end(names)["state"] for names in jobs[:2]] == ["done", "done"]
    assert server.page.end(server.page.start("count", to=1))["state"] == "done"


# ---- a disk that is full, a folder that cannot be written, hostile words ----


class Full:
    """A ledger's cache on a full disk."""

    def __init__(self, cache):
        self.cache = cache

    def __getattr__(self, name):
        def refuse(*_, **__):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        return refuse if name in ("set", "add", "delete") else getattr(self.cache, name)


NO_SPACE = "The server cannot write its files: No space left on device."


def test_a_full_disk_is_said_at_the_start(server):
    server = server()
    server.ledger._values = Full(server.ledger._values)
    names = server.page.start("count", to=1)
    assert server.page.words(names) == "waits to start"
    assert server.page.message(names) == NO_SPACE
    assert names[1].isalnum()  # it goes into an address as it is


def test_a_disk_that_becomes_full(server, tmp_path):
    server = server()
    names = server.page.start("family", note=str(tmp_path / "note"))
    until((tmp_path / "note").exists)
    cache, server.ledger._values = server.ledger._values, Full(server.ledger._values)
    until(lambda: all(map(gone, map(int, (tmp_path / "note").read_text().split()))))
    server.ledger._values = cache  # what the job took is free again: its end is written
    assert server.page.message(names) == NO_SPACE


def test_a_shelf_that_cannot_be_written(server):
    server = server()
    (server.folder / "files").rmdir()
    message = server.page.message(server.page.start("count", to=1))
    assert message == "The server cannot write its files: No such file or directory."
    assert not left(server)


def test_a_folder_that_cannot_be_written(server, monkeypatch):
    server = server()
    refusal = PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    monkeypatch.setattr("jobs.supervise.tempfile.mkdtemp", lambda **_: (_ for _ in ()).throw(refusal))
    assert server.page.message(server.page.start("count", to=1)).endswith("cannot write its files: Permission denied.")


def test_a_process_that_cannot_be_started(server, monkeypatch):
    server = server()
    monkeypatch.setattr("jobs.process.sys.executable", "/no/such/python")
    assert "could not start this: No such file" in server.page.message(server.page.start("count", to=1))
    assert not left(server)


def test_a_ledger_that_cannot_be_made(tmp_path, monkeypatch):
    monkeypatch.delenv("REDIS_URL", raising=False)
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("RAVINE_CACHE", str(tmp_path / "file" / "cache"))
    with pytest.raises(BackendError, match=r"Not a directory.*RAVINE_CACHE to a writable folder"):
        job_manager(os.getpid(), SMALL)


@pytest.mark.parametrize(
    ("url", "missing", "words"),
    [
        ("localhost:6379", None, r"REDIS_URL is not the address of a Redis: it begins with redis:// or rediss://$"),
        ("redis://127.0.0.1:1/0", "celery", r"needs the package celery: pip install -r requirements-cluster.txt\.$"),
        ("redis://127.0.0.1:1/0", "redis", r"needs the package redis: pip install -r requirements-cluster.txt\.$"),
    ],
)
def test_a_cluster_that_cannot_be(monkeypatch, url, missing, words):
    monkeypatch.setenv("REDIS_URL", url)
    if missing:
        monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(BackendError, match=words) as error:
        job_manager(os.getpid(), SMALL)
    assert len(str(error.value).splitlines()) == 1


def test_a_ledger_that_fails_is_one_error(tmp_path):
    ledger = DiskLedger(tmp_path, 1000)
    ledger.put("a", {"b": [1]})
    assert ledger.get("a") == {"b": [1]}
    assert not ledger.add("a", 2)
    ledger.delete("a")
    assert ledger.get("a") is None
    assert ledger.add("a", 2)
    ledger.close()
    for path in (tmp_path / "jobs").glob("cache.db*"):
        path.unlink()
    (tmp_path / "jobs" / "cache.db").write_bytes(b"no database" * 1000)
    for act in (lambda: ledger.get("a"), lambda: ledger.put("a", 1), lambda: ledger.add("a", 1)):
        with pytest.raises(LedgerError, match="cannot write its files: "):
            act()
    ledger.close()


@pytest.mark.parametrize(
    "asked",
    [None, 5, "junk", [], {}, {"kind": []}, {"kind": {}}, {"kind": "../../etc"}, {"kind": "nope", "request": {}},
     {"kind": "count"}, {"kind": "count", "request": []}, {"kind": "count", "request": "x" * 10**6}],
)  # fmt: skip
def test_what_is_no_job_is_refused_in_words(server, asked):
    server = server()
    key = server.page.manager.build_cache_key(order_of, [asked], [], None)
    names = key, server.page.manager.call_job_fn(key, order_of, [asked], None)
    message = server.page.message(names)
    assert "no kind of job; allowed: " in message or "not the request of a job" in message
    assert len(message) < 300


@pytest.mark.parametrize(
    ("request_", "words"),
    [
        ({}, "not the request of an export"),
        ({"link": 5, "format": "mp4"}, "not the request of an export"),
        ({"link": "?", "format": "exe"}, "no format 'exe'; allowed: mp4"),
        ({"link": "?", "format": ["mp4"]}, "no format"),
        ({"link": "?surface=beale&sgd=", "format": "png", "options": {"theme": "/etc/passwd"}}, "allowed"),
        ({"link": "?surface=beale&sgd=", "format": "png", "options": ["x"]}, "not the request of an export"),
        ({"link": "?surface=../../x", "format": "csv", "options": {"a": {"b": 1}}}, "a"),
    ],
)
def test_hostile_exports_are_refused_in_words(tmp_path, request_, words):
    with pytest.raises(ValueError, match=words):
        export(request_, tmp_path, lambda *_: None)
    assert not list(tmp_path.iterdir())


def test_handles_that_are_forged_find_nothing(server):
    server = server()
    for key in ("", "x", "secret", "../secret", "0" * 32):
        end = server.page.manager.get_result(key, key)
        assert end["state"] == "failed"
    assert server.page.manager.get_or_create_signing_secret(lambda: b"abc") == b"abc"
    assert server.page.manager.get_or_create_signing_secret(lambda: b"xyz") == b"abc"


def test_all_that_is_known_of_a_job_is_forgotten(server):
    server = server()
    server.page.end(server.page.start("count", to=1))
    cache = server.ledger._values
    assert len(cache) > 5
    assert all(cache.get(key, expire_time=True)[1] for key in cache)


def test_who_waited_in_vain_is_told_for_how_long(tmp_path, monkeypatch):
    ledger = DiskLedger(tmp_path, 1000)
    manager = JobManager(ledger, lambda job, order: None, Limits(waiting=90))
    name = manager.build_cache_key()
    manager.call_job_fn(name, lambda: {}, [], None)
    began = time.time()
    monkeypatch.setattr("time.time", lambda: began + 89)
    assert manager.get_result(name, name) is manager.UNDEFINED
    monkeypatch.setattr("time.time", lambda: began + 91)
    end = manager.get_result(name, name)
    ledger.close()
    assert end == {"state": "failed", "message": "No worker was free for this within 1.5 minutes."}
