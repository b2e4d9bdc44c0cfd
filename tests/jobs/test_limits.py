"""The limits of jobs are told where people read them."""

from pathlib import Path

from jobs.limits import Limits

README = " ".join(Path(__file__).resolve().parents[2].joinpath("README.md").read_text(encoding="utf-8").split())


def test_the_readme_quotes_the_limits():
    limits = Limits()
    took, kept = limits.times()
    told = f"a job may take {took} and make {limits.largest / 1e6:g} MB, its file is kept for "
    assert told + ("an hour" if kept == "60 minutes" else kept) in README
