"""A worker for long jobs: `make worker`, on any machine that reaches the Redis at REDIS_URL.

Celery carries only the order from the web server to some worker; what becomes of the job is in the ledger. The worker's
threads only supervise: the work itself is in processes of their own.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import Any

from celery import Celery

from caches import counted

from .folder import private_folder
from .ledger import RedisLedger
from .limits import Limits
from .supervise import supervise

celery_app = Celery("ravine")
celery_app.conf.update(
    task_ignore_result=True,
    task_publish_retry=False,  # the reader is told instead
    task_default_queue="ravine.jobs",
    task_serializer="json",
    accept_content=["json"],
    worker_disable_prefetch=True,  # an order waits in Redis, where any worker can take it
    worker_enable_remote_control=False,
    worker_hijack_root_logger=False,
    broker_connection_retry_on_startup=True,
    broker_transport_options={
        "visibility_timeout": 60,  # an order that a dying worker had taken, but not begun, goes to another
        "socket_connect_timeout": 2,
        "max_retries": 1,
        "interval_start": 0,
    },
)


@celery_app.task(name="ravine.job")
def run(job: str, order: dict[str, Any]) -> None:
    """Run one job, unless another worker has begun it."""
    supervise(job, order, *_place(), Limits())


@counted(1, 100_000)
def _place() -> tuple[RedisLedger, Path]:
    return RedisLedger(os.environ["REDIS_URL"]), private_folder(os.getpid())


def main() -> None:
    """Serve until interrupted."""
    if not os.environ.get("REDIS_URL"):
        sys.exit("A worker needs REDIS_URL, for instance: make worker REDIS_URL=redis://127.0.0.1:6379/0")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())  # until Celery has its own: the folder goes with the worker
    try:
        ledger, folder = _place()
    except ValueError as error:
        sys.exit(f"REDIS_URL is not the address of a Redis: {error}")
    except OSError as error:
        sys.exit(f"A worker cannot write its files ({error.strerror or error}); set RAVINE_CACHE to a writable folder.")
    print(
        f"A worker of Ravine for Redis at {ledger.address}, with its files in {folder} (stop with Ctrl-C)", flush=True
    )
    celery_app.conf.broker_url = os.environ["REDIS_URL"]
    concurrency = f"--concurrency={Limits().at_once}"
    celery_app.worker_main(
        ["worker", "--pool=threads", concurrency, "--loglevel=warning", "--without-gossip", "--without-mingle"]
    )


if __name__ == "__main__":
    main()
