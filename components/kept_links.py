"""Short links, kept for a term: on the disk of this machine, and with REDIS_URL in Redis, too, so that every machine
knows them. A machine that meets one in Redis keeps it on its disk; one that Redis has lost is put back from there.
"""

from __future__ import annotations

from contextlib import suppress
from functools import cached_property
from hashlib import blake2b

from jobs.folder import does_last, lasting_folder
from jobs.ledger import DiskLedger, Ledger, LedgerError

DAYS = 184  # that a link is kept after it was shown last: a term, and the weeks before it
TERM = DAYS * 24 * 3600.0
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is mistaken for another
LEAST, MOST = 4, 8  # letters of a code
LARGEST = 50_000_000  # bytes of all links on disk: 50,000 of the usual length. None is dropped before its time


class LinksFullError(LedgerError):
    """There is no room for another link."""


class Links:
    """Codes to paths. Every method raises LedgerError where the store cannot be used."""

    def __init__(self, shared: Ledger | None = None) -> None:
        """`shared`: what all machines know, if there are several."""
        self._shared = shared

    @cached_property
    def _disk(self) -> DiskLedger:
        """Opened when it is first used, and so after the server has forked."""
        try:
            return DiskLedger(lasting_folder("links"), 0)
        except OSError as error:
            raise LedgerError(f"The server cannot keep short links: {error.strerror or error}.") from error

    @property
    def last(self) -> bool:
        """Whether they outlive a restart of the machine, too."""
        return does_last(lasting_folder("links"))

    def code_of(self, path: str) -> str:
        """The code of a path: the same one for the same path, as short as no other path has it; kept from now on for
        TERM. Raises LinksFullError."""
        number = int.from_bytes(blake2b(path.encode(), digest_size=16).digest())
        letters = "".join(LETTERS[number // len(LETTERS) ** place % len(LETTERS)] for place in range(MOST))
        first = self._shared or self._disk
        for length in range(LEAST, MOST + 1):
            key = _key(letters[:length])
            found = self.path_of(letters[:length])
            if found is None and not self._has_room():
                raise LinksFullError("This server has no room for another short link; the long one works.")
            if found is None:
                found = path if first.add(key, path, TERM) else first.get(key)  # of several who ask at once, one adds
            if found == path:
                for store in {first, self._disk}:
                    store.put(key, path, TERM)
                return letters[:length]
        raise LedgerError("All short links for this picture are taken; try again tomorrow.")

    def path_of(self, code: str) -> str | None:
        """Where a code leads."""
        key = _key(code)
        found = self._disk.get(key)
        if self._shared is None:
            return found
        if found is not None:
            with suppress(LedgerError):  # it leads there without Redis, too
                self._shared.add(key, found, TERM)
            return found
        found = self._shared.get(key)
        if found is not None and self._has_room():
            self._disk.put(key, found, TERM)
        return found

    def _has_room(self) -> bool:
        return self._disk.size() < LARGEST


def _key(code: str) -> str:
    return f"link.{code}"
