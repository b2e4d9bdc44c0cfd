"""What the tests know of each row of a registry stands in tables; a row that a table lacks fails with a sentence."""

from collections.abc import Iterable


def assert_complete(table: Iterable[str], rows: Iterable[str], wanted: str) -> None:
    """Fails unless `table` has exactly the `rows` of the registry; `wanted` says what to add for one, and where."""
    known, asked = set(table), set(rows)
    missing, unknown = sorted(asked - known), sorted(known - asked)
    assert not missing, "; ".join(f"{name!r} has no {wanted}" for name in missing)
    assert not unknown, (
        f"{unknown} have left the registry, or need it no longer: take out their {wanted.partition(':')[0]}"
    )
