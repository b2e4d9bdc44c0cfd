"""What a process remembers, bounded by bytes: all of it together is BUDGET at most, and says its size.

`@kept(4 * MB)` remembers what a function has returned, up to so many bytes; what has not been asked for the longest
goes first. `@counted(64, 500)` is `functools.lru_cache`, faster, for what is asked in a loop and for few entries: 64 of
up to 500 bytes. `Kept` is a mapping with such a bound.
"""

from __future__ import annotations

import builtins
import functools
import sys
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator, Mapping, MutableMapping
from threading import RLock
from types import BuiltinFunctionType, CellType, CodeType, FunctionType, MethodType, ModuleType
from typing import Any, TypeVar

import numpy as np

MB = 1_000_000
BUDGET = 150 * MB  # of a process
ATOMS = frozenset([int, float, complex, bool, type(None), str, bytes, bytearray])  # they keep nothing else
KNOWN_ELSEWHERE = type, ModuleType, BuiltinFunctionType
DEEPEST = 100_000  # objects that are weighed of one value; no cache has larger ones

Result = TypeVar("Result")
_Measured = Callable[[], tuple[int, int]]
_CACHES: dict[str, _Measured] = {}  # name: (bytes now, bytes at most)


def sizes() -> dict[str, tuple[int, int]]:
    """Of each cache by its name: its bytes, and how many they may become."""
    return {name: measured() for name, measured in sorted(_CACHES.items())}


def weight(value: Any) -> int:
    """About how many bytes a value keeps in memory. What it shares with the rest of the process (classes, modules,
    functions' code) counts nothing."""
    seen, todo, total = {id(builtins.__dict__)}, [value], 0
    while todo and len(seen) < DEEPEST:
        each = todo.pop()
        if id(each) in seen:
            continue
        seen.add(id(each))
        if type(each) in ATOMS:
            total += sys.getsizeof(each)
        elif not isinstance(each, (*KNOWN_ELSEWHERE, Kept)):
            total += _own(each)
            todo.extend(_inside(each))
    return total


def _own(each: Any) -> int:
    if isinstance(each, np.ndarray):
        return 112 + (each.nbytes if each.base is None else 0)
    if isinstance(each, FunctionType):
        return sys.getsizeof(each) if _is_made(each) or each.__closure__ else 0
    if isinstance(each, CodeType):
        return sys.getsizeof(each) + len(each.co_code)  # Python keeps it a second time, to make it faster
    return sys.getsizeof(each, 64)


def _is_made(function: FunctionType) -> bool:
    """Whether it was made while the process ran, of a text."""
    return function.__code__.co_filename.startswith("<")


def _inside(each: Any) -> Iterator[Any]:
    """What else a value keeps."""
    if isinstance(each, np.ndarray):
        yield each.base
    elif isinstance(each, FunctionType | MethodType | functools.partial | CodeType):
        yield from _inside_function(each)
    elif isinstance(each, Mapping):
        yield from each.keys()
        yield from each.values()
    elif isinstance(each, list | tuple | set | frozenset):
        yield from each
    else:
        yield getattr(each, "__dict__", None)
        for part in type(each).__mro__:
            slots = part.__dict__.get("__slots__", ())
            yield from (getattr(each, slot, None) for slot in ((slots,) if isinstance(slots, str) else slots))


def _inside_function(each: Any) -> Iterator[Any]:
    if isinstance(each, FunctionType):
        yield from (cell.cell_contents for cell in each.__closure__ or () if _is_filled(cell))
        if _is_made(each):
            yield each.__code__
            yield each.__globals__
    elif isinstance(each, MethodType):
        yield each.__self__
    elif isinstance(each, CodeType):
        yield from each.co_consts
    else:
        yield from (each.func, each.args, each.keywords)


def _is_filled(cell: CellType) -> bool:
    try:
        return cell.cell_contents is not cell
    except ValueError:
        return False


class Kept(MutableMapping[Any, Any]):
    """A mapping of at most `most` bytes, its keys included. What is larger is not kept at all."""

    def __init__(self, name: str, most: int) -> None:
        self._most, self._size, self._lock = most, 0, RLock()
        self._found: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()  # key: (value, bytes)
        self._newest: Hashable = None
        _CACHES[name] = lambda: (self._size, self._most)

    def __getitem__(self, key: Hashable) -> Any:
        with self._lock:
            value = self._found[key][0]
            self._found.move_to_end(key)
            return value

    def __setitem__(self, key: Hashable, value: Any) -> None:
        """Set a value. What was set before has by now what it makes when it is first asked for, and is weighed anew."""
        size = weight((key, value))
        if size > self._most:
            self.pop(key, None)
            return
        with self._lock:
            before = self._newest
            if before in self._found and before != key:
                self._set(before, self._found[before][0], weight((before, self._found[before][0])))
            self._set(key, value, size)
            self._found.move_to_end(key)
            self._newest = key
            while self._size > self._most:
                _, (_, gone) = self._found.popitem(last=False)
                self._size -= gone

    def _set(self, key: Hashable, value: Any, size: int) -> None:
        self._size += size - self._found.get(key, (None, 0))[1]
        self._found[key] = (value, size)

    def __delitem__(self, key: Hashable) -> None:
        with self._lock:
            self._size -= self._found.pop(key)[1]

    def setdefault(self, key: Hashable, default: Any = None) -> Any:
        """The value that is there, or `default`, which is then set. Of several threads all get the same."""
        with self._lock:
            if key not in self._found:
                self[key] = default
            return self._found.get(key, (default, 0))[0]

    def pop(self, key: Hashable, default: Any = None) -> Any:
        """Forget a value, and return it. Another thread may have been faster."""
        with self._lock:
            value, size = self._found.pop(key, (default, 0))
            self._size -= size
            return value

    def clear(self) -> None:
        """Forget all."""
        with self._lock:
            self._found.clear()
            self._size = 0

    def __iter__(self) -> Iterator[Any]:
        with self._lock:
            return iter([*self._found])

    def __len__(self) -> int:
        return len(self._found)


_NOTHING = object()


def kept(most: int) -> Callable[[Callable[..., Result]], Callable[..., Result]]:
    """Remember what a function returns, up to `most` bytes."""

    def remembering(function: Callable[..., Result]) -> Callable[..., Result]:
        found = Kept(_name(function), most)

        @functools.wraps(function)
        def wrapper(*args: Hashable, **named: Hashable) -> Result:
            key = (args, *named.items()) if named else args
            value = found.get(key, _NOTHING)
            if value is _NOTHING:
                value = function(*args, **named)
                found[key] = value
            return value

        wrapper.cache_clear = found.clear  # type: ignore[attr-defined]
        return wrapper

    return remembering


def counted(most: int, each: int) -> Callable[[Callable[..., Result]], functools._lru_cache_wrapper[Result]]:
    """Remember what a function returned the last `most` times, of up to `each` bytes."""

    def remembering(function: Callable[..., Result]) -> functools._lru_cache_wrapper[Result]:
        wrapper = functools.lru_cache(maxsize=most)(function)
        _CACHES[_name(function)] = lambda: (wrapper.cache_info().currsize * each, most * each)
        return wrapper

    return remembering


def _name(function: Callable[..., Any]) -> str:
    return f"{function.__module__}.{function.__qualname__}"
