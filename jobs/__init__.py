"""Long jobs: work that takes more than a moment, away from the web server's threads. No Dash here.

A kind of job is a function, declared with `@job` (export.py). The web server (components/dispatch) hands a plain work
order to a supervisor: a thread of its own, or with REDIS_URL a Celery worker on any machine (worker.py). Either way
`supervise` runs the work in a process of its own (child.py), bounds it, and puts the finished file on the shelf of the
ledger, from where every web process can serve it.
"""

from .kinds import KINDS, Kind, Progress, job

__all__ = ["KINDS", "Kind", "Progress", "job"]
