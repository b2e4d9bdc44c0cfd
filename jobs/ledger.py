"""The ledger: what web processes, supervisors and workers know of each other's jobs, and the shelf of finished files.

Two of a kind: on this machine's disk (diskcache), or in Redis for many machines. Values are JSON. Every failure of the
store is a LedgerError in words that a reader may see.
"""

from __future__ import annotations

import json
import sqlite3
import time
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager, suppress
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
    def count(self, key: str, more: int, expire: float) -> int:
        """Add to a count, which begins with 0 and is forgotten `expire` seconds after that; what it is then."""

    @abstractmethod
    def delete(self, key: str) -> None:
        """Forget a value."""

    @abstractmethod
    def shelve(self, token: str, path: Path, expire: float) -> None:
        """Keep a file for `expire` seconds. It may be gone from `path` afterwards."""

    @abstractmethod
    def shelved(self, token: str) -> tuple[int, Iterator[bytes]] | None:
        """Size and content of a file, or None. Who reads it may meet its end: OSError or LedgerError."""

    @abstractmethod
    def close(self) -> None:
        """Let go of the connections of this thread; they come back when needed. They must not go through a fork."""


class DiskLedger(Ledger):
    """In a folder of this machine, which all processes of the server share; see `folder.py` for its life.

    Values are in a diskcache. Finished files lie beside it under their tokens: a job's file moves there, which needs no
    room and cannot fail halfway.
    """

    def __init__(self, folder: Path, shelf_size: int) -> None:
        """`shelf_size`: bytes of all files; the oldest go first."""
        self._shelf, self._shelf_size = folder / "files", shelf_size
        with self._told():
            self._shelf.mkdir(exist_ok=True)
            self._values = diskcache.Cache(str(folder / "jobs"), eviction_policy="none", timeout=5)

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

    def count(self, key: str, more: int, expire: float) -> int:
        with self._told(), self._values.transact():
            self._values.add(key, 0, expire)
            return int(self._values.incr(key, more))

    def delete(self, key: str) -> None:
        with self._told():
            self._values.delete(key)

    def shelve(self, token: str, path: Path, expire: float) -> None:
        with self._told():
            path.replace(self._shelf / token)
        self._make_room(time.time() - expire)

    def _make_room(self, oldest: float) -> None:
        """Drop files from before `oldest`, and the oldest while all are too large together."""
        found = []
        for file in self._shelf.iterdir():
            with suppress(OSError):  # another process drops files, too; and on Windows one that is read stays
                found.append((file.stat(), file))
        size = 0
        for stat, file in sorted(found, key=lambda each: each[0].st_mtime, reverse=True):
            size += stat.st_size
            if stat.st_mtime < oldest or size > self._shelf_size:
                with suppress(OSError):
                    file.unlink()

    def shelved(self, token: str) -> tuple[int, Iterator[bytes]] | None:
        file = self._shelf / token
        with self._told():
            try:
                return file.stat().st_size, _chunks(file)
            except FileNotFoundError:
                return None

    def size(self) -> int:
        """Bytes on disk, without the finished files."""
        with self._told():
            return int(self._values.volume())

    def close(self) -> None:
        self._values.close()


def _chunks(file: Path) -> Iterator[bytes]:
    with file.open("rb") as handle:
        while chunk := handle.read(CHUNK):
            yield chunk


class RedisLedger(Ledger):
    """In Redis, for any number of machines. A file is in pieces: a command that is sent again does no harm."""

    def __init__(self, url: str) -> None:
        """Connects when first used. Raises ValueError for an address that is none, ImportError without redis."""
        import redis
        from redis.backoff import ExponentialBackoff
        from redis.retry import Retry

        if not url.startswith(("redis://", "rediss://")):  # the only ones that Celery knows, too
            raise ValueError("it begins with redis:// or rediss://")
        self._failure, self._full = redis.RedisError, redis.OutOfMemoryError
        retry = Retry(ExponentialBackoff(cap=1, base=0.1), 3)  # a hiccup must not end a long job
        self._redis = redis.Redis.from_url(url, socket_timeout=5, socket_connect_timeout=2, retry=retry)
        where = self._redis.connection_pool.connection_kwargs
        self.address = f"{where.get('host', 'localhost')}:{where.get('port', 6379)}"  # without a password

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except (self._failure, OSError) as error:
            said = "is full" if isinstance(error, self._full) else "does not answer"
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

    def count(self, key: str, more: int, expire: float) -> int:
        with self._told():
            self._redis.set(_name(key), 0, px=_milliseconds(expire), nx=True)
            return int(self._redis.incrby(_name(key), more))

    def delete(self, key: str) -> None:
        with self._told():
            self._redis.delete(_name(key))

    def shelve(self, token: str, path: Path, expire: float) -> None:
        life = _milliseconds(expire)
        with self._told():
            size = path.stat().st_size
            for piece, chunk in enumerate(_chunks(path)):
                self._redis.set(_name(f"file.{token}.{piece}"), chunk, px=life)
            self._redis.set(_name(f"file.{token}"), size, px=life)

    def shelved(self, token: str) -> tuple[int, Iterator[bytes]] | None:
        with self._told():
            size: Any = self._redis.get(_name(f"file.{token}"))
        return None if size is None else (int(size), self._pieces(token, -(-int(size) // CHUNK)))

    def _pieces(self, token: str, count: int) -> Iterator[bytes]:
        for piece in range(count):
            with self._told():
                found: Any = self._redis.get(_name(f"file.{token}.{piece}"))
            if found is None:
                raise LedgerError("The file is no longer kept.")
            yield found

    def close(self) -> None:
        self._redis.close()


def _name(key: str) -> str:
    return f"ravine.{key}"


def _milliseconds(expire: float | None) -> int | None:
    return None if expire is None else max(1, round(1000 * expire))
