"""The ledger: what web processes, supervisors and workers know of each other's jobs, and the shelf of finished files.

Two of a kind: on this machine's disk (diskcache), or in Redis for many machines. Values are JSON. Every failure of the
store is a LedgerError in words that a reader may see.
"""

from __future__ import annotations

import json
import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import diskcache

CHUNK = 1 << 20  # bytes that are held in memory at once


class LedgerError(Exception):
    """The store cannot be read or written now."""


class Ledger(ABC):
    """Keys to values that expire, and tokens to files that expire. Every method may raise LedgerError."""

    @abstractmethod
    def put(self, key: str, value: Any, expire: float | None = None) -> None:
        """Set a value, for `expire` seconds."""

    @abstractmethod
    def add(self, key: str, value: Any, expire: float | None = None) -> bool:
        """Set a value where there is none; whether this was so. Of several who try at once, one succeeds."""

    @abstractmethod
    def get(self, key: str) -> Any:
        """The value, or None."""

    @abstractmethod
    def delete(self, key: str) -> None:
        """Forget a value."""

    @abstractmethod
    def shelve(self, token: str, path: Path, expire: float) -> None:
        """Keep a copy of a file for `expire` seconds."""

    @abstractmethod
    def shelved(self, token: str) -> tuple[int, Iterator[bytes]] | None:
        """Size and content of a file, or None."""


class DiskLedger(Ledger):
    """In a folder of this machine, which all processes of the server share; see `folder.py` for its life.

    Files have a cache of their own: it is bounded, and dropping the oldest must never drop what is known of a job.
    """

    def __init__(self, folder: Path, shelf_size: int) -> None:
        with self._told():
            self._values = diskcache.Cache(str(folder / "jobs"), eviction_policy="none", timeout=10)
            self._files = diskcache.Cache(str(folder / "files"), size_limit=shelf_size, timeout=10)

    @staticmethod
    @contextmanager
    def _told() -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise LedgerError(f"The server cannot write its files: {error.strerror or error}.") from error
        except (sqlite3.Error, diskcache.Timeout) as error:
            raise LedgerError(f"The server cannot write its files: {error or 'it waited for too long'}.") from error

    def put(self, key: str, value: Any, expire: float | None = None) -> None:
        with self._told():
            self._values.set(key, json.dumps(value), expire)

    def add(self, key: str, value: Any, expire: float | None = None) -> bool:
        with self._told():
            return bool(self._values.add(key, json.dumps(value), expire))

    def get(self, key: str) -> Any:
        with self._told():
            found = self._values.get(key)
        return None if found is None else json.loads(found)

    def delete(self, key: str) -> None:
        with self._told():
            self._values.delete(key)

    def shelve(self, token: str, path: Path, expire: float) -> None:
        with self._told(), path.open("rb") as content:
            self._files.set(token, content, expire, read=True)

    def shelved(self, token: str) -> tuple[int, Iterator[bytes]] | None:
        with self._told():
            found = self._files.get(token, read=True)
        if found is None:
            return None
        if isinstance(found, bytes):  # diskcache keeps small ones in its table
            return len(found), iter([found])
        return Path(found.name).stat().st_size, _chunks(found)

    def close(self) -> None:
        """Let go of the connections of this thread; they come back when needed. SQLite's do not survive a fork."""
        self._values.close()
        self._files.close()


def _chunks(handle: Any) -> Iterator[bytes]:
    with handle:
        while chunk := handle.read(CHUNK):
            yield chunk


class RedisLedger(Ledger):
    """In Redis, for any number of machines."""

    def __init__(self, url: str) -> None:
        """Connects when first used. Raises ValueError for an address that is none."""
        import redis
        from redis.backoff import ExponentialBackoff
        from redis.retry import Retry

        self._failure = redis.RedisError
        retry = Retry(ExponentialBackoff(cap=1, base=0.1), 3)  # a hiccup must not end a long job
        self._redis = redis.Redis.from_url(url, socket_timeout=5, socket_connect_timeout=2, retry=retry)
        where = self._redis.connection_pool.connection_kwargs
        self.address = where.get("path") or f"{where.get('host', 'localhost')}:{where.get('port', 6379)}"

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except (self._failure, OSError) as error:
            said = "is full" if "OOM" in str(error) else "does not answer"
            raise LedgerError(f"The store of the jobs (Redis) {said}; try again in a minute.") from error

    def put(self, key: str, value: Any, expire: float | None = None) -> None:
        with self._told():
            self._redis.set(_name(key), json.dumps(value), px=_milliseconds(expire))

    def add(self, key: str, value: Any, expire: float | None = None) -> bool:
        with self._told():
            return bool(self._redis.set(_name(key), json.dumps(value), px=_milliseconds(expire), nx=True))

    def get(self, key: str) -> Any:
        with self._told():
            found = self._redis.get(_name(key))
        return None if found is None else json.loads(found)

    def delete(self, key: str) -> None:
        with self._told():
            self._redis.delete(_name(key))

    def shelve(self, token: str, path: Path, expire: float) -> None:
        name = _name(f"file.{token}")
        with self._told(), path.open("rb") as content:
            self._redis.set(name, b"", px=_milliseconds(expire))
            for chunk in _chunks(content):
                self._redis.append(name, chunk)

    def shelved(self, token: str) -> tuple[int, Iterator[bytes]] | None:
        name = _name(f"file.{token}")
        with self._told():
            size = self._redis.strlen(name)
        return (size, self._ranges(name, size)) if size else None

    def _ranges(self, name: str, size: int) -> Iterator[bytes]:
        for begin in range(0, size, CHUNK):
            yield bytes(self._redis.getrange(name, begin, begin + CHUNK - 1))  # type: ignore[arg-type]


def _name(key: str) -> str:
    return f"ravine.{key}"


def _milliseconds(expire: float | None) -> int | None:
    return None if expire is None else max(1, round(1000 * expire))
