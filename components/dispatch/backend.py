"""Where jobs run: by default in processes of this server, with REDIS_URL on Celery workers (worker.py)."""

from __future__ import annotations

import os
import sys
import threading
from typing import Any

import jobs.export  # noqa: F401 - declares the kind of job
from jobs.folder import private_folder
from jobs.ledger import DiskLedger, LedgerError, RedisLedger
from jobs.limits import Limits
from jobs.supervise import supervise

from .manager import JobManager, Start


class BackendError(Exception):
    """Jobs cannot run as the environment asks; one line."""


def job_manager(owner: int, limits: Limits) -> JobManager:
    """The manager of this server's jobs. To be made before the server forks; `owner`: see `private_folder`.

    Raises BackendError.
    """
    url = os.environ.get("REDIS_URL")
    return _cluster(url, limits) if url else _this_machine(owner, limits)


def _this_machine(owner: int, limits: Limits) -> JobManager:
    try:
        folder = private_folder(owner)
        ledger = DiskLedger(folder, limits.shelf)
    except (OSError, LedgerError) as error:
        where = "RAVINE_CACHE" if os.environ.get("RAVINE_CACHE") else "TMPDIR"
        reason = getattr(error, "strerror", None) or error
        raise BackendError(f"Cannot write the jobs' files ({reason}); set {where} to a writable folder.") from None

    def work(job: str, order: dict[str, Any]) -> None:
        try:
            supervise(job, order, ledger, folder, limits, limits.at_once)
        finally:
            ledger.close()

    def start(job: str, order: dict[str, Any]) -> None:
        threading.Thread(target=work, args=(job, order), name=f"job {job}", daemon=True).start()

    return JobManager(ledger, start, limits)


def _cluster(url: str, limits: Limits) -> JobManager:
    try:
        ledger = redis_ledger(url)
        ledger.get("secret")
    except LedgerError:
        print(f"REDIS_URL is set, but Redis at {ledger.address} does not answer; until it does there are no long jobs.",
              file=sys.stderr, flush=True)  # fmt: skip
    return JobManager(ledger, _queued(url), limits)


def _queued(url: str) -> Start:
    from kombu.exceptions import OperationalError

    from jobs.worker import celery_app, run

    celery_app.conf.broker_url = url

    def start(job: str, order: dict[str, Any]) -> None:
        try:
            run.apply_async((job, order))
        except OperationalError as error:
            raise LedgerError("The queue of the jobs (Redis) does not answer; try again in a minute.") from error

    return start


def redis_ledger(url: str) -> RedisLedger:
    """The ledger at `url`. Raises BackendError for what is no address, and where its packages are missing."""
    try:
        import celery  # noqa: F401

        return RedisLedger(url)
    except ModuleNotFoundError as missing:
        message = f"REDIS_URL is set, and needs the package {missing.name}: pip install -r requirements-cluster.txt."
        raise BackendError(message) from None
    except ValueError as error:
        raise BackendError(f"REDIS_URL is not the address of a Redis: {error}") from None
